"""The region chip and the field beside it, as on log-in and on the invitation by phone number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harness.errors import InfrastructureError, NotAsPromised
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.locator import Locator, plain
from harness.screen.picking import Match, Missing, matches, pick
from harness.screen.screen import Screen, Sought
from harness.session.sighting import Bounds, Sighting
from harness.settings import PhoneNumber
from pages.country_picker import CountryPickerPage

# The chip shows the country's code after its letters, "US +1", or in a text of its own, "+1".
CHIP = Locator("text", (), pattern=".{0,8}[+] ?[0-9]{1,3}")
"""Beside the field, where the app has one."""

_CODE = re.compile(r"\+ ?(\d{1,3})$")


# Typed again this often where the page shows another number.
_MOST_MORE = 2


class _OtherCountry(Exception):
    """The code beside the field is another country's; nothing was typed."""

    def __init__(self, code: int) -> None:
        self.code = code


@dataclass(frozen=True)
class ShownNumber:
    """A number's field as it was seen, with the country's code beside it.

    Attributes:
        match: The field.
        written: What is typed in it.
        code: None where no code is shown.
    """

    match: Match
    written: str
    code: int | None

    def __str__(self) -> str:
        return f"{self.written!r}{f' beside +{self.code}' if self.code is not None else ''}"

    def may_be_beside(self, number: PhoneNumber) -> bool:
        """Whether no other country's code is shown."""
        return self.code in (None, number.country_code)

    def is_of(self, number: PhoneNumber) -> bool:
        """Whether field and code together are the number, and can be read as no other one.

        Digits without a plus are a national number, and nothing where no country is shown. A plus
        beside another country's code is not enough: an app that passes over it reads another
        country's number.
        """
        shown = plain(self.written)
        if not shown.startswith("+"):
            if self.code is None:
                return False
            shown = f"+{self.code} {shown}"
        read = Contact("phone", shown).number
        return self.may_be_beside(number) and read is not None and read.e164 == number.e164


def enter_phone_number(screen: Screen, field: Element, contact: Contact, written: str = "") -> None:
    """Enter a number the way the screen wants it: national beside a chip, else international.

    Args:
        screen: Where the field is.
        field: The number's field.
        contact: A phone number; what is no number is typed as it is, for the app to refuse.
        written: How to type the number; as the screen wants it where that is empty.

    Raises:
        NotAsPromised: The field makes the same other digits of it however often it is typed.
        InfrastructureError: The page shows another number, or another country's code: nothing was
            typed, or nothing is sent.
    """
    number = contact.number
    if number is None:
        field.enter(written or contact.written)
        return
    after: list[ShownNumber] = []
    while not after or not after[-1].is_of(number):
        if len(after) > _MOST_MORE:
            raise _shows_other(field, contact, number, after)
        _type(screen, field, contact, number, written)
        after.append(_look(screen, field))
    if len(after) > 1:
        screen.notes.fallback(f"typed {len(after)} times into {field}")


def shown_number(field: Element, seen: Sequence[Sighting], window: Bounds) -> ShownNumber | Missing:
    """The number as one look-up saw it.

    Args:
        field: The number's field.
        seen: By a look for it and for the `CHIP`.
        window: Of the screen.
    """
    match = pick(field.locator, seen, window)
    if isinstance(match, Missing):
        return match
    codes = [_CODE.search(chip.target.text) for chip in matches(CHIP, seen, window)]
    code = next((int(code.group(1)) for code in codes if code), None)
    return ShownNumber(match, field.content_of(match), code)


def _type(
    screen: Screen, field: Element, contact: Contact, number: PhoneNumber, written: str
) -> None:
    """Type it beside its own country's code, which is looked at again before each typing."""

    def look() -> tuple[Match, str] | Missing:
        seen = _look_now(screen, field)
        if isinstance(seen, Missing):
            return seen
        if seen.code not in (None, number.country_code):
            raise _OtherCountry(seen.code)
        return seen.match, written or (number.e164 if seen.code is None else number.national)

    try:
        field.type_as_seen(look)
    except _OtherCountry:
        _choose_country(screen, number)
    else:
        return
    try:
        field.type_as_seen(look)
    except _OtherCountry as other:
        raise InfrastructureError(
            f"The country of {contact} was chosen, and the app shows +{other.code} beside the"
            f" field, not +{number.country_code}.\n"
            "  Nothing was sent: it would be somebody else's number.\n"
            "  Do: look at the list of countries by hand, and how the app names this one"
        ) from None


def _shows_other(
    field: Element, contact: Contact, number: PhoneNumber, after: Sequence[ShownNumber]
) -> NotAsPromised | InfrastructureError:
    """Other digits each time alike are the app's doing; of a country nobody knows whose it is."""
    digits = {_digits(each.written) for each in after}
    own = {number.national, number.e164.removeprefix("+")}
    if len(digits) == 1 and not digits & own and all(each.may_be_beside(number) for each in after):
        return field.holds_other(contact.written, [each.written for each in after])
    return InfrastructureError(
        f"{contact} was typed {len(after)} times into {field}, and the page shows another number,"
        " or does not tell its country.\n"
        f"  Seen: {', '.join(map(str, after))}\n"
        "  Nothing was sent: it would go to somebody else's number.\n"
        "  Do: type the number by hand, and look at what the app makes of it and of the country"
    )


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdecimal())


def _look(screen: Screen, field: Element) -> ShownNumber:
    sought = Sought(f"{field} to be shown", field.locator)
    return screen.wait_for(lambda: _look_now(screen, field), sought)


def _look_now(screen: Screen, field: Element) -> ShownNumber | Missing:
    return shown_number(field, screen.find([field.locator, CHIP]), screen.window)


def _choose_country(screen: Screen, number: PhoneNumber) -> None:
    Element(screen, "PhoneNumberInput.region", CHIP).tap_once()
    CountryPickerPage(screen).choose(number)
