"""Phone numbers and addresses that a people file marks private, however they are written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from phonenumbers import PhoneNumberFormat, format_number, ndd_prefix_for_region, parse

from harness.evidence import whole
from harness.evidence.forms import ANY_ESCAPE, escapes_of
from harness.evidence.whole import Whole
from harness.settings import Member, People, Person

# What may stand between two digits: blanks, punctuation, marks that nobody sees, tags. Not a comma,
# which parts the numbers of a list.
_MARKS = (
    r"[\s+\-.()/_|~*\u00ad\u00b7\u061c\u200b-\u200f\u2010-\u2015\u202a-\u202f\u2060-\u2069\u2212"
    r"\ufeff\uff08\uff09\uff0d-\uff0f]"
)
_TAG = "<[^<>]{1,60}>"
_BETWEEN_PARTS = f"(?:{_MARKS}|{ANY_ESCAPE}|{_TAG}){{0,12}}"  # one in UTF-8 is up to three bytes
# With a colon only within a number: in front of one it belongs to a time, or to what is said of it.
BETWEEN_DIGITS = f"(?::|{_MARKS}|{ANY_ESCAPE}|{_TAG}){{0,12}}"
_PLUS = escapes_of("+")
_WIDE_PLUS = escapes_of("\uff0b")
_BEFORE_CODE = f"(?:{_PLUS}|{_WIDE_PLUS}|0[0-9]{{0,3}}|810)"  # or what is dialled in its place
_AT = escapes_of("@")
# As they are, and those that phones show: Arabic, Persian, full-width. Readable ones may be any.
_DIGITS: list[dict[int, int]] = [
    {ord("0") + digit: zero + digit for digit in range(10)} for zero in (0x30, 0x660, 0x6F0, 0xFF10)
]


@dataclass(frozen=True)
class PrivateContact:
    """A number or an address that reports call by whose it is.

    Attributes:
        shown: What stands in its place: "[number of member 1]".
        address: The address; empty for a number.
        country_code: Of the number, digits only.
        national: The number without it, digits only; empty for an address.
        trunk: Digits that are dialled before it within its country; empty for none.
        others: Longer addresses that have this one in them, and are somebody else's.
    """

    shown: str
    address: str = ""
    country_code: str = ""
    national: str = ""
    trunk: str = ""
    others: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"PrivateContact({self.shown})"

    @property
    def name(self) -> str:
        """What messages may call it."""
        return self.shown.strip("[]")

    def spellings(self) -> Iterable[str]:
        """The usual ways to write it, for forms in which it cannot be read, such as base64."""
        if self.address:
            return {self.address, self.address.lower()}
        international = f"+{self.country_code}{self.national}"
        return {international, international[1:], self.national}

    def groupings(self) -> Iterable[str]:
        """The usual ways to part a number's digits, for where it is cut or cannot be read."""
        if self.address:
            return ()
        number = parse(f"+{self.country_code}{self.national}")
        national = format_number(number, PhoneNumberFormat.NATIONAL)
        groups = format_number(number, PhoneNumberFormat.INTERNATIONAL).partition(" ")[2]
        alike = {re.sub("[ -]", mark, groups) for mark in " -.\u00a0\u2011"}
        written = {national, national.replace(" ", "\u00a0"), groups, self.national, *alike}
        return {each.translate(digits) for each in written for digits in _DIGITS}

    @property
    def whole(self) -> Whole:
        """Next to what it is a part of somebody else's."""
        if not self.address:
            return whole.NUMBER
        return whole.outside_of(self.others, self.address.lower(), self._address_pattern())

    def pattern(self) -> str:
        """A regular expression for it, in whatever capitals or groups of digits.

        It is for texts that have their digits as 0 to 9.
        """
        if self.address:
            return self.whole.pattern(self._address_pattern())
        code = _BETWEEN_PARTS.join(self.country_code)
        country = rf"(?:(?:{_BEFORE_CODE}{_BETWEEN_PARTS})?{code}{_BETWEEN_PARTS})?"
        trunk = rf"(?:{_BETWEEN_PARTS.join(self.trunk)}{_BETWEEN_PARTS})?" if self.trunk else ""
        return self.whole.pattern(rf"{country}[(]?{trunk}[(]?{BETWEEN_DIGITS.join(self.national)}")

    def _address_pattern(self) -> str:
        name, _, host = self.address.partition("@")
        name = _PLUS.join(map(re.escape, name.split("+")))
        return rf"(?i:{name}{_AT}{re.escape(host)})"


def private_contacts(people: People) -> Iterator[PrivateContact]:
    """The numbers and addresses of everybody who is marked private."""
    named: list[tuple[str, Person | Member]] = [
        *((f"the {part}", person) for part, person in people.parts),
        *((f"member {place}", member) for place, member in enumerate(people.members, 1)),
    ]
    listed = {address for _, person in named for address in _addresses_of(person)}
    for who, person in named:
        if not person.private:
            continue
        if number := person.phone:
            shown = f"[number of {who}]"
            code, national = str(number.country_code), number.national
            trunk = ndd_prefix_for_region(number.region, True) or ""
            yield PrivateContact(shown, country_code=code, national=national, trunk=trunk)
        for address in _addresses_of(person):
            what = "address" if address == person.email else "mailbox"
            others = tuple(sorted(each for each in listed if _has_inside(each, address)))
            yield PrivateContact(f"[{what} of {who}]", address, others=others)


def _addresses_of(person: Person | Member) -> list[str]:
    """The person's own, and the mailbox where that has another one."""
    user = getattr(getattr(person, "told_by", None), "user", "")
    return list(dict.fromkeys(each for each in (person.email, user) if each and "@" in each))


def _has_inside(longer: str, address: str) -> bool:
    return len(longer) > len(address) and address.lower() in longer.lower()
