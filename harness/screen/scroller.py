"""Going through all of a screen that is longer than the display."""

from collections.abc import Callable

from harness.errors import ActInDoubt
from harness.screen.reading import Reading
from harness.screen.wait import polls
from harness.session.session import Session
from harness.session.sighting import Bounds

_UPPER, _LOWER = 0.30, 0.70
_UPPER_ABOVE_KEYBOARD, _LOWER_ABOVE_KEYBOARD = 0.15, 0.45
# Where something on the screen changes all the time, no swipe changes nothing.
_MOST_IDLE_SWIPES = 40
# Lists of more than a thousand people end before that; feeds never do.
_MOST_SWIPES = 500
# Something new that moves nothing is more rows this often; then it is a clock.
_MOST_LATE = 3


def swipe_by_half_a_screen(
    session: Session, window: Bounds, *, down: bool, above_keyboard: bool = False
) -> None:
    """Move the content by less than a screen, so that nothing is passed over unseen.

    Args:
        session: With the phone.
        window: The part of the display that apps can use.
        down: Whether to see more of what is below.
        above_keyboard: Whether the finger has to stay above a keyboard.
    """
    middle_x = window.left + window.width_px // 2
    high, low = (
        (_UPPER_ABOVE_KEYBOARD, _LOWER_ABOVE_KEYBOARD) if above_keyboard else (_UPPER, _LOWER)
    )
    upper = window.top + int(window.height_px * high)
    lower = window.top + int(window.height_px * low)
    start, end = (lower, upper) if down else (upper, lower)
    session.swipe((middle_x, start), (middle_x, end))


class Scroller:
    """Goes down a screen to its end, then up to its top; knows when nothing moves any more.

    Lists often do not say that they scroll (`scrollable` is false on them), so the only sign of an
    end is that a swipe moves nothing up or down, however often what stands there changes.

    Args:
        read: Reads the screen.
        swipe: Scrolls by less than a screen, down or up.
        rest_s: How long more has to stay away below the last row, so that it is the last one; None
            where all of it is gone through again.

    Attributes:
        has_given_up: There were more swipes in one direction than any list needs, and its end has
            not come: what was not seen may be there all the same.
    """

    def __init__(
        self,
        read: Callable[[], Reading],
        swipe: Callable[[bool], None],
        rest_s: float | None = None,
    ) -> None:
        self._read, self._swipe, self._rest_s = read, swipe, rest_s
        self._reading: Reading | None = None
        self._down, self._finished, self._swipes, self._idle = True, False, 0, 0
        self._late = 0
        self.has_given_up = False

    @property
    def reading(self) -> Reading:
        """The screen as it was read last; read now, if it has not been."""
        if self._reading is None:
            self._reading = self._read()
        return self._reading

    def move_on(self) -> bool:
        """Scroll once; returns False when all of the screen has been seen."""
        while not self._finished:
            before = self.reading
            now = self._reading = self._after_swipe(before.fingerprint)
            self._swipes += 1
            self._idle = 0 if _has_moved(before, now) else self._idle + 1
            is_longer = self._swipes > _MOST_SWIPES
            is_other = now.fingerprint != before.fingerprint
            if is_other and self._idle <= _MOST_IDLE_SWIPES and not is_longer:
                return True
            if self._down and not is_longer and self._more_has_come(now):
                return True
            self.has_given_up |= is_longer
            self._finished = not self._down
            self._down, self._swipes, self._idle = False, 0, 0
        return False

    def _more_has_come(self, end: Reading) -> bool:
        """Whether the end was that of what had been loaded; it takes some time to tell.

        Rows that find room below the last one, or take the place of a sign of loading, move none.
        """
        if self._rest_s is None:
            return False
        for _ in polls(self._rest_s):
            pass
        self._reading = self._after_swipe(end.fingerprint)
        if _has_moved(end, self._reading):
            return True
        if _heights(self._reading).keys() <= _heights(end).keys():
            return False
        self._late += 1
        return self._late <= _MOST_LATE

    def _after_swipe(self, before: tuple[tuple[str, Bounds], ...]) -> Reading:
        """Swipe and read; the screen itself says whether a swipe in doubt was done."""
        try:
            self._swipe(self._down)
        except ActInDoubt:
            reading = self._read()
            if reading.fingerprint != before:
                return reading
            self._swipe(self._down)
        return self._read()


def _has_moved(before: Reading, now: Reading) -> bool:
    """Whether what both show has gone up or down, or there is nothing that both show."""
    heights_before, heights = _heights(before), _heights(now)
    common = heights_before.keys() & heights.keys()
    return not common or any(heights_before[label] != heights[label] for label in common)


def _heights(reading: Reading) -> dict[str, list[int]]:
    """Where each label stands, by the tops of its nodes."""
    heights: dict[str, list[int]] = {}
    for node in reading.visible:
        for label in node.labels:
            heights.setdefault(label, []).append(node.bounds.top)
    return heights
