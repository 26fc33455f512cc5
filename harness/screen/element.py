"""A part of a page: found anew each time it is used, never kept."""

from collections.abc import Callable, Sequence
from functools import partial

from harness.errors import ActInDoubt, InfrastructureError, NotAsPromised
from harness.screen.last_tap import LastTap
from harness.screen.locator import Locator, plain
from harness.screen.picking import Match, Missing
from harness.screen.screen import Screen, Sought
from harness.screen.settling import Changing, settled
from harness.screen.sight import ALWAYS, Condition
from harness.session.faults import Stale, TextRefused
from harness.session.sighting import Bounds

# Typed again this often where a field does not take a text, or holds another one.
_MOST_MORE = 2


class Element:
    """A part of a page, by name.

    Args:
        screen: Where it is.
        name: Page and part, for reports: "PermissionsPage.invite".
        locator: How it is found, in the app's language.
        never_with: Parts of neighbouring pages; while one is shown, this part's page is not in
            front.
        hint: What to look at when it does not come.
        reaches_people: Only the guard over invitations lets a tap through.
        its_screen_is_open: Whether the page that it belongs to is in front; None where that cannot
            be told from the page's own parts.
    """

    def __init__(
        self,
        screen: Screen,
        name: str,
        locator: Locator,
        *,
        never_with: Sequence[Locator] = (),
        hint: str = "",
        reaches_people: bool = False,
        its_screen_is_open: Callable[[], bool] | None = None,
    ) -> None:
        self._screen, self.name, self.locator = screen, name, locator
        self._never_with, self._hint = never_with, hint
        self._reaches_people, self._its_screen_is_open = reaches_people, its_screen_is_open

    def __str__(self) -> str:
        return f"{self.name} ({self.locator})"

    # Looking

    def look(self) -> Match | Missing:
        """What is there at this moment: one look-up, no waiting."""
        return self._screen.look(self.locator, self._never_with)

    def is_shown(self) -> bool:
        """Whether it is there at this moment, exactly once."""
        return not isinstance(settled(self.look), Missing)

    def find(self) -> Match | None:
        """Look through all of the screen for it; None where it is nowhere."""
        return self._screen.seen_anywhere(self.look)

    def is_offered(self) -> bool:
        """Whether it is anywhere on the screen; looks through all of it."""
        return self.find() is not None

    def wait_shown(self, timeout_s: float | None = None) -> Match:
        """Wait until it is there, exactly once.

        Raises:
            NotShown: It did not come in time.
        """
        return self._screen.wait_for(self.look, self._sought("to be shown"), timeout_s)

    def is_enabled(self) -> bool:
        """Whether a tap on it can do something; waits until it is there."""
        match = self.wait_shown()
        if match.clickable or not match.enabled:
            return match.enabled
        control = self._screen.control_of(self.locator, match)
        return control.enabled if control else match.enabled

    def becomes_enabled(self, timeout_s: float | None = None) -> bool:
        """Whether it is there and switched on within the time, by default the profile's."""

        def look() -> bool | Missing:
            return self.is_enabled() or Missing("it is switched off")

        sought = self._sought("to be switched on")
        return self._screen.answers(look, sought, default=False, timeout_s=timeout_s)

    # Touching

    def tap(self, when: Condition = ALWAYS) -> None:
        """Wait for it and tap it; the tap is sent again when a transition swallowed it.

        Of a tap in doubt the screen tells whether it was done, in the same way.

        Args:
            when: What each look before a tap has to see besides, also before one that is sent
                again.
        """
        doubt = ""

        def touch(match: Match) -> None:
            nonlocal doubt
            doubt = self._touch_in_doubt(match)

        self._may_be_swallowed(self._tap_when_ready(touch, when), doubt, when)

    def tap_seen(self, match: Match) -> None:
        """Tap it where it was seen by a look-up just now; if it has gone since, find it again."""
        try:
            self.tap_where_seen(match)
        except Stale:
            self.tap()

    def tap_where_seen(self, match: Match) -> None:
        """Like `tap_seen`, but nowhere else.

        Raises:
            Stale: It has gone since, or moved; nothing was tapped.
        """
        self._may_be_swallowed(match, self._touch_in_doubt(match))

    def tap_once(self, beside: Sequence[Locator] = (), when: Condition = ALWAYS) -> None:
        """Wait until it is at rest and tap it; never sent again, whatever comes of it.

        Args:
            beside: Parts that the same looks see, so that these are known to be at rest, too.
            when: As for `tap`.

        Raises:
            ActInDoubt: It may have been tapped.
        """
        also = Condition((*beside, *when.beside), when.unmet)
        self._tap_at_rest(self._touch, also)

    def double_tap_once(self) -> None:
        """Like `tap_once`, by two taps in a hurry.

        Raises:
            ActInDoubt: It may have been tapped.
        """

        def touch(match: Match) -> None:
            self._refuse_past_guard()
            self._screen.session.double_tap(*match.target.bounds.center)

        self._tap_at_rest(touch)

    def enter(self, text: str, *, secret: bool = False) -> None:
        """Put text in place of what is there, and read it back.

        Args:
            text: What to type.
            secret: The field hides what is typed, so that it cannot be read back.

        Raises:
            NotShown: The field did not come.
            NotAsPromised: It holds the same other text however often it is typed.
            InfrastructureError: It holds other text each time.
        """
        self.type(text, secret=secret)
        if not secret:
            self._read_back(text)

    def enter_seen(self, match: Match, text: str, *, secret: bool = False) -> None:
        """Like `enter`, into the field as it was seen by a look-up just now."""
        try:
            self._replace(match, text)
        except (Stale, TextRefused):
            self.type(text, secret=secret)
        if not secret:
            self._read_back(text)

    def type(self, text: str, *, secret: bool = False) -> None:
        """Put text in place of what is there, whatever the field makes of it.

        Args:
            text: What to type.
            secret: The field hides it, so that after a typing in doubt nothing can be verified.

        Raises:
            TextRefused: The field did not take it, however often it was found again.
            ActInDoubt: It may have been typed.
        """

        def look() -> tuple[Match, str] | Missing:
            match = self.look()
            return match if isinstance(match, Missing) else (match, text)

        self.type_as_seen(look, secret=secret)

    def type_as_seen(
        self, look: Callable[[], tuple[Match, str] | Missing], *, secret: bool = False
    ) -> None:
        """Like `type`, where what is to be typed hangs on what is seen beside the field.

        Args:
            look: The field, and what to type into it, as they are now; asked before each typing.
            secret: As for `type`.

        Raises:
            TextRefused: As `type`; so ActInDoubt.
        """
        tries, in_doubt = 0, False

        def look_and_type() -> Match | Missing:
            nonlocal tries, in_doubt
            seen = look()
            if isinstance(seen, Missing):
                return seen
            match, text = seen
            if in_doubt and _same_input(_content(match, self.locator), text):
                return match
            try:
                self._replace(match, text)
            except (TextRefused, ActInDoubt) as fault:
                tries, in_doubt = tries + 1, isinstance(fault, ActInDoubt)
                if tries > _MOST_MORE or (secret and in_doubt):
                    raise
                first_line = str(fault).partition("\n")[0]
                self._screen.notes.fallback(f"a field was found again to type: {first_line}")
                return Changing("the field did not take the text")
            return match

        self._screen.wait_for(look_and_type, self._sought("to be shown"))

    def content(self) -> str:
        """What is typed in the field; empty while it only shows its hint."""
        return self.content_of(self.wait_shown())

    def content_of(self, match: Match) -> str:
        """The same, of the field as it was seen by a look-up."""
        return _content(match, self.locator)

    def holds(self, text: str) -> bool:
        """Whether that is typed in the field, be it in other groups of digits."""
        return _same_input(self.content(), text)

    def holds_other(self, text: str, written: Sequence[str]) -> NotAsPromised | InfrastructureError:
        """That the field has not kept what was typed.

        A field that makes the same of a text each time is the app's doing.

        Args:
            text: What was typed.
            written: What it held after each time.
        """
        what = f"Typed {len(written)} times into {self}, but the field holds other text"
        if len(set(written)) == 1:
            return NotAsPromised(
                f"{what}.",
                promised=repr(text),
                seen=repr(written[0]),
                look="the keyboard or the field changes or refuses characters",
            )
        return InfrastructureError(
            f"{what}, and another one each time.\n  Seen: {', '.join(map(repr, written))}\n"
            "  Do: look at the phone's keyboard, or set appium:settings for typing in the profile"
        )

    # Inside

    def _tap_at_rest(self, touch: Callable[[Match], None], when: Condition = ALWAYS) -> None:
        """A tap that is not sent again has to meet: two looks in a row see the part at one place.

        A view has another id at each look where the server does not keep them.
        """
        last: Bounds | None = None

        def touch_at_rest(match: Match) -> None:
            nonlocal last
            before, last = last, match.target.bounds
            if before != last and not self._screen.rests(match):
                message = "it may still be moving"
                raise Stale(message)
            touch(match)

        self._tap_when_ready(touch_at_rest, when)

    def _tap_when_ready(self, touch: Callable[[Match], None], when: Condition = ALWAYS) -> Match:
        def look_and_tap() -> Match | Missing:
            match = self._screen.look(self.locator, self._never_with, when)
            if isinstance(match, Match):
                if match.reacts_not_yet:
                    return Missing("it is there, but switched off: a tap on it would do nothing")
                touch(match)
            return match

        return self._screen.wait_for(look_and_tap, self._sought("to be shown"))

    def _may_be_swallowed(self, tapped: Match, doubt: str, when: Condition = ALWAYS) -> None:
        def still_there() -> bool:
            now = self.look()
            if isinstance(now, Match) and now.target.bounds == tapped.target.bounds:
                return now.enabled
            # It may have been on its way when it was tapped, or have been scrolled since.
            return self._its_screen_is_open is not None and self._its_screen_is_open()

        again = partial(self._tap_now, when)
        self._screen.remember(LastTap(again, still_there, doubt))

    def _tap_now(self, when: Condition) -> None:
        match = self._screen.look(self.locator, self._never_with, when)
        if isinstance(match, Missing) or not match.enabled:
            message = "it is not there any more, or switched off"
            raise Stale(message)
        self._touch(match)

    def _touch(self, match: Match) -> None:
        self._refuse_past_guard()
        self._screen.tap(match)

    def _refuse_past_guard(self) -> None:
        if self._reaches_people:
            self._screen.guard.refuse_past_guard(str(self))

    def _touch_in_doubt(self, match: Match) -> str:
        """A tap that may be sent again: where it is in doubt, what is shown next decides.

        Returns:
            Why it is in doubt; "" where it is not.
        """
        try:
            self._touch(match)
        except ActInDoubt as doubt:
            first_line = str(doubt).partition("\n")[0]
            self._screen.notes.fallback(f"looked what came of a tap in doubt: {first_line}")
            return first_line
        return ""

    def _replace(self, match: Match, text: str) -> None:
        if _content(match, self.locator):
            self._screen.session.clear(match.target)
        self._screen.type(match, text)

    def _read_back(self, text: str) -> None:
        """Typed characters get lost or changed on real phones, each time in another way."""
        written = [self.content()]
        while not _same_input(written[-1], text):
            if len(written) > _MOST_MORE:
                raise self.holds_other(text, written)
            self.type(text)
            written.append(self.content())
        if len(written) > 1:
            self._screen.notes.fallback(f"typed {len(written)} times into {self}")

    def _sought(self, state: str) -> Sought:
        scrolls = self.locator.kind == "row"
        return Sought(f"{self} {state}", self.locator, scrolls=scrolls, hint=self._hint)


def _content(match: Match, locator: Locator) -> str:
    field = match.target
    shows_hint = field.text in (field.hint, *locator.labels)
    return "" if shows_hint else field.text


def _same_input(written: str, typed: str) -> bool:
    """A number may be grouped while one types it, blanks around a text may be trimmed.

    A plus in front is a part of the number: without it another country's may be read.
    """
    digits, (shown, meant) = _digits(typed), (plain(written), plain(typed))
    if not digits or any(character.isalpha() for character in shown + meant):
        return shown == meant
    return _digits(shown) == digits and shown.startswith("+") == meant.startswith("+")


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())
