"""Whom an invitation goes to: a phone number or an email address, however it is written."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Self

from harness.settings import Member, PhoneNumber, parse_phone_number


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
        """E.164 of a number, an address without regard to capitals; else the text itself."""
        if self.kind == "email":
            return self.written.strip().casefold()
        return self.number.e164 if self.number else self.written

    def is_in(self, label: str) -> bool:
        """Whether a label on a screen shows this contact, in whatever grouping of digits."""
        if self.kind == "email":
            return self.key in (word.strip(",;:()<>") for word in label.casefold().split())
        shown = "".join(character for character in label if character.isdecimal())
        return self.number is not None and self.number.national in shown
