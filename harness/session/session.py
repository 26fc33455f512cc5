"""A session with a phone: what a person does with it, besides looking."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput

from harness.errors import ActInDoubt, InfrastructureError, ServerUnreachable, SessionLost
from harness.session.driver import SeenElement
from harness.session.faults import Refused, TextRefused
from harness.session.filmed import Filmed
from harness.session.sighting import Sighting

_HOME = 3  # android.view.KeyEvent.KEYCODE_HOME
_SWIPE_MS = 400
# A finger in a hurry: down again 0.1 s after it first went down.
_QUICK_TOUCH_S, _QUICK_LIFT_S = 0.04, 0.06
# A finger that rests before it leaves the glass does not fling the list further.
_REST_MS = 150
_ADDRESS = re.compile(r"\S+://\S+")
# What a driver says that opens links in an app of the client's choice only.
_WANTS_A_PACKAGE = re.compile("required param.*package", re.IGNORECASE)


class Session(Filmed):
    """A WebDriver session with a phone. Acts are sent once and never repeated from here."""

    def tap(self, sighting: Sighting) -> None:
        """One tap on the middle of what was just seen.

        Raises:
            Stale: It is gone; nothing was tapped.
            ActInDoubt: It may have been tapped.
        """
        with self._acting(f"tap {sighting.text or sighting.description!r}"):
            self._element(sighting).click()

    def tap_at(self, x_px: int, y_px: int) -> None:
        """One tap on a point of the display."""
        with self._finger(x_px, y_px, "tap a point") as finger:
            finger.create_pause(0.05)

    def double_tap(self, x_px: int, y_px: int) -> None:
        """Two quick taps on a point, sent as one action: whatever the first one leads to."""
        with self._finger(x_px, y_px, "tap a point twice") as finger:
            finger.create_pause(_QUICK_TOUCH_S)
            finger.create_pointer_up(button=0)
            finger.create_pause(_QUICK_LIFT_S)
            finger.create_pointer_down(button=0)
            finger.create_pause(_QUICK_TOUCH_S)

    def swipe(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """A slow straight swipe that does not fling."""
        with self._finger(*start, "swipe") as finger:
            finger.create_pointer_move(duration=_SWIPE_MS, x=end[0], y=end[1], origin="viewport")
            finger.create_pause(_REST_MS / 1000)

    def type(self, sighting: Sighting, text: str) -> None:
        """Put text into a field, after what is there.

        Raises:
            Stale: The field is gone; nothing was typed.
            TextRefused: The field did not take it. Neither this nor any other error holds the text,
                which may be a secret.
            ActInDoubt: It may have been typed.
        """
        self._spoil_film_by_typing(sighting, text)
        with self._entering("type into a field", text):
            self._element(sighting).send_keys(text)

    def clear(self, sighting: Sighting) -> None:
        """Empty a field."""
        with self._entering("empty a field", sighting.text):
            self._element(sighting).clear()

    def back(self) -> None:
        """Android's Back."""
        with self._acting("go back"):
            self.driver.back()

    def hide_keyboard(self) -> None:
        """Put the keyboard away.

        Raises:
            KeyboardStays: It cannot be.
        """
        self._mobile("hideKeyboard")

    def start_app(self, package: str) -> None:
        """Bring the app to the front.

        Raises:
            AppNotStarted: Something else is in front.
        """
        self._mobile("activateApp", appId=package)

    def stop_app(self, package: str) -> None:
        """Force-stop the app."""
        self._mobile("terminateApp", appId=package)

    def clear_app(self, package: str) -> None:
        """Forget all the app keeps on the phone, log-in included."""
        self._mobile("clearApp", appId=package)

    def open_link(self, url: str) -> None:
        """What a person's tap on a link does: Android chooses who opens it.

        Raises:
            InfrastructureError: Nothing on the phone opens it, or the driver is too old to leave
                the choice to Android. The address is not in the message: with it anybody could
                join.
        """
        self._spoil_film("a link was opened", url)
        try:
            with self._acting("open a link", lambda said: self._hide(_ADDRESS.sub("[link]", said))):
                self.driver.execute_script("mobile: deepLink", {"url": url})
        except InfrastructureError as fault:
            if _WANTS_A_PACKAGE.search(str(fault)) is None or self.is_lost:
                raise
            message = f"{fault}\n  Do: update the UiAutomator2 driver to 3.9.3 or newer"
            raise InfrastructureError(message) from fault

    def clock_s(self) -> float | None:
        """What the phone's clock says, in seconds since the epoch; None where nobody is told."""
        try:
            said = self._ask_mobile("getDeviceTime")
            return datetime.fromisoformat(str(said)).timestamp()
        except (SessionLost, ServerUnreachable):
            raise
        except (InfrastructureError, ValueError):  # a farm need not let one ask
            return None

    def press_home(self) -> None:
        """Android's Home: the app goes to the background."""
        self._mobile("pressKey", keycode=_HOME)

    def _element(self, sighting: Sighting) -> SeenElement:
        return SeenElement(self.driver, sighting.element_id)

    @contextmanager
    def _entering(self, doing: str, text: str) -> Iterator[None]:
        """An act on a field; whatever is said of it loses the text, which servers repeat."""

        def hide(said: str) -> str:
            return self._hide(said.replace(text, "[text]") if text else said)

        try:
            with self._acting(doing, hide):
                yield
        except ActInDoubt as fault:
            # The client's own exception holds the text, so that nothing may come from it.
            if isinstance(fault.__cause__, Refused):
                raise TextRefused(str(fault.__cause__)) from None
            raise fault from None

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
        with self._acting(doing):
            actions.w3c_actions.perform()
