"""The region chip and the field beside it, as on log-in and on the invitation by phone number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.errors import InfrastructureError, NotAsPromised
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.locator import Locator, plain
from harness.screen.picking import Match, Missing, matches, pick
from harness.screen.screen import Screen, Sought
from harness.session.sighting import Bounds, Sighting
from harness.settings import PhoneNumber
from pages.country_picker import CountryPickerPage
from pages.region_chip import code_away, code_beside, code_of_letters, codes_in, region

# Typed again this often where the page shows another number.
_MOST_MORE = 2


class _OtherCountry(Exception):
    """The code beside the field is another country's; nothing was typed."""

    def __init__(self, code: int, label: str) -> None:
        self.code, self.label = code, label


@dataclass(frozen=True)
class NumberInput:
    """Where a number is typed.

    Attributes:
        screen: Where it is.
        field: For the number.
        region: The chip with the country's code.
        in_vain: What is said where the number cannot be made to stand there.
    """

    screen: Screen
    field: Element
    region: Element
    in_vain: str

    @property
    def locators(self) -> tuple[Locator, ...]:
        """What together tells the number."""
        chip = self.region.locator
        inside = (region().locator,) if chip.explicit else ()
        return (self.field.locator, chip, *inside)


@dataclass(frozen=True)
class _Chip:
    label: str
    code: int
    bounds: Bounds


@dataclass(frozen=True)
class ShownNumber:
    """A number's field as it was seen, with the country's code beside it.

    Attributes:
        match: The field.
        written: What is typed in it.
        code: None where no code is shown.
        chip: What stands on the chip that shows it.
    """

    match: Match
    written: str
    code: int | None
    chip: str = ""

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


def enter_phone_number(at: NumberInput, contact: Contact, written: str = "") -> None:
    """Enter a number the way the screen wants it: national beside a chip, else international.

    Args:
        at: Where to.
        contact: A phone number; what is no number is typed as it is, for the app to refuse.
        written: How to type the number; as the screen wants it where that is empty.

    Raises:
        NotAsPromised: The field makes the same other digits of it however often it is typed.
        InfrastructureError: The page shows another number, or another country's code: nothing was
            typed, or nothing is sent.
    """
    number = contact.number
    if number is None:
        at.field.enter(written or contact.written)
        return
    after: list[ShownNumber] = []
    while not after or not after[-1].is_of(number):
        if len(after) > _MOST_MORE:
            raise _shows_other(at, contact, number, after)
        _type(at, contact, number, written)
        after.append(_look(at))
    if len(after) > 1:
        at.screen.notes.fallback(f"typed {len(after)} times into {at.field}")


def shown_number(at: NumberInput, seen: Sequence[Sighting]) -> ShownNumber | Missing:
    """The number as one look-up saw it.

    Args:
        at: Where it stands.
        seen: By a look for its `locators`.

    Raises:
        InfrastructureError: A country's code stands beside it in words that are not understood.
    """
    window = at.screen.window
    match = pick(at.field.locator, seen, window)
    if isinstance(match, Missing):
        return match
    written, chip = at.field.content_of(match), _chip_beside(at, match, seen)
    if chip is None:
        return ShownNumber(match, written, None)
    return ShownNumber(match, written, chip.code, chip.label)


