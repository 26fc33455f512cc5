"""What the page's server answers."""

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from io import BytesIO

import pytest
from hand import MakeHand
from PIL import Image
from viewed_phones import Viewed

from virtual_phone.app.build import Build
from virtual_phone.faults import Faults
from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Node
from virtual_phone.viewer import PageDoor, WatchedPhone, WatchedWorld, watched_phone
from virtual_phone.webdriver.exchange import Request

_BY_PROGRAM = {"host": "127.0.0.1"}


def _center(node: dict[str, list[int]]) -> list[int]:
    left, top, right, bottom = node["bounds"]
    return [(left + right) // 2, (top + bottom) // 2]


def _tap(viewed: Viewed, label: str, udid: str = "virtual-1") -> None:
    place = _center(viewed.node(label, udid))
    viewed.post(f"/api/phones/{udid}/tap", {"at": place})


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "text/html"), ("/main.js", "text/javascript"), ("/page.css", "text/css")],
)
def test_files_of_the_page(viewed: Viewed, path: str, kind: str) -> None:
    """With their kind, and with a policy under which a browser loads nothing from elsewhere."""
    status, headers, body = viewed.ask("GET", path)
    assert (status, headers["content-type"]) == (200, f"{kind}; charset=utf-8")
    assert body
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_phones_and_where_other_clients_find_them(viewed: Viewed) -> None:
    """In the order in which they are shown."""
    first, second = viewed.get("/api/phones")
    assert (first["udid"], first["sim"]) == ("virtual-1", "+12025550100")
    assert (second["udid"], second["sim"]) == ("virtual-2", "+12025550147")
    assert first["webdriver_url"] == viewed.webdriver.url
    assert first["adb"] == "127.0.0.1:1"
    assert (first["width_px"], first["height_px"]) == (1080, 2400)
    assert first["faults"] == []


def test_faults_of_a_phone(make_hand: MakeHand) -> None:
    """What it was started with, in words for a person."""
    phone = make_hand(faults=Faults(["app-missing"])).phone
    assert WatchedPhone(phone, sim="", webdriver_url="").described()["faults"] == [
        {"name": "app-missing", "description": "The TikTok app is not installed."}
    ]


def test_screen_has_the_windows_front_to_back(viewed: Viewed) -> None:
    """The bars lie above the app; one window has the input focus."""
    screen = viewed.get("/api/phones/virtual-1/screen")
    packages = [window["root"]["package"] for window in screen["windows"]]
    assert packages == [
        "com.android.systemui",
        "com.android.systemui",
        "com.google.android.apps.nexuslauncher",
    ]
    assert [window["active"] for window in screen["windows"]] == [False, False, True]
    assert screen["package"] == "com.google.android.apps.nexuslauncher"
    assert not screen["keyboard_shown"]


def test_picture_is_the_display(viewed: Viewed) -> None:
    """A PNG of the display's shape; it is another one when something else is shown."""
    status, headers, launcher = viewed.ask("GET", "/api/phones/virtual-1/picture")
    assert (status, headers["content-type"]) == (200, "image/png")
    assert Image.open(BytesIO(launcher)).size == (540, 1200)
    assert headers["screen-stamp"] == viewed.get("/api/phones/virtual-1/screen")["stamp"]
    assert viewed.ask("GET", "/api/phones/virtual-1/picture")[2] == launcher
    _tap(viewed, "TikTok")
    assert viewed.ask("GET", "/api/phones/virtual-1/picture")[2] != launcher


