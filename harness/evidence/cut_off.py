"""What is left of a value where a text was cut: in front of "..." or where a line ends, and behind.

Who shortens a text does not look what it cuts, and often has written it as a literal before: so
the rests of the usual ways to escape a value count, too.
"""

import html
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from harness.evidence.whole import ANYWHERE, Whole

_CUT = re.compile(r"\.{3,}|\u2026|(?=\\+n)|$", re.MULTILINE)
_SHORTEST_REST = 4
_SHORTEST_IN_FRONT_OF_LINE_END = 6  # there are many of them, and few are cuts


class _Rests(NamedTuple):
    """What may be left of the values, the longest first, each with its value.

    Attributes:
        nearest: The few characters of each that are next to the cut.
    """

    rests: tuple[tuple[str, str], ...]
    nearest: frozenset[str]


def without_rests(
    text: str, values: Mapping[str, str], wholes: Mapping[str, Whole] = MappingProxyType({})
) -> str:
    """Returns the text without beginnings and ends of values that a cut has left.

    Half of a value counts, and four characters at least, six where only a line ends: with less
    nobody has come closer to it. The word that a password begins or ends with, as "Admin" in
    "Admin-2041", stands in every text.

    Args:
        text: Any text, in which whole values are replaced already.
        values: By value, what is put in place of the rest.
        wholes: By value, where it begins; those left out may begin inside a longer word.
    """
    beginnings, ends = _beginnings(tuple(values)), _ends(tuple(values))
    for cut in reversed(list(_CUT.finditer(text))):
        begin, end = cut.span()
        if cut.group() and text[end : end + _SHORTEST_REST] in ends.nearest:
            for rest, value in ends.rests:
                if text.startswith(rest, end):
                    text = text[:end] + values[value] + text[end + len(rest) :]
                    break
        if text[max(0, begin - _SHORTEST_REST) : begin] not in beginnings.nearest:
            continue  # as nearly always
        ends_line_only = not cut.group() and begin < len(text)
        shortest = _SHORTEST_IN_FRONT_OF_LINE_END if ends_line_only else _SHORTEST_REST
        for rest, value in beginnings.rests:
            place, whole = begin - len(rest), wholes.get(value, ANYWHERE)
            if len(rest) < shortest or not text.endswith(rest, 0, begin):
                continue
            if whole.begins_at(text, place):
                text = text[:place] + values[value] + text[begin:]
                break
    return text


@lru_cache(maxsize=8)
def _beginnings(values: tuple[str, ...]) -> _Rests:
    rests = {each[:length]: value for value in values for each, length in _parts(value)}
    return _Rests(_longest_first(rests), frozenset(rest[-_SHORTEST_REST:] for rest in rests))


@lru_cache(maxsize=8)
def _ends(values: tuple[str, ...]) -> _Rests:
    rests = {each[-length:]: value for value in values for each, length in _parts(value)}
    return _Rests(_longest_first(rests), frozenset(rest[:_SHORTEST_REST] for rest in rests))


def _parts(value: str) -> list[tuple[str, int]]:
    """In each way to write it, how much may be left."""
    written = {value, repr(value)[1:-1], html.escape(value)}
    # As a literal inside other quotes: both kinds of them are escaped.
    written |= {value.replace("\\", r"\\").replace(quote, "\\" + quote) for quote in "'\""}
    written |= {json.dumps(value, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False)}
    return [
        (each, length)
        for each in written
        for length in range(max(_SHORTEST_REST, (len(each) + 1) // 2), len(each))
        if each.isalpha() or not (each[:length].isalpha() or each[-length:].isalpha())
    ]


def _longest_first(rests: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(rests.items(), key=lambda rest: (-len(rest[0]), rest[0])))
