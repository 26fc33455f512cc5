"""When a signal breaks a scenario off, and when it waits."""

import signal
from collections.abc import Generator
from typing import Any

import pytest

from harness.interruption import Interruption, PassingOn


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    """At some time."""
    return Clock()


@pytest.fixture
def interruption(clock: Clock) -> Interruption:
    """Of a process that runs scenarios."""
    return Interruption(clock)


def _tell(interruption: Interruption) -> None:
    """A signal, as the process hears of it."""
    interruption._asked(signal.SIGTERM, None)


def _begin(interruption: Interruption) -> Generator[None, Any, Any]:
    """A scenario's own code runs from here until it is closed."""
    scenario = interruption.pytest_runtest_call()
    next(scenario)
    return scenario


def test_it_is_let_in_while_a_scenario_runs(interruption: Interruption) -> None:
    """There it breaks the scenario off."""
    scenario = _begin(interruption)
    with pytest.raises(KeyboardInterrupt):
        _tell(interruption)
    scenario.close()


def test_it_waits_while_results_are_written(interruption: Interruption) -> None:
    """Until the next scenario would begin."""
    _begin(interruption).close()
    _tell(interruption)
    with pytest.raises(KeyboardInterrupt):
        _begin(interruption)


def test_one_end_may_be_told_twice(interruption: Interruption, clock: Clock) -> None:
    """By who ends all processes, and by the first of them, which passes it on."""
    _tell(interruption)
    clock.now_s += 0.1
    _tell(interruption)


def test_what_is_cleared_up_is_not_cut_by_the_same_end(
    interruption: Interruption, clock: Clock
) -> None:
    """The scenario's own code is still on its way out, with locks to give back."""
    scenario = _begin(interruption)
    with pytest.raises(KeyboardInterrupt):
        _tell(interruption)
    clock.now_s += 0.1
    _tell(interruption)
    scenario.close()


@pytest.mark.parametrize("is_let_in", [False, True])
def test_a_second_one_is_let_in_anywhere(
    interruption: Interruption, clock: Clock, *, is_let_in: bool
) -> None:
    """Somebody who asks again after a while does not want to wait."""
    if is_let_in:
        scenario = _begin(interruption)
        with pytest.raises(KeyboardInterrupt):
            _tell(interruption)
        scenario.close()
    else:
        _tell(interruption)
    clock.now_s += 5
    with pytest.raises(KeyboardInterrupt):
        _tell(interruption)


@pytest.mark.parametrize("plugin", [Interruption, PassingOn])
def test_what_somebody_else_answers_to_is_left_alone(
    plugin: type[Interruption | PassingOn],
) -> None:
    """Such as the drill, whose runs end by its own word."""
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        answering = plugin()
        answering.pytest_sessionstart()
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        answering.pytest_unconfigure()
    finally:
        signal.signal(signal.SIGTERM, before)
