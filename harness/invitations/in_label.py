"""Numbers and addresses in a label that an app shows: whole ones, and ones that hide characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import phonenumbers
from phonenumbers import ValidationResult

# Dots and the like: several in a row hide something, a single one may part two words as well.
_DOT = "\u00b7\u2022\u2219\u22c5"
_SIGN = rf"*#{_DOT}\u25cf\u25cb\u25e6\u2217\u00d7\uff0a\u25a0\u2588"
# What apps put in place of hidden characters.
_SIGNS = rf"[{_SIGN}](?:\s?[{_SIGN}])+|[*\u25cf\u2217\uff0a\u2026]|\.{{2,}}|[\-_?]{{3,}}"
MASK = re.compile(rf"{_SIGNS}|(?<![\s{_DOT}])[{_DOT}](?![\s{_DOT}])")
# Among digits a single sign hides one, too, and two letters x and more.
_ONE_HIDDEN = rf"(?:(?<=[\d\-()+])|(?<=\) ))[{_SIGN}xX](?=[\d\-()]|\Z)"
_HIDDEN_DIGITS = rf"{_SIGNS}|{_ONE_HIDDEN}|(?<![^\W\d_])[xX]{{2,}}(?![^\W\d_])"

# What no address has in it outside of quotation marks: blanks, punctuation, writing directions.
BORDERS = re.compile('[\\s,;:<>()\\[\\]"\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_WORD = re.compile(f"[^{BORDERS.pattern[1:-2]}]+")
# What may stand right behind an address, and is in no domain.
BEHIND_DOMAIN = re.compile(rf"(?<=[^\W_])[|/\u2013\u2014{_DOT}](?=[^\W_])")
_ADDRESS = re.compile(
    r"[^@*\u2022\u00b7\u25cf\u2026|/\u2013\u2014]+@"
    r"(?:[^\W_](?:[\w\-]*[^\W_])?\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9\-]+)",
    re.IGNORECASE,
)

_BETWEEN = r"\s\-.()\u2010\u2011"
_NUMBER = re.compile(
    rf"\+?\(?(?:{_HIDDEN_DIGITS}|\d)(?:{_HIDDEN_DIGITS}|[{_BETWEEN}]*(?:{_HIDDEN_DIGITS}|\d))*"
)
# Eight digits, too: "Invited on 2026-11-26", "27.11.2026", "3 Dec 2026 14:30".
_DATE = re.compile(
    r"(?<![\d.\-+])(?:(?:19|20)\d\d([\-./])\d\d?\1\d\d?|\d\d?([\-./])\d\d?\2(?:19|20)\d\d)"
    r"(?![.\-]?\d)(?:,?\s+\d\d?[:.]\d\d)?"
)
_TIME = re.compile(r"(?<!\d)\d\d?(?::\d\d)+(?!\d)")
_DAY_AND_YEAR = re.compile(r"(?<!\d)\d\d?\s+(?:19|20)\d\d(?!\d)")
# A number that counts what follows: "24 hours left", "(2 days)".
_COUNT = re.compile(r"(?:\s[\-(]*\s*|\()\d{1,2}\Z")
_COUNTED = re.compile(r"\s?[^\W\d]")
# A user name goes on there: "user8472910384", "sam.8472910384", "8472910384_sam".
_NAME_BEFORE = re.compile(r"(?:[^\W\d]|@|[^\W\d][._\-])\Z")
_NAME_BEHIND = re.compile(r"[._\-]?[^\W\d]|@")
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
_LEAST_SHOWN = 2


@dataclass(frozen=True)
class InLabel:
    """A number or an address in a label.

    Attributes:
        kind: Which of the two.
        text: As it stands there, with whatever parts its digits.
        start, end: Where, as indices of the label.
        is_whole: Whether it hides no character, and nothing else stands right beside it.
    """

    kind: Literal["phone", "email"]
    text: str
    start: int
    end: int
    is_whole: bool


def all_in(label: str) -> list[InLabel]:
    """Numbers and addresses of a label, first to last; user names and dates are none."""
    found, rest = list(_addresses(label)), label
    for each in found:
        rest = _blanked(rest, each.start, each.end)
    for each in _numbers(rest):  # no date is written with a plus
        if each.text.startswith("+"):
            found.append(each)
            rest = _blanked(rest, each.start, each.end)
    for pattern in (_DATE, _TIME, _DAY_AND_YEAR):
        for date in pattern.finditer(rest):
            rest = _blanked(rest, *date.span())
    return sorted([*found, *_numbers(rest)], key=lambda each: each.start)


def without_surroundings(word: str) -> str:
    """A word without what a sentence puts around an address; a ? may begin an address."""
    return word.lstrip(".'").rstrip(".'?!\u3002\uff1f\uff01")


def without_end(hidden: str) -> str:
    """Without what ends a sentence, but with an ellipsis."""
    return re.sub(r"(?<!\.)\.\Z", "", hidden.rstrip("'?!\u3002\uff1f\uff01"))


def is_in_user_name(label: str, start: int, end: int) -> bool:
    """Whether digits without a country's code are a part of a longer word."""
    is_international = label[start : start + 1] == "+"
    before, behind = label[max(0, start - 2) : start], label[end:]
    return not is_international and bool(_NAME_BEFORE.search(before) or _NAME_BEHIND.match(behind))


