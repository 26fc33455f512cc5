import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.screen.wait import polls


class Clock:
    """Moves only when somebody sleeps, or by the time that a look takes."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.pauses_s: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    def pause(self, seconds: float) -> None:
        self.pauses_s.append(seconds)
        self.now_s += max(seconds, 1e-4)  # a real clock goes on, whatever one sleeps


@pytest.fixture
def clock() -> Clock:
    """At some time."""
    return Clock()


def test_the_first_look_is_at_once(clock: Clock) -> None:
    """What is there already costs no pause."""
    poll = next(polls(10, clock=clock, pause=clock.pause))
    assert (poll.number, poll.elapsed_s, poll.is_last) == (0, 0, False)
    assert clock.pauses_s == []


def test_pauses_grow_up_to_a_quarter_of_a_second(clock: Clock) -> None:
    """Quick at first, gentle to the server later."""
    looks = polls(10, clock=clock, pause=clock.pause)
    for _ in range(8):
        next(looks)
    assert clock.pauses_s == pytest.approx([0.02, 0.04, 0.08, 0.16, 0.25, 0.25, 0.25])


def test_the_last_look_is_when_the_time_is_over(clock: Clock) -> None:
    """Never much later, and told as the last."""
    looks = list(polls(1, clock=clock, pause=clock.pause))
    assert [look.is_last for look in looks].count(True) == 1
    assert looks[-1].is_last
    assert looks[-1].elapsed_s == pytest.approx(1)
    assert [look.number for look in looks] == list(range(len(looks)))


def test_what_was_done_has_time_to_take_effect(clock: Clock) -> None:
    """Also when the time was nearly over; no look is the last before."""
    looks = polls(1, clock=clock, pause=clock.pause)
    for look in looks:
        if look.elapsed_s >= 0.7:
            clock.now_s += 0.5  # on a machine that has much to do
            looks.allow(1.5)
            break
    times_s = [look.elapsed_s for look in looks]
    assert times_s[-1] - look.elapsed_s >= 1.5
    assert len(times_s) > 2


def test_more_may_be_allowed_at_the_last_look(clock: Clock) -> None:
    """What was done then has its time, too; where nothing is done it ends."""
    looks = polls(1, clock=clock, pause=clock.pause)
    for look in looks:
        if look.is_last:
            looks.allow(1.5)
            break
    further = list(looks)
    assert further[-1].is_last
    assert further[-1].elapsed_s - look.elapsed_s == pytest.approx(1.5)
    assert not any(each.is_last for each in further[:-1])


def test_to_allow_more_time_takes_none_away(clock: Clock) -> None:
    """Something that is done at the beginning leaves all of the time."""
    looks = polls(10, clock=clock, pause=clock.pause)
    next(looks)
    looks.allow(1.5)
    assert list(looks)[-1].elapsed_s == pytest.approx(10)


@pytest.mark.parametrize("timeout_s", [0, -1])
def test_there_are_always_two_looks(clock: Clock, timeout_s: float) -> None:
    """Also when there is no time at all: the first look may have come too early."""
    looks = list(polls(timeout_s, clock=clock, pause=clock.pause))
    assert [look.is_last for look in looks] == [False, True]
    assert all(pause_s >= 0 for pause_s in clock.pauses_s)


def test_slow_looks_use_up_the_time(clock: Clock) -> None:
    """A phone that takes seconds to answer gets two looks, not more."""
    numbers = []
    for look in polls(3, clock=clock, pause=clock.pause):
        numbers.append(look.number)
        clock.now_s += 5
    assert numbers == [0, 1]
    assert clock.pauses_s == [0]


def test_nobody_has_to_look_to_the_end(clock: Clock) -> None:
    """The loop is left when the part is there."""
    for look in polls(100, clock=clock, pause=clock.pause):
        if look.number == 3:
            break
    assert len(clock.pauses_s) == 3


@given(st.floats(0, 20))
def test_any_time_ends(timeout_s: float) -> None:
    """With one last look, not before the time."""
    clock = Clock()
    looks = list(polls(timeout_s, clock=clock, pause=clock.pause))
    assert looks[-1].is_last
    assert not any(look.is_last for look in looks[:-1])
    assert looks[-1].elapsed_s == pytest.approx(timeout_s, abs=1e-3)