def _chip_beside(at: NumberInput, field: Match, seen: Sequence[Sighting]) -> _Chip | None:
    """The chip nearest to the field: at its height, else the uppermost one.

    Raises:
        InfrastructureError: There may be one, and it does not tell which country's code it is: to
            take it for none would trust a plus that the app may pass over.
    """
    window, named = at.screen.window, at.region.locator
    chips = matches(named, seen, window)
    nodes = [node for chip in chips for node in chip.nodes]
    if named.explicit:  # it may be a box around the text that shows the code
        coded = matches(region().locator, seen, window)
        inside = [node for each in coded for node in each.nodes]
        nodes += [n for n in inside if any(c.target.bounds.encloses(n.bounds) for c in chips)]
    is_known = not named.pattern or bool(named.explicit)
    of_field = {node.element_id for node in field.nodes}
    beside = field.target.bounds
    found, unclear = list[_Chip](), list[str]()
    for node in nodes:
        is_chips = is_known or node.bounds.is_level_with(beside)
        for label in node.labels if node.element_id not in of_field else ():
            is_above = node.bounds.top < beside.bottom
            code = code_beside(label) if is_chips else code_away(label, is_above=is_above)
            codes = codes_in(label) if is_chips else set()
            if code is None and is_known and len(codes) == 1:
                code = codes.pop()
            if code is not None:
                found.append(_Chip(label, code, node.bounds))
            elif codes:
                unclear.append(label)
    if unclear and not any(is_known or each.bounds.is_level_with(beside) for each in found):
        raise _not_told(at, unclear)
    found = found or [
        _Chip(label, code, node.bounds)
        for node in nodes
        if is_known or node.bounds.is_level_with(beside)
        for label in node.labels
        if (code := code_of_letters(label)) is not None
    ]
    order = {id(each): (not each.bounds.is_level_with(beside), each.bounds.top) for each in found}
    return min(found, key=lambda each: order[id(each)], default=None)


def _not_told(at: NumberInput, labels: Sequence[str]) -> InfrastructureError:
    said = ", ".join(map(repr, labels))
    return InfrastructureError(
        f"Beside {at.field} stands a country's code in words that are not understood, so the"
        " country is not told.\n"
        f"  Seen: {said}\n"
        f"  {at.in_vain}\n"
        f"  Do: name what shows the code as {at.region.name} in config/locators.yaml"
    )


def _type(at: NumberInput, contact: Contact, number: PhoneNumber, written: str) -> None:
    """Type it beside its own country's code, which is looked at again before each typing."""

    def look() -> tuple[Match, str] | Missing:
        seen = _look_now(at)
        if isinstance(seen, Missing):
            return seen
        if seen.code not in (None, number.country_code):
            raise _OtherCountry(seen.code, seen.chip)
        return seen.match, written or (number.e164 if seen.code is None else number.national)

    try:
        at.field.type_as_seen(look)
    except _OtherCountry as other:
        _choose_country(at, number, other.label)
    else:
        return
    try:
        at.field.type_as_seen(look)
    except _OtherCountry as other:
        raise InfrastructureError(
            f"The country of {contact} was chosen, and the app shows +{other.code} beside the"
            f" field, not +{number.country_code}.\n"
            f"  {at.in_vain}\n"
            "  Do: look at the list of countries by hand, and how the app names this one"
        ) from None


def _shows_other(
    at: NumberInput, contact: Contact, number: PhoneNumber, after: Sequence[ShownNumber]
) -> NotAsPromised | InfrastructureError:
    """Other digits each time alike are the app's doing; of a country nobody knows whose it is."""
    digits = {_digits(each.written) for each in after}
    own = {number.national, number.e164.removeprefix("+")}
    if len(digits) == 1 and not digits & own and all(each.may_be_beside(number) for each in after):
        return at.field.holds_other(contact.written, [each.written for each in after])
    unseen = all(each.code is None for each in after)
    name_it = f"; a code beside the field that is not seen can be named as {at.region.name}"
    return InfrastructureError(
        f"{contact} was typed {len(after)} times into {at.field}, and the page shows another"
        " number, or does not tell its country.\n"
        f"  Seen: {', '.join(map(str, after))}\n"
        f"  {at.in_vain}\n"
        "  Do: type the number by hand, and look at what the app makes of it and of the country"
        + (f"{name_it} in config/locators.yaml" if unseen else "")
    )


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdecimal())


def _look(at: NumberInput) -> ShownNumber:
    sought = Sought(f"{at.field} to be shown", at.field.locator)
    return at.screen.wait_for(lambda: _look_now(at), sought)


def _look_now(at: NumberInput) -> ShownNumber | Missing:
    return shown_number(at, at.screen.find(at.locators))


def _choose_country(at: NumberInput, number: PhoneNumber, label: str) -> None:
    """By a tap on what shows the code; the letters beside it may fit the pattern, too."""
    named = at.region.locator
    chip = named if named.explicit else replace(named, labels=(label,), pattern="")
    Element(at.screen, at.region.name, chip).tap_once()
    CountryPickerPage(at.screen).choose(number)
