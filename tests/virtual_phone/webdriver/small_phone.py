"""A small but honest phone: three screens, a keyboard, a list that scrolls, real hit-testing."""

import io
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import cache
from threading import RLock

from PIL import Image

from virtual_phone.faults import Faults
from virtual_phone.tree import hit_testing
from virtual_phone.tree.device import (
    AppState,
    Display,
    Orientation,
    StatusBarNotification,
    TextMessage,
)
from virtual_phone.tree.node import Bounds, Node
from virtual_phone.tree.screen_lock import ScreenLock

APP = "com.example.app"
MAIN = f"{APP}.MainActivity"
LAUNCHER = "com.android.launcher3"
ROWS = 40
ROW_PX = 200
LIST = Bounds(0, 1000, 1080, 2200)
NOW = datetime(2026, 11, 22, 10, 30, 15, 250000, tzinfo=UTC)


@cache
def black_png() -> bytes:
    """A picture of the display, which is dark."""
    picture = io.BytesIO()
    Image.new("RGB", (1080, 2400)).save(picture, "PNG")
    return picture.getvalue()


class SmallPhone:
    """Implements `Device`; every rebuild makes new nodes with the same keys."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.udid = "virtual-1"
        self.display = Display()
        self.android_version = "14"
        self.sdk = 34
        self.manufacturer = "Example"
        self.model = "Small"
        self.language = "en"
        self.country = "US"
        self.orientation: Orientation = "PORTRAIT"
        self.clipboard = ""
        self.animation_scale = 1.0
        self.faults, self.screen_lock = Faults(), ScreenLock()
        self.screen = "home"
        self.screen_number = 1
        self.name = ""
        self.hint = "Phone number"
        self.focused = False
        self.agreed = False
        self.scroll_px = 0
        self.alert = False
        self.log = ["11-22 10:00:00.000  100  100 I App: started"]
        self.done: list[tuple[object, ...]] = []

    # What is seen
    def windows(self) -> Sequence[Node]:
        bar = Node(
            "bar",
            "android.widget.FrameLayout",
            Bounds(0, 0, 1080, 63),
            look="bar",
            package="com.android.systemui",
            content_desc="Status bar",
        )
        windows = [self.active_window(), bar]
        if self.keyboard_shown:
            key = Node(
                "key-a",
                "android.widget.TextView",
                Bounds(0, 1600, 200, 1700),
                package="com.example.keyboard",
                content_desc="a",
                look="key",
                on_tap=lambda: self.type_text("a"),
            )
            windows.append(
                Node(
                    "keyboard",
                    "android.widget.FrameLayout",
                    Bounds(0, 1500, 1080, 2274),
                    package="com.example.keyboard",
                    look="bar",
                    children=[key],
                )
            )
        return windows

    def watch(self) -> Sequence[Node]:
        return self.windows()

    def look_up(self, by: Collection[str]) -> None:
        """It has no such faults."""

    def active_window(self, among: Sequence[Node] = ()) -> Node:
        if among:
            return among[0]
        if self.alert:
            return self._alert()
        return {"home": self._launcher, "form": self._form, "thanks": self._thanks}[self.screen]()

    def _root(self, *children: Node, package: str = APP) -> Node:
        return Node(
            (self.screen_number, "root"),
            "android.widget.FrameLayout",
            Bounds(0, 0, 1080, 2400),
            package=package,
            children=list(children),
        )

    def _key(self, name: str) -> tuple[int, str]:
        return (self.screen_number, name)

    def _launcher(self) -> Node:
        return self._root(package=LAUNCHER)

    def _form(self) -> Node:
        title = Node(
            self._key("title"),
            "android.widget.TextView",
            Bounds(0, 100, 1080, 200),
            package=APP,
            text='Invite "members"',
            heading=True,
            look="title",
            resource_id=f"{APP}:id/title",
        )
        field = Node(
            self._key("name"),
            "android.widget.EditText",
            Bounds(40, 300, 1040, 400),
            package=APP,
            text=self.name or self.hint,
            hint=self.hint,
            showing_hint=not self.name,
            focused=self.focused,
            focusable=True,
            clickable=True,
            max_text_length=20,
            resource_id=f"{APP}:id/name",
            look="field",
            on_tap=self._focus,
            on_set_text=self._set_name,
        )
        box = Node(
            self._key("agree"),
            "android.widget.CheckBox",
            Bounds(40, 450, 140, 550),
            package=APP,
            checkable=True,
            checked=self.agreed,
            clickable=True,
            look="box",
            content_desc="I agree",
            on_tap=self._agree,
        )
        label = Node(
            self._key("invite-label"),
            "android.widget.TextView",
            Bounds(100, 620, 400, 680),
            package=APP,
            text="Invite",
            look="label",
        )
        invite = Node(
            self._key("invite"),
            "android.widget.Button",
            Bounds(40, 600, 1040, 700),
            package=APP,
            clickable=True,
            long_clickable=True,
            enabled=bool(self.name),
            look="button",
            on_tap=lambda: self._show("thanks"),
            on_long_press=lambda: self.done.append(("held", "invite")),
            children=[label],
        )
        hidden = Node(
            self._key("hidden"),
            "android.widget.TextView",
            Bounds(0, 720, 100, 760),
            package=APP,
            text="Invisible",
            displayed=False,
        )
        return self._root(title, field, box, invite, hidden, self._list())

    def _list(self) -> Node:
        rows = []
        for number in range(ROWS):
            top = LIST.top + number * ROW_PX - self.scroll_px
            bounds = Bounds(0, top, 1080, top + ROW_PX)
            if not bounds.intersect(LIST).width_px:
                continue
            text = Node(
                self._key(f"row-{number}-text"),
                "android.widget.TextView",
                bounds,
                package=APP,
                text=f"Member {number}",
                look="label",
            )
            rows.append(
                Node(
                    self._key(f"row-{number}"),
                    "android.widget.LinearLayout",
                    bounds,
                    package=APP,
                    clickable=True,
                    children=[text],
                    look="row",
                    on_tap=self._tapper(number),
                )
            )
        return Node(
            self._key("list"),
            "androidx.recyclerview.widget.RecyclerView",
            LIST,
            package=APP,
            scrollable=True,
            resource_id=f"{APP}:id/list",
            on_scroll=self._scroll,
            children=rows,
        )

    def _tapper(self, number: int) -> Callable[[], None]:
        return lambda: self.done.append(("row", number))

    def _thanks(self) -> Node:
        return self._root(
            Node(
                self._key("text"),
                "android.widget.TextView",
                Bounds(0, 100, 1080, 200),
                package=APP,
                text="Invite",
                look="title",
            ),
        )

    def _alert(self) -> Node:
        def part(name: str, text: str, top: int) -> Node:
            return Node(
                name,
                "android.widget.TextView",
                Bounds(100, top, 900, top + 90),
                package=APP,
                text=text,
                resource_id=f"android:id/{name}",
                look="label",
                on_tap=lambda: self._close_alert(text),
            )

        content = Node(
            "content",
            "android.widget.FrameLayout",
            Bounds(90, 900, 990, 1400),
            package=APP,
            resource_id="android:id/content",
            children=[
                part("alertTitle", "Really?", 910),
                part("message", "Think", 1010),
                part("button1", "Yes", 1110),
                part("button2", "No", 1210),
            ],
        )
        return self._root(content)

    def _close_alert(self, text: str) -> None:
        self.alert = False
        self.done.append(("alert", text))

    # What the screens do
    def _show(self, screen: str) -> None:
        self.screen, self.focused = screen, False
        self.screen_number += 1

    def _focus(self) -> None:
        self.focused = True

    def _agree(self) -> None:
        self.agreed = not self.agreed

    def _set_name(self, text: str) -> None:
        self.name = text

    def _scroll(self, _dx: int, dy: int) -> bool:
        before = self.scroll_px
        self.scroll_px = max(0, min(ROWS * ROW_PX - LIST.height_px, before - dy))
        return self.scroll_px != before

    # What a finger does
    def tap(
        self, x_px: float, y_px: float, seen: Sequence[Node] = (), after_ms: int | None = None
    ) -> None:
        self.done.append(("tap", x_px, y_px))
        target = hit_testing.tap_target(seen or self.windows(), x_px, y_px)
        if target and target.on_tap:
            target.on_tap()

    def long_press(self, x_px: float, y_px: float, duration_ms: int) -> None:
        self.done.append(("long press", x_px, y_px, duration_ms))
        target = hit_testing.long_press_target(self.windows(), x_px, y_px)
        if target and target.on_long_press:
            target.on_long_press()

    def swipe(self, start: tuple[float, float], end: tuple[float, float], duration_ms: int) -> bool:
        self.done.append(("swipe", start, end, duration_ms))
        dx, dy = int(end[0] - start[0]), int(end[1] - start[1])
        targets = hit_testing.scroll_targets(self.windows(), *start)
        return any(each.on_scroll is not None and each.on_scroll(dx, dy) for each in targets)

    def set_text(self, node: Node, text: str) -> bool:
        if node.on_set_text is None:
            return False
        node.on_set_text(text)
        return True

    def type_text(self, text: str) -> None:
        if self.focused:
            self.name += text

    def press_key(self, keycode: int, meta: int = 0) -> None:
        self.done.append(("key", keycode, meta) if meta else ("key", keycode))
        if keycode == 4 and self.focused:
            self.focused = False
        elif keycode == 4 and self.screen == "thanks":
            self._show("form")

    @property
    def keyboard_shown(self) -> bool:
        return self.focused

    def hide_keyboard(self) -> bool:
        shown, self.focused = self.focused, False
        return shown

    def wait_idle(self, timeout_s: float) -> bool:
        self.done.append(("wait", timeout_s))
        return True

    def screenshot_png(self) -> bytes:
        return black_png()

    # Apps
    @property
    def current_package(self) -> str:
        return LAUNCHER if self.screen == "home" else APP

    @property
    def current_activity(self) -> str:
        return ".Launcher" if self.screen == "home" else ".MainActivity"

    def installed_packages(self) -> Sequence[str]:
        return (APP, LAUNCHER)

    def app_version(self, package: str) -> str:
        return "1.0"

    def main_activity(self, package: str) -> str:
        return MAIN if package == APP else ""

    def app_state(self, package: str) -> AppState:
        if package not in self.installed_packages():
            return "not_installed"
        return "foreground" if self.current_package == package else "not_running"

    def start_app(self, package: str, activity: str | None = None) -> bool:
        if package != APP or activity not in {None, MAIN}:
            return False
        self._show("form")
        return True

    def stop_app(self, package: str) -> bool:
        running = self.current_package == package == APP
        if running:
            self._show("home")
        return running

    def clear_app_data(self, package: str) -> bool:
        self.done.append(("clear", package))
        self.name, self.scroll_px = "", 0
        return package == APP

    def grant_permissions(self, package: str) -> None:
        self.done.append(("grant", package))

    def permissions(self, package: str) -> dict[str, bool]:
        return {}

    def change_permission(self, package: str, name: str, *, granted: bool) -> None:
        self.done.append(("permission", package, name, granted))

    def open_url(self, url: str, package: str | None) -> bool:
        if not url.startswith("example:"):
            return False
        self._show("thanks")
        return True

    def send_to_background(self, duration_s: float) -> None:
        self.done.append(("background", duration_s))

    # Around the app
    def text_messages(self) -> Sequence[TextMessage]:
        return [
            TextMessage(2, "TikTok", "Your code is 123456", NOW),
            TextMessage(1, "+12025550100", "Hello", NOW, read=True),
        ]

    def notifications(self) -> Sequence[StatusBarNotification]:
        return [StatusBarNotification(7, APP, "Invitation", "Join as Operator", NOW)]

    def open_notifications(self) -> None:
        self.done.append(("notifications",))

    def device_time(self) -> datetime:
        return NOW

    def device_log(self) -> Sequence[str]:
        return list(self.log)
