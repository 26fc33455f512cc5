"""The region chip and the field beside it, as on log-in and on the invitation by phone number."""

import re

from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.locator import Explicit, Locator
from harness.screen.picking import matches
from harness.screen.screen import Screen
from harness.session.session import UIAUTOMATOR
from pages.country_picker import CountryPickerPage

# The chip shows the country's code after its letters, "US +1", or in a text of its own, "+1".
_CODE = re.compile(r"\+\s?(\d{1,3})$")
_CHIP = Locator(
    "text",
    (),
    explicit=(Explicit(UIAUTOMATOR, r'new UiSelector().textMatches(".*\\+ ?[0-9]{1,3}")'),),
)


def enter_phone_number(screen: Screen, field: Element, contact: Contact) -> None:
    """Enter a number the way the screen wants it: national beside a chip, else international.

    Args:
        screen: Where the field is.
        field: The number's field.
        contact: A phone number.
    """
    number = contact.number
    if number is None:  # what is no number is typed as it is; the app has to say so
        field.enter(contact.written)
        return
    field.wait_shown()
    shown_code = _shown_country_code(screen)
    if shown_code is None:
        field.enter(number.e164)
        return
    if shown_code != number.country_code:
        Element(screen, "PhoneNumberInput.region", _CHIP).tap_once()
        CountryPickerPage(screen).choose(number)
    field.enter(number.national)


def _shown_country_code(screen: Screen) -> int | None:
    for chip in matches(_CHIP, screen.find([_CHIP]), screen.window):
        code = _CODE.search(chip.target.text)
        if code:
            return int(code.group(1))
    return None
