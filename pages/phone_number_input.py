"""The region chip and the field beside it, as on log-in and on the invitation by phone number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, country_code_for_region

from harness.errors import InfrastructureError, NotAsPromised
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.locator import Locator, plain
from harness.screen.page import Part
from harness.screen.picking import Match, Missing, matches, pick
from harness.screen.screen import Screen, Sought
from harness.session.sighting import Bounds, Sighting
from harness.settings import PhoneNumber
from pages.country_picker import CountryPickerPage

# Its code stands alone, or with the country's letters or name: "+1", "US +1", "United States (+1)".
# More digits behind it make a number of it.
_CODED = re.compile(r"([^+\d]*)\+ ?(\d{1,3})([^+\d]*)")
# For screen readers more may follow: "United Kingdom +44, double tap to change".
_AND_MORE = re.compile(r"([^+\d]*\+ ?\d{1,3}[^\w+,;.:]*)[,;.:][^+\d]*")
# In whatever else stands there; not the beginning of a number.
_ANY_CODE = re.compile(r"\+ ?(\d{1,3})(?![^\w,;:]*\d)")
_LETTERS = re.compile("[A-Z]{2}")
_MOST_LETTERS = 3

# What a country's name, and a screen reader's word for the chip, may have in small letters.
_SMALL = frozenset(
    "and of the da de do d du des la las les los el del et e y i und"
    " country or region area code calling selected".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def region(hint: str = "") -> Part:
    """The chip beside the field, where the app has one; config/locators.yaml may name it.

    Rather too wide, so that a chip that is not understood is not overlooked; no number has it.
    """
    behind = "[ ().-]{0,3}([^0-9+ ().-][^+]{0,120})?"
    pattern = f"[^+]{{0,120}}[+] ?[0-9]{{1,3}}{behind}|[A-Z]{{2}}"
    return Part(Locator("button", (), pattern=pattern), hint)


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


def code_in(label: str) -> int | None:
    """The country's calling code that a chip's label shows; None where it is no chip's."""
    shown = _CODED.fullmatch(plain(label))
    if shown is None or int(shown[2]) not in COUNTRY_CODE_TO_REGION_CODE:
        return None
    words = _WORD.findall(shown[1] + " " + shown[3])
    named = all(not word.islower() or word in _SMALL for word in words)
    return int(shown[2]) if named else None


def _code_beside(label: str) -> int | None:
    """The code in the label of what stands where a chip does: more may follow, and small letters.

    A name in small letters is a country's own, in any language.
    """
    told = _AND_MORE.fullmatch(plain(label))
    said = told[1] if told else label
    if (code := code_in(said)) is not None:
        return code
    shown = _CODED.fullmatch(plain(said))
    return int(shown[2]) if shown and _names_country(shown) else None


def _code_away(label: str, *, is_above: bool) -> int | None:
    """The code in a label that is not level with the field.

    It stands alone, or above the field with its country's name: "Friends +20" is a count.
    """
    code, shown = code_in(label), _CODED.fullmatch(plain(label))
    if code is None or shown is None or _is_bare(label):
        return code
    if not is_above:
        return None
    if _names_country(shown):
        return code
    words = _WORD.findall(shown[1] + " " + shown[3])
    return code if all(word.casefold() in _SMALL for word in words) else None


def _names_country(shown: re.Match[str]) -> bool:
    """Whether the words beside a code are the name of one of its countries, in any language."""
    from phonenumbers.geodata.locale import LOCALE_DATA  # late: most chips are told without it

    said = " ".join(_WORD.findall(shown[1] + " " + shown[3])).casefold()
    return any(
        said == " ".join(_WORD.findall(plain(name))).casefold()
        for region in COUNTRY_CODE_TO_REGION_CODE.get(int(shown[2]), ())
        for name in LOCALE_DATA.get(region, {}).values()
    )


def _codes_in(label: str) -> set[int]:
    """Every country's code in a label, whatever else it says."""
    return {int(each) for each in _ANY_CODE.findall(plain(label))} & {*COUNTRY_CODE_TO_REGION_CODE}


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
            code = _code_beside(label) if is_chips else _code_away(label, is_above=is_above)
            codes = _codes_in(label) if is_chips else set()
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
        if _LETTERS.fullmatch(plain(label)) and (code := country_code_for_region(plain(label)))
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


def _is_bare(label: str) -> bool:
    """Whether it says no more than letters and code: words may be a hint below the field."""
    return len("".join(_WORD.findall(label))) <= _MOST_LETTERS


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
