"""Numbers and addresses that nobody has: who tries an app with them reaches no stranger.

Of numbers those that the North American plan keeps for fiction (555-0100 to 555-0199 of each area),
of addresses the domains of RFC 2606, and all that no app can take for somebody's.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple
from unicodedata import category, normalize
from urllib.parse import unquote

import phonenumbers

from harness.invitations.address import same_address_key, small
from harness.invitations.contact import Contact

_FICTION: Final = re.compile(r"(?P<country>1)?[2-9]\d\d55501\d\d")
_TOP: Final = frozenset({"example", "invalid", "localhost", "test"})
_SECOND: Final = frozenset({"com", "net", "org"})
# Of which an app may know the rest.
_PROVIDERS: Final = frozenset(
    "aol gmail gmx googlemail hotmail icloud live mac mail me msn outlook proton protonmail qq"
    " yahoo yandex ymail zoho".split()
)

_GROUP: Final = re.compile(r"\+?\d+")
# The least that is dialled within a country, and the most that E.164 has (ITU-T E.164, 6.2).
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
# Before a country's code, where a keypad has no plus sign.
_DIALLED_PLUS: Final = ("011", "00")
_MOST_DIALLED = _MOST_DIGITS + len(_DIALLED_PLUS[0])
# Which some programs take for an @.
_OTHER_AT: Final = re.compile("[\uff20\ufe6b]")
_ENDS_ADDRESS: Final = re.compile(r"[\s,;:<>()\[\]\"]")


class _Reading(NamedTuple):
    """Some groups of digits in a row, as one number; a plus in front is kept."""

    first: int
    last: int
    number: str

    def is_within(self, other: "_Reading") -> bool:
        return other.first <= self.first and self.last <= other.last


def is_nobodys(contact: Contact) -> bool:
    """Whether nobody can have the contact, however an app reads what is written.

    Another app than ours may know what "tel:", "00", an extension or a digit of another script
    means, may take a number without its country's code for one of its own, and an address where a
    number is asked for, or the other way round.
    """
    written = _as_read(contact.written)
    if not _is_nobodys_address(contact.written) or not _is_nobodys_address(written):
        return False
    if contact.kind == "phone":
        return _is_nobodys_number(written)
    rest = " ".join(word for word in written.split() if "@" not in word)
    return len(_digits(rest)) < _LEAST_DIGITS or _is_nobodys_number(rest)


def _as_read(written: str) -> str:
    """Without marks that nobody sees, other forms of characters, and %40 and the like."""
    while True:  # ends: each turn is shorter, or the last one
        read = normalize("NFKC", unescape(unquote(written)))
        read = "".join(each for each in read if category(each) != "Cf")
        if read == written:
            return read
        written = read


def _is_nobodys_number(written: str) -> bool:
    """Any groups of digits in a row may be a number, with whatever stands between them.

    Letters are a telephone's keys to one app and passed over by another: beside digits they make a
    number of what is long enough.
    """
    digits, letters = _digits(written), sum(each.isalpha() for each in written)
    if digits and letters and len(digits) + letters >= _LEAST_DIGITS:
        return False
    somebodys, reserved = [], []
    for reading in _readings(written):
        if _is_somebodys_number(reading.number):
            somebodys.append(reading)
        elif _FICTION.fullmatch(_digits(reading.number).lstrip("0")):
            reserved.append(reading)
    return all(any(map(each.is_within, reserved)) for each in somebodys)


def _readings(written: str) -> Iterator[_Reading]:
    groups = _GROUP.findall(written)
    for first, group in enumerate(groups):
        number = "+" if group.startswith("+") else ""
        for last in range(first, len(groups)):
            number += _digits(groups[last])
            if len(number.strip("+").lstrip("0")) > _MOST_DIALLED:
                break
            yield _Reading(first, last, number)


def _digits(text: str) -> str:
    return "".join(str(int(each)) for each in text if each.isdecimal())


def _is_somebodys_number(number: str) -> bool:
    if number.startswith("+"):
        return _may_exist(number)
    for prefix in _DIALLED_PLUS:
        if number.startswith(prefix):
            return _may_exist(f"+{number.removeprefix(prefix)}") or _may_be_dialled(number)
    return _may_be_dialled(number)


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
    return small(name) in _PROVIDERS or ("." in name and not _is_nobodys_domain(name))


def _is_nobodys_domain(domain: str) -> bool:
    labels = domain.rstrip(".").split(".")
    if not any(labels) or labels[-1] in _TOP:
        return True
    return labels[-2:-1] == ["example"] and labels[-1] in _SECOND
