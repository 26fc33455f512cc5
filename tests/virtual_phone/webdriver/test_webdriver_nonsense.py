"""Nonsense of every kind, straight into the door: always an answer, never a mishap."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from small_phone import SmallPhone

from virtual_phone.webdriver import WebDriverDoor
from virtual_phone.webdriver.commands.execute import COMMANDS
from virtual_phone.webdriver.exchange import Answer, Request
from virtual_phone.webdriver.routes import ROUTES

NONSENSE: list[Any] = [
    None, 1, -1, 1.5, "", "x", "9" * 50, "\ud800", True, [], {}, [1], {"a": 1},
]  # fmt: skip
MISHAP = re.compile(r"^\w+(Error|Exception): ")
NAMES = (
    "using value text settings orientation actions implicit type keycode url appId seconds content "
    "name format elementId x y left top width height percent direction speed startX startY endX "
    "endY duration max component uri package displayId buttonLabel maxSwipes contentType "
    "strategy selector elementToId action command"
).split()


@pytest.fixture
def closed_door(phone: SmallPhone) -> Iterator[WebDriverDoor]:
    """A door that is asked directly, without the network."""
    door = WebDriverDoor(phone)
    yield door
    door.stop()


def ask(door: WebDriverDoor, method: str, path: str, body: Any = None) -> Answer:
    """One request; fails the test when the door stumbled over it."""
    answer = door.answer(Request(method, path, json.dumps(body or {}).encode()))
    if answer.status != 200:
        value = answer.body["value"]
        assert not MISHAP.match(value["message"]), f"{method} {path} {body}: {value['message']}"
    return answer


def begin(door: WebDriverDoor, **more: Any) -> Answer:
    """A new session."""
    always = {"platformName": "Android", **more}
    return ask(door, "POST", "/session", {"capabilities": {"alwaysMatch": always}})


@pytest.mark.parametrize("value", NONSENSE, ids=repr)
def test_routes(closed_door: WebDriverDoor, value: Any) -> None:
    """Every route takes every kind of wrong value."""
    session = begin(closed_door).body["value"]["sessionId"]
    for method, template, _ in ROUTES:
        path = re.sub(r"\{\w+\}", "text", template)
        for body in (dict.fromkeys(NAMES, value), {}):
            ask(closed_door, method, f"/session/{session}{path}", body)


@pytest.mark.parametrize("value", NONSENSE, ids=repr)
def test_mobile_commands(closed_door: WebDriverDoor, phone: SmallPhone, value: Any) -> None:
    """Every `mobile:` command, too, also with a real element."""
    session = f"/session/{begin(closed_door).body['value']['sessionId']}"
    for name, command in COMMANDS.items():
        phone._show("form")
        wanted = {"using": "class name", "value": ".EditText"}
        element = ask(closed_door, "POST", f"{session}/element", wanted).body["value"]["ELEMENT"]
        needed = dict.fromkeys(command.required, value)
        for parameters in (
            {**dict.fromkeys(NAMES, value), **needed},
            needed,
            {**needed, "elementId": element},
        ):
            body = {"script": f"mobile: {name}", "args": [parameters]}
            ask(closed_door, "POST", f"{session}/execute/sync", body)


@pytest.mark.parametrize("value", NONSENSE, ids=repr)
def test_capabilities(closed_door: WebDriverDoor, value: Any) -> None:
    """A wrong capability is told, or has no effect."""
    for name in (
        "platformName", "appium:automationName", "appium:appPackage", "appium:appActivity",
        "appium:newCommandTimeout", "appium:settings", "appium:settings[waitForIdleTimeout]",
        "appium:udid", "appium:options", "appium:autoLaunch", "appium:app",
    ):  # fmt: skip
        answer = begin(closed_door, **{name: value})
        if answer.status != 200:
            assert answer.body["value"]["error"] in {"invalid argument", "session not created"}


HUGE: list[Any] = [float("nan"), float("inf"), float("-inf"), 10**400, 1e300]


@pytest.mark.parametrize("value", HUGE, ids=["nan", "inf", "-inf", "10**400", "1e300"])
def test_numbers_that_are_too_much(closed_door: WebDriverDoor, value: Any) -> None:
    """JSON has them, a phone has no use for them."""
    session = f"/session/{begin(closed_door).body['value']['sessionId']}"
    names = dict.fromkeys(NAMES, value)
    for method, template, _ in ROUTES:
        path = re.sub(r"\{\w+\}", "text", template)
        ask(closed_door, method, session + path, names)
    for name in COMMANDS:
        ask(
            closed_door,
            "POST",
            f"{session}/execute/sync",
            {"script": f"mobile: {name}", "args": [names]},
        )
    for items in (
        [{"type": "pause", "duration": value}],
        [{"type": "pointerMove", "duration": 0, "x": value, "y": 1}],
    ):
        source = {"type": "pointer", "id": "finger", "actions": items}
        answer = ask(closed_door, "POST", f"{session}/actions", {"actions": [source]})
        assert answer.body["value"]["error"] == "invalid argument"
    body = {"settings": {"waitForIdleTimeout": value}}
    answer = ask(closed_door, "POST", f"{session}/appium/settings", body)
    assert answer.body["value"]["error"] == "invalid argument"
    answer = ask(closed_door, "POST", f"{session}/appium/app/background", {"seconds": value})
    assert answer.body["value"]["error"] == "invalid argument"
    begin(closed_door, **{"appium:newCommandTimeout": value})


@pytest.mark.parametrize(
    "source",
    [
        {"parameters": 1, "type": "pointer"},
        {"parameters": ["touch"], "type": "pointer"},
        {"parameters": {"pointerType": ["touch"]}, "type": "pointer"},
        {"type": ["pointer"]},
        {"type": {}},
    ],
    ids=str,
)
def test_sources_of_actions(closed_door: WebDriverDoor, source: dict[str, Any]) -> None:
    """Of the wrong kind in every place."""
    session = begin(closed_door).body["value"]["sessionId"]
    body = {"actions": [{"id": "finger", "actions": [], **source}]}
    answer = ask(closed_door, "POST", f"/session/{session}/actions", body)
    assert answer.body["value"]["error"] == "invalid argument"


@pytest.mark.parametrize("keycode", ["²", "9" * 5000, "٣", 1.5, -4])
def test_key_codes(closed_door: WebDriverDoor, keycode: Any) -> None:
    """Digits are not always a number."""
    session = begin(closed_door).body["value"]["sessionId"]
    path = f"/session/{session}/appium/device/press_keycode"
    answer = ask(closed_door, "POST", path, {"keycode": keycode})
    assert answer.body["value"]["error"] == "invalid argument"


def test_selectors_in_one_another(closed_door: WebDriverDoor) -> None:
    """Two thousand deep."""
    session = begin(closed_door).body["value"]["sessionId"]
    deep = "new UiSelector().childSelector(" * 2000 + "new UiSelector()" + ")" * 2000
    body = {"using": "-android uiautomator", "value": deep}
    answer = ask(closed_door, "POST", f"/session/{session}/element", body)
    assert answer.body["value"]["error"] == "invalid selector"
    assert "more than 100 deep" in answer.body["value"]["message"]
