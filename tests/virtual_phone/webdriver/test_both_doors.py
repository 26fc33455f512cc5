"""One phone, its own door and the real Appium at once: whoever asks sees the same."""

import base64
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from hand import PASSWORD, Hand
from PIL import Image, ImageChops
from wire import Wire

from harness.stack import stack
from virtual_phone.adb import AdbDoor
from virtual_phone.clock import Clock
from virtual_phone.webdriver import WebDriverDoor

EVERYTHING = 'new UiSelector().classNameMatches(".*")'
FIELD = 'new UiSelector().className("android.widget.EditText")'
ATTRIBUTES = (
    *("text", "content-desc", "class", "package", "resource-id", "bounds", "hint", "password"),
    *("checkable", "checked", "clickable", "enabled", "focusable", "focused", "long-clickable"),
    *("scrollable", "selected", "displayed"),
)
_ELEMENTS_COMPARED = 12


@dataclass
class Way:
    """A session with the phone, by one of the ways."""

    wire: Wire
    base: str

    @classmethod
    def begin(cls, url: str) -> "Way":
        wire = Wire(url)
        wanted = {"platformName": "Android", "appium:automationName": "UiAutomator2"}
        _, begun = wire.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        return cls(wire, f"/session/{begun['value']['sessionId']}")

    def get(self, path: str) -> Any:
        return self.wire.ask("GET", self.base + path)[1]["value"]

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self.wire.ask("POST", self.base + path, body)[1]["value"]

    def find(self, selector: str) -> list[str]:
        body = {"using": "-android uiautomator", "value": selector}
        return [each["ELEMENT"] for each in self.post("/elements", body)]

    def end(self) -> None:
        self.wire.ask("DELETE", self.base)
        self.wire.connection.close()


@pytest.fixture
def clock() -> Clock:
    """It stands, so that the status bar shows both the same minute."""
    return Clock(running=False)


@pytest.fixture
def ways(hand: Hand, needed: Callable[..., str]) -> Iterator[tuple[Way, Way]]:
    """The own door's session, and the real Appium's."""
    needed("node")
    own, adb = WebDriverDoor(hand.phone), AdbDoor(hand.phone)
    with ExitStack() as opened:
        for door in (own, adb):
            door.start()
            opened.callback(door.stop)
        servers = opened.enter_context(stack([adb.address]))
        both = Way.begin(own.url), Way.begin(servers.url)
        for way in both:
            opened.callback(way.end)
        yield both


def test_screens_are_the_same_to_the_last_attribute(ways: tuple[Way, Way], hand: Hand) -> None:
    """Page source, picture, elements in their order, attributes and places."""
    hand.start()
    _compare(*ways)
    hand.log_in_as_far_as_password()
    _compare(*ways)
    hand.enter("Password", PASSWORD)
    hand.tap("Log in")
    hand.tap("Blue Fern Studio")
    hand.open_permissions()
    _compare(*ways)


def _compare(own: Way, real: Way) -> None:
    assert own.get("/source") == real.get("/source")
    assert own.get("/window/rect") == real.get("/window/rect")
    assert _same_picture(own.get("/screenshot"), real.get("/screenshot"))
    mine, its = own.find(EVERYTHING), real.find(EVERYTHING)
    assert len(mine) == len(its) > _ELEMENTS_COMPARED
    for one, other in list(zip(mine, its, strict=True))[:: len(mine) // _ELEMENTS_COMPARED]:
        for path in ("text", "rect", "name", *(f"attribute/{each}" for each in ATTRIBUTES)):
            seen = own.get(f"/element/{one}/{path}"), real.get(f"/element/{other}/{path}")
            assert seen[0] == seen[1], f"{path} of element {one}"


def _same_picture(one: str, other: str) -> bool:
    pictures = [Image.open(BytesIO(base64.b64decode(each))).convert("RGB") for each in (one, other)]
    return ImageChops.difference(*pictures).getbbox() is None


@pytest.mark.parametrize("typist", [0, 1], ids=["own door", "real Appium"])
def test_what_one_types_the_other_reads(ways: tuple[Way, Way], hand: Hand, typist: int) -> None:
    """Typing, clearing, the keyboard and Back: each has the same effect by either way."""
    hand.start()
    hand.tap("Agree and continue")
    hand.tap("Already have an account? Log in")
    hand.tap("Use phone / email / username")
    typing, reading = ways[typist], ways[1 - typist]
    (field,), (seen,) = typing.find(FIELD), reading.find(FIELD)
    assert reading.get(f"/element/{seen}/text") == "Phone number"
    typing.post(f"/element/{field}/click", {})
    keyboard = {"script": "mobile: isKeyboardShown", "args": [{}]}
    assert reading.post("/execute/sync", keyboard) is True
    typing.post(f"/element/{field}/value", {"text": "2025550100"})
    assert reading.get(f"/element/{seen}/text") == "2025550100"
    # The server clears a field before it writes old and new. What is left after that is taken for
    # a hint, and this field has one: the old text is lost, as on a phone.
    typing.post(f"/element/{field}/value", {"text": "0101"})
    assert reading.get(f"/element/{seen}/text") == "0101"
    typing.post(f"/element/{field}/clear", {})
    assert reading.get(f"/element/{seen}/text") == "Phone number"
    typing.post("/execute/sync", {"script": "mobile: hideKeyboard", "args": [{}]})
    assert reading.post("/execute/sync", keyboard) is False
    typing.post("/back", {})
    assert reading.find('new UiSelector().text("Use phone / email / username")')
