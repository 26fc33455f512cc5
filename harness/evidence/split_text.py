r"""Values that stand in a text character by character, with whatever else in between.

How they are split       As
keys, lists              single characters in quotes, one after the other, wherever they stand: a
                         client that types by keys sends `{"type": "keyDown", "value": "p"}` and so
                         on, with blanks or without; a log has one line for each
a page                   one between two tags each: `<b>p</b><b>a</b>`
marks                    the same mark, escape or tag between all of them: a column, `p_a_s_s`
escapes                  each one by its number: `&#112;&#97;`, `%70%61`, `\u0070\u0061`
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_QUOTES = (r"\\*[\"']", "&quot;", "&apos;", "&#34;", "&#39;", "&#x22;", "&#x27;")
_QUOTE = rf"(?:{_QUOTES[0]}|&(?:quot|apos|#34|#39|#x22|#x27);)"
_CHARACTER = (
    r"(?:\\+u[dD][89abAB][0-9a-fA-F]{2}\\+u[dD][c-fC-F][0-9a-fA-F]{2}|\\+u[0-9a-fA-F]{4}"
    r"|\\+[^u\s]|&[a-z]+;|&#[0-9a-fx]+;|[^\\\n])"
)
# What is between the strings of JSON without blanks: '":"', '","'. Its first quote ends a string.
_ENDS_STRING = "".join(
    rf"(?<![^\s,:;=>(\[{{\\]{quote})"
    for quote in ("[\"']", r"\\[\"']", r"\\{3}[\"']", r"\\{7}[\"']", *_QUOTES[1:])
)
_BETWEEN_STRINGS = rf"(?:(?![:,])|{_ENDS_STRING})"
# A quoted character before a colon is a key: "x" and "y" of a point.
_QUOTED = re.compile(rf"{_QUOTE}{_BETWEEN_STRINGS}({_CHARACTER}){_QUOTE}(?!\s*:)")
_WRITTEN = (
    r"(?:[^\\&]|\\+u[dD][89abAB][0-9a-fA-F]{2}\\+u[0-9a-fA-F]{4}|\\+u[0-9a-fA-F]{4}"
    r"|\\+[\"'\\]|&(?:[a-z]{2,6}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});|[\\&])"
)
MARK = (
    r"([\W_](?:[\W_]{0,2}?|(?<=\\)\\*(?:[nrt]|u[0-9a-fA-F]{4})(?:\\+n)?|(?<=&)[^\s&;]{1,8};"
    r"|(?<=%)(?:25)*[0-9a-fA-F]{2}(?:%(?:25)*[0-9a-fA-F]{2})?|(?<==)[0-9A-F]{2}"
    r"|(?<=<)[^<>]{1,30}>(?:\s?<[^<>]{1,30}>)?))"
)
"""A group of a regular expression for what may part characters: up to three signs, an escape or
two, a tag or two."""
_IN_TAGS = re.compile(r">(&[a-z]{2,6};|&#[0-9a-fx]{1,8};|[^<>\n])(?=<)")
# Of eight characters and more; shorter values are not looked for.
# A row of blanks is none.
_WITH_MARKS = re.compile(rf"{MARK}(?!\s{{12}})(?:{_WRITTEN}\1){{6,}}{_WRITTEN}", re.DOTALL)
_LAST_WRITTEN = re.compile(rf"{_WRITTEN}\Z", re.DOTALL)
_LONGEST_WRITTEN = 14
_ESCAPE = (
    r"(?:\\+u[0-9a-fA-F]{4}|\\+x[0-9a-fA-F]{2}|%(?:25)*[0-9a-fA-F]{2}"
    r"|&(?:amp;)*#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});)"
)
_EACH_ESCAPE = re.compile(_ESCAPE)
_ESCAPES = re.compile(rf"(?=[\\%&]){_ESCAPE}{{6,}}")
# What WebDriver calls Shift and the like.
_KEYS = re.compile("[\ue000-\uf8ff]")
_UNIT = re.compile(r"\\u([0-9a-fA-F]{4})")
_FEWEST_KINDS = 3


class Single(NamedTuple):
    """One character that stands alone.

    Attributes:
        begin: Where it is written.
        end: Behind it.
        character: What is meant.
    """

    begin: int
    end: int
    character: str


class Singles(NamedTuple):
    """Characters that stand alone, in the text's order.

    Attributes:
        each: Of them.
        joined: The same, as one text.
        is_whole: Whether there is nothing but marks in between, so that all of it is one thing.
    """

    each: tuple[Single, ...]
    joined: str
    is_whole: bool = False

    def replaced(self, begin: int, end: int, shown: str) -> Iterator[tuple[int, int, str]]:
        """What to put where in the text, so that some of them are gone."""
        if self.is_whole:
            yield self.each[begin].begin, self.each[end - 1].end, shown
            return
        for at in range(begin, end):
            yield self.each[at].begin, self.each[at].end, shown if at == begin else ""


def without_split(text: str, values: Mapping[str, str]) -> str:
    """Returns the text without values that stand in it character by character.

    Args:
        text: Any text.
        values: By value, what is put in its place; values are long enough not to occur by chance.
    """
    all_singles = singles_in(text)
    if not all_singles:
        return text
    places: dict[int, tuple[int, str]] = {}
    longest_first = sorted(values.items(), key=lambda each: -len(each[0]))
    for singles in all_singles:
        taken: set[int] = set()
        for value, shown in longest_first:
            # Key down and key up make every character stand twice.
            for wanted in (value, "".join(character * 2 for character in value)):
                begin = singles.joined.find(wanted)
                while begin >= 0:
                    end = begin + len(wanted)
                    if taken.isdisjoint(range(begin, end)):
                        taken.update(range(begin, end))
                        for first, last, instead in singles.replaced(begin, end, shown):
                            places[first] = last, instead
                    begin = singles.joined.find(wanted, end)
    return with_replaced(text, places)


def with_replaced(text: str, places: Mapping[int, tuple[int, str]]) -> str:
    """Returns a text with something else at some places.

    Args:
        text: Any text.
        places: By where each begins, where it ends and what to put there. What begins within
            another one goes with it.
    """
    if not places:
        return text
    kept, done = [], 0
    for begin in sorted(places):
        if begin >= done:
            end, instead = places[begin]
            kept += [text[done:begin], instead]
            done = end
    return "".join([*kept, text[done:]])


@lru_cache(maxsize=4)
def singles_in(text: str) -> tuple[Singles, ...]:
    """All characters of a text that stand alone; those of each kind together.

    The same text is looked through for secrets of several kinds.
    """
    kinds = [_singles(pattern, text) for pattern in (_QUOTED, _IN_TAGS)]
    if any(sign in text for sign in ("&#", "&amp;", "%", "\\u", "\\x")):
        kinds += map(_by_number, _ESCAPES.finditer(text))
    for found in _WITH_MARKS.finditer(text):
        run = _between_marks(found, text)
        # " | " may be read as a mark, a character and a mark.
        kinds += [run, _together(run.each[::2], is_whole=True)]
        kinds.append(_together(run.each[1::2], is_whole=True))
    return tuple(kind for kind in kinds if len(set(kind.joined)) >= _FEWEST_KINDS)


def _singles(pattern: re.Pattern[str], text: str) -> Singles:
    each = (Single(*found.span(1), _read(found[1])) for found in pattern.finditer(text))
    return _together(single for single in each if not _KEYS.fullmatch(single.character))


def _by_number(found: re.Match[str]) -> Singles:
    written = _EACH_ESCAPE.finditer(found.string, *found.span())
    return _together(
        (Single(*each.span(), _numbered(each.group())) for each in written), is_whole=True
    )


def _between_marks(found: re.Match[str], text: str) -> Singles:
    begin = found.start()
    before = _LAST_WRITTEN.search(text[max(0, begin - _LONGEST_WRITTEN) : begin])
    first = [Single(begin - len(before[0]), begin, _read(before[0]))] if before else []
    mark = re.escape(found[1])
    pattern = re.compile(rf"{mark}({_WRITTEN})(?={mark}|\Z)", re.DOTALL)
    written = pattern.finditer(text, begin, found.end())
    rest = (Single(*each.span(1), _read(each[1])) for each in written)
    return _together((*first, *rest), is_whole=True)


def _together(each: Iterable[Single], *, is_whole: bool = False) -> Singles:
    singles = tuple(each)
    return Singles(singles, "".join(single.character for single in singles), is_whole)


def _read(written: str) -> str:
    """The character that is meant."""
    if len(written) == 1:
        return written
    if written.startswith("&"):  # an entity
        return html.unescape(written)[:1]
    units = _UNIT.findall(written)
    if not units:
        return written[-1]
    encoded = b"".join(bytes.fromhex(unit) for unit in units)
    return encoded.decode("utf-16-be", "replace")


def _numbered(written: str) -> str:
    """The character of a number that is read as one, and not as a byte of several."""
    if written.startswith("&"):
        return html.unescape(written.replace("amp;", ""))[:1]
    digits = written[-4:] if "u" in written else written[-2:]
    return chr(int(digits, 16))
