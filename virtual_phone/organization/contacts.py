"""Ways to reach a person: what is accepted, what counts as the same, how the app shows it.

The official guide only says "phone number or email address". The rest is assumed:

* A phone number must be valid for its country by the public numbering plans that `phonenumbers`
  carries (`is_valid_number`; length alone would not do). The numbers +1 ... 555-0100 to 555-0199
  that nobody owns are valid there, as are e.g. +49 30 23125 000 to 999. Numbers that a country
  keeps out of its plan altogether, such as +44 7700 900123, are not.
* Only what a phone's dial pad has can be typed: digits of any script, a plus in front, blanks,
  and the marks ( ) . - between digits. Letters and extensions are refused.
* An address must be written as RFC 5321 and 6531 allow; whether its domain exists is not asked.
* Two numbers are the same by E.164. Two addresses are the same if they differ in the case of
  their letters only, also before the @, as nearly every provider has it.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from virtual_phone.organization.refusals import Reason, Refused

ContactKind = Literal["phone", "email"]

_DIALLED = re.compile(r"\(?[+\uff0b]?[\d\s().\-\u2010-\u2015]+")


@dataclass(frozen=True)
class Contact:
    """A phone number or an email address; equal when it reaches the same person.

    Attributes:
        kind: "phone" or "email".
        value: E.164 ("+12025550147"), or the address as it was typed, normalized. Only a defect
            leaves blanks around it: then it reaches nobody.
    """

    kind: ContactKind
    value: str = field(compare=False)
    identity: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Work out what two equal contacts have in common."""
        object.__setattr__(self, "identity", self.value.casefold())

    @property
    def shown(self) -> str:
        """As the app shows it: "+1 202-555-0147"."""
        bare = self.value.strip()
        return self.value.replace(bare, _shown_number(bare)) if self.kind == "phone" else self.value

    @property
    def mistaken(self) -> "Contact":
        """A contact that differs in one character: what only defects have to do with."""
        if self.kind == "email":
            return Contact("email", "x" + self.value)
        return Contact("phone", self.value[:-1] + str((int(self.value[-1]) + 1) % 10))

    def __str__(self) -> str:
        return self.shown


def check_contact(kind: ContactKind, region: str | None, typed: str) -> Contact:
    """Turn what a person typed into a contact; blanks around it do not count.

    Args:
        kind: Which of the two ways was chosen.
        region: Two letters of the country beside a phone field ("US"); None where there is none,
            then the number must begin with a plus. Not looked at for an address.
        typed: What stands in the field.

    Raises:
        Refused: INVALID_PHONE or INVALID_EMAIL.
    """
    if kind == "phone":
        return _check_number(region, typed.strip())
    return _check_address(typed.strip())


def read_identifier(typed: str) -> Contact:
    """A contact from one field that takes both: an address, or a number with a plus.

    Raises:
        Refused: INVALID_PHONE or INVALID_EMAIL.
    """
    return check_contact("email" if "@" in typed else "phone", None, typed)


@cache
def calling_code(region: str) -> int:
    """The number beside a country in the picker: 1 for "US"; 0 for an unknown country."""
    import phonenumbers  # late: 40 ms that a phone's start need not pay

    return phonenumbers.country_code_for_region(region)


def _check_number(region: str | None, typed: str) -> Contact:
    import phonenumbers  # late: 40 ms that a phone's start need not pay

    if not _DIALLED.fullmatch(typed):
        raise Refused(Reason.INVALID_PHONE)
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        raise Refused(Reason.INVALID_PHONE) from None
    if not phonenumbers.is_valid_number(number):
        raise Refused(Reason.INVALID_PHONE)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Contact("phone", e164)


def _check_address(typed: str) -> Contact:
    import email_validator  # late: 30 ms (it brings dnspython) at a phone's start

    try:
        # strict: at most 64 octets before the @, as RFC 5321 says.
        valid = email_validator.validate_email(typed, check_deliverability=False, strict=True)
    except email_validator.EmailNotValidError:
        raise Refused(Reason.INVALID_EMAIL) from None
    return Contact("email", valid.normalized)


@cache
def _shown_number(e164: str) -> str:
    import phonenumbers  # late: 40 ms that a phone's start need not pay

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:  # what no check has let through
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
