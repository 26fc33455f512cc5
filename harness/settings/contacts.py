"""Phone numbers and addresses of people, as written and as the network wants them."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import BeforeValidator

from harness.settings.strict_model import described, refusal

# phonenumbers reads letters as a telephone's keys, and passes over what it does not know.
_NO_PART_OF_A_NUMBER = re.compile(r"[^\d\s+().\-/\u2010-\u2015\u2212]")


@dataclass(frozen=True)
class PhoneNumber:
    """A phone number.

    Attributes:
        written: As the file has it, such as "+1 202-555-0147".
        e164: Digits only, as the network has it: "+12025550147".
        country_code: Calling code of the country, without the plus: 1.
        national: Digits of the national number, as typed beside a country's chip: "2025550147".
        region: Two letters of the country, such as "US"; empty where the number does not say.
    """

    written: str
    e164: str
    country_code: int
    national: str
    region: str

    def __str__(self) -> str:
        return self.written


def parse_phone_number(text: str) -> PhoneNumber:
    """Read a number in international form.

    Raises:
        ValueError: Says why it is no such number.
    """
    if not text.strip().startswith("+"):
        raise ValueError("it does not start with + and the country's code")
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException as error:
        raise ValueError(str(error).lower().rstrip(".")) from None
    if number.extension:
        raise ValueError("it has an extension")
    if odd := _NO_PART_OF_A_NUMBER.search(text):
        raise ValueError(f"{odd[0]!r} is no digit, and does not part digits")
    if not phonenumbers.is_valid_number(number):
        raise ValueError("no such number can exist in its country")
    return PhoneNumber(
        written=text.strip(),
        e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        country_code=number.country_code or 0,
        national=phonenumbers.national_significant_number(number),
        region=phonenumbers.region_code_for_number(number) or "",
    )


def parse_email_address(text: str) -> str:
    """Read an email address; looks at its form only, never at the network.

    Raises:
        ValueError: Says why it is no address.
    """
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise ValueError(str(error).rstrip(".")) from None


def _phone_number(value: Any) -> Any:
    if value is None or isinstance(value, PhoneNumber):
        return value
    expected = 'a number in international form, such as "+1 202-555-0147", in quotes'
    if not isinstance(value, str):
        raise refusal(described(value), expected)
    try:
        return parse_phone_number(value)
    except ValueError as error:
        raise refusal(f"{described(value)} is no phone number: {error}", expected) from None


def _sim_number(value: Any) -> Any:
    number = _phone_number(value)
    return number.e164 if isinstance(number, PhoneNumber) else number


def _email_address(value: Any) -> Any:
    if value is None:
        return value
    expected = "an email address, such as member@example.com"
    if not isinstance(value, str):
        raise refusal(described(value), expected)
    try:
        return parse_email_address(value)
    except ValueError as error:
        raise refusal(f"{described(value)} is no email address: {error}", expected) from None


PhoneNumberValue = Annotated[PhoneNumber, BeforeValidator(_phone_number)]
SimNumber = Annotated[str, BeforeValidator(_sim_number)]
EmailAddress = Annotated[str, BeforeValidator(_email_address)]
