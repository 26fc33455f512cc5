"""What a label says of a country: the region chip beside a number's field, by its words alone."""

import re

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, country_code_for_region

from harness.screen.locator import Locator, plain
from harness.screen.page import Part

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


def code_in(label: str) -> int | None:
    """The country's calling code that a chip's label shows; None where it is no chip's."""
    shown = _CODED.fullmatch(plain(label))
    if shown is None or int(shown[2]) not in COUNTRY_CODE_TO_REGION_CODE:
        return None
    words = _WORD.findall(shown[1] + " " + shown[3])
    named = all(not word.islower() or word in _SMALL for word in words)
    return int(shown[2]) if named else None


def code_beside(label: str) -> int | None:
    """The code in the label of what stands where a chip does: more may follow, and small letters.

    A name in small letters is a country's own, in any language.
    """
    told = _AND_MORE.fullmatch(plain(label))
    said = told[1] if told else label
    if (code := code_in(said)) is not None:
        return code
    shown = _CODED.fullmatch(plain(said))
    return int(shown[2]) if shown and _names_country(shown) else None


def code_away(label: str, *, is_above: bool) -> int | None:
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


def codes_in(label: str) -> set[int]:
    """Every country's code in a label, whatever else it says."""
    return {int(each) for each in _ANY_CODE.findall(plain(label))} & {*COUNTRY_CODE_TO_REGION_CODE}


def code_of_letters(label: str) -> int | None:
    """The code of the country whose two letters are all that the label says."""
    letters = plain(label)
    return (_LETTERS.fullmatch(letters) and country_code_for_region(letters)) or None


def _is_bare(label: str) -> bool:
    """Whether it says no more than letters and code: words may be a hint below the field."""
    return len("".join(_WORD.findall(label))) <= _MOST_LETTERS
