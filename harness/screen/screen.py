"""The phone's screen as pages use it: look, wait, touch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from harness.errors import InfrastructureError, NotShown
from harness.invitations.guard import InvitationGuard
from harness.screen.last_wait import LastWait, in_words
from harness.screen.links import follow_link
from harness.screen.locator import Locator
from harness.screen.obstacles import Notes, Obstacles, RepeatableTap
from harness.screen.picking import Match, Missing
from harness.screen.reading import Reading
from harness.screen.scroller import Scroller, swipe_by_half_a_screen
from harness.screen.sight import Override, Sight, Words
from harness.screen.wait import polls
from harness.session.faults import CommandUnknown, Stale
from harness.session.session import Session
from harness.session.sighting import Bounds
from harness.settings import Interstitial, Timeouts

T = TypeVar("T")

# A screen that is just coming needs no help; after this long something may be in its way.
_GRACE_S = 0.25
# A keyboard covers at most the lower part of the screen; above that no tap can land on it.
_ABOVE_ANY_KEYBOARD = 0.55
# A keyboard may outlive a tap beside the field; one on another screen has put it away.
_TAPS_UNDER_A_KEYBOARD = 2


@dataclass(frozen=True)
class Sought:
    """What is waited for, in words for the error, and how to get at it.

    Attributes:
        what: 'PermissionsPage.invite (button "Invite") to be shown'.
        locator: What is looked for, so that it is not dismissed as an interstitial itself.
        scrolls: Whether it may be further down or up.
        hint: What the reader of the error should look at.
    """

    what: str
    locator: Locator | None = None
    scrolls: bool = False
    hint: str = ""


class Screen(Sight):
    """One phone's screen.

    Args:
        session: The conversation with the phone.
        words: The app's language.
        override: What the user's locators say of a part, by its name "PermissionsPage.invite".
        interstitials: Screens that may be in the way, with their safe answers.
        notes: Where dismissals and fallbacks are listed.
        guard: Watches over the one tap that reaches a person.
        package: The app's Android package.
        timeouts: How long a part may take to come, and must stay away to be believed absent.
    """

    def __init__(
        self,
        session: Session,
        *,
        words: Words,
        override: Callable[[str], Override],
        interstitials: Sequence[Interstitial],
        notes: Notes,
        guard: InvitationGuard,
        package: str,
        timeouts: Timeouts,
    ) -> None:
        super().__init__(
            session, words=words, override=override, package=package, fallback=notes.fallback
        )
        self.session = session
        self.timeout_s, self.quiet_s = timeouts.element_s, timeouts.quiet_s
        self.notes, self.guard = notes, guard
        self._obstacles = Obstacles(session, interstitials, notes)
        self._taps_to_watch = 0

    # Waiting

    def wait_for(
        self, look: Callable[[], T | Missing], sought: Sought, timeout_s: float | None = None
    ) -> T:
        """Look until something is found; meanwhile clear the way and scroll.

        Args:
            look: Returns what was found, or why it is missing.
            sought: What it is.
            timeout_s: Other than the profile's.

        Raises:
            NotShown: The time is over.
            InfrastructureError: A screen came that only a person may answer, or the phone failed.
        """
        time_s = self.timeout_s if timeout_s is None else timeout_s
        scroller = self._scroller()
        self._obstacles.begin_wait()
        why = Missing("nobody looked")
        for poll in polls(time_s):
            found = unless_stale(look)
            if not isinstance(found, Missing):
                self._obstacles.last_tap = None
                self.session.waited = LastWait(
                    sought.what, poll.elapsed_s, poll.number + 1, in_words(found)
                )
                return found
            why = found
            if poll.is_last:
                break
            if poll.elapsed_s >= _GRACE_S:
                cleared = self._obstacles.clear(self.read(), sought.locator, poll.elapsed_s)
                if sought.scrolls and not cleared and not scroller.move_on():
                    scroller = self._scroller()  # more may have been loaded since
        reading, in_vain = self.read(), self._obstacles.in_vain() or why.why
        self.session.waited = LastWait(
            sought.what, poll.elapsed_s, poll.number + 1, in_vain, reading
        )
        raise NotShown(
            f"Waited {time_s:g} s for {sought.what}.",
            seen=reading.describe(),
            why=in_vain,
            look=sought.hint,
        )

    def answers(
        self,
        look: Callable[[], T | Missing],
        sought: Sought,
        default: T,
        timeout_s: float | None = None,
    ) -> T:
        """Like `wait_for`, where not to come is an answer, too: then it is the default.

        Args:
            look: Returns what was found, or why it is missing.
            sought: What it is.
            default: The answer when the time is over.
            timeout_s: Other than the profile's.

        Raises:
            InfrastructureError: A screen came that only a person may answer, or the phone failed.
        """
        try:
            return self.wait_for(look, sought, timeout_s)
        except NotShown:
            return default

    def seen_anywhere(self, look: Callable[[], T | Missing]) -> T | None:
        """Look through all of a screen, down to its end and up to its top.

        What is not there has to stay away for `quiet_s`, as a screen may still be loading; then all
        of it is gone through once more, as that goes for what is further down, too.

        Raises:
            InfrastructureError: The screen has no end, so that nobody knows what is on it.
        """
        return self._anywhere(lambda _scroller: unless_stale(look))

    def read_anywhere(self, look: Callable[[Reading], T | Missing]) -> T | None:
        """Like `seen_anywhere`, for what is told from a reading of the screen."""
        return self._anywhere(lambda scroller: look(scroller.reading))

    # Links

    def follow_link(self, url: str) -> None:
        """Open a link as a person's tap does, and wait until the app is in front.

        Raises:
            NotShown: Something else came, although the app is installed.
            InfrastructureError: The app is not installed; nothing was opened.
        """
        follow_link(self.session, url, self.package, self.timeout_s)

    def is_of_app(self) -> bool:
        """Whether the app is in front at this moment, and no other one."""
        return self.session.current_package() == self.package

    # Touching

    def tap(self, match: Match) -> None:
        """One tap on a part that was just seen, with no keyboard over it.

        Args:
            match: What was seen; nothing else may have happened since.

        Raises:
            Stale: The screen has moved meanwhile; nothing was tapped.
        """
        if self._may_be_covered(match.target.bounds) and self._put_keyboard_away():
            message = "a keyboard was in the way"
            raise Stale(message)
        self._taps_to_watch = max(0, self._taps_to_watch - 1)
        self.session.tap(match.target)

    def repeat_if_swallowed(
        self, again: Callable[[], None], still_there: Callable[[], bool]
    ) -> None:
        """Let the last tap be sent again when nothing comes of it: only where that does no harm."""
        self._obstacles.last_tap = RepeatableTap(again, still_there)

    def type(self, match: Match, text: str) -> None:
        """Put text into an empty field."""
        self.session.type(match.target, text)
        self._taps_to_watch = _TAPS_UNDER_A_KEYBOARD

    def scroll(self, *, down: bool) -> None:
        """Move the content by less than a screen."""
        self._put_keyboard_away()  # a finger that moves over its keys types words
        swipe_by_half_a_screen(self.session, self.window, down=down)

    def _anywhere(self, look: Callable[[Scroller], T | Missing]) -> T | None:
        for poll in polls(self.quiet_s):
            scroller = self._scroller()
            found = look(scroller)
            goes_on = poll.number == 0 or poll.is_last
            while isinstance(found, Missing) and goes_on and scroller.move_on():
                found = look(scroller)
            if not isinstance(found, Missing):
                return found
            if scroller.has_given_up:
                raise InfrastructureError(
                    "The end of a list was not reached: what was looked for may be further down.\n"
                    f"  Last seen: {scroller.reading.describe()}\n"
                    "  Do: look there by hand; what is not seen is not taken for absent"
                )
        return None

    def _scroller(self) -> Scroller:
        return Scroller(self.read, lambda down: self.scroll(down=down))

    def _put_keyboard_away(self) -> bool:
        """Hide the keyboard, if something was typed and it is still up; whether it was."""
        try:
            is_up = self._taps_to_watch > 0 and self.session.keyboard_is_shown()
        except CommandUnknown:  # such a server's own taps have to do
            is_up = False
        self._taps_to_watch = 0
        if is_up:
            self.session.hide_keyboard()
        return is_up

    def _may_be_covered(self, bounds: Bounds) -> bool:
        return bounds.center[1] > self.window.top + _ABOVE_ANY_KEYBOARD * self.window.height_px


def unless_stale(look: Callable[[], T | Missing]) -> T | Missing:
    """What a look finds; a screen that changes under it is a reason to look again."""
    try:
        return look()
    except Stale as change:
        return Missing(f"the screen was changing ({change})")
