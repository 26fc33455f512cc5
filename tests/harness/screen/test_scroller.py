from collections.abc import Callable

from dumps import dump, stacked
from sightings import WINDOW

from harness.screen.reading import Reading
from harness.screen.scroller import Scroller, swipe_by_half_a_screen
from harness.session.sighting import Bounds

_MOST = 100


class LongList:
    """A list of rows of which some are shown; knows how far it was moved."""

    def __init__(self, rows: int, shown: int = 4, at: int = 0) -> None:
        self.rows, self.shown, self.at = rows, shown, at
        self.swipes: list[bool] = []
        self.ticks: Callable[[], str] = lambda: "clock"

    def read(self) -> Reading:
        rows = [f"row {number}" for number in range(self.at, min(self.at + self.shown, self.rows))]
        return Reading(dump(*stacked([self.ticks(), *rows])), WINDOW)

    def swipe(self, down: bool) -> None:
        self.swipes.append(down)
        self.at = max(0, min(self.rows - self.shown, self.at + (2 if down else -2)))


def _all_moves(long_list: LongList) -> list[int]:
    scroller = Scroller(long_list.read, long_list.swipe)
    places = [long_list.at]
    while scroller.move_on() and len(places) < _MOST:
        places.append(long_list.at)
    return places


def test_it_goes_down_to_the_end_and_up_to_the_top() -> None:
    """Every part of the list was shown on the way."""
    assert _all_moves(LongList(9, at=3)) == [3, 5, 3, 1, 0]


def test_a_screen_that_does_not_scroll_is_left_at_once() -> None:
    """One swipe each way tells."""
    short = LongList(4)
    assert _all_moves(short) == [0]
    assert short.swipes == [True, False]


def test_each_swipe_costs_one_reading() -> None:
    """A page source is the dearest look on a phone; the one before is still at hand."""
    long_list, read = LongList(9), 0

    def reading() -> Reading:
        nonlocal read
        read += 1
        return long_list.read()

    scroller = Scroller(reading, long_list.swipe)
    assert "row 0" in scroller.reading.texts
    while scroller.move_on():
        assert f"row {long_list.at}" in scroller.reading.texts
    assert read == 1 + len(long_list.swipes)


def test_once_finished_it_swipes_no_more() -> None:
    """Asked again, it says no without touching the phone."""
    short = LongList(4)
    scroller = Scroller(short.read, short.swipe)
    assert not scroller.move_on()
    assert not scroller.move_on()
    assert len(short.swipes) == 2


def test_a_screen_that_never_stands_still_has_an_end() -> None:
    """A clock that runs on it makes every look another."""
    endless = LongList(4)
    seconds = iter(range(10_000))
    endless.ticks = lambda: f"{next(seconds)} s left"
    assert len(_all_moves(endless)) < _MOST
    assert endless.swipes.count(True) == endless.swipes.count(False) == 41


def test_a_list_of_hundreds_is_gone_through_to_its_end() -> None:
    """An invitation may stand behind all members; a clock that runs above them changes nothing."""
    long_list, seconds = LongList(900), iter(range(10_000))
    long_list.ticks = lambda: f"{next(seconds)} s left"
    scroller = Scroller(long_list.read, long_list.swipe)
    places = {long_list.at}
    while scroller.move_on() and long_list.swipes.count(False) == 0:
        places.add(long_list.at)
    assert max(places) == 896
    assert not scroller.has_given_up


def test_of_a_feed_without_end_it_says_that_it_has_given_up() -> None:
    """What was not seen there may be there."""
    feed = LongList(1_000_000)
    scroller = Scroller(feed.read, feed.swipe)
    while scroller.move_on():
        pass
    assert scroller.has_given_up
    assert feed.swipes.count(True) == 501


def test_a_swipe_stays_inside_the_window_and_moves_less_than_it() -> None:
    """In the middle, away from the edges that belong to Android, and back the same way."""
    swipes: list[tuple[tuple[int, int], tuple[int, int]]] = []

    class Session:
        def swipe(self, start: tuple[int, int], end: tuple[int, int]) -> None:
            swipes.append((start, end))

    window = Bounds(0, 100, 1080, 2100)
    swipe_by_half_a_screen(Session(), window, down=True)  # type: ignore[arg-type]
    swipe_by_half_a_screen(Session(), window, down=False)  # type: ignore[arg-type]
    assert swipes == [((540, 1500), (540, 700)), ((540, 700), (540, 1500))]


class Screens:
    """Shows one screen after the other, each for one reading; the last one for good."""

    def __init__(self, *screens: list[str]) -> None:
        self.screens = list(screens)
        self.swipes: list[bool] = []

    def read(self) -> Reading:
        shown = self.screens.pop(0) if self.screens[1:] else self.screens[0]
        return Reading(dump(*stacked(shown)), WINDOW)


def test_a_row_that_comes_without_moving_any_is_more() -> None:
    """It finds room below the last one, while more is waited for; so does the one behind it."""
    first, second, third = ["row 0"], ["row 0", "row 1"], ["row 0", "row 1", "row 2"]
    screens = Screens(first, first, second, second, third)
    scroller = Scroller(screens.read, screens.swipes.append, 0)
    assert scroller.move_on()
    assert scroller.reading.texts == second
    assert scroller.move_on()
    assert scroller.reading.texts == third
    assert not scroller.move_on()


def test_a_clock_does_not_load_for_ever() -> None:
    """Each rest shows another time, and no row."""
    shown = [[f"{number // 2} s left", "row 0"] for number in range(100)]
    screens = Screens(*shown)
    scroller = Scroller(screens.read, screens.swipes.append, 0)
    while scroller.move_on():
        pass
    assert screens.swipes.count(True) < 20
