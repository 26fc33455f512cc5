from collections.abc import Iterator

import pytest
from tiny_server import TinyServer, answering, tiny_server

from harness.errors import InfrastructureError, SessionLost
from harness.session.phones import Phone, phones_of
from harness.session.session import Session
from harness.session.sessions import Sessions
from harness.settings import Profile
from harness.settings.environment import FromEnvironment

UNKNOWN_SESSION = {"value": {"error": "invalid session id", "message": "terminated"}}


@pytest.fixture
def closed() -> list[Session]:
    """Sessions that were said to end."""
    return []


@pytest.fixture
def other() -> Iterator[TinyServer]:
    """A second server."""
    with tiny_server() as other:
        yield other


@pytest.fixture
def profile(server: TinyServer) -> Profile:
    """Two phones behind one tiny server."""
    return Profile.model_validate(
        {"name": "tiny", "kind": "appium", "server_url": server.url, "phones": [{}, {}]}
    )


@pytest.fixture
def phone(profile: Profile) -> Phone:
    """The first one."""
    return _phones(profile)[0]


@pytest.fixture
def sessions(profile: Profile, closed: list[Session]) -> Iterator[Sessions]:
    """With both."""
    sessions = Sessions(profile, opened=lambda _: None, closing=closed.append)
    yield sessions
    sessions.close()


def _phones(profile: Profile) -> list[Phone]:
    with phones_of(profile, {}) as phones:
        return phones


def _deaf(profile: Profile) -> Sessions:
    return Sessions(profile, opened=lambda _: None, closing=lambda _: None)


def test_a_session_is_kept_from_one_scenario_to_the_next(
    server: TinyServer, sessions: Sessions, phone: Phone
) -> None:
    """It takes long to start."""
    first = sessions.on(phone)
    first.back()
    assert sessions.on(phone) is first
    assert server.asked("/session") == 1


def test_a_lost_session_is_replaced(
    server: TinyServer, sessions: Sessions, phone: Phone, closed: list[Session]
) -> None:
    """The next scenario has one that lives; what was sent with the other still counts."""
    lost = sessions.on(phone)
    server.reply = answering(404, UNKNOWN_SESSION)
    with pytest.raises(SessionLost, match="The session ended before: go back"):
        lost.back()
    server.reply = answering(200, {"value": None})
    fresh = sessions.on(phone)
    fresh.back()
    assert fresh is not lost
    assert sessions.on(phone) is fresh
    assert closed == [lost]
    assert sessions.commands["goBack"] == 2
    assert server.asked("/back") == 2


def test_other_faults_keep_the_session(
    server: TinyServer, sessions: Sessions, phone: Phone
) -> None:
    """A driver that fails at one command goes on with the next."""
    session = sessions.on(phone)
    server.reply = answering(500, {"value": {"error": "unknown error", "message": "no"}})
    with pytest.raises(Exception, match="The driver failed to go back"):
        session.back()
    assert sessions.on(phone) is session
    server.reply = answering(200, {"value": None})


def test_headers_of_the_profile_go_with_every_request(server: TinyServer, phone: Phone) -> None:
    """And with no request of another profile in the same process."""

    def sessions_with(headers: dict[str, str]) -> Sessions:
        return _deaf(
            Profile.model_validate(
                {
                    "name": "tiny",
                    "kind": "appium",
                    "server_url": server.url,
                    "phones": [{}],
                    "headers": headers,
                }
            )
        )

    first, second = sessions_with({"X-Grid-Token": _from_variable("t-123")}), sessions_with({})
    first.on(phone).back()
    second.on(phone).back()
    first.on(phone).back()
    first.close()
    sent = [each.get("X-Grid-Token") for each in server.headers]
    assert sent == ["t-123", "t-123", None, None, "t-123", "t-123"]


def _from_variable(value: str, template: str = "${TOKEN}") -> FromEnvironment:
    filled = FromEnvironment(value)
    filled.template, filled.parts = template, {template.strip("${}"): value}
    return filled


def test_what_a_farm_repeats_of_a_key_is_not_passed_on(server: TinyServer) -> None:
    """Some answer with the capabilities that they refuse; errors are printed."""
    server.starts = False
    said = {"error": "session not created", "message": "no parallel left for k-12345"}
    server.reply = answering(500, {"value": said})
    profile = Profile.model_validate(
        {
            "name": "farm",
            "kind": "appium",
            "server_url": server.url,
            "phones": [{}],
            "capabilities": {"bstack:options": {"accessKey": _from_variable("k-12345")}},
        }
    )
    with pytest.raises(InfrastructureError) as failed:
        _deaf(profile).on(_phones(profile)[0])
    first = str(failed.value).splitlines()[0]
    assert first == "The session did not start: no parallel left for [secret]"


def test_one_phone_is_never_both_peoples(server: TinyServer) -> None:
    """A server that chooses phones itself may give the same one twice."""
    server.phones = [{"deviceUDID": "R5CT"}, {"deviceUDID": "R5CT"}]
    profile = Profile.model_validate(
        {
            "name": "lab",
            "kind": "appium",
            "server_url": server.url,
            "phones": [{}, {"number": "+1 202-555-0147"}],
        }
    )
    one, two = _phones(profile)
    sessions = _deaf(profile)
    first = sessions.on(one)
    with pytest.raises(InfrastructureError) as refused:
        sessions.on(two)
    assert str(refused.value) == (
        "The server gives phone 2 the phone that phone 1 has already: R5CT\n"
        "  Do: give every phone of the profile 'lab' its own \"udid\""
    )
    assert first.is_lost, "the server ended it when the second one took its phone"


def test_behind_two_servers_two_phones_may_have_one_udid(
    server: TinyServer, other: TinyServer
) -> None:
    """Every machine has its emulator-5554."""
    server.phones = [{"deviceUDID": "emulator-5554"}]
    other.phones = server.phones[:1]
    profile = Profile.model_validate(
        {
            "name": "two machines",
            "kind": "appium",
            "server_url": server.url,
            "phones": [
                {"udid": "emulator-5554"},
                {"udid": "emulator-5554", "server_url": other.url},
            ],
        }
    )
    one, two = _phones(profile)
    sessions = _deaf(profile)
    assert not sessions.on(one).is_lost
    assert not sessions.on(two).is_lost
    assert not sessions.on(one).is_lost


def test_a_phone_is_given_back_without_a_session(
    server: TinyServer, sessions: Sessions, phone: Phone, closed: list[Session]
) -> None:
    """Whoever has it next starts one; what was sent before still counts."""
    first = sessions.on(phone)
    first.back()
    sessions.end(phone)
    sessions.end(phone)
    assert closed == [first]
    assert [method for method, path, _ in server.requests if path.endswith("/s1")] == ["DELETE"]
    sessions.on(phone).back()
    assert sessions.commands["goBack"] == 2


def test_a_session_whose_pictures_fail_is_ended_all_the_same(
    server: TinyServer, profile: Profile
) -> None:
    """And so are the others; what was sent counts."""

    def fail(session: Session) -> None:
        raise RuntimeError(session.name)

    server.phones = [{"deviceUDID": "one"}, {"deviceUDID": "two"}]
    sessions = Sessions(profile, opened=lambda _: None, closing=fail)
    for phone in _phones(profile):
        sessions.on(phone).back()
    with pytest.raises(RuntimeError, match="phone"):
        sessions.close()
    assert [method for method, _, _ in server.requests].count("DELETE") == 2
    assert sessions.commands["goBack"] == 2
    sessions.close()
