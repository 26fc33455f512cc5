"""The time of the virtual phones: runs like a real clock, and can be moved forward."""

import time
from datetime import UTC, datetime, timedelta
from threading import Lock


class Clock:
    """One clock for the phones and the organization of a process; safe to use from any thread.

    It takes the date from the machine once and counts on from there, so a correction of the
    machine's own clock never makes it jump.

    Args:
        start: An aware moment to begin with; the machine's present one by default.
        running: Whether time passes by itself. A standing clock moves by `advance` only.

    Raises:
        ValueError: `start` has no time zone.
    """

    def __init__(self, start: datetime | None = None, *, running: bool = True) -> None:
        if start is not None and start.tzinfo is None:
            raise ValueError(f"A clock needs an aware moment to start with, not {start!r}.")
        self._lock = Lock()
        self._running = running
        self._start = (start or datetime.now(UTC)).astimezone(UTC)
        self._start_s = time.monotonic()
        self._moved = timedelta()

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        with self._lock:
            return self._start + self._passed()

    def advance(self, by: timedelta) -> None:
        """Move the clock forward.

        Raises:
            ValueError: `by` is negative: what has expired must stay expired.
        """
        if by < timedelta():
            raise ValueError(f"The clock only moves forward, not by {by}.")
        with self._lock:
            self._moved += by

    def _passed(self) -> timedelta:
        run_s = time.monotonic() - self._start_s if self._running else 0.0
        return self._moved + timedelta(seconds=run_s)
