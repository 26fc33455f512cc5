"""What can be seen on a phone: looks change nothing, and may be repeated."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Protocol

from harness.session.conversation import Conversation
from harness.session.driver import SeenElement
from harness.session.phone_kind import kind_of
from harness.session.sighting import UIAUTOMATOR, Bounds, Sighting

_LINES_BEFORE = 50
_NONE_SINCE = "(no line since then, by the server's clock; the last lines before it)"
_INPUT_FIELDS = 'new UiSelector().className("android.widget.EditText")'


class Waited(Protocol):
    """A wait that has ended; as text, what was seen."""

    @property
    def ended_s(self) -> float:
        """When, in seconds since 1970."""
        ...


class Looks(Conversation):
    """The looking half of a session.

    Attributes:
        waited: What was waited for last on this phone; whoever waits writes it.
        may_show_messages: Somebody reads messages on this phone, so they pop up on it, too.
    """

    waited: Waited | None = None
    may_show_messages = False
    _sees_all_windows = False

    def find(self, value: str, using: str = UIAUTOMATOR) -> list[Sighting]:
        """Every view that the selector matches, with what is known about it.

        Raises:
            SelectorRefused: The server does not understand the selector.
            InfrastructureError: The driver failed.
        """

        def look() -> list[Sighting]:
            elements = self.driver.find_elements(using, value)
            return [
                self._sighting(element) for element in elements if isinstance(element, SeenElement)
            ]

        return self._read("look at the screen", look)

    def page_source(self) -> str:
        """The whole screen as XML."""
        return self._read("read the screen", lambda: str(self.driver.page_source))

    @contextmanager
    def all_windows(self) -> Iterator[None]:
        """Meanwhile the page source has all that is on the display: keyboard, bars, notifications.

        Otherwise it has the window that is used, and a look-up searches in that one, too. Inside
        of itself it costs nothing.

        Raises:
            InfrastructureError: The server does not let one.
        """
        if self._sees_all_windows:
            yield
            return
        self._set(enableMultiWindows=True)
        self._sees_all_windows = True
        try:
            yield
        finally:
            self._sees_all_windows = False
            self._set(enableMultiWindows=False)

    def screenshot_png(self) -> bytes:
        """The display as a PNG."""
        return self._read("take a picture", lambda: bytes(self.driver.get_screenshot_as_png()))

    def is_secret_screen(self) -> bool:
        """Whether a password is asked for, so that nothing of the screen may be saved."""
        return any(field.password for field in self.input_fields())

    def input_fields(self) -> list[Sighting]:
        """Everything on the screen that one can type into."""
        return self.find(_INPUT_FIELDS)

    def everything_shown(self) -> str:
        """All that is on the display as XML, with what pops up over the app."""
        with self.all_windows():
            return self.page_source()

    @cached_property
    def window(self) -> Bounds:
        """The part of the display that apps can use, in pixels."""
        size = self._read("measure the display", self.driver.get_window_size)
        return Bounds(0, 0, int(size["width"]), int(size["height"]))

    def keyboard_is_shown(self) -> bool:
        """Whether the keyboard is up."""
        return bool(self._ask_mobile("isKeyboardShown"))

    def current_package(self) -> str:
        """Android's package of what is in front; "" while nothing is."""
        return str(self._ask_mobile("getCurrentPackage") or "")

    def has_app(self, package: str) -> bool:
        """Whether the app is installed."""
        return bool(self._ask_mobile("isAppInstalled", appId=package))

    def is_locked(self) -> bool:
        """Whether the phone's lock is in front of everything."""
        return bool(self._ask_mobile("isLocked"))

    def locale(self) -> str:
        """The phone's language and country, as "en_US"; "" where the server does not tell."""
        answer = self._ask_mobile("deviceInfo")
        return str(answer.get("locale") or "") if isinstance(answer, dict) else ""

    def text_messages(self, at_most: int = 50) -> list[dict[str, Any]]:
        """SMS on the phone, newest first, as `mobile: listSms` gives them.

        Args:
            at_most: How many; what the scenarios before have brought is to be among them, as who
                lets it come waits for what is not there.

        Raises:
            InfrastructureError: They cannot be read; that is not the same as none being there.
        """
        self.may_show_messages = True
        return self._ask_mobile_list("listSms", "items", max=at_most)

    def notifications(self) -> list[dict[str, Any]]:
        """Android's notifications, newest first, as `mobile: getNotifications` gives them.

        Raises:
            InfrastructureError: They cannot be read; that is not the same as none being there.
        """
        self.may_show_messages = True
        return self._ask_mobile_list("getNotifications", "statusBarNotifications")

    def current_activity(self) -> str:
        """Android's activity in front, as `mobile: getCurrentActivity` gives it."""
        return str(self._ask_mobile("getCurrentActivity") or "")

    def last_wait(self, since_s: float = 0.0) -> str:
        """What was waited for last, and what was seen then; "" where that was before a moment.

        Args:
            since_s: In seconds since 1970.
        """
        return str(self.waited) if self.waited and self.waited.ended_s >= since_s else ""

    def in_front(self) -> str:
        """App and activity in front, as Android names them: "package/activity"."""
        return f"{self.current_package() or 'no app'}/{self.current_activity() or 'no activity'}"

    def device_log(self, since_s: float = 0.0) -> str:
        """Logcat lines since a moment, as far as no earlier call has had them.

        Where there are none since then, the last lines before it, as it says in front of them:
        the server stamps lines by its own clock, which may be another machine's.

        Args:
            since_s: In seconds since 1970, by this machine's clock.
        """
        entries = self._read("read the device log", lambda: self.driver.get_log("logcat"))
        since_ms = since_s * 1000
        asked = [each for each in entries if each.get("timestamp", since_ms) >= since_ms]
        shown = asked or entries[-_LINES_BEFORE:]
        before = [] if asked or not shown else [_NONE_SINCE]
        return "\n".join([*before, *(str(each["message"]) for each in shown)])

    def facts(self) -> dict[str, str]:
        """What a report says about the phone and the app on it."""
        known = self.driver.capabilities
        facts = {
            "phone kind": kind_of(known),
            "through": self.through,
            "udid": str(known.get("deviceUDID") or known.get("udid") or ""),
            "model": _model(known),
            "platform version": str(known.get("platformVersion") or ""),
            "app": str(known.get("appPackage") or ""),
        }
        return {key: value for key, value in facts.items() if value}

    def has_phone(self, udid: str | None) -> bool:
        """Whether this session is with the phone of that udid, as far as the server tells."""
        return bool(udid) and not self.is_lost and self.facts().get("udid") == udid

    def _sighting(self, element: SeenElement) -> Sighting:
        """From the look-up's own answer, or asked for one by one where a server leaves it out."""
        return Sighting.of(element.answer) or self._ask(element)

    def _ask(self, element: SeenElement) -> Sighting:
        def ask(name: str) -> str:
            return str(element.get_attribute(name) or "")

        return Sighting(
            element_id=element.id,
            text=element.text,
            description=ask("content-desc"),
            bounds=Bounds.of_rect(element.rect),
            displayed=ask("displayed") == "true",
            enabled=ask("enabled") == "true",
            selected=ask("selected") == "true",
            checked=ask("checked") == "true",
            clickable=ask("clickable") == "true",
            class_name=ask("class"),
            hint=ask("hint"),
            password=ask("password") == "true",
        )


def _model(capabilities: Mapping[str, Any]) -> str:
    """Maker and model, once where the model's name begins with the maker's."""
    maker, model = (
        str(capabilities.get(key) or "") for key in ("deviceManufacturer", "deviceModel")
    )
    return model if model.startswith(maker) else f"{maker} {model}"
