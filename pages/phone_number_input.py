"""The region chip and the field beside it, as on log-in and on the invitation by phone number."""

import re

from harness.errors import InfrastructureError
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.locator import Locator
from harness.screen.picking import Match, Missing, matches, pick
from harness.screen.screen import Screen, Sought
from harness.settings import PhoneNumber
from pages.country_picker import CountryPickerPage

# The chip shows the country's code after its letters, "US +1", or in a text of its own, "+1".
_CHIP = Locator("text", (), pattern=".{0,8}[+] ?[0-9]{1,3}")
_CODE = re.compile(r"\+ ?(\d{1,3})$")


def enter_phone_number(screen: Screen, field: Element, contact: Contact) -> None:
    """Enter a number the way the screen wants it: national beside a chip, else international.

    Args:
        screen: Where the field is.
        field: The number's field.
        contact: A phone number; what is no number is typed as it is, for the app to refuse.

    Raises:
        InfrastructureError: The field has another country's code, before or after the typing:
            nothing was typed, or nothing is sent.
    """
    number = contact.number
    if number is None:
        field.enter(contact.written)
        return
    match, shown_code = _look(screen, field)
    if shown_code not in (None, number.country_code):
        _choose_country(screen, number)
        match, shown_code = _look(screen, field)
        if shown_code not in (None, number.country_code):
            raise InfrastructureError(
                f"The country of {contact} was chosen, and the app shows +{shown_code} beside the"
                f" field, not +{number.country_code}.\n"
                "  Nothing was typed: it would be somebody else's number.\n"
                "  Do: look at the list of countries by hand, and how the app names this one"
            )
    field.enter_seen(match, number.e164 if shown_code is None else number.national)
    _, code_beside = _look(screen, field)
    if code_beside not in (None, number.country_code):
        raise InfrastructureError(
            f"{contact} was typed, and the app shows +{code_beside} beside the field since, not"
            f" +{number.country_code}.\n"
            "  Nothing was sent: it would go to somebody else's number.\n"
            "  Do: type the number by hand, and look at what the app makes of the country"
        )


def _look(screen: Screen, field: Element) -> tuple[Match, int | None]:
    """The field, and the country's code that is shown beside it."""

    def look() -> tuple[Match, int | None] | Missing:
        seen = screen.find([field.locator, _CHIP])
        match = pick(field.locator, seen, screen.window)
        if isinstance(match, Missing):
            return match
        codes = [_CODE.search(chip.target.text) for chip in matches(_CHIP, seen, screen.window)]
        return match, next((int(code.group(1)) for code in codes if code), None)

    return screen.wait_for(look, Sought(f"{field} to be shown", field.locator))


def _choose_country(screen: Screen, number: PhoneNumber) -> None:
    Element(screen, "PhoneNumberInput.region", _CHIP).tap_once()
    CountryPickerPage(screen).choose(number)
