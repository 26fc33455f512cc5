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
_AT = r"(?:@|%40|&#64;|\\+u0040)"


@dataclass(frozen=True)
class PrivateContact:
    """A number or an address that reports call by whose it is.

    Attributes:
        shown: What stands in its place: "[number of member 1]".
        address: The address; empty for a number.
        country_code: Of the number, digits only.
        national: The number without it, digits only; empty for an address.
        trunk: Digits that are dialled before it within its country; empty for none.
    """

    shown: str
    address: str = ""
    country_code: str = ""
    national: str = ""
    trunk: str = ""

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
        return whole.ADDRESS if self.address else whole.NUMBER

    def pattern(self) -> str:
        """A regular expression for it, in whatever capitals or groups of digits."""
        if self.address:
            name, _, host = self.address.partition("@")
            return self.whole.pattern(rf"(?i:{re.escape(name)}{_AT}{re.escape(host)})")
        code = _BETWEEN.join(self.country_code)
        country = rf"(?:(?:{_PLUS}{_BETWEEN})?{code}{_BETWEEN})?"
        trunk = rf"(?:{_BETWEEN.join(self.trunk)}{_BETWEEN})?" if self.trunk else ""
        return self.whole.pattern(rf"{country}[(]?{trunk}[(]?{_BETWEEN.join(self.national)}")


def private_contacts(people: People) -> Iterator[PrivateContact]:
    """The numbers and addresses of everybody who is marked private."""
    named: list[tuple[str, Person | Member | None]] = [
        ("the Admin", people.admin),
        ("the Operator", people.operator),
        ("the outsider", people.outsider),
        *((f"member {place}", member) for place, member in enumerate(people.members, 1)),
    ]
    for who, person in named:
        if person is None or not person.private:
            continue
        if number := person.phone:
            shown = f"[number of {who}]"
            code, national = str(number.country_code), number.national
            trunk = ndd_prefix_for_region(number.region, True) or ""
            yield PrivateContact(shown, country_code=code, national=national, trunk=trunk)
        if person.email:
            yield PrivateContact(f"[address of {who}]", address=person.email)
        user = getattr(getattr(person, "told_by", None), "user", "")
        if "@" in user and user != person.email:
            yield PrivateContact(f"[mailbox of {who}]", address=user)
