"""The door answers as the real driver does: one table, put to both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from contract import AGREE, APP, LINES, SPLASH, Line
from hand import Hand
from PIL import Image
from wire import Wire

from harness.stack import stack
from virtual_phone.adb import AdbDoor
from virtual_phone.tree.node import Bounds
from virtual_phone.webdriver import WebDriverDoor
from virtual_phone.webdriver.commands.pictures import cropped


@contextmanager
def _own_door(hand: Hand) -> Iterator[str]:
    """The phone's own WebDriver door."""
    door = WebDriverDoor(hand.phone)
    door.start()
    try:
        yield door.url
    finally:
        door.stop()


@contextmanager
def _real_appium(hand: Hand) -> Iterator[str]:
    """The real Appium, its UiAutomator2 driver and adb in front of the same phone."""
    door = AdbDoor(hand.phone)
    door.start()
    try:
        with stack([door.address]) as servers:
            yield servers.url
    finally:
        door.stop()


WAYS = {"own door": _own_door, "real Appium": _real_appium}


@pytest.fixture(params=WAYS)
def contract_wire(
    request: pytest.FixtureRequest, hand: Hand, needed: Callable[..., str]
) -> Iterator[tuple[Wire, str, str]]:
    """A connection, the path of a session, and the button's id; once for each way to the phone."""
    if request.param == "real Appium":
        needed("node")
    with WAYS[request.param](hand) as url:
        wire = Wire(url)
        wanted = {
            "platformName": "Android",
            "appium:automationName": "UiAutomator2",
            "appium:appPackage": APP,
            "appium:appActivity": SPLASH,
        }
        _status, begun = wire.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        assert "sessionId" in begun["value"], begun
        base = f"/session/{begun['value']['sessionId']}"
        body = {"using": "-android uiautomator", "value": AGREE}
        _status, found = wire.ask("POST", f"{base}/element", body)
        yield wire, base, found["value"]["ELEMENT"]
        wire.ask("DELETE", base)
        wire.connection.close()


def test_all_lines_of_the_contract(contract_wire: tuple[Wire, str, str]) -> None:
    """In order, in one session, as they were put to the real driver."""
    wire, base, agree = contract_wire
    wrong = []
    for line in LINES:
        status, value = _asked(wire, base, agree, line)
        if (status, value) != (line.status, line.value):
            wrong.append(f"{line.method} {line.path} {line.body}: {status} {value}")
    assert not wrong, "\n".join(wrong)


def _asked(wire: Wire, base: str, agree: str, line: Line) -> tuple[int, object]:
    status, answer = wire.ask(line.method, base + line.path.format(agree=agree), line.body)
    value = answer["value"]
    if status != 200:
        value.pop("stacktrace")
    return status, value


def test_session_is_described_by_what_was_asked_for(contract_wire: tuple[Wire, str, str]) -> None:
    """And not by what the phone is: that stands in the answer to the new session alone."""
    wire, base, _agree = contract_wire
    _status, answer = wire.ask("GET", base)
    answer["value"].pop("adbPort", None)  # which the stack adds for the driver
    assert answer["value"] == {
        "platformName": "Android",
        "automationName": "UiAutomator2",
        "appPackage": APP,
        "appActivity": SPLASH,
        "lastScrollData": None,
    }


def test_lists_of_apps_and_displays(contract_wire: tuple[Wire, str, str]) -> None:
    """In the driver's shapes."""
    wire, base, _agree = contract_wire
    asked = {"script": "mobile: listApps", "args": [{}]}
    _status, apps = wire.ask("POST", f"{base}/execute/sync", asked)
    assert apps["value"][APP].keys() == {"packageName", "versionCode"}
    asked = {"script": "mobile: listDisplays", "args": [{}]}
    _status, displays = wire.ask("POST", f"{base}/execute/sync", asked)
    assert displays["value"][0]["metrics"]["widthPixels"] == 1080


def test_picture_that_is_smaller_than_the_display_is_cut_at_the_right_place() -> None:
    """A view at the lower end of the display has a picture, too."""
    drawn = BytesIO()
    Image.new("RGB", (540, 1200)).save(drawn, "PNG")
    part = cropped(drawn.getvalue(), Bounds(100, 2000, 300, 2100), 1080)
    with Image.open(BytesIO(part)) as picture:
        assert picture.size == (100, 50)
