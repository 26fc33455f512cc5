"""The whole phone behind its door, where the small one would not tell the difference."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from hand import PASSWORD, Hand, MakeHand

from virtual_phone.app.build import Build
from virtual_phone.webdriver import WebDriverDoor
from virtual_phone.webdriver.door import Request

Ask = Callable[..., Any]


@pytest.fixture
def serve() -> Iterator[Callable[[Hand], Ask]]:
    """Puts a phone behind a door and begins a session; returns what asks it."""
    doors: list[WebDriverDoor] = []

    def begin(hand: Hand, **capabilities: Any) -> Ask:
        door = WebDriverDoor(hand.phone)
        doors.append(door)

        def ask(method: str, path: str, body: Any = None) -> Any:
            request = Request(method, session + path, json.dumps(body or {}).encode())
            return door.answer(request).body["value"]

        session = ""
        always = {"platformName": "Android"} | capabilities
        value = ask("POST", "/session", {"capabilities": {"alwaysMatch": always}})
        session = f"/session/{value['sessionId']}" if "sessionId" in value else ""
        ask.close = door.stop  # type: ignore[attr-defined]
        return ask if session else lambda *_: value

    yield begin
    for door in doors:
        door.stop()


def _finger(*items: dict[str, Any]) -> dict[str, Any]:
    return {"actions": [{"type": "pointer", "id": "finger", "actions": list(items)}]}


def _move(x: float, y: float, duration: int) -> dict[str, Any]:
    return {"type": "pointerMove", "duration": duration, "x": x, "y": y}


@pytest.mark.parametrize(
    ("pause_ms", "defects", "messages", "answered"),
    [
        (60, (), 1, "Invitation sent"),
        (60, ("sent-twice-on-double-tap",), 2, "Invitation sent"),
        (60, ("sent-twice-on-double-tap:email",), 1, "Invitation sent"),
        (400, ("sent-twice-on-double-tap",), 1, "Members"),
    ],
)
def test_double_tap_on_invite(
    make_hand: MakeHand,
    serve: Any,
    pause_ms: int,
    defects: tuple[str, ...],
    messages: int,
    answered: str,
) -> None:
    """A hurried second tap meets Invite, which is locked; one that takes its time meets OK."""
    member, admin = make_hand(sim="+12025550147", defects=defects), make_hand()
    admin.log_in()
    admin.open_permissions()
    admin.tap("Invite")
    admin.enter("Phone number", "2025550147")
    admin.tap("Continue")
    admin.tap("Operator")
    touch = [{"type": "pointerDown"}, {"type": "pause", "duration": 40}, {"type": "pointerUp"}]
    there, pause = _move(*admin.find("Invite").bounds.center, 0), {"type": "pause"}

    ask = serve(admin)
    ask("POST", "/actions", _finger(there, *touch, pause | {"duration": pause_ms}, *touch))

    assert len(member.phone.text_messages()) == messages
    assert admin.sees(answered)


def test_held_finger_that_drags_does_not_tap(admin: Hand, serve: Any) -> None:
    """Held on a row and moved: the list moves, and no row opens."""
    for label in ("Profile", "Profile menu", "Settings and privacy"):
        admin.tap(label)
    ask = serve(admin)
    x, y = admin.find("Notifications").bounds.center
    held = [{"type": "pointerDown"}, {"type": "pause", "duration": 700}]
    ask(
        "POST",
        "/actions",
        _finger(_move(x, y, 0), *held, _move(x, y - 800, 300), {"type": "pointerUp"}),
    )
    assert admin.sees("Settings and privacy")
    assert not admin.sees("Balance")


def test_alert_is_the_permission_dialog(make_hand: MakeHand, serve: Any) -> None:
    """Not the app behind it, whose views have ids, too."""
    hand = make_hand(build=Build(interstitials=("android-permission@before:Home",)))
    hand.log_in()
    ask = serve(hand)
    assert ask("GET", "/alert/text") == "Allow TikTok to send you notifications?"
    ask("POST", "/alert/dismiss")
    assert hand.phone.current_package == hand.package
    assert ask("GET", "/alert/text")["error"] == "no such alert"


def test_granted_permissions_are_not_asked_for(make_hand: MakeHand, serve: Any) -> None:
    """With `autoGrantPermissions`, as the driver grants them."""
    hand = make_hand(build=Build(interstitials=("android-permission@every:1",)))
    capabilities = {"appium:appPackage": hand.package, "appium:autoGrantPermissions": True}
    serve(hand, **capabilities)
    assert hand.phone.current_package == hand.package
    assert hand.sees("Agree and continue")


def test_phone_cannot_be_turned(hand: Hand, serve: Any) -> None:
    """It says so, and stays as it is."""
    ask = serve(hand)
    words = ask("POST", "/orientation", {"orientation": "LANDSCAPE"})["message"]
    assert words.startswith("Screen rotation cannot be changed to LANDSCAPE")
    assert ask("GET", "/orientation") == "PORTRAIT"
    assert ask("POST", "/orientation", {"orientation": "PORTRAIT"}) == "PORTRAIT"


def test_password_cannot_be_read(hand: Hand, serve: Any) -> None:
    """Its field shows how long it is, and nothing else, and it is still what was typed."""
    hand.log_in_as_far_as_password()
    ask = serve(hand)
    field = ask("POST", "/element", {"using": "class name", "value": "android.widget.EditText"})
    path = f"/element/{field['ELEMENT']}"
    assert ask("GET", f"{path}/text") == "Password"
    ask("POST", f"{path}/value", {"text": PASSWORD})
    assert ask("GET", f"{path}/text") == "•" * len(PASSWORD)
    assert PASSWORD not in ask("GET", "/source")
    hand.tap("Log in")
    assert hand.sees("Blue Fern Studio")


def test_background_takes_its_time(admin: Hand, serve: Any) -> None:
    """Where things move, the answer comes when the app is back."""
    admin.tap("Profile")
    admin.phone.animation_scale = 0.01
    ask = serve(admin)
    assert ask("POST", "/appium/app/background", {"seconds": 0.05}) is True
    assert admin.phone.current_package == admin.package


def test_background_moves_the_clock_of_a_phone_without_animations(hand: Hand, serve: Any) -> None:
    """There it takes no time."""
    hand.start()
    ask = serve(hand)
    before = hand.phone.now()
    assert ask("POST", "/appium/app/background", {"seconds": 3600}) is True
    assert (hand.phone.now() - before).total_seconds() >= 3600
    assert hand.phone.current_package == hand.package


def test_dialog_of_permissions_is_not_started_by_hand(hand: Hand, serve: Any) -> None:
    """It has nothing to ask."""
    hand.start()
    ask = serve(hand)
    app = {"appId": "com.android.permissioncontroller"}
    assert "launchable activity" in ask("POST", "/appium/device/activate_app", app)["message"]
    assert hand.phone.current_package == hand.package
    assert "hierarchy" in ask("GET", "/source")


def test_waiting_for_rest_ends_with_the_door(admin: Hand, serve: Any) -> None:
    """A video never rests; others get at the phone meanwhile, and the door can be closed."""
    admin.phone.animation_scale = 1
    ask = serve(admin)
    ask("POST", "/appium/settings", {"settings": {"waitForIdleTimeout": 10**9}})
    answers: list[Any] = []
    asking = Thread(target=lambda: answers.append(ask("GET", "/source")))
    asking.start()
    with admin.phone.lock:
        assert admin.phone.current_package == admin.package
    ask.close()
    asking.join()
    assert answers[0]["error"] == "invalid session id"


def test_scrolling_for_ever_ends(admin: Hand, serve: Any) -> None:
    """A feed goes on and on; the command does not."""
    ask = serve(admin)
    area = {"left": 100, "top": 500, "width": 800, "height": 1000}
    parameters = {**area, "direction": "down", "percent": 1e11}
    body = {"script": "mobile: scrollGesture", "args": [parameters]}
    assert ask("POST", "/execute/sync", body) is True


def test_permissions_are_listed_and_changed(hand: Hand, serve: Any) -> None:
    """As by the driver: one, several, all; what cannot be changed stays."""
    ask = serve(hand, **{"appium:appPackage": hand.package})
    notify, internet = "android.permission.POST_NOTIFICATIONS", "android.permission.INTERNET"

    def listed(kind: str) -> list[str]:
        asked = {"script": "mobile: getPermissions", "args": [{"type": kind}]}
        return list(ask("POST", "/execute/sync", asked))

    def change(**more: Any) -> Any:
        asked = {"script": "mobile: changePermissions", "args": [more]}
        return ask("POST", "/execute/sync", asked)

    assert (notify in listed("denied"), internet in listed("granted")) == (True, True)
    assert change(permissions="all") is None
    assert listed("granted") == listed("requested")
    assert change(permissions=[notify, internet], action="revoke") is None
    assert listed("denied") == [notify]
    assert (
        "types are supported"
        in ask(
            "POST",
            "/execute/sync",
            {"script": "mobile: getPermissions", "args": [{"type": "some"}]},
        )["message"]
    )
    assert change(permissions="all", action="steal")["error"] == "invalid argument"


def test_pasting_with_a_key_held(hand: Hand, serve: Any) -> None:
    """By W3C actions, and by a key code with a meta state."""
    hand.log_in_as_far_as_password()
    hand.back()
    ask = serve(hand, **{"appium:noReset": True})
    hand.phone.clipboard = "2025550147"
    hand.tap(hand.field().text)
    keys = [("keyDown", "\ue009"), ("keyDown", "a"), ("keyUp", "a"), ("keyUp", "\ue009")]
    actions = [{"type": kind, "value": key} for kind, key in keys]
    ask("POST", "/actions", {"actions": [{"type": "key", "id": "k", "actions": actions}]})
    ask("POST", "/appium/device/press_keycode", {"keycode": 50, "metastate": 0x3000})
    assert hand.field().text == "2025550147"
    refused = ask("POST", "/appium/device/press_keycode", {"keycode": 50, "metastate": "Ctrl"})
    assert "'metastate' must be a number" in refused["message"]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"timeLimit": 1801}, "timeLimit value must be in range [1, 1800] seconds"),
        ({"timeLimit": 0.001}, "The value of '0.001' has been passed"),
        ({"timeLimit": True}, "The value of 'true' has been passed"),
        ({"timeLimit": "inf"}, "The value of 'inf' has been passed"),
        ({"timeLimit": 10**400}, "seconds. The value of '1000"),
        ({"timeLimit": "soon"}, "The value of 'soon' has been passed"),
        ({"videoSize": "large"}, "Invalid size 'large', must be width x height"),
        ({"videoSize": "1x1"}, "unable to configure video/avc codec at 1x1"),
        ({"remotePath": "http://films.example"}, "Uploading a film is not available"),
    ],
)
def test_films_that_are_refused(
    hand: Hand, serve: Any, options: dict[str, Any], complaint: str
) -> None:
    """Before anything is recorded."""
    ask = serve(hand)
    answer = ask("POST", "/appium/start_recording_screen", {"options": options})
    assert complaint in answer["message"]
    assert ask("POST", "/appium/stop_recording_screen", {}) == ""


def test_a_forced_start_forgets_a_film_that_failed(
    hand: Hand, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new one starts, and can be fetched."""
    ask = serve(hand)
    with monkeypatch.context() as broken:
        broken.setattr(hand.phone, "windows", lambda: 1 / 0)
        assert ask("POST", "/appium/start_recording_screen", {}) == ""
        for failing in [t for t in threading.enumerate() if t.name == "recording"]:
            failing.join(10)
    forced = {"options": {"forceRestart": True}}
    assert ask("POST", "/appium/start_recording_screen", forced) == ""
    assert base64.b64decode(ask("POST", "/appium/stop_recording_screen", {}))[4:8] == b"ftyp"


def test_the_end_of_a_session_ends_its_film(hand: Hand, serve: Any) -> None:
    """Nobody could fetch it any more."""
    ask = serve(hand)
    assert ask("POST", "/appium/start_recording_screen", {}) == ""
    (recording,) = [t for t in threading.enumerate() if t.name == "recording" and t.is_alive()]
    ask("DELETE", "")
    recording.join(10)
    assert not recording.is_alive()
