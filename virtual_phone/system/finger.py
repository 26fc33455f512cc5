"""What a finger does: find out what it touches, and tell that."""

from collections.abc import Callable, Sequence

from virtual_phone.system.device_log import DeviceLog
from virtual_phone.system.focus import Focus
from virtual_phone.tree.device import Display
from virtual_phone.tree.hit_testing import long_press_target, scroll_targets, tap_target
from virtual_phone.tree.node import Node


class Finger:
    """One finger over the display.

    Args:
        touchable: The windows, back to front, looked at anew where none are given; none while a
            change of screens swallows touches.
        display: Its size.
        focus: Whether there is a keyboard.
        log: Of the phone.
    """

    def __init__(
        self,
        touchable: Callable[[Sequence[Node]], Sequence[Node]],
        display: Display,
        focus: Focus,
        log: DeviceLog,
    ) -> None:
        self._touchable, self._display, self._focus, self._log = touchable, display, focus, log

    def tap(self, x_px: float, y_px: float, seen: Sequence[Node] = ()) -> None:
        """A short touch; `seen` are the windows where they have just been looked at."""
        self._log.write("InputDispatcher", f"tap {self._place(x_px, y_px)}")
        target = tap_target(self._touchable(seen), x_px, y_px)
        if target and target.on_tap:
            target.on_tap()

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
        self._log.write("InputDispatcher", f"swipe from {start} to {end} in {duration_ms} ms")
        dx_px, dy_px = round(end[0] - start[0]), round(end[1] - start[1])
        targets = scroll_targets(self._touchable(()), *start)
        return any(node.on_scroll(dx_px, dy_px) for node in targets if node.on_scroll)

    def _place(self, x_px: float, y_px: float) -> str:
        # Where a finger hits the keyboard would tell what is typed.
        if self._focus.keyboard_shown and y_px >= self._display.height_px - self._focus.height_px:
            return "on the keyboard"
        return f"at ({x_px:.0f}, {y_px:.0f})"
