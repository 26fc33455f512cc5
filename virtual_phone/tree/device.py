"""What a door needs of a phone: the seam between the doors and the phone behind them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import RLock
from typing import Literal, Protocol

from virtual_phone.faults import Faults
from virtual_phone.tree.node import Node
from virtual_phone.tree.screen_lock import ScreenLock

Orientation = Literal["PORTRAIT", "LANDSCAPE"]


@dataclass(frozen=True)
class Display:
    """The phone's display, in pixels and dots per inch."""

    width_px: int = 1080
    height_px: int = 2400
    density_dpi: int = 420
    status_bar_px: int = 63
    navigation_bar_px: int = 126


@dataclass(frozen=True)
class TextMessage:
    """An SMS in the phone's store."""

    id: int
    sender: str
    body: str
    received_at: datetime
    read: bool = False


@dataclass(frozen=True)
class StatusBarNotification:
    """An entry in Android's notification shade."""

    id: int
    package: str
    title: str
    text: str
    posted_at: datetime


AppState = Literal["not_installed", "not_running", "background", "foreground"]


class Device(Protocol):
    """A phone as its doors see it.

    Every call below is made while holding `lock`. The phone answers at once; what takes time on a
    phone (a transition, a background trip) is measured on the phone's clock.
    """

    lock: RLock
    udid: str
    display: Display
    android_version: str  # "14"
    sdk: int  # 34
    manufacturer: str
    model: str
    language: str  # "en"
    country: str  # "US"
    orientation: Orientation
    clipboard: str
    animation_scale: float
    faults: Faults
    screen_lock: ScreenLock

    # What is seen
    def windows(self) -> Sequence[Node]:
        """Roots of all windows: keyboard, navigation bar, status bar, app, in no promised order."""

    def look_up(self, by: Collection[str]) -> None:
        """Elements are about to be looked up, and faults of these names strike, usually none.

        What they do to the display stays until the next look-up, for whoever looks or taps.
        """

    def watch(self) -> Sequence[Node]:
        """As `windows`, for who only watches what somebody else does: a page, a film.

        Who asks for `windows` acts on what they have seen: their next tap is never taken for a
        quick second one, which meets what the first one met.
        """

    def active_window(self, among: Sequence[Node] = ()) -> Node:
        """Root of the window that has the input focus (never the keyboard).

        `among` are the windows of a look under the same hold of the lock; without, it looks anew.
        """

    def wait_idle(self, timeout_s: float) -> bool:
        """Return when nothing moves any more, or after `timeout_s`; whether nothing does."""

    def screenshot_png(self) -> bytes:
        """The display as a PNG."""

    @property
    def current_package(self) -> str: ...
    @property
    def current_activity(self) -> str: ...

    # What a finger does (hit-testing over all windows is the phone's own)
    def tap(
        self, x_px: float, y_px: float, seen: Sequence[Node] = (), after_ms: int | None = None
    ) -> None:
        """A short touch; `seen` are the windows of a look under the same hold of the lock.

        Nothing can have changed since, so they need not be built again to find what is touched.
        `after_ms` says how long after the tap before it comes, where that is not for the phone's
        clock to say.
        """

    def long_press(self, x_px: float, y_px: float, duration_ms: int) -> None: ...
    def swipe(self, start: tuple[float, float], end: tuple[float, float], duration_ms: int) -> bool:
        """A finger's straight way; returns whether anything moved."""

    def set_text(self, node: Node, text: str) -> bool:
        """ACTION_SET_TEXT on a node of the current tree; False where text cannot be set."""

    def type_text(self, text: str) -> None:
        """Keys typed into the focused field, after the text that is there."""

    def press_key(self, keycode: int, meta: int = 0) -> None:
        """An Android key code: 3 home, 4 back, 66 enter, 67 delete, 111 escape, ...

        `meta` says which keys are held meanwhile, as Android's KeyEvent has it: 1 is Shift,
        0x1000 Ctrl.
        """

    @property
    def keyboard_shown(self) -> bool: ...
    def hide_keyboard(self) -> bool:
        """Returns whether it was shown."""

    # Apps
    def installed_packages(self) -> Sequence[str]: ...
    def app_version(self, package: str) -> str: ...
    def main_activity(self, package: str) -> str:
        """The activity behind an app's icon; "" for an app that is not installed."""

    def app_state(self, package: str) -> AppState: ...
    def start_app(self, package: str, activity: str | None = None) -> bool:
        """Bring to the front, started if need be; False when there is no such app or activity."""

    def stop_app(self, package: str) -> bool:
        """Force-stop; returns whether it was running."""

    def clear_app_data(self, package: str) -> bool:
        """`pm clear`; False when there is no such app."""

    def grant_permissions(self, package: str) -> None:
        """Let an app do all that it may ask for, so that it never asks."""

    def permissions(self, package: str) -> Mapping[str, bool]:
        """All that an app asks for, and whether it is granted."""

    def change_permission(self, package: str, name: str, *, granted: bool) -> None:
        """Grant or revoke one of `tree.permissions.RUNTIME` that the app asks for."""

    def open_url(self, url: str, package: str | None) -> bool:
        """A deep link; False when nothing handles it."""

    def send_to_background(self, duration_s: float) -> None:
        """Home for `duration_s` of the phone's time and back; below 0: home for good."""

    # Around the app
    def text_messages(self) -> Sequence[TextMessage]:
        """Newest first."""

    def notifications(self) -> Sequence[StatusBarNotification]:
        """Newest first."""

    def open_notifications(self) -> None: ...
    def device_time(self) -> datetime: ...
    def device_log(self) -> Sequence[str]:
        """Logcat lines (threadtime), oldest first."""
