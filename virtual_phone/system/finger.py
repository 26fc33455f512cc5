"""What a finger does: find out what it touches, and tell that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from virtual_phone.clock import Clock
from virtual_phone.system.device_log import DeviceLog
from virtual_phone.system.focus import Focus
from virtual_phone.tree.device import Display
from virtual_phone.tree.hit_testing import long_press_target, scroll_targets, tap_target
from virtual_phone.tree.node import Node

_QUICK: Final = timedelta(milliseconds=300)
"""As Android's ViewConfiguration.getDoubleTapTimeout()."""
_SLOP_DP: Final = 8
"""How far apart two taps on one place may be."""


@dataclass(frozen=True)
class _Tap:
    """Where it was, when, and the windows that it met."""

    place: tuple[float, float]
    at: datetime
    met: Sequence[Node]


class Finger:
    """One finger over the display.

    A quick second tap on a place meets what the first one met: what that leads to is not there
    yet, as on a phone, where a change of screens takes its time.

    Args:
        touchable: The windows, back to front, looked at anew where none are given; none while a
            change of screens swallows touches.
        display: Its size.
        focus: Whether there is a keyboard.
        log: Of the phone.
        clock: Tells a quick tap from one that takes its time.
    """

    def __init__(
        self,
        touchable: Callable[[Sequence[Node]], Sequence[Node]],
        display: Display,
        focus: Focus,
        log: DeviceLog,
        clock: Clock,
    ) -> None:
        self._touchable, self._display, self._focus, self._log = touchable, display, focus, log
        self._clock = clock
        self._slop_px = _SLOP_DP * display.density_dpi / 160
        self._last: _Tap | None = None

    def tap(
        self, x_px: float, y_px: float, seen: Sequence[Node] = (), after_ms: int | None = None
    ) -> None:
        """A short touch.

        Args:
            x_px: From the left.
            y_px: From the top.
            seen: The windows, where they have just been looked at.
            after_ms: How long after the last tap it comes; by default as the clock says.
        """
        self._log.write("InputDispatcher", f"tap {self._place(x_px, y_px)}")
        now, place = self._clock.now(), (x_px, y_px)
        met = self._touchable(seen or self._met_just_now(place, now, after_ms))
        self._last = _Tap(place, now, met)
        target = tap_target(met, x_px, y_px)
        if target and target.on_tap:
            target.on_tap()

    def forget(self) -> None:
        """The next tap is no quick second one: something else was done, or seen, meanwhile."""
        self._last = None

    def long_press(self, x_px: float, y_px: float, duration_ms: int) -> None:
        """A long touch; a view that knows none takes it as a tap when the finger goes up."""
        place = self._place(x_px, y_px)
        self._log.write("InputDispatcher", f"press of {duration_ms} ms {place}")
        target = long_press_target(self._touchable(()), x_px, y_px)
        if target and target.on_long_press:
            target.on_long_press()
        else:
            self.tap(x_px, y_px)

    def swipe(self, start: tuple[float, float], end: tuple[float, float], duration_ms: int) -> bool:
        """A straight way; the innermost view that can move does. Returns whether one did."""
        self.forget()
        self._log.write("InputDispatcher", f"swipe from {start} to {end} in {duration_ms} ms")
        dx_px, dy_px = round(end[0] - start[0]), round(end[1] - start[1])
        targets = scroll_targets(self._touchable(()), *start)
        return any(node.on_scroll(dx_px, dy_px) for node in targets if node.on_scroll)

    def _met_just_now(
        self, place: tuple[float, float], now: datetime, after_ms: int | None
    ) -> Sequence[Node]:
        """What a quick second tap meets; nothing where it is none."""
        last = self._last
        if last is None:
            return ()
        since = now - last.at if after_ms is None else timedelta(milliseconds=after_ms)
        apart_px = max(abs(one - other) for one, other in zip(last.place, place, strict=True))
        return last.met if since <= _QUICK and apart_px <= self._slop_px else ()

    def _place(self, x_px: float, y_px: float) -> str:
        # Where a finger hits the keyboard would tell what is typed.
        if self._focus.keyboard_shown and y_px >= self._display.height_px - self._focus.height_px:
            return "on the keyboard"
        return f"at ({x_px:.0f}, {y_px:.0f})"
