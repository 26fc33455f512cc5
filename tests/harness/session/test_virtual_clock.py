"""The clock of virtual phones is moved beside them, and every phone sees it."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from tiny_server import TinyServer, answering

from harness.errors import InfrastructureError, WrongUse
from harness.session.session import Session
from harness.session.virtual_clock import FURTHEST, VirtualClock
from harness.session.virtual_phones import VirtualPhone, virtual_environment, virtual_phones
from harness.settings import VirtualSettings
from harness.stack import stack

DAY = timedelta(hours=24)


@pytest.fixture(scope="module")
def phones() -> Iterator[list[VirtualPhone]]:
    """Two phones of one world."""
    sims = ["+12025550100", "+12025550147"]
    with virtual_phones(sims, None, virtual_environment()) as phones:
        yield phones


def _session(phone: VirtualPhone) -> Session:
    return Session.start(phone.url, {}, name="phone", command_s=10, session_s=20)


def _now(session: Session) -> datetime:
    return datetime.fromisoformat(session.driver.execute_script("mobile: getDeviceTime", {}))


def test_all_phones_are_a_day_older(phones: list[VirtualPhone]) -> None:
    """Also those whose sessions are open; they go on, as their time-outs are the machine's."""
    sessions = [_session(phone) for phone in phones]
    before = [_now(session) for session in sessions]
    began_s = time.monotonic()
    phones[0].clock.advance(DAY)
    after = [_now(session) for session in sessions]
    took = timedelta(seconds=time.monotonic() - began_s + 2)  # the phones tell whole seconds
    for earlier, later in zip(before, after, strict=True):
        assert DAY - timedelta(seconds=2) <= later - earlier <= DAY + took
    for session in sessions:
        assert session.page_source()
        session.quit()
    assert phones[0].clock is phones[1].clock


@pytest.mark.parametrize(("fault", "behind_s"), [("wrong-timezone", 0), ("clock-off", 1200)])
def test_a_clock_is_read_whatever_its_zone(fault: str, behind_s: int) -> None:
    """A phone that is set to Tokyo's time is on time; one that is late is not."""
    settings = VirtualSettings(fault=fault)
    with virtual_phones(["+12025550100"], settings, virtual_environment()) as (phone,):
        session = _session(phone)
        said_s = session.clock_s()
        session.quit()
    assert said_s is not None
    assert abs(time.time() - behind_s - said_s) < 10


def test_a_phone_behind_the_real_appium_is_a_day_older(needed: Callable[..., str]) -> None:
    """The clock is moved beside Appium, which does not lose its session by that."""
    needed("node")
    settings, environment = VirtualSettings(through="appium"), virtual_environment()
    with virtual_phones(["+12025550147"], settings, environment) as (phone,):
        assert phone.adb
        with stack([phone.adb], environment=environment) as servers:
            session = Session.start(servers.url, {}, name="phone", command_s=60, session_s=120)
            before = _now(session)
            phone.clock.advance(DAY)
            assert _now(session) - before >= DAY - timedelta(seconds=2)
            assert session.page_source()
            session.quit()


@pytest.mark.parametrize(
    "by", [timedelta(), -DAY, FURTHEST + timedelta(seconds=1), timedelta.max, timedelta.min]
)
def test_a_senseless_move_is_wrong_use(by: timedelta) -> None:
    """Nothing is sent."""
    with pytest.raises(WrongUse) as refused:
        VirtualClock("http://127.0.0.1:1/").advance(by)
    assert str(refused.value) == (
        f"The clock of the virtual phones cannot be moved by {by}.\n"
        "  Expected: more than nothing, forward, and up to 366 days"
    )


def test_what_the_phones_refuse_is_told(server: TinyServer) -> None:
    """In their words."""
    value = {"error": "invalid argument", "message": "The clock stops at 2100-01-01"}
    server.reply = answering(400, {"value": value})
    with pytest.raises(InfrastructureError) as refused:
        VirtualClock(f"{server.url}/").advance(DAY)
    assert str(refused.value) == (
        "The clock of the virtual phones was not moved by 1 day, 0:00:00: "
        "The clock stops at 2100-01-01"
    )
    assert server.bodies("/api/clock") == [{"forward_s": 86400.0}]


@pytest.mark.parametrize("answer", ["<html>", "{}", "[]"])
def test_an_answer_of_somebody_else_is_infrastructure(server: TinyServer, answer: str) -> None:
    """Another program may have taken the port."""
    server.reply = answering(200, answer)
    with pytest.raises(InfrastructureError, match="The virtual phones do not answer at 127"):
        VirtualClock(server.url).advance(DAY)


def test_phones_that_have_ended_are_infrastructure() -> None:
    """Port 1 answers to nobody."""
    with pytest.raises(InfrastructureError, match=r"do not answer at 127\.0\.0\.1:1: "):
        VirtualClock("http://127.0.0.1:1/").advance(DAY)
