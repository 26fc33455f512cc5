"""The phone: one device with its windows, its apps, and what a finger does to them."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from threading import RLock
from typing import Final

from virtual_phone.app.build import Build
from virtual_phone.app.tiktok import TikTok
from virtual_phone.faults import At, Faults, with_wrong_character
from virtual_phone.organization import Organization
from virtual_phone.system.apps import Apps
from virtual_phone.system.browser import Browser
from virtual_phone.system.device_log import DeviceLog
from virtual_phone.system.distortion import Distortion
from virtual_phone.system.finger import Finger
from virtual_phone.system.focus import Focus
from virtual_phone.system.hands import Hands
from virtual_phone.system.launcher import Launcher
from virtual_phone.system.messages import Messages
from virtual_phone.system.not_responding import NotResponding
from virtual_phone.system.permission_controller import PermissionController
from virtual_phone.system.post import Post
from virtual_phone.system.settings import Settings
from virtual_phone.system.shade import Shade
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.transition import Transition
from virtual_phone.system.window_manager import WindowManager
from virtual_phone.tree.device import (
    AppState,
    Display,
    Orientation,
    StatusBarNotification,
    TextMessage,
)
from virtual_phone.tree.node import Node
from virtual_phone.tree.permissions import POST_NOTIFICATIONS
from virtual_phone.tree.screen_lock import ScreenLock

_OFF_BY: Final = timedelta(minutes=20)
_OTHER_ZONE: Final = timezone(timedelta(hours=9), "Asia/Tokyo")  # has no summer time
_SLOW_SCREEN_S: Final = 2.0


def _lock(faults: Faults) -> ScreenLock:
    secure, asleep = faults.on("screen-locked"), faults.on("screen-off")
    return ScreenLock(awake=not asleep, shown=secure or asleep, secure=secure)


class Phone:
    """A `tree.device.Device` with the TikTok app on it.

    Args:
        organization: The app's server, shared with other phones; its clock is the phone's.
        udid: The phone's name for its doors.
        sim: The SIM card's number in E.164; "" for none.
        build: Which build of the app is installed.
        language: Of the phone.
        animation_scale: 0: changes of screens take no time, as on a CI emulator, and a while in
            the background moves the clock on; 1: changes take 300 ms, and a while passes as it is.
        faults: What is wrong with the phone itself.
    """

    def __init__(
        self,
        organization: Organization,
        *,
        udid: str = "virtual-1",
        sim: str = "",
        build: Build | None = None,
        language: str = "en",
        animation_scale: float = 0,
        faults: Faults | None = None,
    ) -> None:
        self.lock = RLock()
        self.faults = faults or Faults()
        self.udid, self.sim = udid, sim
        self.language = "fr" if self.faults.on("wrong-locale") else language
        self.country = "US"
        self.display = Display()
        old = self.faults.on("old-android")
        self.android_version, self.sdk = ("7.1.2", 25) if old else ("14", 34)
        self.manufacturer, self.model = "Virtual", "Virtual Phone"
        self.clipboard = ""
        self.screen_lock = _lock(self.faults)
        self._clock = organization.clock
        self._log = DeviceLog(self)
        self._transition = Transition(self._clock, animation_scale)
        self._focus = Focus()
        self._post = Post(organization.deliveries, sim)
        self._shade = Shade(self.app_label)
        self.tiktok = TikTok(self, build or Build(), organization)
        self._messages = Messages(self)
        missing = self.faults.on("app-missing")
        system_apps = (self._messages, Settings(self), Browser(self, organization))
        self._apps = Apps(
            system_apps if missing else (self.tiktok, *system_apps),
            Launcher(self),
            PermissionController(self),
            NotResponding(self),
            self.change_screen,
            self._log,
        )
        self._window_manager = WindowManager(
            self.display,
            self._apps,
            self._focus,
            self._shade,
            self.screen_lock,
            keyboard_covers=self.tiktok.build.keyboard_covers or self._keyboard_covers,
            seed=self.tiktok.build.id_seed,
        )
        self._finger = Finger(
            self._touchable, self.display, self._focus, self._log, organization.clock
        )
        self._hands = Hands(self, self._window_manager, self._finger, self._focus)
        self._distortion = Distortion(self.tiktok.package, self.display.height_px)
        self._apps.front.launch()

    @property
    def _keyboard_covers(self) -> bool:
        return self.faults.on("keyboard-covers") or self.faults.on("keyboard-stays")

    @property
    def animation_scale(self) -> float:
        """How long changes of screens take: 1 as delivered, 0 not at all."""
        return self._transition.scale

    @animation_scale.setter
    def animation_scale(self, scale: float) -> None:
        self._transition.scale = scale

    @property
    def orientation(self) -> Orientation:
        """Upright: its apps are locked to it, and stay so whatever is asked for."""
        return "PORTRAIT"

    @orientation.setter
    def orientation(self, wanted: Orientation) -> None:
        self._log.write("WindowManager", f"{wanted} asked for; the app in front allows PORTRAIT")

    # What is seen
    def windows(self) -> Sequence[Node]:
        """Roots of all windows; a higher `drawing_order` lies above."""
        self._finger.forget()
        self._meet_look()
        return self.watch()

    def look_up(self, by: Collection[str]) -> None:
        """Some faults stay for whoever looks or taps until the next look-up."""
        self._distortion.look_up(by)

    def watch(self) -> Sequence[Node]:
        """As `windows`, for who only watches: somebody's finger may be quicker."""
        self._catch_up()
        lingering = self._transition.lingering if self.screen_lock.is_open else ()
        return lingering or self._distortion.applied(self._build_windows())

    def active_window(self, among: Sequence[Node] = ()) -> Node:
        """The window that has the input focus."""
        return self._window_manager.active(among or self.windows())

    def wait_idle(self, timeout_s: float) -> bool:
        """Return when nothing moves any more; a playing video never stops.

        Below a phone's own pace less of the time-out passes before that is certain, at 0 none.
        """
        restless = self._apps.front.screen.restless and self.animation_scale > 0
        if restless:
            timeout_s *= min(1, self.animation_scale)
        return self._transition.wait_over(timeout_s, restless=restless)

    def screenshot_png(self) -> bytes:
        """The display as a PNG."""
        from virtual_phone.drawing import render

        return render(self.windows(), self.display)

    @property
    def current_package(self) -> str:
        """Of the app in front."""
        self._catch_up()
        return self._apps.front.package

    @property
    def current_activity(self) -> str:
        """Of the app in front."""
        self._catch_up()
        return self._apps.front.activity

    # What a finger does
    def tap(
        self, x_px: float, y_px: float, seen: Sequence[Node] = (), after_ms: int | None = None
    ) -> None:
        """A short touch; while screens change or views move it is swallowed."""
        if not self._distortion.moves:
            self._finger.tap(x_px, y_px, seen, after_ms)

    def long_press(self, x_px: float, y_px: float, duration_ms: int) -> None:
        """A long touch."""
        self._finger.long_press(x_px, y_px, duration_ms)

    def swipe(self, start: tuple[float, float], end: tuple[float, float], duration_ms: int) -> bool:
        """A finger's straight way; from the status bar down it opens the shade."""
        return self._hands.swipe(start, end, duration_ms)

    def set_text(self, node: Node, text: str) -> bool:
        """Put text into a field, without keyboard and caret."""
        self._catch_up()
        return not self._transition.under_way and self._hands.set_text(node, self._typed(text))

    def type_text(self, text: str) -> None:
        """Keys, one after the other; nothing happens where no field has the caret."""
        self._hands.type_text(self._typed(text))

    def press_key(self, keycode: int, meta: int = 0) -> None:
        """A key of the phone or of a keyboard beside it, while others are held."""
        self._catch_up()
        self._finger.forget()
        self._hands.press_key(keycode, meta)

    @property
    def keyboard_shown(self) -> bool:
        """Whether the keyboard is on the display."""
        return self._focus.keyboard_shown

    def hide_keyboard(self) -> bool:
        """Returns whether it was shown."""
        return not self.faults.on("keyboard-stays") and self._hands.hide_keyboard()

    # Apps
    def installed_packages(self) -> Sequence[str]:
        """Apps that have an icon in the launcher."""
        return [app.package for app in self._apps if app.in_launcher]

    def app_label(self, package: str) -> str:
        """The name under the icon; the package itself for an unknown one."""
        app = self._apps.get(package)
        return app.label if app else package

    def app_version(self, package: str) -> str:
        """As `dumpsys package` reports it; "" for an app that is not installed."""
        app = self._apps.get(package)
        return app.version if app else ""

    def main_activity(self, package: str) -> str:
        """The activity that the launcher starts; "" for an app that is not installed."""
        app = self._apps.get(package)
        return app.main_activity if app else ""

    def app_state(self, package: str) -> AppState:
        """What the app does at the moment."""
        self._catch_up()
        return self._apps.state(package)

    def start_app(self, package: str, activity: str | None = None) -> bool:
        """Bring to the front as it was left, or start it; False for what is not there."""
        app = self._apps.get(package)
        if app is None or not app.startable:
            return False
        if activity and not app.has_activity(activity):
            return False
        self._shade.close()
        self._apps.bring(app)
        return True

    def stop_app(self, package: str) -> bool:
        """Force-stop; what the app has stored stays."""
        app = self._apps.get(package)
        return app is not None and self._apps.stop(app)

    def clear_app_data(self, package: str) -> bool:
        """Stop the app; forget what it has stored, and its notifications."""
        app = self._apps.get(package)
        if app is None:
            return False
        self._apps.stop(app)
        app.clear_data()
        self._apps.permissions.forget(package)
        self._shade.forget(package)
        return True

    def grant_permissions(self, package: str) -> None:
        """The app need not ask any more, until its data is cleared."""
        for name in self.permissions(package):
            self._apps.permissions.change(package, name, granted=True)

    def permissions(self, package: str) -> dict[str, bool]:
        """All that an app asks for, and whether it is granted."""
        app = self._apps.get(package)
        return self._apps.permissions_of(app) if app else {}

    def change_permission(self, package: str, name: str, *, granted: bool) -> None:
        """Grant or revoke; an app from which something is taken is stopped, as on Android."""
        before = self.permissions(package).get(name)
        self._apps.permissions.change(package, name, granted=granted)
        if before and not self.permissions(package).get(name):
            self.stop_app(package)

    def open_url(self, url: str, package: str | None) -> bool:
        """A link, in the first app that knows such links."""
        self._catch_up()  # or what has happened before would take away what the link opens
        for app in self._apps:
            if package in {None, app.package} and app.knows_url(url):
                self._shade.close()
                self._apps.bring(app)
                if not self._apps.is_hung(app):
                    app.open_url(url)
                return True
        return False

    def send_to_background(self, duration_s: float) -> None:
        """Home for a while; where nothing is animated, the phone's clock is moved on instead."""
        if duration_s < 0:
            self.go_home()
            return
        self._apps.go_home_until(self.now() + timedelta(seconds=duration_s))
        if self.animation_scale == 0:
            self._clock.advance(timedelta(seconds=duration_s))
        self._catch_up()

    # Around the app
    def text_messages(self) -> Sequence[TextMessage]:
        """Newest first."""
        self._catch_up()
        return tuple(self._post.messages)

    def notifications(self) -> Sequence[StatusBarNotification]:
        """Newest first."""
        self._catch_up()
        return tuple(self._shade.notifications)

    def open_notifications(self) -> None:
        """Pull the shade down; in front of a lock there is none."""
        self._catch_up()
        if not self.screen_lock.is_open:
            return
        self._focus.drop()
        self._shade.open = True

    def device_time(self) -> datetime:
        """The phone's own time, with its zone."""
        return self.now()

    def device_log(self) -> Sequence[str]:
        """Logcat lines, oldest first; nothing that was typed."""
        return self._log.lines

    # What apps ask of their phone (system.application.Host)
    def now(self) -> datetime:
        """The clock that all phones and their server share, unless this phone's is off.

        In the phone's zone, which changes what is read, but not the moment.
        """
        moment = self._clock.now() - (_OFF_BY if self.faults.on("clock-off") else timedelta())
        return moment.astimezone(_OTHER_ZONE if self.faults.on("wrong-timezone") else UTC)

    def log(self, tag: str, message: str) -> None:
        """A line for logcat."""
        self._log.write(tag, message)

    def change_screen(self) -> None:
        """Another screen is about to come: the old one lingers, the keyboard goes."""
        slow = self.faults.strikes("slow-network")
        if slow or self._transition.scale > 0:
            self._transition.begin(self._build_windows(), _SLOW_SCREEN_S if slow else None)
        self._focus.drop()

    def focus(self, field: TextInput) -> None:
        """The caret goes into a field; the keyboard comes."""
        self._focus.give(field)

    def is_focused(self, field: TextInput) -> bool:
        """Whether the caret is in it."""
        return self._focus.field is field

    def notify(self, package: str, title: str, text: str, on_tap: Callable[[], None]) -> None:
        """An entry in the shade."""
        self._shade.post(package, title, text, self.now(), on_tap)
        self._log.write("NotificationService", f"enqueueNotification {package}")

    def ask_permission(self, permission: str, question: str, refuse: str, allow: str) -> None:
        """Android's own dialog over the app, unless it has the permission."""
        self._apps.ask_permission(permission, question, refuse, allow)

    def crash(self, package: str) -> None:
        """The app's process dies; the launcher is what is left to see."""
        self._log.write("AndroidRuntime", f"FATAL EXCEPTION: main Process: {package}")
        self.stop_app(package)

    def hang(self, package: str) -> None:
        """The app answers to nothing until it is stopped; Android offers that over it."""
        self._log.write("ActivityManager", f"ANR in {package}")
        app = self._apps.get(package)
        if app is not None:
            self._apps.hang(app)

    def go_home(self) -> None:
        """To the launcher."""
        self._window_manager.go_home()

    # Inside
    def _meet_look(self) -> None:
        """Somebody who acts looks at the app: with some faults something else is to be seen."""
        if self._apps.front is not self.tiktok:
            return
        by = [fault.name for fault in self.faults.meet(At.LOOK)]
        self._distortion.look(by)
        if "permission-dialog" in by:
            question = "Allow TikTok to send you notifications?"
            self.ask_permission(POST_NOTIFICATIONS, question, "Don’t allow", "Allow")
        if "other-app-hangs" in by:
            self._apps.say_other_hangs("Photos")
        if "app-hangs" in by:
            self.hang(self.tiktok.package)

    def _typed(self, text: str) -> str:
        """What becomes of a text on its way into a field; that a field is emptied is no text."""
        if not text or not self.faults.strikes("wrong-characters"):
            return text
        return with_wrong_character(text, self.faults.struck["wrong-characters"])

    def _catch_up(self) -> None:
        """Let in what has happened outside since the last look: messages, time, the server."""
        for message in self._post.take():
            show = partial(self._messages.show, message.sender)
            self.notify(self._messages.package, message.sender, message.body, show)
        self._apps.catch_up(self.now())

    def _touchable(self, seen: Sequence[Node]) -> Sequence[Node]:
        windows = seen or self.watch()
        out_of_reach = self._transition.under_way or not self.screen_lock.is_open
        return () if out_of_reach else windows

    def _build_windows(self) -> Sequence[Node]:
        return self._window_manager.windows(self.now(), self.language)
