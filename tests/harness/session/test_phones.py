import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tiny_server import TinyServer, answering

from harness.errors import InfrastructureError, SessionLost
from harness.session import phones as module
from harness.session.phones import Phone, Sessions, leased_phones
from harness.session.session import Session
from harness.settings import Profile
from harness.settings.environment import FromEnvironment

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


def test_headers_of_the_profile_go_with_every_request(server: TinyServer) -> None:
    """And with no request of another profile in the same process."""

    def sessions_with(headers: dict[str, str]) -> Sessions:
        profile = Profile.model_validate(
            {
                "name": "tiny",
                "kind": "appium",
                "server_url": server.url,
                "phones": [{}],
                "headers": headers,
            }
        )
        phones = [Phone(each, server.url) for each in profile.phones]
        return Sessions(profile, phones, opened=lambda _: None, closing=lambda _: None)

    first, second = sessions_with({"X-Grid-Token": _from_variable("t-123")}), sessions_with({})
    first.of_admin().back()
    second.of_admin().back()
    first.of_admin().back()
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
    phones = [Phone(each, server.url) for each in profile.phones]
    sessions = Sessions(profile, phones, opened=lambda _: None, closing=lambda _: None)
    with pytest.raises(InfrastructureError) as failed:
        sessions.of_admin()
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
    phones = [Phone(each, server.url) for each in profile.phones]
    sessions = Sessions(profile, phones, opened=lambda _: None, closing=lambda _: None)
    first = sessions.of_admin()
    with pytest.raises(InfrastructureError) as refused:
        sessions.with_number("+12025550147")
    assert str(refused.value) == (
        "The server gives phone 2 the phone that phone 1 has already: R5CT\n"
        "  Do: give every phone of the profile 'lab' its own \"udid\""
    )
    assert first.is_lost, "the server ended it when the second one took its phone"


# Leasing


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where lock files go; nobody waits for one."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(module, "_LEASE_S", 0)
    return tmp_path


def _with_phones(*udids: str) -> Profile:
    phones = [{"udid": udid} for udid in udids]
    return Profile.model_validate(
        {"name": "lab", "kind": "appium", "server_url": "http://127.0.0.1:4723", "phones": phones}
    )


def test_a_phone_is_leased_whatever_the_profile(folder: Path) -> None:
    """Another profile may name the same phone beside others."""
    with (
        leased_phones(_with_phones("one", "two"), {}),
        pytest.raises(InfrastructureError, match="'lab' are in use by another run"),
        leased_phones(_with_phones("two", "three"), {}),
    ):
        pass


def _unnamed(server_url: str, **phone: Any) -> Profile:
    phones = {"name": "farm", "kind": "appium", "server_url": server_url, "phones": [phone, phone]}
    return Profile.model_validate(phones)


def test_phones_that_a_farm_hands_out_are_not_leased(folder: Path) -> None:
    """It gives none to two sessions; a lock would only let runs wait for each other."""
    farm = _unnamed("https://farm.example.com/wd/hub")
    with leased_phones(farm, {}) as ours, leased_phones(farm, {}) as others:
        assert len(ours) == len(others) == 2


@pytest.mark.parametrize(
    ("server_url", "phone"),
    [
        ("http://127.0.0.1:4723", {}),
        ("http://127.0.0.1:4723", {"capabilities": {"appium:avd": "Pixel_8"}}),
        ("https://lab.example.com", {"capabilities": {"appium:udid": "R5CT"}}),
    ],
)
def test_a_phone_that_is_always_the_same_is_leased(
    folder: Path, server_url: str, phone: dict[str, Any]
) -> None:
    """By the name that it has among capabilities, or as the one that a server here would take."""
    profile = _unnamed(server_url, **phone)
    with (
        leased_phones(profile, {}),
        pytest.raises(InfrastructureError, match="in use by another run"),
        leased_phones(profile, {}),
    ):
        pass


def test_of_what_is_needed_all_is_held_or_nothing(folder: Path) -> None:
    """Who has to give up leaves the other phones to others."""
    with leased_phones(_with_phones("two"), {}):
        with (
            pytest.raises(InfrastructureError),
            leased_phones(_with_phones("one", "two", "three"), {}),
        ):
            pass
        with leased_phones(_with_phones("one", "three"), {}) as phones:
            assert [phone.settings.udid for phone in phones] == ["one", "three"]


def test_a_place_that_is_another_users_is_said(folder: Path) -> None:
    """With what to do about it."""
    with leased_phones(_with_phones("one"), {}):
        (own,) = folder.iterdir()
    for file in own.iterdir():
        file.unlink()
    own.rmdir()
    own.write_text("not a folder")
    with pytest.raises(InfrastructureError) as refused, leased_phones(_with_phones("one"), {}):
        pass
    first, do = str(refused.value).splitlines()
    assert first.startswith(f"The phones cannot be reserved: {own}: ")
    assert do.startswith("  Do: delete it, if it is another user's")
