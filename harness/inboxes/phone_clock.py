"""From the times that a phone gives its messages to those of this machine."""

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.session.session import Session

_MS_IN_S = 1000


class PhoneClock:
    """A phone's clock, which is read once; phones are wrong by hours, and not slow.

    Args:
        session: With the phone.
    """

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._ahead_s: float | None = None
        self._is_read = False

    def here_s(self, told_ms: object) -> float | None:
        """A moment by this machine's clock, in seconds since the epoch.

        Args:
            told_ms: As the phone gives it, in milliseconds since the epoch.

        Returns:
            None where the phone gives none, or does not let its clock be read.
        """
        if not self._is_read:
            self._is_read = True
            said_s = self._session.clock_s()
            self._ahead_s = None if said_s is None else said_s - time.time()
        told = str(told_ms)
        if self._ahead_s is None or not (told.isascii() and told.isdecimal()):
            return None
        return int(told) / _MS_IN_S - self._ahead_s
