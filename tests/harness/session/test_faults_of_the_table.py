"""The faults that clients of Appium meet, by their exact words: what becomes of a read and an act.

Numbers are those of the table of faults; what a scenario makes of them is tested with the
screen and the attempts.
"""

import traceback

import pytest
from tiny_server import NEW_SESSION, Handler, Reply, TinyServer, answering, start

from harness.errors import (
    ActInDoubt,
    InfrastructureError,
    PhoneUnusable,
    ServerUnreachable,
    SessionLost,
    SessionNotStarted,
)
from harness.session.faults import (
    AnswerLost,
    AppNotStarted,
    KeyboardStays,
    NotSettled,
    PictureRefused,
    Stale,
    TextRefused,
)
from harness.session.phones import Phone
from harness.session.session import Session
from harness.session.sessions import Sessions
from harness.session.sighting import Bounds, Sighting
from harness.settings import PhoneSettings, Profile

FIELD = Sighting(
    "e1", "", "", Bounds(0, 0, 9, 9), True, True, False, False, True, "android.widget.EditText",
    "", False,
)  # fmt: skip
SERVER_ERROR = "An unknown server-side error occurred while processing the command. {}"


def _refusal(code: str, message: str, status: int = 500) -> Reply:
    return answering(status, {"value": {"error": code, "message": message, "stacktrace": ""}})


def _once(fault: Reply, then: Reply) -> Reply:
    """The fault at the first command, and then none."""
    waiting = [fault]

    def reply(handler: Handler) -> None:
        (waiting.pop() if waiting else then)(handler)

    return reply


SOURCE = answering(200, {"value": "<hierarchy/>"})
DONE = answering(200, {"value": None})
ACTS: dict[str, tuple[Reply, type[Exception]]] = {
    "1 stale": (
        _refusal("stale element reference", "The element 'x' does not exist in DOM anymore", 404),
        Stale,
    ),
    "2 stale of several": (
        _refusal("stale element reference", "Cached elements 'x' do not exist in DOM anymore", 404),
        Stale,
    ),
    "3 relinked": (
        _refusal(
            "stale element reference",
            "The element 'x' is not linked to the same object in DOM anymore",
            404,
        ),
        Stale,
    ),
    "4 forgotten": (
        _refusal("no such element", "e1 is not present in the cache or has expired", 404),
        Stale,
    ),
    "6 instrumentation": (
        _refusal(
            "unknown error",
            "'POST /element/e1/click' cannot be proxied to UiAutomator2 server because the"
            " instrumentation process is not running (probably crashed)",
        ),
        SessionLost,
    ),
    "7 hang-up": (
        _refusal(
            "unknown error",
            "Could not proxy command to the remote server. Original error: socket hang up",
        ),
        SessionLost,
    ),
    "8 forward": (
        _refusal(
            "unknown error",
            "Could not proxy command to the remote server. Original error: connect ECONNREFUSED"
            " 127.0.0.1:8200",
        ),
        SessionLost,
    ),
    "10 UiAutomation": (_refusal("unknown error", "UiAutomation not connected!"), PhoneUnusable),
    "13 expired": (
        _refusal("invalid session id", "A session is either terminated or not started", 404),
        SessionLost,
    ),
    "17 adb": (
        _refusal("unknown error", "Error executing adbExec. Original error: protocol fault"),
        SessionLost,
    ),
    "29 W3C": (
        _refusal("invalid element state", "Unable to perform W3C actions", 400),
        ActInDoubt,
    ),
    "29 click": (_refusal("invalid element state", "Click failed at (1, 2)", 400), ActInDoubt),
    "37 reset": (Handler.reset, AnswerLost),
    "39 502": (answering(502, "<html>Bad Gateway</html>", "text/html"), ActInDoubt),
    "39 503": (answering(503, ""), ActInDoubt),
    "39 429": (answering(429, "slow down", "text/plain"), ActInDoubt),
    "40 idle": (_refusal("invalid session id", "BROWSERSTACK_IDLE_TIMEOUT", 404), SessionLost),
}


