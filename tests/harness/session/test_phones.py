from collections.abc import Iterator

import pytest
from tiny_server import TinyServer, answering

from harness.errors import SessionLost
from harness.session.phones import Phone, Sessions
from harness.session.session import Session
from harness.settings import Profile

UNKNOWN_SESSION = {"value": {"error": "invalid session id", "message": "terminated"}}


@pytest.fixture
def closed() -> list[Session]:
    """Sessions that were said to end."""
    return []


@pytest.fixture
def sessions(server: TinyServer, closed: list[Session]) -> Iterator[Sessions]:
    """With two phones behind one tiny server."""
    profile = Profile.model_validate(
        {"name": "tiny", "kind": "appium", "server_url": server.url, "phones": [{}, {}]}
    )
    phones = [Phone(each, server.url) for each in profile.phones]
    sessions = Sessions(profile, phones, opened=lambda _: None, closing=closed.append)
    yield sessions
    sessions.close()


def test_a_session_is_kept_from_one_scenario_to_the_next(
    server: TinyServer, sessions: Sessions
) -> None:
    """It takes long to start."""
    first = sessions.of_admin()
    first.back()
    assert sessions.of_admin() is first
    assert server.asked("/session") == 1


def test_a_lost_session_is_replaced(
    server: TinyServer, sessions: Sessions, closed: list[Session]
) -> None:
    """The next scenario has one that lives; what was sent with the other still counts."""
    lost = sessions.of_admin()
    server.reply = answering(404, UNKNOWN_SESSION)
    with pytest.raises(SessionLost, match="The session ended before: go back"):
        lost.back()
    server.reply = answering(200, {"value": None})
    fresh = sessions.of_admin()
    fresh.back()
    assert fresh is not lost
    assert sessions.of_admin() is fresh
    assert closed == [lost]
    assert sessions.commands["goBack"] == 2
    assert server.asked("/back") == 2


def test_other_faults_keep_the_session(server: TinyServer, sessions: Sessions) -> None:
    """A driver that fails at one command goes on with the next."""
    session = sessions.of_admin()
    server.reply = answering(500, {"value": {"error": "unknown error", "message": "no"}})
    with pytest.raises(Exception, match="The driver failed to go back"):
        session.back()
    assert sessions.of_admin() is session
    server.reply = answering(200, {"value": None})
