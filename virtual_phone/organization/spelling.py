"""How numbers and addresses are written: the usual forms of good ones, the flaws of bad ones.

The app's defects go by these, as a check that was written too narrow or too wide would.
"""

from typing import Final, Literal

NumberForm = Literal["digits", "dashes", "brackets", "country-code", "other-country"]
NumberFlaw = Literal["too-short", "too-long", "letters", "unassigned", "unknown-country"]
AddressForm = Literal["plus", "subdomain", "capitals", "dash", "accents"]
AddressFlaw = Literal[
    "no-at",
    "two-ats",
    "no-name",
    "no-company",
    "blank",
    "final-dot",
    "long-name",
    "other",
]

_LONGEST_NAME: Final = 64
"""Characters before the @ (RFC 5321)."""


def number_forms(region: str | None, typed: str) -> frozenset[NumberForm]:
    """All that a narrow check could stumble over in how a good number is written.

    Args:
        region: Two letters of the country beside the field; None where there is none.
        typed: What stands in the field.
    """
    import phonenumbers  # late: 40 ms that a phone's start need not pay

    forms: dict[NumberForm, bool] = {
        "digits": typed.strip().isdigit(),
        "dashes": "-" in typed,
        "brackets": "(" in typed,
        "country-code": "+" in typed,
        "other-country": (
            phonenumbers.region_code_for_number(phonenumbers.parse(typed, region)) != region
        ),
    }
    return frozenset(form for form, is_so in forms.items() if is_so)


def number_flaw(region: str | None, typed: str) -> NumberFlaw:
    """What is the matter with a number that is not good; `region` as in `number_form`."""
    import phonenumbers  # late: 40 ms that a phone's start need not pay

    if any(character.isalpha() for character in typed):
        return "letters"
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException as error:
        too_long = error.error_type == error.TOO_LONG
        unknown = error.error_type == error.INVALID_COUNTRY_CODE
        return "too-long" if too_long else "unknown-country" if unknown else "too-short"
    verdict = phonenumbers.is_possible_number_with_reason(number)
    if verdict == phonenumbers.ValidationResult.TOO_LONG:
        return "too-long"
    possible = verdict == phonenumbers.ValidationResult.IS_POSSIBLE
    return "unassigned" if possible else "too-short"


def address_forms(typed: str) -> frozenset[AddressForm]:
    """All that a narrow check could stumble over in a good address; nothing in a plain one."""
    name, _, domain = typed.strip().partition("@")
    forms: dict[AddressForm, bool] = {
        "plus": "+" in name,
        "subdomain": domain.count(".") > 1,
        "capitals": typed != typed.lower(),
        "dash": "-" in typed,
        "accents": not typed.isascii(),
    }
    return frozenset(form for form, is_so in forms.items() if is_so)


def address_flaw(typed: str) -> AddressFlaw:
    """What is the matter with an address that is not good; the first that is."""
    name, _, domain = typed.strip().partition("@")
    flaws: dict[AddressFlaw, bool] = {
        "no-at": "@" not in typed,
        "two-ats": typed.count("@") > 1,
        "no-name": not name,
        "no-company": not domain,
        "blank": " " in name + domain,
        "final-dot": domain.endswith("."),
        "long-name": len(name) > _LONGEST_NAME,
    }
    return next((flaw for flaw, is_so in flaws.items() if is_so), "other")
