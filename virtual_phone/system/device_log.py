"""The phone's log, as `adb logcat -v threadtime` prints it."""

from collections import deque
from collections.abc import Sequence
from typing import Final

from virtual_phone.system.transition import TellsTime

_KEPT_LINES: Final = 2000
_PROCESS_IDS: Final = {"ActivityTaskManager": (571, 598), "InputDispatcher": (571, 640)}


class DeviceLog:
    """The last lines; what a person types never goes here."""

    def __init__(self, clock: TellsTime) -> None:
        self._clock = clock
        self._lines: deque[str] = deque(maxlen=_KEPT_LINES)

    def write(self, tag: str, message: str) -> None:
        """Add one line of level I."""
        stamp = self._clock.now().strftime("%m-%d %H:%M:%S.%f")[:-3]
        process, thread = _PROCESS_IDS.get(tag, (4120, 4120))
        self._lines.append(f"{stamp} {process:5d} {thread:5d} I {tag}: {message}")

    @property
    def lines(self) -> Sequence[str]:
        """Oldest first."""
        return tuple(self._lines)
