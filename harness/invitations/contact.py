"""Whom an invitation goes to: a phone number or an email address, however it is written."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Self

import phonenumbers

from harness.invitations.address import same_address_key, shown_address_key, small
from harness.settings import Member, PhoneNumber, parse_phone_number

if TYPE_CHECKING:
    from harness.invitations.journal import Entry

# What may stand around an address in a label: punctuation, and marks of the writing direction.
_AROUND = ",;:()<>[]\"'.\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

# An address, or a number of seven digits and more, grouped or masked.
_CONTACTS = re.compile(r"\S+@\S+|\+?[\d*\u2022](?:[\s\-.()]*[\d*\u2022]){6,}")
# Eight digits, too: "Invited on 2026-11-26", "27.11.2026".
_DATE = re.compile(
    r"(?<![\d.\-+])(?:(?:19|20)\d\d-\d\d?-\d\d?|\d\d?[.\-]\d\d?[.\-](?:19|20)\d\d)(?![.\-]?\d)"
)
# What apps put in place of hidden characters.
_MASKS = "*\u2022\u00b7\u25cf"


@dataclass(frozen=True)
class Contact:
    """A phone number or an email address; two spellings of one contact have the same `key`.

    Attributes:
        kind: Which of the two.
        written: As a person wrote it; need not be valid.
    """

    kind: Literal["phone", "email"]
    written: str

    @classmethod
    def of(cls, member: Member) -> Self:
        """What the member is invited by."""
        return cls(member.kind, str(member.phone or member.email))

    @classmethod
    def of_entry(cls, entry: "Entry") -> Self:
        """Whom an entry of the journal is about."""
        return cls(entry.contact_kind, entry.contact)

    def __str__(self) -> str:
        return self.written

    @cached_property
    def number(self) -> PhoneNumber | None:
        """The number's parts; None for an address and for what is no number."""
        if self.kind == "email":
            return None
        try:
            return parse_phone_number(self.written)
        except ValueError:
            return None

    @cached_property
    def key(self) -> str:
        """Kind, and E.164 of a number or what is the same in all spellings of an address."""
        if self.kind == "email":
            return f"email {same_address_key(self.written)}"
        return f"phone {self.number.e164 if self.number else self.written}"

    def is_in(self, label: str) -> bool:
        """Whether a label on a screen shows this contact, in whatever grouping of digits."""
        if self.kind == "email":
            own = shown_address_key(self.written)
            return any(own == shown_address_key(word.strip(_AROUND)) for word in label.split())
        return self.number is not None and self._is_number_in(label, self.number)

    def is_not_whose(self, label: str) -> bool:
        """Whether the label names somebody by a number or an address, and not this contact."""
        named = _CONTACTS.search(_DATE.sub("", label))
        return named is not None and not self.is_in(label)

    def may_be_masked_in(self, label: str) -> bool:
        """Whether a label may stand for this contact with characters hidden: "+1 ***-***-0147"."""
        own = small(self.written.strip()) if self.kind == "email" else _digits(self.key)
        words = [small(label)] if self.kind == "phone" else small(label).split()
        return any(_fits(word.strip(_AROUND), own, self.kind) for word in words)

    def _is_number_in(self, label: str, number: PhoneNumber) -> bool:
        """Whole numbers only: one person's may end like another's, and the wrong one be removed."""
        digits = _digits(label)
        if number.national not in digits:
            return False
        found = phonenumbers.PhoneNumberMatcher(label, number.region or None)
        shown = {_e164(each.number) for each in found}
        own_digits = (number.national, number.e164.removeprefix("+"))
        return number.e164 in shown if shown else digits in own_digits


def without_contacts(label: str) -> str:
    """The label without every number and address in it: what it says of whomever it names."""
    return _CONTACTS.sub("", label)


def _fits(masked: str, own: str, kind: str) -> bool:
    """Whether what is not hidden agrees with the contact, from both ends."""
    shown = re.split(rf"[{_MASKS}]+", masked)
    if len(shown) == 1:
        return False
    if kind == "phone":
        first, last = _digits(shown[0]), _digits(shown[-1])
        return own.startswith(first) and bool(last) and own.endswith(last)
    return own.startswith(shown[0]) and bool(shown[-1]) and own.endswith(shown[-1])


def _digits(text: str) -> str:
    return "".join(str(int(character)) for character in text if character.isdecimal())


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
