"""The on-device server: its routes and bodies, over the same commands as the W3C door."""

import io
import json
import re
import threading
from typing import Any

import pytest
from hand import Hand
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from virtual_phone.device_server import DeviceServer
from virtual_phone.device_server.routes import ROUTES
from virtual_phone.webdriver.exchange import Answer, Request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
MISHAP = re.compile(r"^\w+(Error|Exception): ")


class Client:
    """Asks a server directly; fails the test when the server stumbles."""

    def __init__(self, server: DeviceServer) -> None:
        self.server = server
        self.base = ""

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        payload = json.dumps({} if body is None else body).encode()
        answer = self.server.answer(Request(method, self.base + path, payload))
        if answer.status != 200:
            assert not MISHAP.match(answer.body["value"]["message"]), answer
        return answer

    def value(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.ask(method, path, body)
        assert answer.status == 200, answer
        return answer.body["value"]

    def error(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        answer = self.ask(method, path, body)
        return answer.status, answer.body["value"]["error"]

    def begin(self, **more: Any) -> str:
        caps = {"firstMatch": [{"platformName": "Android", **more}], "alwaysMatch": {}}
        answer = self.ask("POST", "/session", {"capabilities": caps})
        session_id = answer.body["sessionId"]
        assert answer.body["value"]["sessionId"] == session_id
        self.base = f"/session/{session_id}"
        return str(session_id)

    def find(self, selector: str, strategy: str = "-android uiautomator", context: str = "") -> str:
        body = {"strategy": strategy, "selector": selector, "context": context, "multiple": False}
        found = self.value("POST", "/element", body)
        assert found["ELEMENT"] == found[ELEMENT]
        return str(found[ELEMENT])


@pytest.fixture
def server(hand: Hand) -> DeviceServer:
    """One that runs."""
    server = DeviceServer(hand.phone)
    server.launch()
    return server


@pytest.fixture
def client(server: DeviceServer, hand: Hand) -> Client:
    """In a session, with the app in front."""
    hand.start()
    client = Client(server)
    client.begin()
    return client


AGREE = 'new UiSelector().text("Agree and continue")'


def test_status_waits_for_the_start(hand: Hand) -> None:
    """A client that asks before the server runs is answered as soon as it does."""
    server = DeviceServer(hand.phone)
    answers: list[Answer] = []
    asking = threading.Thread(
        target=lambda: answers.append(server.answer(Request("GET", "/status")))
    )
    asking.start()
    assert Client(server).value("GET", "/sessions") == []
    assert not answers
    server.launch()
    asking.join(10)
    assert answers[0].body == {
        "sessionId": None,
        "value": {
            "ready": True,
            "message": "UiAutomator2 Server is ready to accept commands",
            "build": {"version": "10.6.6", "versionCode": 278},
        },
    }


def test_nobody_is_held_by_a_phone_that_goes_away(hand: Hand) -> None:
    """Whoever waits for the status gets an error."""
    server = DeviceServer(hand.phone)
    server.close()
    assert Client(server).error("GET", "/status") == (500, "unknown error")


def test_session_begins_and_ends(client: Client, server: DeviceServer) -> None:
    """The server's process is gone before the answer to DELETE, its starter just after."""
    session_id = client.base.rpartition("/")[2]
    assert server.answer(Request("GET", "/sessions")).body["value"] == [{"id": session_id}]
    answer = client.ask("DELETE", "")
    assert answer.body == {"sessionId": session_id, "value": None}
    assert not server.running
    assert server.ended.wait(10)
    assert client.error("GET", "/source") == (404, "invalid session id")


def test_second_session_takes_the_place_of_the_first(client: Client, server: DeviceServer) -> None:
    """The phone has one; the other client is told."""
    before = Client(server)
    before.base = client.base
    client.base = ""
    client.begin()
    assert before.error("GET", "/source") == (404, "invalid session id")
    assert "hierarchy" in client.value("GET", "/source")


def test_session_without_capabilities(server: DeviceServer) -> None:
    """Refused as the server refuses it."""
    assert Client(server).error("POST", "/session", {}) == (500, "session not created")
    wrong = {"capabilities": {"firstMatch": [1]}}
    assert Client(server).error("POST", "/session", wrong) == (400, "invalid argument")


def test_find_look_and_tap(client: Client, hand: Hand) -> None:
    """Bodies and answers are the server's; void is null."""
    element = client.find(AGREE)
    assert client.value("GET", f"/element/{element}/text") == "Agree and continue"
    assert client.value("GET", f"/element/{element}/attribute/displayed") == "true"
    assert client.value("GET", f"/element/{element}/attribute/hint") is None
    assert client.value("GET", f"/element/{element}/rect").keys() == {"x", "y", "width", "height"}
    answer = client.ask("POST", f"/element/{element}/click", {"element": element})
    assert answer.body == {"sessionId": client.base.rpartition("/")[2], "value": None}
    assert not hand.sees("Agree and continue")


def test_find_within_an_element(client: Client) -> None:
    """By `context`."""
    everything = client.find("//*[1]", "xpath")
    assert client.find(AGREE, context=everything)
    body = {"strategy": "id", "selector": "nothing", "context": ""}
    assert client.value("POST", "/elements", body) == []
    assert client.error("POST", "/element", body) == (404, "no such element")


def test_text_is_sent(client: Client, hand: Hand) -> None:
    """What stays in a field that was emptied is taken for its hint, as the server does."""
    hand.tap("Agree and continue")
    if hand.sees("Use phone / email / username"):
        hand.tap("Use phone / email / username")
    field = client.find('new UiSelector().className("android.widget.EditText")')
    value = f"/element/{field}/value"
    client.value("POST", value, {"elementId": field, "text": "20", "replace": False})
    assert client.value("GET", f"/element/{field}/text") == "20"
    client.value("POST", value, {"text": "5", "replace": True, "value": ["5"]})
    assert client.value("GET", f"/element/{field}/text") == "5"
    client.value("POST", f"/element/{field}/clear", {"elementId": field})
    client.value("POST", value, {"elementId": field, "text": "7"})
    assert client.value("GET", f"/element/{field}/text") == "7"


def test_facts_about_the_phone(client: Client) -> None:
    """In the server's own forms, which are not the driver's."""
    assert client.value("GET", "/appium/device/system_bars") == {"statusBar": 63}
    assert client.value("GET", "/appium/device/pixel_ratio") == 2.625
    assert client.value("GET", "/appium/device/display_density") == 420
    assert client.value("GET", "/appium/device/battery_info") == {"level": 1.0, "status": 5}
    assert client.value("GET", "/window/current/size") == {"width": 1080, "height": 2274}
    assert client.value("GET", "/appium/device/info")["apiVersion"] == "34"
    assert client.value("POST", "/appium/list_displays", {})[0]["isDefault"] is True
    assert client.value("GET", "/orientation") == "PORTRAIT"
    assert client.value("GET", "/rotation") == {"x": 0, "y": 0, "z": 0}
    assert client.value("GET", "") == {"lastScrollData": None}


def test_settings_change_answers(client: Client) -> None:
    """As through the other door: elements then carry attributes."""
    client.value(
        "POST",
        "/appium/settings",
        {"settings": {"shouldUseCompactResponses": False, "elementResponseAttributes": "text"}},
    )
    assert client.value("GET", "/appium/settings")["shouldUseCompactResponses"] is False
    found = client.value(
        "POST", "/element", {"strategy": "-android uiautomator", "selector": AGREE, "context": ""}
    )
    assert found["text"] == "Agree and continue"
    assert client.error("POST", "/appium/settings", {"settings": {"waitForIdleTimeout": "x"}}) == (
        400,
        "invalid argument",
    )


def test_gestures_have_parts(client: Client, hand: Hand) -> None:
    """Element, area, offset, start and end."""
    element = client.find(AGREE)
    origin = {ELEMENT: element}
    area = {"left": 100, "top": 600, "width": 800, "height": 1000}
    swipe = {"area": area, "direction": "up", "percent": 0.5}
    assert client.value("POST", "/appium/gestures/swipe", swipe) is None
    assert client.value("POST", "/appium/gestures/scroll", swipe | {"direction": "down"}) in {
        True,
        False,
    }
    drag = {"start": {"x": 5, "y": 900}, "end": {"x": 5, "y": 1200}, "speed": 2000}
    assert client.value("POST", "/appium/gestures/drag", drag) is None
    assert client.error("POST", "/appium/gestures/swipe", swipe | {"area": 1}) == (
        400,
        "invalid argument",
    )
    assert client.value("POST", "/appium/gestures/click", {"origin": origin}) is None
    assert not hand.sees("Agree and continue")


def test_keys_and_actions(client: Client, hand: Hand) -> None:
    """Back, key codes, a finger's way."""
    x, y = hand.find("Agree and continue").bounds.center
    finger = [
        {"type": "pointerMove", "duration": 0, "x": x, "y": y, "origin": "viewport"},
        {"type": "pointerDown", "button": 0, "duration": 0},
        {"type": "pause", "duration": 100},
        {"type": "pointerUp", "button": 0, "duration": 0},
    ]
    touch = {"pointerType": "touch"}
    source = {"type": "pointer", "id": "touch", "parameters": touch, "actions": finger}
    assert client.value("POST", "/actions", {"actions": [source]}) is None
    assert not hand.sees("Agree and continue")
    assert client.value("POST", "/back") is None
    assert client.value("POST", "/appium/device/press_keycode", {"keycode": 3}) is None
    assert hand.phone.current_package != hand.package


def test_clipboard_alerts_and_pictures(client: Client) -> None:
    """What the driver hands through."""
    client.value(
        "POST", "/appium/device/set_clipboard", {"content": "aGk=", "contentType": "PLAINTEXT"}
    )
    assert client.value("POST", "/appium/device/get_clipboard", {}) == "aGk="
    assert client.error("GET", "/alert/text") == (404, "no such alert")
    assert client.value("GET", "/screenshot").startswith("iVBOR")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/session/x/source"),
        ("DELETE", "/session/x"),
        ("GET", "/nonsense"),
        ("POST", "/status"),
        ("GET", "/session/x/title"),
        ("GET", "/"),
    ],
)
def test_unknown_paths_and_sessions(server: DeviceServer, method: str, path: str) -> None:
    """404, in the standard's words."""
    status, error = Client(server).error(method, path)
    assert status == 404
    assert error in {"unknown command", "invalid session id"}


