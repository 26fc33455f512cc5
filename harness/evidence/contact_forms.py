"""Phone numbers and addresses that a people file marks private, however they are written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from phonenumbers import ndd_prefix_for_region

from harness.evidence import whole
from harness.evidence.whole import Whole
from harness.settings import Member, People, Person

# What may stand between two digits: blanks, punctuation, marks that nobody sees; also escaped.
_BETWEEN = (
    r"(?:[\s\-.()/\u00a0\u00ad\u2010-\u2015\u200b-\u200f\u202a-\u202f\u2060-\u2069]"
    r"|%20|%C2%A0|%28|%29|&nbsp;|&#160;|&#xa0;|\\+u[0-9a-f]{4}|\\+n){0,4}"
)
_PLUS = r"(?:[+\uff0b]|%2[Bb]|&#43;|\\+u002[bB]|0[0-9]{0,3}|810)"  # or to be dialled in its place
_AT = r"(?:@|=40|%(?:25)*40|&commat;|&#0*64;|&#[xX]0*40;|\\+u0040|\\+x40)"
_PLUS_OF_NAME = r"(?:[+]|=2B|%(?:25)*2[Bb]|&plus;|&#0*43;|&#[xX]0*2[Bb];|\\+u002[bB]|\\+x2[bB])"


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

    @property
    def whole(self) -> Whole:
        """Next to what it is a part of somebody else's."""
        if not self.address:
            return whole.NUMBER
        return whole.outside_of(self.others, self.address.lower(), self._address_pattern())

    def pattern(self) -> str:
        """A regular expression for it, in whatever capitals or groups of digits."""
        if self.address:
            return self.whole.pattern(self._address_pattern())
        code = _BETWEEN.join(self.country_code)
        country = rf"(?:(?:{_PLUS}{_BETWEEN})?{code}{_BETWEEN})?"
        trunk = rf"(?:{_BETWEEN.join(self.trunk)}{_BETWEEN})?" if self.trunk else ""
        return self.whole.pattern(rf"{country}[(]?{trunk}[(]?{_BETWEEN.join(self.national)}")

    def _address_pattern(self) -> str:
        name, _, host = self.address.partition("@")
        name = _PLUS_OF_NAME.join(map(re.escape, name.split("+")))
        return rf"(?i:{name}{_AT}{re.escape(host)})"


def private_contacts(people: People) -> Iterator[PrivateContact]:
    """The numbers and addresses of everybody who is marked private."""
    named: list[tuple[str, Person | Member | None]] = [
        ("the Admin", people.admin),
        ("the Operator", people.operator),
        ("the outsider", people.outsider),
        *((f"member {place}", member) for place, member in enumerate(people.members, 1)),
    ]
    listed = {address for _, person in named if person for address in _addresses_of(person)}
    for who, person in named:
        if person is None or not person.private:
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
