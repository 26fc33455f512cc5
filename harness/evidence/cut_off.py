"""What is left of a value where a text was cut: in front of "..." or at its end, and behind it."""

import re
from collections.abc import Callable, Mapping

_CUT = re.compile(r"\.{3,}|\u2026|\Z")
_SHORTEST_REST = 4


def without_rests(text: str, values: Mapping[str, str]) -> str:
    """Returns the text without beginnings and ends of values that a cut has left.

    Half of a value counts, and four characters at least: with less nobody has come closer to it.

    Args:
        text: Any text, in which whole values are replaced already.
        values: By value, what is put in place of the rest.
    """
    everything = "\n".join(values)
    for cut in reversed(list(_CUT.finditer(text))):
        before, behind = text[: cut.start()], text[cut.end() :]
        nearest = before[-_SHORTEST_REST:], behind[:_SHORTEST_REST]
        if not any(len(part) == _SHORTEST_REST and part in everything for part in nearest):
            continue  # as nearly always
        for value, shown in values.items():
            before = _without(before, _beginnings(value), shown, str.removesuffix)
            if cut.group():
                behind = _without(behind, _ends(value), shown, str.removeprefix)
        text = before + cut.group() + behind
    return text


def _beginnings(value: str) -> list[str]:
    return [value[:length] for length in _lengths(value)]


def _ends(value: str) -> list[str]:
    return [value[-length:] for length in _lengths(value)]


def _lengths(value: str) -> range:
    """Of what may be left of it, the longest first."""
    return range(len(value) - 1, max(_SHORTEST_REST, (len(value) + 1) // 2) - 1, -1)


def _without(text: str, rests: list[str], shown: str, remove: Callable[[str, str], str]) -> str:
    for rest in rests:
        if (left := remove(text, rest)) != text:
            return left + shown if remove is str.removesuffix else shown + left
    return text
