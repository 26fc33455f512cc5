"""The one loop that waits. Nothing else in the harness sleeps."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_FIRST_PAUSE_S = 0.02
_LONGEST_PAUSE_S = 0.25


@dataclass(frozen=True)
class Poll:
    """One look of a waiting loop.

    Attributes:
        number: Counts from 0.
        elapsed_s: Since the loop began.
        is_last: There is no time for another.
    """

    number: int
    elapsed_s: float
    is_last: bool


def polls(
    timeout_s: float,
    *,
    longest_pause_s: float = _LONGEST_PAUSE_S,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Poll]:
    """Looks until the time is over: at once, then after growing pauses; always at least two.

    Args:
        timeout_s: How long to go on looking.
        longest_pause_s: The pauses grow up to this.
        clock: Seconds that only grow; replaced in tests.
        pause: Sleeps; replaced in tests.
    """
    began_s, number, pause_s = clock(), 0, _FIRST_PAUSE_S
    while True:
        elapsed_s = clock() - began_s
        is_last = number > 0 and elapsed_s >= timeout_s
        yield Poll(number, elapsed_s, is_last)
        if is_last:
            return
        pause(max(0.0, min(pause_s, timeout_s - (clock() - began_s))))
        number, pause_s = number + 1, min(pause_s * 2, longest_pause_s)
