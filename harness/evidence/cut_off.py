"""What is left of a value where a text was cut: in front of "..." or at its end, and behind it."""

import re
from collections.abc import Mapping

_CUT = re.compile(r"\.{3,}|\u2026|\Z")
_SHORTEST_REST = 4


def without_rests(text: str, values: Mapping[str, str]) -> str:
    """Returns the text without beginnings and ends of values that a cut has left.

    Half of a value counts, and four characters at least: with less nobody has come closer to it.

    Args:
        text: Any text, in which whole values are replaced already.
        values: By value, what is put in place of the rest.
    """
    for cut in reversed(list(_CUT.finditer(text))):
        before, behind = text[: cut.start()], text[cut.end() :]
        for value, shown in values.items():
            shortest = max(_SHORTEST_REST, (len(value) + 1) // 2)
            for length in range(len(value) - 1, shortest - 1, -1):
                if before.endswith(value[:length]):
                    before = before[:-length] + shown
                if cut.group() and behind.startswith(value[-length:]):
                    behind = shown + behind[length:]
        text = before + cut.group() + behind
    return text
