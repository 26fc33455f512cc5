"""Numbers and addresses that nobody has: who tries an app with them reaches no stranger.

Of numbers those that the North American plan keeps for fiction (555-0100 to 555-0199 of each area),
of addresses the domains of RFC 2606, and all that is no number or address at all.
"""

from typing import Final

from harness.invitations.address import same_address_key
from harness.invitations.contact import Contact

_NORTH_AMERICA: Final = 1
_FICTION: Final = "55501"
_AREA_DIGITS: Final = 3
_TOP: Final = frozenset({"example", "invalid", "localhost", "test"})
_SECOND: Final = frozenset({"com", "net", "org"})


def is_nobodys(contact: Contact) -> bool:
    """Whether nobody can have the contact.

    A number without its country's code, or written in a way that is not read as one ("tel:",
    "00", an extension), is taken for nobody's: whose it is, only the app knows.
    """
    if contact.kind == "email":
        return _is_nobodys_address(contact.written)
    number = contact.number
    if number is None:
        return True
    is_fiction = number.national[_AREA_DIGITS:].startswith(_FICTION)
    return number.country_code == _NORTH_AMERICA and is_fiction


def _is_nobodys_address(written: str) -> bool:
    _, at, domain = same_address_key(written).rpartition("@")
    labels = domain.rstrip(".").split(".")
    if not at or not any(labels) or labels[-1] in _TOP:
        return True
    return labels[-2:-1] == ["example"] and labels[-1] in _SECOND
