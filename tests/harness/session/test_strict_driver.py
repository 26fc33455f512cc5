import json

import pytest
from tiny_server import NEW_SESSION, Handler, Reply, TinyServer, answering, start

from harness.errors import ActInDoubt, InfrastructureError, ServerUnreachable, SessionLost
from harness.session.faults import CommandUnknown, SelectorRefused, Stale
from harness.session.session import Session
from harness.session.sighting import ELEMENT_KEY, Bounds, Sighting

INVITE = Sighting(
    element_id="e1",
    text="Invite",
    description="",
    bounds=Bounds(0, 0, 10, 10),
    displayed=True,
    enabled=True,
    selected=False,
    checked=False,
    clickable=True,
    class_name="",
    hint="",
    password=False,
)


def _refusal(status: int, code: str, message: str) -> Reply:
    return answering(status, {"value": {"error": code, "message": message, "stacktrace": ""}})


GATEWAYS: dict[str, tuple[Reply, str]] = {
    "502 page": (
        answering(502, "<html>Bad Gateway</html>", "text/html"),
        "HTTP 502 instead of a WebDriver answer: <html>Bad Gateway</html>",
    ),
    "503 JSON": (
        answering(503, {"message": "away"}),
        'HTTP 503 instead of a WebDriver answer: {"message": "away"}',
    ),
    "503 null": (
        answering(503, {"value": None}),
        'HTTP 503 instead of a WebDriver answer: {"value": null}',
    ),
    "503 empty": (
        answering(503, ""),
        "HTTP 503 instead of a WebDriver answer: Service Unavailable",
    ),
    "429": (
        answering(429, {"error": "slow down"}),
        'HTTP 429 instead of a WebDriver answer: {"error": "slow down"}',
    ),
    "401": (
        answering(401, "who are you?", "text/plain"),
        "HTTP 401 instead of a WebDriver answer: Authorization Required",
    ),
    "200 page": (
        answering(200, "<html>Log in</html>", "text/html"),
        "No WebDriver answer, but: <html>Log in</html>",
    ),
    "200 empty": (answering(200, ""), "No WebDriver answer, but: an empty page"),
    "200 other JSON": (
        answering(200, {"message": "hello"}),
        'No WebDriver answer, but: {"message": "hello"}',
    ),
    "200 list": (answering(200, []), "No WebDriver answer, but: []"),
    "200 nothing": (answering(200, "null"), "No WebDriver answer, but: null"),
    "302": (
        answering(302, "", Location="http://127.0.0.1:1/login"),
        "HTTP 302: the server sends one on to http://127.0.0.1:1/login; not followed.",
    ),
    "307": (
        answering(307, "", Location="/elsewhere"),
        "HTTP 307: the server sends one on to /elsewhere; not followed.",
    ),
}


@pytest.mark.parametrize(("reply", "words"), GATEWAYS.values(), ids=GATEWAYS)
def test_a_tap_fails_on_what_is_no_webdriver_answer(
    server: TinyServer, session: Session, reply: Reply, words: str
) -> None:
    """The bare client takes most of these for success; the tap is sent once all the same."""
    server.reply = reply
    with pytest.raises(InfrastructureError) as failed:
        session.tap(INVITE)
    assert str(failed.value).splitlines()[0] == f"The driver failed to tap 'Invite': {words}"
    assert server.asked("/click") == 1
    assert len(server.requests) == 2


@pytest.mark.parametrize(("reply", "words"), GATEWAYS.values(), ids=GATEWAYS)
def test_a_read_fails_on_what_is_no_webdriver_answer(
    server: TinyServer, session: Session, reply: Reply, words: str
) -> None:
    """Nor does a read come back as the gateway's page; that may be asked twice more."""
    server.reply = reply
    with pytest.raises(InfrastructureError) as failed:
        session.page_source()
    assert str(failed.value).splitlines()[0] == f"The driver failed to read the screen: {words}"
    stays = words.startswith(("HTTP 401", "HTTP 302", "HTTP 307"))
    assert server.asked("/source") == (1 if stays else 3)


@pytest.mark.parametrize(("reply", "words"), GATEWAYS.values(), ids=GATEWAYS)
def test_no_session_starts_on_what_is_no_webdriver_answer(
    server: TinyServer, reply: Reply, words: str
) -> None:
    """Strict from the very first answer on."""
    server.starts, server.reply = False, reply
    with pytest.raises(InfrastructureError) as failed:
        start(server)
    assert words in str(failed.value)
    assert len(server.requests) == 1


def test_an_answer_without_a_value_is_good_enough_for_an_act(
    server: TinyServer, session: Session
) -> None:
    """A void command answers null."""
    server.reply = answering(200, {"value": None})
    session.tap(INVITE)
    session.back()


def test_38_get_fault_is_sent_again_by_the_harness_only(
    server: TinyServer, session: Session
) -> None:
    """urllib3 would send a GET three more times for each of these, behind one's back."""
    told: list[str] = []
    session.tell, server.reply = told.append, Handler.reset
    with pytest.raises(SessionLost, match="The connection broke while trying to read the screen"):
        session.page_source()
    assert server.asked("/source") == 3
    assert told == []


@pytest.mark.parametrize(("act", "sent"), [("tap", 1), ("read", 2)])
def test_a_command_has_its_own_time_limit(server: TinyServer, act: str, sent: int) -> None:
    """Shorter than the one for starting a session; a read is asked once more."""
    session = start(server, command_s=0.2, session_s=30)
    server.reply = Handler.hang
    with pytest.raises(SessionLost, match="Read timed out"):
        session.tap(INVITE) if act == "tap" else session.page_source()
    assert len(server.requests) == 1 + sent


