from datetime import UTC, datetime, timedelta, timezone

import pytest

from virtual_phone.clock import Clock

MORNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def test_a_standing_clock_moves_only_when_told() -> None:
    """`advance` is the one thing that moves a standing clock."""
    clock = Clock(MORNING, running=False)

    clock.advance(timedelta(hours=24))

    assert clock.now() == MORNING + timedelta(hours=24)


def test_a_running_clock_never_goes_back() -> None:
    """Its moments only grow."""
    clock = Clock()

    moments = [clock.now() for _ in range(50)]

    assert moments == sorted(moments)


def test_moments_are_in_utc() -> None:
    """A clock that was set in another zone tells the same moment in UTC."""
    clock = Clock(MORNING.astimezone(timezone(timedelta(hours=5))), running=False)

    assert clock.now() == MORNING
    assert clock.now().tzinfo is UTC


def test_the_clock_refuses_to_go_back() -> None:
    """What has expired stays expired."""
    with pytest.raises(ValueError, match="only moves forward, not by -1 day"):
        Clock().advance(timedelta(days=-1))


def test_a_moment_without_a_zone_is_refused() -> None:
    """A naive start would mean another moment on every machine."""
    with pytest.raises(ValueError, match="needs an aware moment"):
        Clock(datetime(2026, 3, 1))  # noqa: DTZ001 -- the mistake under test
