"""Values that stand in a text character by character, with whatever else in between.

A client that types by keys sends `{"type": "keyDown", "value": "p"}, {"type": "keyUp", "value":
"p"}` and so on; a log has one line for each. So all single characters in quotes are read one after
the other, wherever they stand.
"""

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

_QUOTE = r"(?:\\*[\"']|&quot;|&apos;|&#34;|&#39;|&#x22;|&#x27;)"
_CHARACTER = (
    r"(?:\\+u[dD][89abAB][0-9a-fA-F]{2}\\+u[dD][c-fC-F][0-9a-fA-F]{2}|\\+u[0-9a-fA-F]{4}"
    r"|\\+[^u\s]|&[a-z]+;|&#[0-9a-fx]+;|[^\\\n])"
)
# A quoted character before a colon is a key: "x" and "y" of a point.
_SINGLE = re.compile(rf"{_QUOTE}({_CHARACTER}){_QUOTE}(?!\s*:)")
# What WebDriver calls Shift and the like.
_KEYS = re.compile("[\ue000-\uf8ff]")


_UNIT = re.compile(r"\\u([0-9a-fA-F]{4})")


class _Single(NamedTuple):
    begin: int
    end: int
    character: str


def without_split(text: str, values: Mapping[str, str]) -> str:
    """Returns the text without values that stand in it character by character.

    Args:
        text: Any text.
        values: By value, what is put in its place; values are long enough not to occur by chance.
    """
    singles = _singles(text)
    if not singles:
        return text
    places: dict[int, str] = {}
    joined = "".join(single.character for single in singles)
    for value, shown in values.items():
        # Key down and key up make every character stand twice.
        for wanted in (value, "".join(character * 2 for character in value)):
            begin = joined.find(wanted)
            while begin >= 0:
                places[begin] = shown
                places |= dict.fromkeys(range(begin + 1, begin + len(wanted)), "")
                begin = joined.find(wanted, begin + len(wanted))
    for place in sorted(places, reverse=True):
        single = singles[place]
        text = text[: single.begin] + places[place] + text[single.end :]
    return text


def _singles(text: str) -> list[_Single]:
    read = (
        _Single(match.start(1), match.end(1), _read(match[1])) for match in _SINGLE.finditer(text)
    )
    return [single for single in read if not _KEYS.fullmatch(single.character)]


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
