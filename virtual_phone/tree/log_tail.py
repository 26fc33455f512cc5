"""What is new in a phone's log, which drops its oldest lines."""

from collections.abc import Sequence


def new_lines(seen: Sequence[str], lines: Sequence[str]) -> Sequence[str]:
    """The lines that came since the last look.

    Args:
        seen: All lines at the last look, oldest first.
        lines: All lines now; the first ones of `seen` may be gone.
    """
    for dropped in range(len(seen) + 1):
        rest = seen[dropped:]
        if lines[: len(rest)] == rest:
            return lines[len(rest) :]
    return lines
