"""What stands between a tap and what should come of it: screens in the way, swallowed taps."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from harness.errors import InfrastructureError, NeedsPerson, NotAsPromised
from harness.screen.interstitials import answer_button, in_the_way, speaks_of
from harness.screen.last_tap import LastTap
from harness.screen.locator import Locator
from harness.screen.reading import Reading
from harness.screen.scroller import swipe_by_half_a_screen
from harness.session.session import Session
from harness.settings import Interstitial

# What is still there then does not go by this answer; one Back too many leaves the app.
_MOST_ANSWERS = 2


class Notes(Protocol):
    """What a run's report hears about the way, not the goal: what to list, what not to show."""

    def interstitial(self, name: str) -> None:
        """A screen that was in the way was dismissed."""

    def fallback(self, what: str) -> None:
        """Something was done in another way than asked for first."""

    def keep_secret(self, codes: Iterable[str]) -> None:
        """One-time codes are about to be typed; no report may show them."""


class Obstacles:
    """Clears the way while something is waited for.

    Args:
        session: The conversation with the phone.
        known: Interstitials with their safe answers.
        notes: Where every dismissal is listed.

    Attributes:
        last_tap: May be sent again until it is known what came of it.
        excuses: Each is told what did not come, and raises where the app is not to blame for that.
    """

    def __init__(self, session: Session, known: Sequence[Interstitial], notes: Notes) -> None:
        self._session, self._known, self._notes = session, known, notes
        self.last_tap: LastTap | None = None
        self.excuses: list[Callable[[str], None]] = []
        self._answers: Counter[str] = Counter()

    def begin_wait(self) -> None:
        """From now on something else is waited for: what came back may be answered again."""
        self._answers.clear()

    def in_vain(self) -> str:
        """What was answered as often as it may be and does not go, in words; else empty."""
        stuck = [name for name, times in self._answers.items() if times > _MOST_ANSWERS]
        return ", ".join(f'"{name}" is in the way and does not go' for name in stuck)

    def clear(self, reading: Reading, wanted: Locator | None, elapsed_s: float) -> bool:
        """Remove what is in the way, if anything is and it has not been tried twice already.

        Args:
            reading: The screen as it is.
            wanted: What is being waited for.
            elapsed_s: How long it has been waited for.

        Returns:
            Whether something was done.

        Raises:
            NeedsPerson: Only a person may answer this screen.
            InfrastructureError: It speaks of the network.
            NotAsPromised: The app has broken a promise by showing it.
        """
        for each in in_the_way(self._known, reading, wanted):
            if self._may_answer(each) and self._answer(each, reading):
                return True
        tap = self.last_tap
        return tap is not None and tap.repeat(elapsed_s, self._notes.fallback)

    def refuse_blame(self, what: str) -> None:
        """Asked where something did not come, before the app is blamed for it.

        Args:
            what: Did not come, for the message's first line.

        Raises:
            InfrastructureError: Something else may be to blame.
        """
        if self.last_tap is not None:
            self.last_tap.refuse_blame(what)
        for excuse in self.excuses:
            excuse(what)

    def stop_where_blocked(self, words: str) -> None:
        """Asked of words that an app answers with: they may speak of the account or the network.

        Raises:
            NeedsPerson: They say what only a person can see to; no promise is broken by it.
            InfrastructureError: They speak of the network.
        """
        for each in self._known:
            if each.answer == "stop" and each.blames != "product" and speaks_of(each, words):
                raise _stop(each, words)

    def _may_answer(self, each: Interstitial) -> bool:
        self._answers[each.name] += 1
        return self._answers[each.name] <= _MOST_ANSWERS

    def _answer(self, each: Interstitial, reading: Reading) -> bool:
        if each.answer == "stop":
            raise _stop(each, reading.describe())
        button = answer_button(each, reading)
        if button is not None:
            self._session.tap_at(*button.bounds.center)
        elif each.answer == "swipe":
            swipe_by_half_a_screen(self._session, reading.window, down=True)
        elif each.answer == "back":
            self._session.back()
        else:
            return False
        self._notes.interstitial(each.name)
        return True


def _stop(each: Interstitial, seen: str) -> InfrastructureError | NotAsPromised:
    what = f'"{each.name}" is in the way.'
    if each.blames == "product":
        return NotAsPromised(what, promised="the app goes on", seen=seen, look=each.says)
    kind = InfrastructureError if each.blames == "network" else NeedsPerson
    return kind(f"{what}\n  Last seen: {seen}\n  Do: {each.says}")
