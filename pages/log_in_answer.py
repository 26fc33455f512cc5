"""What the app answers to a password or a code: whom it lets in, whom not, or nobody can tell."""

from collections.abc import Sequence
from contextlib import suppress

from harness.errors import InfrastructureError, NotShown
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.lasting import Lasting
from harness.screen.page import Shown
from harness.screen.picking import Match, Missing, pick
from harness.screen.screen import Screen, Sought
from harness.screen.wait import polls
from harness.session.faults import Stale
from harness.session.log_ins import CodeNotTaken, NotLetIn
from harness.session.sighting import Sighting
from pages.account_chooser import AccountChooserPage
from pages.credentials import CredentialsPage
from pages.main_bar import MainBar

_LOOK_AT = "look whether the people file has the right password or code_command, and log in"


class LogInAnswer:
    """The answer to one password or code; made before that is sent.

    A refusal that stands there already was the answer to something else: it counts once it has
    gone, or has other words. Where the screen moves too much to tell, so was one that stands there
    at the first look for the answer.

    Args:
        screen: Shows what is filled in, or is about to be.
        organization: The Organization Account to look for.
        contact: Who wants to be let in.
        code: What is typed, where it is no password.
        is_second: Whether it is the second code. Until the app has answered, its page stays.
    """

    def __init__(
        self,
        screen: Screen,
        organization: str,
        contact: Contact,
        *,
        code: str | None = None,
        is_second: bool = False,
    ) -> None:
        self._screen, self._organization, self._contact = screen, organization, contact
        self._code, self._is_second = code, is_second
        chooser, credentials = AccountChooserPage(screen), CredentialsPage(screen)
        self._credentials = credentials
        accounts = (chooser.named(organization), chooser.title)
        self._onward = accounts if is_second else (credentials.two_step, *accounts)
        self._send = credentials.go_on_with_code if code else credentials.go_on
        self._field = credentials.code if code else credentials.password
        self._own = (self._field, self._send, credentials.refusal)
        before = self._find_own()
        self._at_first = None if before is None else self._filled_in(before)
        self._was_seen_before = before is not None
        self._earlier = None if before is None else frozenset(credentials.refusals(before))
        self._standing: list[str] = []
        self._was_tapped = self._has_reacted = False

    def wait(self, *, is_sent: bool = True) -> Shown | None:
        """What comes: the second code, the account to choose, its list, or the main screen (None).

        Args:
            is_sent: By a tap. Else a code was typed, and where the app does not go on by itself,
                what its page waits for comes, too.

        Raises:
            NotLetIn: The app refuses it; `CodeNotTaken` where it is a code.
            InfrastructureError: A refusal stands there, and nobody knows of what.
            NotShown: Nothing of it came in time.
        """
        self._was_tapped = self._was_tapped or is_sent
        credentials, profile = self._credentials, MainBar(self._screen).profile
        own = (credentials.password, *self._own)
        looked_for = [part.locator for part in (*self._onward, credentials.two_step, profile, *own)]
        is_alone, is_refused, waits = (Lasting(self._screen.quiet_s) for _ in range(3))

        def look() -> Shown | Missing | None:
            seen = self._screen.find(looked_for)
            if onward := self._first_shown(self._onward, seen):
                return onward
            # It lies under the log-in all the time; it counts once it was alone for a while.
            is_main = self._first_shown([profile], seen) is not None
            if is_alone.holds(
                is_so=is_main and not self._first_shown([credentials.password], seen)
            ):
                return None
            refused = self._refused(seen)
            if is_refused.holds(is_so=bool(refused)):
                raise self._not_let_in(refused[0])
            left = None
            if is_sent:
                self._watch_for_reaction(seen)
            elif not refused:
                left = self._left_to_do(seen, has_waited=waits.is_running)
            if waits.holds(is_so=left is not None):
                return left
            return Missing(
                "neither the list of accounts nor the main screen is there",
                has_to_stay=any(each.is_running for each in (is_alone, is_refused, waits)),
            )

        sought = Sought(
            f'the app to be logged in to "{self._organization}"',
            hint="a wrong password, a captcha or an identity check may be on the screen",
        )
        try:
            return self._screen.wait_for(look, sought)
        except NotShown as not_shown:
            if self._standing:
                raise self._in_doubt(self._standing[0]) from not_shown
            raise

    def did_nothing(self) -> bool:
        """Whether the tap that sent it was evidently swallowed, asked where no answer came.

        A page that has reacted at any look, loads, or has changed what was filled in, is slow or
        has answered. What else is on it says nothing: a keyboard has gone, a countdown goes on.
        """
        seen = self._find_own()
        if seen is None or self._at_first is None or not self._was_tapped:
            return False
        self._watch_for_reaction(seen)
        is_as_before = self._filled_in(seen) == self._at_first and not self._has_reacted
        return is_as_before and not self._screen.read().is_loading

    def _find_own(self) -> list[Sighting] | None:
        """What the page with the field shows; None where it changes under every look."""
        for _ in polls(self._screen.quiet_s):
            with suppress(Stale):
                return self._screen.find([part.locator for part in self._own])
        return None

    def _first_shown(self, parts: Sequence[Element], seen: Sequence[Sighting]) -> Shown | None:
        picked = ((each, pick(each.locator, seen, self._screen.window)) for each in parts)
        found = (Shown(each, match) for each, match in picked if isinstance(match, Match))
        return next(found, None)

    def _refused(self, seen: Sequence[Sighting]) -> list[str]:
        """The refusals that are an answer to what was sent."""
        self._standing = self._credentials.refusals(seen)
        if self._earlier is None:
            self._earlier = frozenset(self._standing)
        if self._first_shown([self._field], seen):  # else something may only hide them
            self._earlier = self._earlier.intersection(self._standing)
        return [each for each in self._standing if each not in self._earlier]

    def _watch_for_reaction(self, seen: Sequence[Sighting]) -> None:
        """Its button has gone or was switched off; that it is out of reach tells nothing."""
        send = pick(self._send.locator, seen, self._screen.window)
        if send.reacts_not_yet if isinstance(send, Match) else not send.is_out_of_use:
            self._has_reacted = True

    def _left_to_do(self, seen: Sequence[Sighting], *, has_waited: bool) -> Shown | None:
        """What a typed code's page waits for; at first, what it holds then is remembered."""
        left = self._credentials.left_to_do(seen, self._code or "", is_second=self._is_second)
        if left and left.element.name == self._field.name and self._standing:
            return None  # it may have been emptied by a refusal in the same words as before
        if left and not has_waited:
            self._at_first = self._filled_in(seen)
        return left

    def _filled_in(self, seen: Sequence[Sighting]) -> tuple[str, list[str]] | None:
        """What the field holds, and the refusals beside it; None where it is not there."""
        shown = self._first_shown([self._field], seen)
        if shown is None:
            return None
        field = shown.match.target
        shows_hint = field.text in (field.hint, *self._field.locator.labels)
        text = "" if shows_hint else field.text
        # The last character of a password shows for a while after it was typed.
        return "*" * len(text) if field.password else text, self._credentials.refusals(seen)

    def _not_let_in(self, refusal: str) -> NotLetIn:
        kind = CodeNotTaken if self._code else NotLetIn
        return kind(
            f"The app does not let {self._contact} in.\n"
            f"  Last seen: {refusal}\n"
            f"  Do: {_LOOK_AT} with it by hand"
        )

    def _in_doubt(self, refusal: str) -> InfrastructureError:
        since = "only at the very end"
        if refusal in (self._earlier or ()):
            before, at_first = "since before it was sent", "since the first look that was possible"
            since = before if self._was_seen_before else at_first
        what = "code" if self._code else "password"
        return InfrastructureError(
            f"It is not known whether the app lets {self._contact} in: a refusal is shown, {since},"
            f" and nothing else came after the {what}.\n"
            f"  Last seen: {refusal}\n"
            f"  Do: {_LOOK_AT} by hand: it may be refused again in the same words, or the app is"
            " slow"
        )
