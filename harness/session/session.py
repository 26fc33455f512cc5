"""One conversation with one phone: looks and acts, with the client's exceptions sorted."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from appium.options.common import AppiumOptions
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput

from harness.errors import InfrastructureError, ServerUnreachable, SessionLost
from harness.session.driver import PhoneDriver, SeenElement
from harness.session.farms import Outcome, SayOutcome, way_to_say_outcome
from harness.session.faults import sorted_faults
from harness.session.phone_kind import kind_of
from harness.session.sighting import ATTRIBUTES, UIAUTOMATOR, Bounds, Sighting
from harness.settings.environment import shown

_INPUT_FIELDS = 'new UiSelector().className("android.widget.EditText")'
_HOME = 3  # android.view.KeyEvent.KEYCODE_HOME
_SWIPE_MS = 400
# A finger that rests before it leaves the glass does not fling the list further.
_REST_MS = 150
_EXCERPT = 100
_ADDRESS = re.compile(r"\S+://\S+")

# Where a profile does not say otherwise. A phone may wait for long while another one is in use, and
# the driver ends a session that is silent for a minute.
CAPABILITIES: Mapping[str, object] = {
    "platformName": "Android",
    "appium:automationName": "UiAutomator2",
    "appium:newCommandTimeout": 1800,
}

# Set at session start, where a profile does not say otherwise: answers that carry what a look
# needs, and no long wait for a screen that is never idle because a video plays on it.
SETTINGS: Mapping[str, object] = {
    "shouldUseCompactResponses": False,
    "elementResponseAttributes": ",".join(ATTRIBUTES),
    "waitForIdleTimeout": 1000,
}


class Session:
    """A WebDriver session with a phone.

    Args:
        driver: The client, already talking to the phone.
        name: Whose phone it is, for people: "phone 1".
        through: What stands between, for people; "" where the server's address says it.
        hide: Takes out of the server's words what must not be seen.
        say_outcome: How the farm is told what came out; None where nobody wants to know.

    Attributes:
        is_lost: It has ended, or nobody answers for it; only a new session can go on.
    """

    def __init__(
        self,
        driver: PhoneDriver,
        name: str,
        through: str = "",
        hide: Callable[[str], str] = str,
        say_outcome: SayOutcome | None = None,
    ) -> None:
        self.driver, self.name, self.through = driver, name, through
        self._hide, self._say_outcome = hide, say_outcome
        self.is_lost = False
        self._window: Bounds | None = None

    @classmethod
    def start(
        cls,
        server_url: str,
        capabilities: Mapping[str, Any],
        *,
        name: str,
        through: str = "",
        command_s: float,
        session_s: float,
        headers: Mapping[str, str] | None = None,
        hide: Callable[[str], str] = str,
    ) -> "Session":
        """Start a session; `headers` go with every request.

        Args:
            server_url: Where the WebDriver server listens.
            capabilities: They go over those that the harness asks for by itself.
            name: Whose phone it is, for people: "phone 1".
            through: What stands between, for people.
            command_s: Longest wait for the answer to one command.
            session_s: Longest wait for the session to start.
            headers: HTTP headers for every request.
            hide: Takes out of the server's words what must not be seen.

        Raises:
            ServerUnreachable: Nothing listens at `server_url`.
            InfrastructureError: The server could not start a session on the phone.
        """
        settings = {f"appium:settings[{key}]": value for key, value in SETTINGS.items()}
        options = AppiumOptions()
        options.load_capabilities(dict(CAPABILITIES) | settings | dict(capabilities))
        with sorted_faults(f"start a session at {shown(server_url)}", hide):
            driver = PhoneDriver(
                server_url, options, command_s=command_s, session_s=session_s, headers=headers
            )
        return cls(driver, name, through, hide, way_to_say_outcome(capabilities))

    def quit(self) -> None:
        """End the session; a session that is gone already is no error."""
        with suppress(SessionLost, ServerUnreachable), sorted_faults("end the session", self._hide):
            self.driver.quit()

    def tell_outcome(self, outcome: Outcome, reason: str) -> None:
        """Tell the farm how the scenarios on this phone ended, if it wants to be told.

        Without that, its dashboard shows every session that was ended in good order alike.

        Args:
            outcome: "passed" only where all of them did.
            reason: In a sentence, for the dashboard.
        """
        if self._say_outcome and not self.is_lost:
            with self._sorted("tell the farm how the scenarios ended"):
                self.driver.execute_script(self._say_outcome(outcome, reason))

    # Looks: they change nothing and may be repeated.

    def find(self, value: str, using: str = UIAUTOMATOR) -> list[Sighting]:
        """Every view that the selector matches, with what is known about it.

        Raises:
            SelectorRefused: The server does not understand the selector.
            InfrastructureError: The driver failed.
        """
        with self._sorted("look at the screen"):
            elements = self.driver.find_elements(using, value)
            return [
                self._sighting(element) for element in elements if isinstance(element, SeenElement)
            ]

    def page_source(self) -> str:
        """The whole screen as XML."""
        with self._sorted("read the screen"):
            return str(self.driver.page_source)

    @contextmanager
    def all_windows(self) -> Iterator[None]:
        """Meanwhile the page source has all that is on the display: keyboard, bars, notifications.

        Otherwise it has the window that is used, and a look-up searches in that one, too.

        Raises:
            InfrastructureError: The server does not let one.
        """
        self._set(enableMultiWindows=True)
        try:
            yield
        finally:
            self._set(enableMultiWindows=False)

    def screenshot_png(self) -> bytes:
        """The display as a PNG."""
        with self._sorted("take a picture"):
            return bytes(self.driver.get_screenshot_as_png())

    def is_secret_screen(self) -> bool:
        """Whether a password is asked for, so that nothing of the screen may be saved."""
        return any(field.password for field in self.find(_INPUT_FIELDS))

    def everything_shown(self) -> str:
        """All that is on the display as XML, with what pops up over the app."""
        with self.all_windows():
            return self.page_source()

    @property
    def window(self) -> Bounds:
        """The part of the display that apps can use, in pixels."""
        if self._window is None:
            with self._sorted("measure the display"):
                size = self.driver.get_window_size()
            self._window = Bounds(0, 0, int(size["width"]), int(size["height"]))
        return self._window

    def keyboard_is_shown(self) -> bool:
        """Whether the keyboard is up."""
        return bool(self._mobile("isKeyboardShown"))

    def current_package(self) -> str:
        """Android's package of what is in front; "" while nothing is."""
        return str(self._mobile("getCurrentPackage") or "")

    def has_app(self, package: str) -> bool:
        """Whether the app is installed."""
        return bool(self._mobile("isAppInstalled", appId=package))

    def text_messages(self, at_most: int = 20) -> list[dict[str, Any]]:
        """SMS on the phone, newest first, as `mobile: listSms` gives them.

        Raises:
            InfrastructureError: They cannot be read; that is not the same as none being there.
        """
        return self._mobile_list("listSms", "items", max=at_most)

    def notifications(self) -> list[dict[str, Any]]:
        """Android's notifications, newest first, as `mobile: getNotifications` gives them.

        Raises:
            InfrastructureError: They cannot be read; that is not the same as none being there.
        """
        return self._mobile_list("getNotifications", "statusBarNotifications")

    def current_activity(self) -> str:
        """Android's activity in front, as `mobile: getCurrentActivity` gives it."""
        return str(self._mobile("getCurrentActivity") or "")

    def device_log(self) -> str:
        """Logcat lines since the last call."""
        with self._sorted("read the device log"):
            return "\n".join(str(entry["message"]) for entry in self.driver.get_log("logcat"))

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

    # Acts: they are sent once and never repeated from here.

    def tap(self, sighting: Sighting) -> None:
        """One tap on the middle of what was just seen.

        Raises:
            Stale: It is gone; nothing was tapped.
        """
        with self._sorted(f"tap {sighting.text or sighting.description!r}"):
            self._element(sighting).click()

    def tap_at(self, x_px: int, y_px: int) -> None:
        """One tap on a point of the display."""
        with self._finger(x_px, y_px, "tap a point") as finger:
            finger.create_pause(0.05)

    def swipe(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """A slow straight swipe that does not fling."""
        with self._finger(*start, "swipe") as finger:
            finger.create_pointer_move(duration=_SWIPE_MS, x=end[0], y=end[1], origin="viewport")
            finger.create_pause(_REST_MS / 1000)

    def type(self, sighting: Sighting, text: str) -> None:
        """Put text into a field, after what is there.

        Raises:
            Stale: The field is gone; nothing was typed.
        """
        with self._sorted("type into a field"):  # never the text itself: it may be a secret
            self._element(sighting).send_keys(text)

    def clear(self, sighting: Sighting) -> None:
        """Empty a field."""
        with self._sorted("empty a field"):
            self._element(sighting).clear()

    def back(self) -> None:
        """Android's Back."""
        with self._sorted("go back"):
            self.driver.back()

    def hide_keyboard(self) -> None:
        """Put the keyboard away."""
        self._mobile("hideKeyboard")

    def start_app(self, package: str) -> None:
        """Bring the app to the front."""
        self._mobile("activateApp", appId=package)

    def stop_app(self, package: str) -> None:
        """Force-stop the app."""
        self._mobile("terminateApp", appId=package)

    def clear_app(self, package: str) -> None:
        """Forget all the app keeps on the phone, log-in included."""
        self._mobile("clearApp", appId=package)

    def open_link(self, url: str) -> None:
        """What a person's tap on a link does: Android chooses who opens it.

        The driver may be asked so since UiAutomator2 driver 3.9.3; older ones want a package.

        Raises:
            InfrastructureError: Nothing on the phone opens it, or the driver is too old. The
                address is not in the message: with it anybody could join.
        """
        with self._sorted(
            "open a link", hide=lambda said: self._hide(_ADDRESS.sub("[link]", said))
        ):
            self.driver.execute_script("mobile: deepLink", {"url": url})

    def press_home(self) -> None:
        """Android's Home: the app goes to the background."""
        self._mobile("pressKey", keycode=_HOME)

    @property
    def commands(self) -> Counter[str]:
        """How often each command was sent."""
        return self.driver.commands

    @contextmanager
    def _sorted(self, doing: str, hide: Callable[[str], str] | None = None) -> Iterator[None]:
        """The client's exceptions sorted; remembers when they say that the session is over."""
        try:
            with sorted_faults(doing, hide or self._hide):
                yield
        except (SessionLost, ServerUnreachable):
            self.is_lost = True
            raise

    def _mobile(self, command: str, **arguments: object) -> Any:
        with self._sorted(f"run mobile: {command}"):
            return self.driver.execute_script(f"mobile: {command}", arguments)

    def _mobile_list(self, command: str, key: str, **arguments: object) -> list[dict[str, Any]]:
        """A list out of a command's answer; a server that cannot give one may answer with less."""
        answer = self._mobile(command, **arguments)
        listed = answer.get(key) if isinstance(answer, dict) else None
        if not isinstance(listed, list):
            said = self._hide(str(answer))[:_EXCERPT]
            message = f'The server answers mobile: {command} without "{key}": {said}'
            raise InfrastructureError(message)
        return listed

    def _set(self, **settings: object) -> None:
        with self._sorted(f"set {', '.join(settings)}"):
            self.driver.update_settings(settings)

    def _element(self, sighting: Sighting) -> SeenElement:
        return SeenElement(self.driver, sighting.element_id)

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

    @contextmanager
    def _finger(self, x_px: int, y_px: int, doing: str) -> Iterator[PointerInput]:
        """A finger put down at a point; lifted, and all of it performed, at the end."""
        finger = PointerInput("touch", "finger")
        actions = ActionChains(self.driver)
        actions.w3c_actions = ActionBuilder(self.driver, mouse=finger)
        finger.create_pointer_move(duration=0, x=x_px, y=y_px, origin="viewport")
        finger.create_pointer_down(button=0)
        yield finger
        finger.create_pointer_up(button=0)
        with self._sorted(doing):
            actions.w3c_actions.perform()


def _model(capabilities: Mapping[str, Any]) -> str:
    """Maker and model, once where the model's name begins with the maker's."""
    maker, model = (
        str(capabilities.get(key) or "") for key in ("deviceManufacturer", "deviceModel")
    )
    return model if model.startswith(maker) else f"{maker} {model}"
