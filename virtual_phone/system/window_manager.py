"""Which windows there are, and which of them lies above which."""

from collections.abc import Sequence
from datetime import datetime
from zlib import crc32

from virtual_phone.system import bars
from virtual_phone.system.apps import Apps
from virtual_phone.system.focus import Focus
from virtual_phone.system.keyboard import PACKAGE as KEYBOARD
from virtual_phone.system.keyguard import lock_window, sleeping_window
from virtual_phone.system.shade import Shade
from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Bounds, Node
from virtual_phone.tree.screen_lock import ScreenLock


class WindowManager:
    """Puts the windows of apps and system on the display.

    Args:
        display: Its size and bars.
        apps: What is in front.
        focus: Whether there is a keyboard.
        shade: The notifications.
        lock: Whether a lock is in front.
        keyboard_covers: The keyboard lies over the app instead of shrinking it.
        seed: The order of the windows is made from it, and from the screen.
    """

    def __init__(
        self,
        display: Display,
        apps: Apps,
        focus: Focus,
        shade: Shade,
        lock: ScreenLock,
        *,
        keyboard_covers: bool,
        seed: int,
    ) -> None:
        self._display, self._apps, self._focus, self._shade = display, apps, focus, shade
        self._lock = lock
        self._keyboard_covers, self._seed = keyboard_covers, seed
        self._whole = Bounds(0, 0, display.width_px, display.height_px)
        self._bars = bars.Bars(display, self.back, self.go_home)

    def windows(self, now: datetime, language: str) -> Sequence[Node]:
        """In no order to lean on; `drawing_order` grows to the front."""
        roots = self._of_apps()
        keyboard = self._focus.window(self._whole, self._display.navigation_bar_px)
        if keyboard:
            roots.append(keyboard)
        if self._shade.open:
            roots.append(self._shade.window(self._whole, self._display.status_bar_px))
        if self._lock.shown and self._lock.awake:
            roots.append(lock_window(self._lock, self._whole, self._display.status_bar_px))
        roots.append(self._bars.status(now, language, self._shade.senders))
        roots.append(self._bars.navigation(language))
        if not self._lock.awake:  # dark all over
            roots.append(sleeping_window(self._whole))
        for height, root in enumerate(roots):
            root.drawing_order = height
        return self._shuffled(roots)

    def _shuffled(self, roots: list[Node]) -> Sequence[Node]:
        """As public dumps have them: the keyboard first, the others by screen and build.

        An app's dialog always comes before the window below it.
        """
        front = self._apps.front
        screen = front.screen.name if front.running else ""

        def place(root: Node) -> tuple[int, int]:
            if root.package == KEYBOARD:
                return -1, 0
            words = f"{self._seed}/{screen}/{root.package}/{root.bounds.top}"
            return crc32(words.encode()), -root.drawing_order

        return tuple(sorted(roots, key=place))

    def active(self, windows: Sequence[Node]) -> Node:
        """What has the input focus: lock or shade, or the highest window of the app in front."""
        covered = self._shade.open or not self._lock.is_open
        package = bars.PACKAGE if covered else self._apps.front.package
        own = [root for root in windows if root.package == package]
        if covered:
            own = [root for root in own if root.bounds == self._whole]
        return max(own or windows, key=lambda root: root.drawing_order)

    def back(self) -> None:
        """Back: for the shade, the keyboard, the app, in this order."""
        if self._shade.open:
            self._shade.close()
        elif not self._focus.hide_keyboard() and not self._apps.front.back():
            self.go_home()

    def cover(self) -> None:
        """The lock comes: the shade folds up, and no field keeps the caret."""
        self._shade.close()
        self._focus.drop()

    def go_home(self) -> None:
        """To the launcher."""
        self._shade.close()
        self._apps.go_home()

    def _of_apps(self) -> list[Node]:
        covered_px = 0 if self._keyboard_covers else self._focus.height_px
        taken_px = max(self._display.navigation_bar_px, covered_px)
        area = self._whole._replace(
            top=self._display.status_bar_px, bottom=self._whole.bottom - taken_px
        )
        return [root for app in self._apps.visible for root in app.windows(area)]
