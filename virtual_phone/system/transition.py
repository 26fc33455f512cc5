"""What takes time on the phone: a change of screens, and waiting until it is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Event
from typing import Final, Protocol

from virtual_phone.tree.node import Node

TRANSITION_S: Final = 0.3
"""How long a change of screens takes at animation scale 1."""

_POLL_S: Final = 0.01


class TellsTime(Protocol):
    """The part of the phone's clock that is needed here."""

    def now(self) -> datetime: ...


class Transition:
    """While a change of screens is under way, the old tree lingers and taps are swallowed."""

    def __init__(self, clock: TellsTime, scale: float) -> None:
        self.scale = scale
        self._clock = clock
        self._until: datetime | None = None
        self._old: Sequence[Node] = ()

    def begin(self, old: Sequence[Node], duration_s: float | None = None) -> None:
        """Start a change.

        Args:
            old: What shows until it is over.
            duration_s: How long it takes; by default as the scale says, at 0 not at all.
        """
        lasts_s = TRANSITION_S * self.scale if duration_s is None else duration_s
        if lasts_s > 0:
            self._old = self._old if self.under_way else old
            self._until = self._clock.now() + timedelta(seconds=lasts_s)

    @property
    def under_way(self) -> bool:
        """Whether the change is not over yet."""
        if self._until is not None and self._clock.now() >= self._until:
            self._until, self._old = None, ()
        return self._until is not None

    @property
    def lingering(self) -> Sequence[Node]:
        """The old windows, without life; empty when nothing is under way."""
        return self._old if self.under_way else ()

    def wait_over(self, timeout_s: float, *, restless: bool = False) -> bool:
        """Return when the change is over, or after `timeout_s`.

        Args:
            timeout_s: Longest wait, in real seconds.
            restless: Something plays that never comes to rest; the whole time-out passes.

        Returns:
            Whether it is over.
        """
        waited_s = 0.0
        while waited_s < timeout_s and (restless or self.under_way):
            Event().wait(_POLL_S)
            waited_s += _POLL_S
        return not (restless or self.under_way)
