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
        is_last: There is no time for another, unless more is allowed now.
    """

    number: int
    elapsed_s: float
    is_last: bool


class Polls(Iterator[Poll]):
    """Looks until the time is over, see `polls`.

    Attributes:
        timeout_s: How long it goes on, with what was allowed since it began.
    """

    def __init__(
        self,
        timeout_s: float,
        longest_pause_s: float,
        clock: Callable[[], float],
        pause: Callable[[float], None],
    ) -> None:
        self.timeout_s, self._longest_pause_s = timeout_s, longest_pause_s
        self._clock, self._pause = clock, pause
        self._began_s = clock()
        self._looks = self._run()

    def __next__(self) -> Poll:
        return next(self._looks)

    def allow(self, more_s: float) -> None:
        """Go on for at least this long from now: something was done, and has to take effect."""
        self.timeout_s = max(self.timeout_s, self._clock() - self._began_s + more_s)

    def _run(self) -> Iterator[Poll]:
        number, pause_s = 0, _FIRST_PAUSE_S
        while True:
            elapsed_s = self._clock() - self._began_s
            is_last = number > 0 and elapsed_s >= self.timeout_s
            yield Poll(number, elapsed_s, is_last)
            if is_last and self._clock() - self._began_s >= self.timeout_s:
                return
            rest_s = self.timeout_s - (self._clock() - self._began_s)
            self._pause(max(0.0, min(pause_s, rest_s)))
            number, pause_s = number + 1, min(pause_s * 2, self._longest_pause_s)


def polls(
    timeout_s: float,
    *,
    longest_pause_s: float = _LONGEST_PAUSE_S,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> Polls:
    """Looks until the time is over: at once, then after growing pauses; always at least two.

    Args:
        timeout_s: How long to go on looking.
        longest_pause_s: The pauses grow up to this.
        clock: Seconds that only grow; replaced in tests.
        pause: Sleeps; replaced in tests.
    """
    return Polls(timeout_s, longest_pause_s, clock, pause)