def test_picture_is_drawn_once_as_long_as_nothing_changes(
    viewed: Viewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many pages may look; drawing is what costs."""
    drawn: list[bytes] = []
    draw = watched_phone.render

    def counted(windows: Sequence[Node], display: Display) -> bytes:
        drawn.append(draw(windows, display))
        return drawn[-1]

    monkeypatch.setattr(watched_phone, "render", counted)
    for _ in range(3):
        viewed.ask("GET", "/api/phones/virtual-1/picture")
    assert len(drawn) == 1


def test_touches_reach_the_phone(viewed: Viewed) -> None:
    """Tap, type, delete, enter, hide the keyboard, back, home: to the password and away again."""
    path = "/api/phones/virtual-1"
    for label in (
        "TikTok",
        "Agree and continue",
        "Already have an account? Log in",
        "Use phone / email / username",
        "Phone number",
    ):
        _tap(viewed, label)
    assert viewed.get(f"{path}/screen")["keyboard_shown"]
    viewed.post(f"{path}/type", {"text": "20255501009"})
    viewed.post(f"{path}/press", {"key": "delete"})
    assert viewed.admin.field().text.endswith("0100")
    viewed.post(f"{path}/hide-keyboard")
    assert not viewed.get(f"{path}/screen")["keyboard_shown"]
    _tap(viewed, "Continue")
    assert viewed.admin.sees("Password")
    viewed.post(f"{path}/press", {"key": "back"})
    assert not viewed.admin.sees("Password")
    viewed.post(f"{path}/press", {"key": "home"})
    assert viewed.get(f"{path}/screen")["package"] == "com.google.android.apps.nexuslauncher"


def test_a_finger_can_stay_and_move(viewed: Viewed) -> None:
    """A long press, and a swipe that moves a list."""
    path = "/api/phones/virtual-1"
    viewed.admin.log_in()
    viewed.admin.tap("Profile")
    viewed.admin.tap("Profile menu")
    viewed.admin.tap("Settings and privacy")
    before = viewed.get(f"{path}/screen")["stamp"]
    swiped = viewed.post(
        f"{path}/swipe", {"from": [540, 1800], "to": [540, 800], "duration_ms": 200}
    )
    assert swiped["stamp"] != before
    viewed.post(f"{path}/long-press", {"at": _center(viewed.node("Back")), "duration_ms": 900})
    assert any("press of 900 ms" in line for line in viewed.admin.phone.device_log())


def test_the_member_is_seen_to_be_told(viewed: Viewed) -> None:
    """SMS, the app's Inbox and the shade; the link and the code can be used from the page."""
    assert viewed.get("/api/world")["messages"] == []
    viewed.admin.log_in()
    viewed.admin.open_permissions()
    viewed.admin.invite_by_phone()
    world = viewed.get("/api/world")
    assert {(each["kind"], each["to"]) for each in world["messages"]} == {
        ("sms", "+12025550147"),
        ("in_app", "Invited member"),
    }
    told = next(each for each in world["messages"] if each["kind"] == "sms")
    assert told["link"] in told["body"]
    assert told["codes"] == []
    assert [entry["text"] for entry in world["notifications"]["virtual-2"]] == [told["body"]]

    viewed.post("/api/phones/virtual-2/open", {"url": told["link"]})
    newest = viewed.get("/api/world")["messages"][0]
    _tap(viewed, "6-digit code", "virtual-2")
    viewed.post("/api/phones/virtual-2/type", {"text": newest["codes"][0]})
    _tap(viewed, "Continue", "virtual-2")
    assert viewed.member.sees("You were added to Blue Fern Studio")
    persons = viewed.get("/api/world")["persons"]
    assert persons[-1]["name"] == "Invited member"
    assert persons[-1]["places"] == ["Operator of Blue Fern Studio"]


def test_mail_is_seen_as_well(viewed: Viewed) -> None:
    """With its subject; nobody has to set up a mail program."""
    viewed.admin.log_in()
    viewed.admin.open_permissions()
    viewed.admin.tap("Invite")
    viewed.admin.tap("Use email address instead")
    viewed.admin.enter("Email address", "second.member@example.com")
    for label in ("Continue", "Admin", "Invite"):
        viewed.admin.tap(label)
    (mail,) = viewed.get("/api/world")["messages"]
    assert (mail["kind"], mail["to"]) == ("mail", "second.member@example.com")
    assert mail["subject"] == "You're invited to join Blue Fern Studio on TikTok"


def test_surroundings(viewed: Viewed) -> None:
    """Build, defects, mailbox, persons with what a log-in asks for."""
    world = viewed.get("/api/world")
    assert world["build"] == {"version": "47.0.2", "package": "com.zhiliaoapp.musically"}
    assert world["defects"] == []
    assert world["mailbox"]["port"] == 1143
    assert world["persons"][0] == {
        "name": "Studio admin",
        "phone": "+12025550100",
        "email": "admin@example.com",
        "password": "correct horse",
        "places": ["Admin of Blue Fern Studio", "Admin of Amber Pine Kitchen"],
    }
    assert world["without_passwords"] == ""


def test_defects_with_their_variant(make_hand: MakeHand) -> None:
    """As they were switched on."""
    hand = make_hand(defects=("wrong-recipient:phone", "third-role"))
    told = WatchedWorld(hand.organization, Build()).described(passwords=False)
    assert told["defects"] == [
        {
            "name": "wrong-recipient:phone",
            "description": "The invitation goes to a contact one character off.",
        },
        {"name": "third-role", "description": "A third role, Moderator, is offered."},
    ]


def test_passwords_stay_on_this_machine(viewed: Viewed) -> None:
    """Where others can reach the page, it leaves them out, and says why."""
    door = PageDoor([], viewed.world, "0.0.0.0")  # noqa: S104 -- never started
    asked = Request("GET", "/api/world", headers={"host": "192.0.2.7"})
    try:
        payload = door.reply(asked).payload
    finally:
        door.stop()
    assert b"correct horse" not in payload
    world = json.loads(payload)["value"]
    assert {person["password"] for person in world["persons"]} == {""}
    assert world["without_passwords"] == (
        "Passwords are left out, as other machines can reach this page on 0.0.0.0. Everybody's is "
        "in $VIRTUAL_PHONE_PASSWORD where the phones were started, or was printed there."
    )


def test_clock_moves_forward(viewed: Viewed) -> None:
    """An invitation can be seen to expire without waiting for a day."""
    before = viewed.admin.phone.now()
    viewed.post("/api/clock", {"forward_s": 86400})
    assert 86400 <= (viewed.admin.phone.now() - before).total_seconds() < 86500


def test_clock_stops_long_before_python_does(viewed: Viewed) -> None:
    """However often it is asked for: every phone must be able to go on telling the time."""
    year = {"forward_s": 366 * 86400}
    answers = (viewed.ask("POST", "/api/clock", year) for _ in range(100))
    status, _, answer = next(each for each in answers if each[0] != 200)
    message = json.loads(answer)["value"]["message"]
    assert status == 400
    assert message.startswith("The clock stops at 2100-01-01: at 20")
    assert "it cannot be moved forward by 366 days, 0:00:00. Start the virtual phone" in message
    assert viewed.admin.phone.now().year < 2100
    viewed.get("/api/world")
    viewed.get("/api/phones/virtual-1/screen")


def test_who_knows_all_waits_for_something_new(viewed: Viewed) -> None:
    """A change by anybody ends the wait; the stamp of the other phone stays."""
    seen = viewed.get("/api/changes")
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(viewed.get, f"/api/changes?since={seen['stamp']}")
        viewed.until_held()
        began_s = time.monotonic()
        viewed.admin.tap("TikTok")
        news = waiting.result()
    assert time.monotonic() - began_s < 10
    assert news["phones"]["virtual-1"] != seen["phones"]["virtual-1"]
    assert news["phones"]["virtual-2"] == seen["phones"]["virtual-2"]
    assert news["world"] == seen["world"]


def test_a_move_of_the_clock_is_news(viewed: Viewed) -> None:
    """For every page that is open."""
    seen = viewed.get("/api/changes")
    viewed.post("/api/clock", {"forward_s": 600})
    news = viewed.get(f"/api/changes?since={seen['stamp']}")
    assert news["world"] != seen["world"]


def test_stopping_lets_waiting_pages_go(viewed: Viewed) -> None:
    """The door does not wait for the end of a request that it holds."""
    seen = viewed.get("/api/changes")
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(viewed.ask, "GET", f"/api/changes?since={seen['stamp']}")
        viewed.until_held()
        assert not waiting.done()
        viewed.door.stop()
        ended = waiting.exception(5)
    assert ended is None or isinstance(ended, OSError | HTTPException)


def test_stopping_ends_the_looking(viewed: Viewed) -> None:
    """Nobody asks the phones for news on behalf of a page that is gone."""
    seen = viewed.get("/api/changes")
    held = Request("GET", "/api/changes", query=f"since={seen['stamp']}", headers=_BY_PROGRAM)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(viewed.door.reply, held)
        viewed.until_held()
        viewed.door.stop()
        assert waiting.result(5).status == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "message"),
    [
        ("GET", "/nonsense", None, 404, "The requested resource could not be found"),
        ("GET", "/api", None, 404, "The requested resource could not be found"),
        ("GET", "/../webdriver/server.py", None, 404, "The requested resource could not be found"),
        ("GET", "/api/phones/virtual-9/screen", None, 404, "There is no phone 'virtual-9'. Phones"),
        ("GET", "/api/phones/virtual-1/nodes/7", None, 404, "The view '7' is no longer on virtual"),
        ("GET", "/api/phones/virtual-1/tap", None, 404, "The requested resource could not"),
        ("POST", "/api/phones/virtual-1/explode", {}, 404, "The requested resource could not"),
        ("DELETE", "/api/phones", None, 404, "The requested resource could not be found"),
        ("POST", "/api/phones/virtual-1/tap", b"{", 400, "The request body is not valid JSON"),
        ("POST", "/api/phones/virtual-1/tap", [], 400, "The request body must be a JSON object"),
        ("POST", "/api/phones/virtual-1/tap", {}, 400, "'at' must be [x, y] in pixels of the disp"),
        ("POST", "/api/phones/virtual-1/tap", {"at": [1080, 5]}, 400, "which has 1080 x 2400, and"),
        ("POST", "/api/phones/virtual-1/tap", {"at": [True, 5]}, 400, "and is [True, 5]"),
        ("POST", "/api/phones/virtual-1/tap", b'{"at": [NaN, 5]}', 400, "and is [nan, 5]"),
        (
            "POST",
            "/api/phones/virtual-1/long-press",
            {"at": [5, 5], "duration_ms": -1},
            400,
            "'duration_ms' must be a number from 0 to 60000, and is -1",
        ),
        (
            "POST",
            "/api/phones/virtual-1/swipe",
            {"from": [5, 5], "duration_ms": 9},
            400,
            "'to' must be [x, y]",
        ),
        (
            "POST",
            "/api/phones/virtual-1/type",
            {"text": ""},
            400,
            "'text' must be a text of 1 to",
        ),
        ("POST", "/api/phones/virtual-1/type", {"text": "a" * 10001}, 400, "is a text of 10001"),
        (
            "POST",
            "/api/phones/virtual-1/press",
            {"key": "power"},
            400,
            "'key' must be one of back, delete, enter, home, and is 'power'",
        ),
        (
            "POST",
            "/api/phones/virtual-1/open",
            {"url": "tel:1"},
            400,
            "No app on virtual-1 opens 'tel:1'",
        ),
        ("POST", "/api/clock", {"forward_s": -60}, 400, "'forward_s' must be a number of seconds"),
        (
            "POST",
            "/api/clock",
            {"forward_s": 1e300},
            400,
            "'forward_s' must be a number of seconds",
        ),
    ],
)
def test_wrong_requests_get_a_clear_answer(
    viewed: Viewed, method: str, path: str, body: object, status: int, message: str
) -> None:
    """What was expected and what was sent, as JSON; never a traceback."""
    seen, headers, answer = viewed.ask(method, path, body)
    value = json.loads(answer)["value"]
    assert (seen, headers["content-type"]) == (status, "application/json; charset=utf-8")
    assert message in value["message"]
    assert value["stacktrace"] == ""


def test_a_busy_phone_is_said(viewed: Viewed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's long command holds the phone; the other phone and the wait for news go on."""
    monkeypatch.setattr("virtual_phone.viewer.snapshot._PATIENCE_S", 0.1)
    seen = viewed.get("/api/changes")
    with viewed.admin.phone.lock:
        status, _, answer = viewed.ask("POST", "/api/phones/virtual-1/notifications", {})
        assert viewed.get("/api/phones/virtual-2/screen")
        assert viewed.get("/api/changes")["phones"] == seen["phones"]
    assert status == 500
    assert json.loads(answer)["value"]["message"].startswith("virtual-1 is still busy with another")
