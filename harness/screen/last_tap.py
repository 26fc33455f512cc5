"""The last tap: sent again where it was swallowed, and asked about where nothing came of it."""

from collections.abc import Callable
from dataclasses import dataclass

from harness.errors import ActInDoubt, CannotSee
from harness.session.faults import Stale

# A tap that led nowhere for this long was swallowed by a transition, or the app is slow; it is sent
# again only where that does no harm.
_SWALLOWED_AFTER_S = 1.5
_MOST_REPEATS = 2


@dataclass
class LastTap:
    """A tap that may be sent again, until it is known what came of it.

    Attributes:
        again: Sends it; raises `Stale` where it is not there any more.
        still_there: Whether its screen is in front, as if nothing had happened.
        doubt: Why it is not known whether the tap arrived; "" where it did.
    """

    again: Callable[[], None]
    still_there: Callable[[], bool]
    doubt: str = ""
    _repeats: int = 0

    def may_come(self, elapsed_s: float) -> bool:
        """Whether its screen is still there, as if it was only slow: to scroll that helps nobody.

        Args:
            elapsed_s: How long something has been waited for since.
        """
        return elapsed_s < _SWALLOWED_AFTER_S and self._is_still_there()

    def repeat(self, elapsed_s: float, note: Callable[[str], None]) -> bool:
        """Send it again where it has led nowhere for long enough; whether it was sent.

        Args:
            elapsed_s: How long something has been waited for since.
            note: Told of it.
        """
        is_due = elapsed_s >= _SWALLOWED_AFTER_S * (self._repeats + 1)
        if not is_due or self._repeats >= _MOST_REPEATS or not self._is_still_there():
            return False
        try:
            self.again()
        except Stale:  # it went meanwhile, or a keyboard was put away first: nothing was tapped
            return False
        except ActInDoubt as doubt:  # whether it was done, the next looks say
            self.doubt = str(doubt).partition("\n")[0]
            note(f"looked what came of a tap in doubt: {self.doubt}")
        else:
            self.doubt = ""
        self._repeats += 1
        note("a tap was swallowed and sent again")
        return True

    def refuse_blame(self, what: str) -> None:
        """Asked where something did not come: a tap that has not arrived says nothing of the app.

        Args:
            what: Did not come, for the message's first line.

        Raises:
            CannotSee: The tap was in doubt, and its screen is still there.
        """
        if self.doubt and self._is_still_there():
            raise CannotSee(
                f"{what}\n"
                f"  Seen: the tap before may not have arrived: {self.doubt}\n"
                "  Do: look at the way to the phone; this says nothing about the app"
            )

    def _is_still_there(self) -> bool:
        try:
            return self.still_there()
        except (Stale, CannotSee):  # it is changing: nobody knows
            return False
