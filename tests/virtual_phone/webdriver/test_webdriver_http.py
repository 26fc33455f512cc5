"""The wire: malformed requests, broken clients, unknown routes."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from small_phone import SmallPhone
from wire import Wire

from virtual_phone.webdriver import WebDriverDoor
from virtual_phone.webdriver.errors import STATUS, WebDriverError


@pytest.fixture
def wire(door: WebDriverDoor) -> Iterator[Wire]:
    """A connection to the door."""
    wire = Wire(door.url)
    yield wire
    wire.connection.close()


@pytest.fixture
def session(wire: Wire) -> str:
    """The path of a session."""
    caps = {"alwaysMatch": {"platformName": "Android"}}
    status, answer = wire.ask("POST", "/session", {"capabilities": caps})
    assert status == 200
    return f"/session/{answer['value']['sessionId']}"


def test_status(wire: Wire) -> None:
    """Says that it is a virtual phone."""
    status, answer = wire.ask("GET", "/status")
    assert status == 200
    assert answer["value"]["ready"] is True
    assert answer["value"]["build"]["name"] == "virtual phone"


def test_connection_is_kept(wire: Wire) -> None:
    """Many commands over one connection."""
    wire.ask("GET", "/status")
    kept = wire.connection.sock
    wire.ask("GET", "/status")
    assert wire.connection.sock is kept


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/nonsense"),
        ("GET", "/session"),
        ("POST", "/status"),
        ("GET", "/wd/hub/status"),
    ],
)
def test_unknown_route(wire: Wire, method: str, path: str) -> None:
    """404 and the standard's words."""
    status, answer = wire.ask(method, path, {} if method == "POST" else None)
    assert (status, answer["value"]["error"]) == (404, "unknown command")
    assert sorted(answer["value"]) == ["error", "message", "stacktrace"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/title"), ("POST", "/source"), ("POST", "/element/x/press"), ("GET", "/cookie")],
)
def test_unknown_route_of_a_session(wire: Wire, session: str, method: str, path: str) -> None:
    """Never a silent success."""
    status, answer = wire.ask(method, session + path, {} if method == "POST" else None)
    assert (status, answer["value"]["error"]) == (404, "unknown command")


def test_unknown_session(wire: Wire) -> None:
    """404 invalid session id, also after the session was deleted."""
    status, answer = wire.ask("GET", "/session/none/source")
    assert (status, answer["value"]["error"]) == (404, "invalid session id")


def test_deleted_session(wire: Wire, session: str) -> None:
    """DELETE answers null, and the id is no more."""
    assert wire.ask("DELETE", session) == (200, {"value": None})
    assert wire.ask("DELETE", session)[0] == 404


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
        (b"[1]", "must be a JSON object"),
        (b"[" * 100_000, "not valid JSON"),
        (b"{}", "'capabilities' of the W3C standard"),
        (b'{"capabilities": {"firstMatch": []}}', "'firstMatch' must be a JSON array"),
        (b'{"capabilities": {"alwaysMatch": {"app": "x"}}}', "should have a vendor prefix"),
        (
            b'{"capabilities": {"alwaysMatch": {"a:b": 1}, "firstMatch": [{"a:b": 2}]}}',
            "must not exist on both primary",
        ),
    ],
)
def test_wrong_bodies(wire: Wire, body: bytes, words: str) -> None:
    """400 invalid argument with a reason; the connection goes on."""
    status, answer = wire.ask("POST", "/session", body)
    assert (status, answer["value"]["error"]) == (400, "invalid argument")
    assert words in answer["value"]["message"]
    assert wire.ask("GET", "/status")[0] == 200


def test_first_match_that_fits_is_taken(wire: Wire) -> None:
    """Others are passed over; without one that fits the reasons are told."""
    matches = [{"platformName": "iOS"}, {"platformName": "android"}]
    assert wire.ask("POST", "/session", {"capabilities": {"firstMatch": matches}})[0] == 200
    status, answer = wire.ask("POST", "/session", {"capabilities": {"firstMatch": matches[:1]}})
    assert (status, answer["value"]["error"]) == (500, "session not created")
    assert "platformName 'iOS'" in answer["value"]["message"]


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/element", {"value": "x"}, 'required parameter is missing: ["using"]'),
        ("/element", {"using": "id", "value": 5}, "'value' must be a string, and is 5"),
        ("/element", {"using": 1, "value": ""}, "'using' must be a string"),
        ("/appium/settings", {"settings": 1}, "should be called with valid JSON"),
        ("/timeouts", {"implicit": "x"}, "Invalid timeout value 'x'"),
        ("/timeouts", {}, "expects any of script, pageLoad or implicit"),
        ("/orientation", {"orientation": "UP"}, "either LANDSCAPE or PORTRAIT"),
        ("/actions", {"actions": {}}, "'actions' must be a JSON array"),
        ("/appium/device/press_keycode", {"keycode": "back"}, "Android key code"),
    ],
)
def test_wrong_parameters(
    wire: Wire, session: str, path: str, body: dict[str, Any], words: str
) -> None:
    """400 invalid argument that names the parameter."""
    status, answer = wire.ask("POST", session + path, body)
    assert (status, answer["value"]["error"]) == (400, "invalid argument")
    assert words in answer["value"]["message"]


