"""Whom an invitation goes to: a phone number or an email address, however it is written."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Self

import phonenumbers

from harness.invitations.address import same_address_key, shown_address_key
from harness.invitations.in_label import (
    BEHIND_DOMAIN,
    BORDERS,
    MASK,
    InLabel,
    all_in,
    digits_of,
    international,
    is_in_user_name,
    visible_digits,
    without_end,
    without_surroundings,
)
from harness.settings import Member, PhoneNumber, parse_phone_number

if TYPE_CHECKING:
    from harness.invitations.journal import Entry


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
            words = map(without_surroundings, _words(label))
            return any(own == shown_address_key(word) for word in words)
        return self.number is not None and self._is_number_in(label, self.number)

    def is_not_whose(self, label: str) -> bool:
        """Whether the label names somebody by a whole number or address, and not this contact.

        One that hides characters, and a user name with digits, may be anybody's.
        """
        return self.names_another(label) and any(each.is_whole for each in all_in(label))

    def names_another(self, label: str) -> bool:
        """Whether the label names somebody who cannot be this contact, be it not wholly."""
        named = all_in(label)
        return bool(named) and not self.is_in(label) and all(map(self._cannot_be, named))

    def may_be_masked_in(self, label: str) -> bool:
        """Whether a label may stand for this contact with characters hidden: "+1 ***-***-0147"."""
        named = [each for each in all_in(label) if each.kind == self.kind and not each.is_whole]
        if not all(map(self._cannot_be, named)):
            return True
        # The @ may be hidden with the rest.
        words = [without_end(word) for word in _words(label) if MASK.search(word)]
        return self.kind == "email" and any(map(self._agrees_with_address, words))

    def _cannot_be(self, named: InLabel) -> bool:
        if named.kind != self.kind:
            return True
        if self.kind == "email":
            return not self._agrees_with_address(named.text)
        return self.number is None or not _agrees_with_number(named, self.number)

    def _agrees_with_address(self, shown: str) -> bool:
        """Whether it hides or runs into other text, and what can be read of it is the address's."""
        text = shown.casefold()
        pieces = MASK.split(text)
        spellings = {self.written.strip().casefold(), shown_address_key(self.written)}
        if "@" not in text:
            spellings |= {each.rpartition("@")[0] for each in spellings}
        for own in spellings:
            glued = re.search(rf"(?<![\w.+\-]){re.escape(own)}(?!\.?\w*\.\w)", text)
            if glued or (len(pieces) > 1 and any(pieces) and _fits(pieces, own)):
                return True
        return False

    def _is_number_in(self, label: str, number: PhoneNumber) -> bool:
        """Whole numbers only: one person's may end like another's, and the wrong one be removed."""
        digits = digits_of(label)
        if number.national not in digits:
            return False
        found = list(phonenumbers.PhoneNumberMatcher(label, number.region or None))
        if found:
            shown = [each for each in found if not is_in_user_name(label, each.start, each.end)]
            return number.e164 in {_e164(each.number) for each in shown}
        own_digits = (number.national, number.e164.removeprefix("+"))
        return digits in own_digits and not _is_user_name(label)


def without_contacts(label: str) -> str:
    """The label without every number and address in it: what it says of whomever it names."""
    for each in reversed(all_in(label)):
        label = label[: each.start] + label[each.end :]
    return label


def _words(label: str) -> list[str]:
    """What may be an address, without what stands beside it."""
    if '"@' in label:  # an address with quotation marks, which may hold another one
        return label.split()
    words = [word for word in BORDERS.split(label) if word]
    return [BEHIND_DOMAIN.split(word)[0] if _ends_domain(word) else word for word in words]


def _ends_domain(word: str) -> bool:
    behind = BEHIND_DOMAIN.search(word)
    return behind is not None and "@" in word[: behind.start()]


def _fits(pieces: list[str], own: str) -> bool:
    """Whether the pieces that are not hidden agree with all of it, ends included."""
    return re.fullmatch(".*".join(map(re.escape, pieces)), own, re.DOTALL) is not None


def _agrees_with_number(named: InLabel, number: PhoneNumber) -> bool:
    """Whether what is shown may be the number: with its country's code, or as at home."""
    code, national = str(number.country_code), number.national
    if named.is_whole:
        if named.text.startswith("+"):
            return international(named.text) == number.e164
        shown = digits_of(named.text)
        return national.endswith(shown) or shown.endswith(national)
    at_home = phonenumbers.ndd_prefix_for_region(number.region, True) or ""
    abroad = [f"{code}{national}", f"{code}0{national}", f"00{code}{national}"]
    spellings = abroad if "+" in named.text else [*abroad, national, f"{at_home}{national}"]
    return any(_fits(visible_digits(named.text), own) for own in spellings)


def _is_user_name(label: str) -> bool:
    """Whether the only digits of a label stand in a longer word."""
    found = re.search(r"\+?\d(?:.*\d)?", label, re.DOTALL)
    return found is not None and is_in_user_name(label, *found.span())


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
