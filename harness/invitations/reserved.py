"""Numbers and addresses that nobody has: who tries an app with them reaches no stranger.

Of numbers those that the North American plan keeps for fiction (555-0100 to 555-0199 of each area),
of addresses the domains of RFC 2606, and all that no app can take for somebody's.
"""

import re
from typing import Final
from unicodedata import category, normalize

import phonenumbers

from harness.invitations.address import same_address_key
from harness.invitations.contact import Contact

_FICTION: Final = re.compile(r"(?P<country>1)?[2-9]\d\d55501\d\d")
_TOP: Final = frozenset({"example", "invalid", "localhost", "test"})
_SECOND: Final = frozenset({"com", "net", "org"})

# Digits and what parts them; an extension, or a second number, is a piece of its own. An app may
# also leave out whatever is no letter.
_PIECES: Final = (
    re.compile(r"\+?[\d(][\d\s().\-\u2010-\u2015\u2212]*"),
    re.compile(r"\+?\d(?:[\d_]|[^\w+])*"),
)
# The least that is dialled within a country, and the most that E.164 has (ITU-T E.164, 6.2).
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
# Before a country's code, where a keypad has no plus sign.
_DIALLED_PLUS: Final = ("011", "00")
# Which some programs take for an @.
_OTHER_AT: Final = re.compile("[\uff20\ufe6b]")
_ENDS_ADDRESS: Final = re.compile(r"[\s,;:<>()\[\]\"]")


def is_nobodys(contact: Contact) -> bool:
    """Whether nobody can have the contact, however an app reads what is written.

    Another app than ours may know what "tel:", "00", an extension or a digit of another script
    means, and may take a number without its country's code for one of its own.
    """
    if contact.kind == "email":
        return _is_nobodys_address(contact.written)
    written = "".join(each for each in normalize("NFKC", contact.written) if category(each) != "Cf")
    if written.strip().startswith("+") and _may_exist(written):
        return False
    pieces = [piece for each in _PIECES for piece in each.findall(written)]
    return not any(map(_is_somebodys_number, pieces))


def _is_somebodys_number(piece: str) -> bool:
    digits = "".join(str(int(each)) for each in piece if each.isdecimal())
    if piece.startswith("+"):
        return _may_exist(f"+{digits}")
    for prefix in _DIALLED_PLUS:
        if digits.startswith(prefix):
            return _may_exist(f"+{digits.removeprefix(prefix)}") or _may_be_dialled(digits)
    return _may_be_dialled(digits)


def _may_be_dialled(digits: str) -> bool:
    number = digits.lstrip("0")
    return _LEAST_DIGITS <= len(number) <= _MOST_DIGITS and not _FICTION.fullmatch(number)


def _may_exist(international: str) -> bool:
    try:
        number = phonenumbers.parse(international, None)
    except phonenumbers.NumberParseException:
        return False
    if not phonenumbers.is_possible_number(number):
        return False
    digits = f"{number.country_code}{phonenumbers.national_significant_number(number)}"
    fiction = _FICTION.fullmatch(digits)
    return fiction is None or fiction["country"] is None


def _is_nobodys_address(written: str) -> bool:
    """All domains count: an app may take what stands between two @ for one."""
    _, *domains = same_address_key(_OTHER_AT.sub("@", written)).split("@")
    if not domains:
        return True
    *others, last = domains
    return _is_nobodys_domain(last) and not any(map(_may_be_domain, others))


def _may_be_domain(piece: str) -> bool:
    name = _ENDS_ADDRESS.split(piece, maxsplit=1)[0]
    return "." in name and not _is_nobodys_domain(name)


def _is_nobodys_domain(domain: str) -> bool:
    labels = domain.rstrip(".").split(".")
    if not any(labels) or labels[-1] in _TOP:
        return True
    return labels[-2:-1] == ["example"] and labels[-1] in _SECOND
