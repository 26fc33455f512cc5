"""Taps of which nothing came: sent again where that does no harm, and never the app's fault."""

from collections.abc import Callable
from typing import NoReturn

import pytest

from harness.errors import ActInDoubt, CannotSee
from harness.screen.last_tap import LastTap
from harness.session.faults import Stale


class Hand:
    """What was done, and what a tap does."""

    def __init__(self) -> None:
        self.taps, self.notes = 0, list[str]()
        self.fault: Exception | None = None

    def tap(self) -> None:
        """Once more."""
        if self.fault is not None:
            raise self.fault
        self.taps += 1


@pytest.fixture
def hand() -> Hand:
    """One that has done nothing yet."""
    return Hand()


def _tap(
    hand: Hand,
    *,
    there: Callable[[], bool] = lambda: True,
    doubt: str = "",
) -> LastTap:
    return LastTap(hand.tap, there, doubt)


def _gone() -> NoReturn:
    raise Stale("gone")


def _changing() -> NoReturn:
    raise CannotSee("it changes all the time")


def test_a_tap_that_led_nowhere_is_sent_again_after_a_while(hand: Hand) -> None:
    """Later and later, and twice at most."""
    tap = _tap(hand)
    repeated = [tap.repeat(at_s, hand.notes.append) for at_s in (1.4, 1.5, 2.9, 3.0, 9, 99)]
    assert repeated == [False, True, False, True, False, False]
    assert (hand.taps, hand.notes) == (2, ["a tap was swallowed and sent again"] * 2)


def test_nothing_is_scrolled_as_long_as_a_tap_may_come(hand: Hand) -> None:
    """Until it is sent again; its screen has to be there."""
    assert [_tap(hand).may_come(at_s) for at_s in (0.25, 1.4, 1.5, 9)] == [True, True, False, False]
    assert not _tap(hand, there=lambda: False).may_come(0.25)
    assert not _tap(hand, there=_gone).may_come(0.25)


def test_a_tap_that_did_something_is_not_sent_again(hand: Hand) -> None:
    """Its screen has gone."""
    tap = _tap(hand, there=lambda: False)
    assert not tap.repeat(9, hand.notes.append)
    assert (hand.taps, hand.notes) == (0, [])


def test_what_goes_in_the_meantime_does_not_break_the_wait(hand: Hand) -> None:
    """Nothing was tapped, so the wait goes on, and the tap may still be repeated."""
    for changing in (_gone, _changing):
        assert not _tap(hand, there=changing).repeat(9, hand.notes.append)
    hand.fault = Stale("gone")
    tap = _tap(hand)
    assert not tap.repeat(9, hand.notes.append)
    hand.fault = None
    assert tap.repeat(9, hand.notes.append)
    assert tap.repeat(9, hand.notes.append)


def test_the_app_is_not_to_blame_for_a_tap_in_doubt(hand: Hand) -> None:
    """As long as its screen is still there: else it has arrived."""
    doubtful = {"doubt": "The connection broke."}
    with pytest.raises(CannotSee) as seen_nothing:
        _tap(hand, **doubtful).refuse_blame("Waited 5 s for the role.")  # type: ignore[arg-type]
    assert str(seen_nothing.value) == (
        "Waited 5 s for the role.\n"
        "  Seen: the tap before may not have arrived: The connection broke.\n"
        "  Do: look at the way to the phone; this says nothing about the app"
    )
    _tap(hand, there=lambda: False, **doubtful).refuse_blame("")  # type: ignore[arg-type]


def test_a_second_tap_settles_the_doubt(hand: Hand) -> None:
    """Or is in doubt itself."""
    tap = _tap(hand, doubt="The connection broke.")
    hand.fault = ActInDoubt("No answer came.\n  Do: look")
    assert tap.repeat(9, hand.notes.append)
    assert tap.doubt == "No answer came."
    assert hand.notes[0] == "looked what came of a tap in doubt: No answer came."
    hand.fault = None
    assert tap.repeat(9, hand.notes.append)
    tap.refuse_blame("")