def international(number: str) -> str:
    """E.164 of a number that begins with + and the country's code; empty where it is none.

    Figures may follow it that are none of its own: "+1 202-555-0147 24 hours left".
    """
    groups = [each.end() for each in re.finditer(r"\d+", number)]
    for end in reversed(groups):
        try:
            parsed = phonenumbers.parse(number[:end], None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number_with_reason(parsed) == ValidationResult.IS_POSSIBLE:
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return ""


def digits_of(text: str) -> str:
    """Its digits in ASCII, of whatever script they are."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


def visible_digits(number: str) -> list[str]:
    """What a number shows before, between and behind hidden characters."""
    return [digits_of(piece) for piece in re.split(_HIDDEN_DIGITS, number)]


def _addresses(label: str) -> Iterator[InLabel]:
    for word in _WORD.finditer(label):
        if "@" not in word[0].strip("@"):
            continue
        behind = BEHIND_DOMAIN.search(word[0], word[0].rindex("@"))
        text = word[0][: behind.start()] if behind else word[0]
        hides = bool(MASK.search(text))
        bare = without_end(text) if hides else without_surroundings(text)
        start = word.start() + text.index(bare)
        is_whole = not hides and bool(_ADDRESS.fullmatch(bare))
        yield InLabel("email", bare, start, start + len(bare), is_whole)


def _numbers(label: str) -> Iterator[InLabel]:
    for found in _NUMBER.finditer(label):
        text, (start, end) = found[0], found.span()
        if (count := _COUNT.search(text)) and _COUNTED.match(label, end):
            text, end = text[: count.start()], start + count.start()
        shown = digits_of(text)
        if hidden := re.search(_HIDDEN_DIGITS, text):
            hides_much = len(hidden[0]) > 1 or "\u2026" in text
            if shown and (hides_much or len(shown) >= _LEAST_SHOWN):
                yield InLabel("phone", text, start, end, is_whole=False)
        elif text.startswith("+"):
            if len(shown) >= _LEAST_DIGITS:
                yield InLabel("phone", text, start, end, bool(international(text)))
        elif _LEAST_DIGITS <= len(shown) <= _MOST_DIGITS and not is_in_user_name(label, start, end):
            yield InLabel("phone", text, start, end, is_whole=True)


def _blanked(label: str, start: int, end: int) -> str:
    return f"{label[:start]}{'|' * (end - start)}{label[end:]}"