@pytest.mark.parametrize(("reply", "kind"), ACTS.values(), ids=ACTS)
def test_an_act_is_sent_once_and_sorted(
    server: TinyServer, session: Session, reply: Reply, kind: type[Exception]
) -> None:
    """Whatever comes of it; what is wrong below the app is never the app's failure."""
    server.reply = reply
    with pytest.raises(kind) as failed:
        session.tap(FIELD)
    assert server.asked("/click") == 1
    assert isinstance(failed.value, InfrastructureError)
    assert session.is_lost is isinstance(failed.value, SessionLost | PhoneUnusable)


READS: dict[str, tuple[Reply, int]] = {
    "12 root": (
        _refusal(
            "unknown error",
            "Timed out after 10000ms waiting for the root AccessibilityNodeInfo in the active",
        ),
        2,
    ),
    "38 reset": (Handler.reset, 3),
    "39 502": (answering(502, "<html>Bad Gateway</html>", "text/html"), 3),
    "39 503": (answering(503, ""), 3),
    "39 429": (answering(429, "slow down", "text/plain"), 3),
}


@pytest.mark.parametrize(("reply", "most"), READS.values(), ids=READS)
def test_a_read_is_asked_again_and_told(
    server: TinyServer, session: Session, reply: Reply, most: int
) -> None:
    """It changes nothing; how often is bounded, and the report hears of it."""
    told: list[str] = []
    session.tell, server.reply = told.append, _once(reply, SOURCE)
    assert session.page_source() == "<hierarchy/>"
    assert (server.asked("/source"), len(told)) == (2, 1)
    assert told[0].startswith("asked 2 times, as reading failed: ")
    assert not session.is_lost
    server.reply = reply
    with pytest.raises(InfrastructureError):
        session.page_source()
    assert server.asked("/source") == 2 + most


def test_12_page_source_hang_says_what_to_do(server: TinyServer, session: Session) -> None:
    """Asked once more after the screen had time to settle."""
    server.reply = READS["12 root"][0]
    with pytest.raises(NotSettled, match="Do: look what keeps the phone's screen busy"):
        session.page_source()


def test_36_37_a_session_that_answers_again_is_not_lost(
    server: TinyServer, session: Session
) -> None:
    """A broken connection says nothing about the session: the next answer does."""
    server.reply = _once(Handler.reset, SOURCE)
    with pytest.raises(AnswerLost, match="whether it was done is not known; it is not sent again"):
        session.tap(FIELD)
    assert session.is_lost
    session.page_source()
    assert not session.is_lost


def test_35_server_down_under_a_session_loses_it(server: TinyServer, session: Session) -> None:
    """Nothing was sent, and nobody answers for the session any more."""
    server.reply = answering(200, {"value": None}, Connection="close")
    session.back()
    server.shutdown()
    server.server_close()
    with pytest.raises(SessionLost) as failed:
        session.back()
    assert isinstance(failed.value, ServerUnreachable)
    assert session.is_lost


@pytest.mark.parametrize("text", ["s3cret-text", 'quo"ted'])
def test_33_text_refused_does_not_hold_the_text(
    server: TinyServer, session: Session, text: str
) -> None:
    """Neither the message nor what a trace shows of its causes."""
    server.reply = _refusal("invalid element state", f"Cannot set the element to '{text}'", 400)
    with pytest.raises(TextRefused, match="Cannot set the element to") as refused:
        session.type(FIELD, text)
    assert text not in "".join(traceback.format_exception(refused.value)).replace(repr(text), "")


def test_26_keyboard_that_stays_has_a_kind_of_its_own(server: TinyServer, session: Session) -> None:
    """The screen scrolls clear of it."""
    server.reply = _refusal("unknown error", "The software keyboard cannot be hidden")
    with pytest.raises(KeyboardStays):
        session.hide_keyboard()


def test_34_flag_secure_is_no_fault_of_the_session(server: TinyServer, session: Session) -> None:
    """The recorder notes that the picture is missing."""
    words = "Failed to capture a screenshot. Does the current view have 'secure' flag set?"
    server.reply = _refusal("unable to capture screen", words)
    with pytest.raises(PictureRefused, match="No picture of this screen"):
        session.screenshot_png()
    assert not session.is_lost


