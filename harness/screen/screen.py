"""The phone's screen as pages use it: look, wait, touch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from harness.errors import InfrastructureError, NotShown
from harness.invitations.guard import InvitationGuard
from harness.screen.hidden import refuse_what_hides_app
from harness.screen.keyboard import Keyboard
from harness.screen.last_tap import LastTap
from harness.screen.last_wait import LastWait, in_words
from harness.screen.links import follow_link
from harness.screen.locator import Locator
from harness.screen.obstacles import Notes, Obstacles
from harness.screen.picking import Match, Missing
from harness.screen.reading import Reading
from harness.screen.scroller import Scroller, swipe_by_half_a_screen
from harness.screen.settling import Changing, cannot_see, settled, unless_stale
from harness.screen.sight import Override, Sight, Words
from harness.screen.wait import Poll, polls
from harness.session.faults import AppNotStarted, Stale
from harness.session.session import Session
from harness.session.sighting import Bounds, Sighting
from harness.settings import Interstitial, Timeouts

T = TypeVar("T")

# A screen that is just coming needs no help; after this long something may be in its way.
_GRACE_S = 0.25
# What was in the way took of the time: a tap that is sent again has this long at least to lead on.
_AFTER_CLEARING_S = 1.5
# A keyboard covers at most the lower part of the screen; above that no tap can land on it.
_ABOVE_ANY_KEYBOARD = 0.55
# What has just come, or moves, at the last look of a slow phone.
_MOST_LOOKS_MORE = 3
# What loads may come a few at a time.
_MOST_CHANGES = 5
# A look is good for one command after it: whether the keyboard is up, or all of the screen.
_OLDEST_LOOK = 1


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

    Attributes:
        is_scrolled: Whether something may be out of sight above, as far as this class has moved it.
        excuses: Each is told what did not come, and raises where the app is not to blame for that.
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
        self.excuses = self._obstacles.excuses
        self._keyboard = Keyboard(session, notes, lambda: self.scroll(down=True), self.is_covered)
        self._seen: dict[str, Bounds] = {}
        self._seen_before: dict[str, Bounds] = {}
        self._seen_at = self._parts_found = 0
        self.is_scrolled = False

    def find(self, locators: Sequence[Locator]) -> list[Sighting]:
        """Everything on the screen that any of the locators may name, in one look-up."""
        found = super().find(locators)
        self._seen_before = self._seen
        self._seen = {each.element_id: each.bounds for each in found}
        self._seen_at = self.session.sent
        return found

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
            CannotSee: The time is over, and nothing could be read on the screen, or the tap before
                may not have arrived.
            InfrastructureError: A screen came that only a person may answer, or the phone failed.
        """
        time_s = self.timeout_s if timeout_s is None else timeout_s
        scroller = self._scroller()
        self._obstacles.begin_wait()
        why, was_seen, more_looks = Missing("nobody looked"), False, _MOST_LOOKS_MORE
        for poll in (looks := polls(time_s)):
            found = unless_stale(look)
            if not isinstance(found, Missing):
                self._obstacles.last_tap = None
                self._parts_found += 1
                self.session.waited = LastWait(
                    sought.what, poll.elapsed_s, poll.number + 1, in_words(found)
                )
                return found
            why, was_seen = found, was_seen or not isinstance(found, Changing)
            if poll.is_last and _is_coming(found) and more_looks:
                # The looks took all of the time: this one has told too little.
                more_looks -= 1
                looks.allow(max(self.quiet_s, _GRACE_S))
            elif poll.elapsed_s >= _GRACE_S:
                cleared = self._obstacles.clear(self.read(), sought.locator, poll.elapsed_s)
                if cleared:
                    looks.allow(_AFTER_CLEARING_S)
                elif poll.is_last:
                    break
                scrolls = sought.scrolls or found.is_further_down
                if scrolls and not cleared and not self._may_come(poll) and not scroller.move_on():
                    scroller = self._scroller()  # more may have been loaded since
        waited_s = round(looks.timeout_s, 1)
        what, in_vain = f"Waited {waited_s:g} s for {sought.what}.", self._obstacles.in_vain()
        reading, unseen = self.read(), in_vain or why.why
        self.session.waited = LastWait(
            sought.what, poll.elapsed_s, poll.number + 1, unseen, reading
        )
        if reading.tells_nothing or not was_seen:
            raise cannot_see(what, why.why)
        refuse_what_hides_app(self.session, self._words.code, self._parts_found, what)
        self._obstacles.refuse_blame(what)
        raise NotShown(
            what,
            seen=reading.describe(),
            why=unseen,
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

    def stop_where_blocked(self, words: str) -> None:
        """Asked of what the app answers: where account or network are to blame, no app has failed.

        Raises:
            InfrastructureError: They are.
        """
        self._obstacles.stop_where_blocked(words)

    def last_of(
        self, value: T, now: Callable[[], T | Missing], what_counts: Callable[[T], object]
    ) -> T:
        """What a look tells that tells the same `quiet_s` later: more of it may still load.

        After a few changes it is the one that was seen last.

        Args:
            value: What was seen just before.
            now: Looks again; nothing counts for the same.
            what_counts: What of it has to stay.
        """
        for _ in range(_MOST_CHANGES):
            seen: T | Missing = value
            for poll in polls(self.quiet_s):
                if poll.is_last:  # reading all of a screen is slow on a phone
                    seen = unless_stale(now)
            if isinstance(seen, Missing) or what_counts(seen) == what_counts(value):
                break
            value = seen
        return value

    def seen_anywhere(self, look: Callable[[], T | Missing]) -> T | None:
        """Look through all of a screen, down to its end and up to its top.

        What is not there has to stay away for `quiet_s`, as a screen may still be loading; then all
        of it is gone through once more, as that goes for what is further down, too.

        Raises:
            CannotSee: Nothing could be read, it changed all the time, or it has no end: so nothing
                is absent.
        """
        return self._anywhere(lambda _scroller: settled(look))

    def read_anywhere(self, look: Callable[[Reading], T | Missing]) -> T | None:
        """Like `seen_anywhere`, for what is told from a reading of the screen."""
        return self._anywhere(lambda scroller: look(scroller.reading))

    def read_through(self) -> list[Reading]:
        """All of a screen in one pass: down to its end, where more has `quiet_s` to come, and up.

        Returns:
            All that was read, one after the other, also where nothing moved: a row may have come
            there. A swipe may have gone too far: whoever takes something for absent looks whether
            each piece has something of the one before.

        Raises:
            CannotSee: Nothing could be read.
            InfrastructureError: It has no end.
        """
        readings: list[Reading] = []

        def read() -> Reading:
            reading = self._read_something()
            if not readings or reading is not readings[-1]:
                readings.append(reading)
            return reading

        scroller = Scroller(read, lambda down: self.scroll(down=down), self.quiet_s)
        while scroller.move_on():
            pass
        self._refuse_endless(scroller)
        self.is_scrolled = False
        return readings

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

    def is_covered(self, bounds: Bounds) -> bool:
        """Whether a window of another program, such as a keyboard, is drawn over a place."""
        shown = Reading(self.session.everything_shown(), self.window, self.package)
        return shown.is_covered(bounds)

    def start_app(self) -> None:
        """Bring the app to the front; what stands in its place is dismissed, if that is known.

        Raises:
            InfrastructureError: Something else stays in front.
        """
        try:
            self.session.start_app(self.package)
        except AppNotStarted:
            if self.is_of_app():
                return
            if not self._obstacles.clear(self.read(), None, 0):
                raise
            self.session.start_app(self.package)

    def tap(self, match: Match) -> None:
        """One tap on a part that was just seen, with no keyboard over it.

        Args:
            match: What was seen; nothing else may have happened since.

        Raises:
            Stale: The screen has moved meanwhile; nothing was tapped.
        """
        bounds, element = match.target.bounds, match.target.element_id
        if self._may_be_covered(bounds) and self._keyboard.is_in_the_way(bounds):
            self._seen = {}  # the screen makes use of the room
            message = "a keyboard was in the way"
            raise Stale(message)
        if self.session.sent - self._seen_at > _OLDEST_LOOK or element not in self._seen:
            message = "it was seen some commands ago"
            raise Stale(message)
        if self._seen_before.get(element, bounds) != bounds:
            message = "it was moving"
            raise Stale(message)
        self._keyboard.tapped()
        self.session.tap(match.target)

    def rests(self, match: Match) -> bool:
        """Whether a part that was just seen was at the same place at the look before."""
        return self._seen_before.get(match.target.element_id) == match.target.bounds

    def remember(self, tap: LastTap) -> None:
        """Let the last tap be sent again when nothing comes of it: only where that does no harm."""
        self._obstacles.last_tap = tap

    def type(self, match: Match, text: str) -> None:
        """Put text into an empty field."""
        self._keyboard.typed()
        self.session.type(match.target, text)

    def scroll(self, *, down: bool) -> None:
        """Move the content by less than a screen."""
        self._keyboard.put_away()  # a finger that moves over its keys types words
        self.is_scrolled = True
        self._seen = {}  # what moves by this is not moving by itself
        swipe_by_half_a_screen(
            self.session, self.window, down=down, above_keyboard=self._keyboard.stays
        )

    def _anywhere(self, look: Callable[[Scroller], T | Missing]) -> T | None:
        for poll in polls(self.quiet_s):
            scroller = self._scroller()
            found = look(scroller)
            goes_on = poll.number == 0 or poll.is_last
            while isinstance(found, Missing) and goes_on and scroller.move_on():
                found = look(scroller)
            if not isinstance(found, Missing):
                return found
            self._refuse_endless(scroller)
        self.is_scrolled = False  # each of them ends at the top
        return None

    def _refuse_endless(self, scroller: Scroller) -> None:
        if scroller.has_given_up:
            raise InfrastructureError(
                "The end of a list was not reached: what was looked for may be further down.\n"
                f"  Last seen: {scroller.reading.describe()}\n"
                "  Do: look there by hand; what is not seen is not taken for absent"
            )

    def _may_come(self, poll: Poll) -> bool:
        tap = self._obstacles.last_tap
        return tap is not None and tap.may_come(poll.elapsed_s)

    def _scroller(self) -> Scroller:
        return Scroller(self._read_something, lambda down: self.scroll(down=down))

    def _read_something(self) -> Reading:
        """The screen, once anything can be read on it.

        Raises:
            CannotSee: Nothing can, within the profile's time.
        """
        for _ in polls(self.timeout_s):
            reading = self.read()
            if not reading.tells_nothing:
                return reading
        raise cannot_see(f"Waited {self.timeout_s:g} s for a screen that can be read.")

    def _may_be_covered(self, bounds: Bounds) -> bool:
        return bounds.center[1] > self.window.top + _ABOVE_ANY_KEYBOARD * self.window.height_px


def _is_coming(found: Missing) -> bool:
    return found.has_to_stay or isinstance(found, Changing)
