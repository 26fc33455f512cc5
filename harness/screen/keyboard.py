"""The keyboard over the app: put away before what it may cover is tapped, or scrolled clear of."""

from collections.abc import Callable

from harness.errors import InfrastructureError
from harness.screen.obstacles import Notes
from harness.session.faults import CommandUnknown, KeyboardStays
from harness.session.session import Session
from harness.session.sighting import Bounds

# A keyboard may outlive a tap beside the field; one on another screen has put it away.
_TAPS_UNDER_A_KEYBOARD = 2
_MOST_LIFTS = 3


class Keyboard:
    """Of one phone; it is asked for only after something was typed.

    Args:
        session: The conversation with the phone.
        notes: Told where it could not be put away.
        lift: Scrolls what it covers further up.
        is_covered: Whether another program's window is drawn over a place.

    Attributes:
        stays: Whether the phone has refused to put it away.
    """

    def __init__(
        self,
        session: Session,
        notes: Notes,
        lift: Callable[[], None],
        is_covered: Callable[[Bounds], bool],
    ) -> None:
        self._session, self._notes = session, notes
        self._lift, self._is_covered = lift, is_covered
        self._taps_to_watch = self._lifts = 0
        self.stays = False

    def typed(self) -> None:
        """Something is being typed: from now on it may be up."""
        self._taps_to_watch, self._lifts, self.stays = _TAPS_UNDER_A_KEYBOARD, 0, False

    def tapped(self) -> None:
        """Something was tapped, which may have put it away."""
        self._taps_to_watch = max(0, self._taps_to_watch - 1)

    def is_in_the_way(self, bounds: Bounds) -> bool:
        """Whether something had to be done about it over a place that is to be tapped.

        Raises:
            InfrastructureError: It lies over the place, and nothing can be done about it.
        """
        if self.put_away():
            return True
        if not self.stays or not self._is_under_it(bounds):
            return False
        if self._lifts == _MOST_LIFTS:
            message = (
                "The keyboard lies over what is to be tapped, and can neither be put away nor be"
                " scrolled clear of.\n"
                "  Do: put it away by hand, or choose another keyboard on the phone"
            )
            raise InfrastructureError(message)
        self._lifts += 1
        self._lift()
        return True

    def put_away(self) -> bool:
        """Hide it, if something was typed and it is still up; whether it was."""
        try:
            is_up = self._taps_to_watch > 0 and self._session.keyboard_is_shown()
        except CommandUnknown:  # such a server's own taps have to do
            is_up = False
        self._taps_to_watch = 0
        if is_up:
            try:
                self._session.hide_keyboard()
            except KeyboardStays as refused:
                self.stays = True
                first_line = str(refused).partition("\n")[0]
                self._notes.fallback(f"scrolled clear of a keyboard that stays: {first_line}")
        return is_up

    def _is_under_it(self, bounds: Bounds) -> bool:
        """Where that cannot be seen, it is."""
        try:
            return self._is_covered(bounds)
        except InfrastructureError:
            if self._session.is_lost:
                raise
            return True