def test_unknown_route_of_a_session(client: Client) -> None:
    """The driver hands through what it does not know itself."""
    assert client.error("GET", "/title") == (404, "unknown command")


VALUES = (
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False)
    | some.text(max_size=5) | some.lists(some.integers(), max_size=2)
    | some.dictionaries(some.sampled_from(["x", "y", ELEMENT, "left", "strategy"]), some.integers())
)  # fmt: skip
_ROTATION = ("POST", "/rotation")
NAMES = some.sampled_from(
    "strategy selector context origin area offset start end params direction percent speed text "
    "value settings keycode orientation actions z content element buttonLabel".split()
)


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(route=some.sampled_from(ROUTES), body=some.dictionaries(NAMES, VALUES, max_size=4))
@example(route=next(each for each in ROUTES if each[:2] == _ROTATION), body={"z": []})
def test_any_body_for_any_route(
    client: Client, route: tuple[str, str, Any], body: dict[str, Any]
) -> None:
    """An answer or a refusal, never a mishap inside."""
    method, template, _command = route
    path = re.sub(r"\{\w+\}", "no-such", template)
    client.ask(method, path, body)


def test_conversation_over_a_pipe(client: Client, server: DeviceServer) -> None:
    """HTTP with kept connections, as it comes through adb; what is malformed ends it."""

    class Writer(io.RawIOBase):
        said = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.said.extend(data)
            return len(data)

    asked = (
        b"GET /sessions HTTP/1.1\r\nHost: a\r\n\r\n"
        b"GET /sessions HTTP/1.1\r\nHost: a\r\n\r\n"
        b"POST /session HTTP/1.1\r\nContent-Length: x\r\n\r\n"
        b"GET /sessions HTTP/1.1\r\nHost: a\r\n\r\n"
    )
    writer = Writer()
    server.converse(io.BufferedReader(io.BytesIO(asked)), writer)
    assert bytes(writer.said).count(b"HTTP/1.1 200 OK") == 2
    assert bytes(writer.said).count(b"HTTP/1.1 400 Bad Request") == 1
