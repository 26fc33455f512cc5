"""Sessions that a farm or a Grid has ended, in their own words and in the shapes these come in.

Where the words are public is said where they are known: `harness/session/server_words.py`.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_server import Reply, TinyServer, answering

from harness.errors import ActInDoubt, SessionLost
from harness.session.server_words import known
from harness.session.session import Session
from harness.session.sighting import Bounds, Sighting

ROOT = Path(__file__).parents[3]
BUTTON = Sighting(
    "e1", "", "", Bounds(0, 0, 9, 9), True, True, False, False, True, "android.widget.Button",
    "", False,
)  # fmt: skip
_ID = "5cd0a3b2-9e41-4c55-9f5c-2d1a9c0e7b11"
_SAUCE_DONE = (
    f"ERROR The test with session id {_ID} has already finished, and can't receive further"
    " commands."
)
ENDED = {
    "BrowserStack, its log": (
        "[BROWSERSTACK_IDLE_TIMEOUT] Session timed out due to inactivity for configured time"
        " interval (default: 90 secs)",
        "raise idleTimeout",
    ),
    "BrowserStack": ("Session not started or terminated", "raise idleTimeout"),
    "Sauce Labs, its log": (
        "Test did not see a new command for 90 seconds. Timing out.",
        "lower delivery_s",
    ),
    "Sauce Labs, its log of a real phone": (
        "Your test timed out. Your Appium session was ended after 90 seconds of inactivity",
        "lower delivery_s",
    ),
    "Sauce Labs": (_SAUCE_DONE, "lower delivery_s"),
    "Sauce Labs, too long": (
        "Test exceeded maximum duration after 1800 seconds",
        "run fewer scenarios at a time",
    ),
    "LambdaTest": (
        f"Unable to find the session info for particular sessionId {_ID}, maybe session has quit"
        " already or timed out.",
        "raise idleTimeout",
    ),
    "Selenium Grid": (
        f"Unable to find session with ID: {_ID}. Session was removed at 2026-11-27T01:22:35.373Z (5"
        " seconds ago), reason: session timed out due to inactivity, node: http://127.0.0.1:5555",
        "raise session-timeout of the grid's node",
    ),
    "Selenium Grid, a moment before": (
        f"Cannot find session with id: {_ID}",
        "raise session-timeout of the grid's node",
    ),
}


PROFILES = {
    "BrowserStack": "browserstack",
    "Sauce Labs": "saucelabs",
    "LambdaTest": "lambdatest",
    "Selenium Grid": "grid",
}


def _w3c(code: str, message: str) -> dict[str, str]:
    return {"error": code, "message": message, "stacktrace": ""}


SHAPES: dict[str, Callable[[str], Reply]] = {
    "W3C": lambda said: answering(404, {"value": _w3c("invalid session id", said)}),
    "W3C, without its code": lambda said: answering(500, {"value": _w3c("unknown error", said)}),
    "before W3C": lambda said: answering(500, {"status": 13, "value": {"message": said}}),
    "no JSON": lambda said: answering(404, said, "text/plain"),
}


@pytest.mark.parametrize(("said", "do"), ENDED.values(), ids=ENDED)
@pytest.mark.parametrize("shape", SHAPES)
def test_40_what_a_farm_has_ended_is_a_lost_session(
    server: TinyServer, session: Session, said: str, do: str, shape: str
) -> None:
    """In whatever shape it comes, for acts and looks; nothing was done, and it says what to do."""
    server.reply = SHAPES[shape](said)
    with pytest.raises(SessionLost) as failed:
        session.tap(BUTTON)
    assert not isinstance(failed.value, ActInDoubt)
    assert server.asked("/click") == 1
    assert said[:60] in str(failed.value)  # a page that is no answer is cut short
    assert do in str(failed.value).partition("\n  Do: ")[2]
    assert session.is_lost


@pytest.mark.parametrize("case", ENDED)
def test_what_is_to_be_changed_is_in_the_profile_of_that_farm(case: str) -> None:
    """An option that a farm does not have would be sent to it in vain, or refused."""
    profile = PROFILES[case.partition(",")[0]]
    text = (ROOT / "config" / "profiles" / f"{profile}.yaml").read_text("utf-8")
    settings = re.sub("#.*", "", text)
    named = re.findall(r"\b[a-z]+(?:[A-Z]|_s\b)\w*", known(ENDED[case][0]).do)
    assert [each for each in named if not re.search(rf"\b{each}:", settings)] == []
    assert named or profile in ("grid", "saucelabs")


def test_nobody_is_told_to_raise_what_is_at_its_most() -> None:
    """Sauce Labs gives a phone 90 s of silence and no more, which the profile asks for."""
    told = {known(said).do for case, (said, _) in ENDED.items() if case.startswith("Sauce Labs")}
    assert len(told) == 2
    assert not any("raise" in do for do in told)
