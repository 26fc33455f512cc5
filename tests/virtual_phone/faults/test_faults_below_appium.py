"""What the server on the phone and adb do, so that the real Appium finds its own words for it."""

import io
import json
from typing import Any

import pytest
from hand import MakeHand

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.android import Android
from virtual_phone.device_server import DeviceServer
from virtual_phone.faults import Faults
from virtual_phone.webdriver.exchange import Request
from virtual_phone.webdriver.troubles import Crash

SELECTOR = {"strategy": "class name", "selector": "android.widget.Button", "multiple": False}


class _KeptOpen(io.BytesIO):
    """Can still be looked at when it has been closed."""

    def close(self) -> None:
        """It stays."""


def _begun(make_hand: MakeHand, *faults: str) -> tuple[DeviceServer, str]:
    """A server with a session, and the session's path."""
    hand = make_hand(faults=Faults(faults))
    hand.start()
    server = DeviceServer(hand.phone)
    server.launch()
    asked = {"capabilities": {"firstMatch": [{"platformName": "Android"}], "alwaysMatch": {}}}
    begun = server.answer(Request("POST", "/session", json.dumps(asked).encode()))
    return server, f"/session/{begun.body['sessionId']}"


def _said(server: DeviceServer, method: str, path: str, body: Any = None) -> Any:
    return server.answer(Request(method, path, json.dumps(body or {}).encode())).body["value"]


def test_the_server_dies_between_two_commands(make_hand: MakeHand) -> None:
    """The one before is answered; then its process is gone, as the driver sees by itself."""
    server, session = _begun(make_hand, "instrumentation-died:nth=2")
    ended = server.ended
    assert "hierarchy" in _said(server, "GET", f"{session}/source")
    assert ended.wait(10)
    assert not server.running
    assert "terminated" in _said(server, "GET", f"{session}/source")["message"]


def test_the_server_dies_without_an_answer(make_hand: MakeHand) -> None:
    """Its process is gone; the driver's words for that are the driver's own."""
    server, session = _begun(make_hand, "server-hangs-up:nth=2")
    ended = server.ended
    assert "hierarchy" in _said(server, "GET", f"{session}/source")
    with pytest.raises(Crash):
        _said(server, "GET", f"{session}/source")
    assert ended.is_set()
    assert not server.running


def test_a_stream_ends_with_the_server(make_hand: MakeHand) -> None:
    """Nothing is written into it, and whoever serves it goes on."""
    server, session = _begun(make_hand, "instrumentation-died")
    sent = f"GET {session}/source HTTP/1.1\r\nHost: phone\r\n\r\n".encode()
    answer = _KeptOpen()
    server.converse(io.BytesIO(sent), answer)  # type: ignore[arg-type]
    assert answer.getvalue() == b""


def test_a_server_does_not_come_up(make_hand: MakeHand) -> None:
    """The one that is launched next does."""
    server = DeviceServer(make_hand(faults=Faults(["server-never-up"])).phone)
    assert server.launch().is_set()
    assert not server.running
    assert not server.launch().is_set()
    assert server.running


@pytest.mark.parametrize(
    ("name", "method", "path", "body", "words"),
    [
        ("no-accessibility-root", "POST", "element", SELECTOR, "Timed out after 10000ms waiting"),
        ("uiautomation-disconnected", "GET", "source", None, "UiAutomation not connected!"),
        ("tap-refused", "POST", "actions", {"actions": []}, "Unable to perform W3C actions"),
        ("secure-screen", "GET", "screenshot", None, "'secure' flag set"),
    ],
)
def test_the_server_itself_says_so(
    make_hand: MakeHand, name: str, method: str, path: str, body: Any, words: str
) -> None:
    """What it answers, the driver hands on as it is."""
    server, session = _begun(make_hand, name)
    assert words in _said(server, method, f"{session}/{path}", body)["message"]


def test_an_element_is_stale_for_the_server(make_hand: MakeHand) -> None:
    """As at the phone's own door."""
    server, session = _begun(make_hand, "stale-element")
    element = _said(server, "POST", f"{session}/element", SELECTOR)["ELEMENT"]
    said = _said(server, "GET", f"{session}/element/{element}/text")
    assert said["error"] == "stale element reference"


@pytest.mark.parametrize("name", ["session-expired", "farm-idle"])
def test_what_only_a_host_ends_is_not_met_on_the_phone(make_hand: MakeHand, name: str) -> None:
    """The server on the phone knows of no idle client, and of no farm."""
    server, session = _begun(make_hand, name)
    assert "hierarchy" in _said(server, "GET", f"{session}/source")


@pytest.mark.parametrize("name", ["adb-restarted", "forward-lost"])
def test_ways_to_the_phone_are_cut(make_hand: MakeHand, adb_greeting: Any, name: str) -> None:
    """Every connection ends, and the server lives on: adb can come anew."""
    door = AdbDoor(make_hand(faults=Faults([name])).phone)
    door.start()
    try:
        client = adb_greeting(door)
        door.server.launch()
        asked = {"capabilities": {"firstMatch": [{}], "alwaysMatch": {}}}
        begun = door.server.answer(Request("POST", "/session", json.dumps(asked).encode()))
        path = f"/session/{begun.body['sessionId']}/source"
        with pytest.raises(Crash):
            door.server.answer(Request("GET", path))
        assert client.recv(1) == b""
        client.close()
        assert door.server.running
        assert "hierarchy" in _said(door.server, "GET", path)
        adb_greeting(door).close()
    finally:
        door.stop()


def test_a_missing_phone_hangs_up(make_hand: MakeHand, adb_greeting: Any) -> None:
    """So that no adb server ever lists it."""
    door = AdbDoor(make_hand(faults=Faults(["device-missing"])).phone)
    door.start()
    try:
        with pytest.raises(ConnectionError):
            adb_greeting(door)
    finally:
        door.stop()


def test_a_phone_whose_boot_fails(make_hand: MakeHand) -> None:
    """Never says that it has come up."""
    phone = make_hand(faults=Faults(["boot-failed"])).phone
    android = Android(phone, DeviceServer(phone))
    assert not android.has_booted
    assert "sys.boot_completed" not in android.properties()