def test_starting_has_a_time_limit(server: TinyServer) -> None:
    """A server that accepts and never answers does not hang the run."""
    server.starts, server.reply = False, Handler.hang
    with pytest.raises(InfrastructureError, match="Read timed out"):
        start(server, command_s=30, session_s=0.2)


def test_an_unreachable_server_is_said_so(server: TinyServer) -> None:
    """With what to do about it."""
    server.shutdown()
    server.server_close()
    with pytest.raises(ServerUnreachable) as failed:
        start(server)
    assert f"start a session at {server.url}" in str(failed.value)
    assert str(failed.value).endswith("Do: start Appium, or correct server_url in the profile")


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (_refusal(404, "no such element", "not present in the cache or has expired"), Stale),
        (_refusal(404, "stale element reference", "not in DOM anymore"), Stale),
        (_refusal(404, "invalid session id", "either terminated or not started"), SessionLost),
        (_refusal(500, "unknown error", "instrumentation process is not running"), SessionLost),
        (_refusal(400, "invalid selector", "Could not parse"), SelectorRefused),
        (_refusal(404, "unknown command", "no such command"), CommandUnknown),
        (_refusal(500, "unknown error", "it broke"), InfrastructureError),
        (_refusal(400, "invalid element state", "Click failed at (1, 2)"), ActInDoubt),
    ],
)
def test_errors_of_the_driver_keep_their_meaning(
    server: TinyServer, session: Session, reply: Reply, kind: type[Exception]
) -> None:
    """A W3C error is sorted by its code, not by its status."""
    server.reply = reply
    with pytest.raises(Exception) as failed:
        session.tap(INVITE)
    assert type(failed.value) is kind


def test_what_is_typed_is_in_no_error(server: TinyServer, session: Session) -> None:
    """It may be a password; the driver's own words are all that is told."""
    server.reply = _refusal(500, "unknown error", "it broke")
    with pytest.raises(InfrastructureError) as failed:
        session.type(INVITE, "correct horse")
    assert "correct horse" not in str(failed.value)


def test_settings_are_asked_for_when_the_session_starts(
    server: TinyServer, session: Session
) -> None:
    """So that a look costs one command; a profile may say otherwise."""
    wanted = json.loads(server.requests[0][2])["capabilities"]["alwaysMatch"]
    assert wanted["appium:settings[shouldUseCompactResponses]"] is False
    assert "rect" in wanted["appium:settings[elementResponseAttributes]"]
    assert wanted["platformName"] == "Android"
    Session.start(
        server.url,
        {"appium:settings[waitForIdleTimeout]": 5},
        name="phone 1",
        command_s=5,
        session_s=5,
    )
    wanted = json.loads(server.requests[-1][2])["capabilities"]["alwaysMatch"]
    assert wanted["appium:settings[waitForIdleTimeout]"] == 5


def test_commands_are_counted_by_name(server: TinyServer, session: Session) -> None:
    """The report and the benchmark tell how many there were."""
    session.back()
    session.tap(INVITE)
    session.tap(INVITE)
    assert session.commands == {"newSession": 1, "goBack": 1, "clickElement": 2}


def test_one_look_is_one_command_where_answers_carry_attributes(
    server: TinyServer, session: Session
) -> None:
    """Nothing is asked again."""
    whole = {
        ELEMENT_KEY: "e1",
        "text": "Invite",
        "name": "",
        "rect": {"x": 1, "y": 2, "width": 3, "height": 4},
        "displayed": "true",
        "enabled": "true",
    }
    server.reply = answering(200, {"value": [whole]})
    (seen,) = session.find("new UiSelector()")
    assert (seen.text, seen.bounds) == ("Invite", (1, 2, 4, 6))
    assert len(server.requests) == 2


def test_attributes_are_asked_one_by_one_where_a_server_leaves_them_out(
    server: TinyServer, session: Session
) -> None:
    """A server that knows no such setting gives the same sighting."""
    answers = {
        "/elements": [{ELEMENT_KEY: "e1"}],
        "/rect": {"x": 1, "y": 2, "width": 3, "height": 4},
        "/text": "Invite",
        "/attribute/displayed": "true",
        "/attribute/enabled": "true",
        "/attribute/clickable": "true",
        "/attribute/class": "android.widget.Button",
    }

    def reply(handler: Handler) -> None:
        found = next((each for each in answers if handler.path.endswith(each)), None)
        handler.send(200, {"value": answers[found] if found else None})

    server.reply = reply
    (seen,) = session.find("new UiSelector()")
    assert (seen.element_id, seen.text, seen.bounds) == ("e1", "Invite", (1, 2, 4, 6))
    assert (seen.displayed, seen.enabled, seen.clickable) == (True, True, True)
    assert (seen.description, seen.hint, seen.password) == ("", "", False)
    assert seen.class_name == "android.widget.Button"


@pytest.mark.parametrize(
    "reply",
    [
        _refusal(404, "invalid session id", "either terminated or not started"),
        _refusal(500, "unknown error", "instrumentation process is not running"),
        Handler.reset,
    ],
)
def test_a_session_that_is_gone_already_ends_without_an_error(
    server: TinyServer, session: Session, reply: Reply
) -> None:
    """The run's end must not break on what broke before."""
    server.reply = reply
    session.quit()


def test_a_session_on_a_server_that_is_gone_ends_without_an_error(
    server: TinyServer, session: Session
) -> None:
    """As when the phone's program died."""
    server.shutdown()
    server.server_close()
    session.driver.command_executor._conn.clear()
    session.quit()


def test_two_sessions_count_for_themselves(server: TinyServer, session: Session) -> None:
    """And a new session starts with the answer's own id."""
    assert session.driver.session_id == NEW_SESSION["value"]["sessionId"]
    other = start(server)
    other.back()
    assert "goBack" not in session.commands