def test_length_of_a_body_without_end(wire: Wire) -> None:
    """More digits than a number may have are answered, and not with all of them."""
    head = b"POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\n\r\n"
    answer = wire.raw(head % (b"9" * 5000))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"The request body has 99999999999999999999... bytes; at most 16777216" in answer


def test_body_too_large(wire: Wire) -> None:
    """It is not even read."""
    answer = wire.raw(b"POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"99999999 bytes" in answer


@pytest.mark.parametrize(
    "data",
    [
        b"POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        b"POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"nonsense of a client here\r\n\r\n",
        b"PATCH /session HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n",
    ],
)
def test_malformed_requests_are_answered_in_json(wire: Wire, data: bytes) -> None:
    """A WebDriver error, and the next client is served."""
    head, _, body = wire.raw(data).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 4")
    assert json.loads(body)["value"]["error"] in {"invalid argument", "unknown command"}
    assert wire.ask("GET", "/status")[0] == 200


@pytest.mark.parametrize(
    ("version", "header", "kept"),
    [
        ("1.1", "X: 1", True),
        ("1.1", "Connection: Close", False),
        ("1.0", "X: 1", False),
        ("1.0", "Connection: keep-alive", True),
    ],
)
def test_connection_is_kept_as_the_client_wants_it(
    wire: Wire, version: str, header: str, kept: bool
) -> None:
    """A second request on it is answered, or not even read."""
    answers = wire.raw(f"GET /status HTTP/{version}\r\n{header}\r\n\r\n".encode() * 2)
    assert answers.count(b"HTTP/1.1 200 OK") == (2 if kept else 1)


def test_client_that_asks_before_it_sends_a_body(wire: Wire) -> None:
    """As curl does with a large one."""
    head = b"POST /session HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    first, _, rest = wire.raw(head + b"[]").partition(b"\r\n\r\n")
    assert first == b"HTTP/1.1 100 Continue"
    assert rest.startswith(b"HTTP/1.1 400 ")
    assert b"must be a JSON object" in rest


def test_client_that_vanishes(wire: Wire) -> None:
    """Within its request or before the answer: dropped."""
    assert wire.raw(b"POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{") == b""
    assert wire.raw(b"") == b""
    assert wire.ask("GET", "/status")[0] == 200


def test_unexpected_mishap_is_an_unknown_error(
    wire: Wire, session: str, phone: SmallPhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the phone itself reaches the client in words."""

    def broken() -> bytes:
        raise ValueError("no ink")

    monkeypatch.setattr(phone, "screenshot_png", broken)
    status, answer = wire.ask("GET", f"{session}/screenshot")
    assert (status, answer["value"]["error"]) == (500, "unknown error")
    assert "ValueError: no ink" in answer["value"]["message"]
    assert phone.lock.acquire(blocking=False)
    phone.lock.release()


def test_port_is_free_after_stop(phone: SmallPhone) -> None:
    """A door can be opened where another one was."""
    first = WebDriverDoor(phone)
    first.start()
    port = urlsplit(first.url).port
    first.stop()
    assert port
    second = WebDriverDoor(phone, port=port)
    second.start()
    wire = Wire(second.url)
    assert wire.ask("GET", "/status")[0] == 200
    wire.connection.close()
    second.stop()


def test_every_error_has_its_status() -> None:
    """The table of the standard."""
    assert STATUS["stale element reference"] == STATUS["no such element"] == 404
    assert STATUS["invalid selector"] == 400
    assert WebDriverError("session not created", "x").status == 500


def test_an_address_that_is_none(wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    """A client that writes its requests by hand gets an answer, and the log no traceback."""
    answer = wire.raw(b"GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"The address cannot be read: Invalid IPv6 URL" in answer
    assert not caplog.records