def test_22_wrong_first_screen_has_a_kind_of_its_own(server: TinyServer, session: Session) -> None:
    """What is in the way is dismissed through the session, then the app is started once more."""
    server.reply = _refusal("unknown error", "Cannot start the 'a.b' application.")
    with pytest.raises(AppNotStarted):
        session.start_app("a.b")


NO_SESSION = {
    "9 never up": ("The instrumentation process cannot be initialized within 30000ms", 2, "log"),
    "11 held": ("UiAutomationService x already registered!", 1, "end the other program"),
    "14 no device": ("Could not find a connected Android device in 20000ms", 1, "connect the"),
    "15 wrong udid": ("Device x was not in the list of connected devices", 1, "correct the udid"),
    "16 unauthorized": ("device unauthorized.", 1, "allow this computer"),
    "17 adb": ("Error executing adbExec. Original error: protocol fault", 2, "adb server"),
    "18 slow": ("Try to increase the 20000ms adb execution timeout represented by"
                " 'adbExecTimeout'", 1, "appium:adbExecTimeout"),
    "19 booting": ("Emulator is not ready within 9ms (settings services are not running)", 2,
                   "wait until the emulator has started"),
    "20 boot": ("'x' Emulator has failed to boot", 1, "start the emulator by hand"),
    "21 apk": ("Failure [INSTALL_FAILED_INSUFFICIENT_STORAGE]", 1, "make room"),
    "21 disk": ("No space left on device", 1, "make room"),
    "22 first screen": ("'a.b.Main' never started.", 2, "another screen stands"),
}  # fmt: skip


def _sessions(server: TinyServer, told: list[str]) -> tuple[Sessions, Phone]:
    profile = Profile.model_validate(
        {"name": "tiny", "kind": "appium", "server_url": server.url, "phones": [{"udid": "tiny"}]}
    )
    sessions = Sessions(profile, lambda _: None, lambda _: None, tell=told.append)
    return sessions, Phone(PhoneSettings(udid="tiny"), "phone 1", server.url)


@pytest.mark.parametrize(("said", "asked", "do"), NO_SESSION.values(), ids=NO_SESSION)
@pytest.mark.parametrize("code", ["session not created", "unknown error"])
def test_what_starts_no_session_says_what_to_do(
    server: TinyServer, said: str, asked: int, do: str, code: str
) -> None:
    """Asked for once more only where it was seen to come; never the product's failure."""
    server.starts, server.reply = False, _refusal(code, SERVER_ERROR.format(said))
    sessions, phone = _sessions(server, [])
    with pytest.raises(SessionNotStarted) as failed:
        sessions.on(phone)
    assert server.asked("/session") == asked
    assert do in str(failed.value).partition("\n  Do: ")[2]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (NO_SESSION["9 never up"][0], "a session was asked for twice: "),
        (NO_SESSION["19 booting"][0], "a session was asked for twice: "),
        (NO_SESSION["22 first screen"][0], "a session was started without the app: "),
    ],
)
def test_9_19_22_a_session_that_comes_at_once_more_is_told(
    server: TinyServer, said: str, told: str
) -> None:
    """Without the app, where something else comes up in its place: then it can be dismissed."""
    fault = _refusal("session not created", said)
    server.starts, server.reply = False, _once(fault, answering(200, NEW_SESSION))
    heard: list[str] = []
    sessions, phone = _sessions(server, heard)
    sessions.on(phone)
    assert [each.startswith(told) for each in heard] == [True]
    asked = server.bodies("/session")[-1]["capabilities"]["alwaysMatch"]
    assert ("appium:autoLaunch" in asked) is ("without the app" in told)


def test_what_reads_through_a_broken_start_is_no_lost_session(server: TinyServer) -> None:
    """Nothing was lost, so that no scenario begins anew for it."""
    server.starts, server.reply = False, Handler.reset
    with pytest.raises(SessionNotStarted) as failed:
        start(server)
    assert not isinstance(failed.value, SessionLost)
    assert isinstance(failed.value.__cause__, SessionLost)
