"""What the app answers to a password or a code: whom it lets in, whom not, or nobody can tell."""

from collections.abc import Sequence
from time import monotonic

from harness.errors import InfrastructureError, NotShown
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.page import Shown
from harness.screen.picking import Match, Missing, pick
from harness.screen.screen import Screen, Sought
from harness.screen.settling import settled
from harness.session.log_ins import CodeNotTaken, NotLetIn
from harness.session.sighting import Sighting
from pages.account_chooser import AccountChooserPage
from pages.credentials import CredentialsPage
from pages.main_bar import MainBar

_LOOK_AT = "look whether the people file has the right password or code_command, and log in"


class _Lasting:
    """Whether something was so at every look, for long enough."""

    def __init__(self, enough_s: float) -> None:
        self._enough_s, self._since_s = enough_s, 0.0

    @property
    def is_running(self) -> bool:
        return self._since_s > 0

    def holds(self, is_so: bool) -> bool:  # noqa: FBT001
        self._since_s = (self._since_s or monotonic()) if is_so else 0.0
        return is_so and monotonic() - self._since_s >= self._enough_s


class LogInAnswer:
    """The answer to one password or code; made before that is sent.

    A refusal that stands there already was the answer to something else: it counts once it has
    gone, or has other words.

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
        self._at_first = self._everything_shown()
        refusal = [credentials.refusal.locator]
        earlier = settled(lambda: credentials.refusals(screen.find(refusal)))
        self._earlier = frozenset[str](() if isinstance(earlier, Missing) else earlier)
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
        own = (credentials.password, self._field, self._send, credentials.refusal)
        looked_for = [part.locator for part in (*self._onward, credentials.two_step, profile, *own)]
        is_alone, is_refused, waits = (_Lasting(self._screen.quiet_s) for _ in range(3))

        def look() -> Shown | Missing | None:
            seen = self._screen.find(looked_for)
            if onward := self._first_shown(self._onward, seen):
                return onward
            # It lies under the log-in all the time; it counts once it was alone for a while.
            is_main = self._first_shown([profile], seen) is not None
            if is_alone.holds(is_main and not self._first_shown([credentials.password], seen)):
                return None
            refused = self._refused(seen)
            if is_refused.holds(bool(refused)):
                raise self._not_let_in(refused[0])
            left = None
            if is_sent:
                self._watch_for_reaction(seen)
            elif not refused:
                left = self._left_to_do(seen, has_waited=waits.is_running)
            if waits.holds(left is not None):
                return left
            return Missing("neither the list of accounts nor the main screen is there")

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

        A page that has reacted at any look, or shows anything else than before, is slow, or has
        answered in words that nobody knows.
        """
        is_untouched = self._was_tapped and not self._has_reacted
        return is_untouched and self._everything_shown() == self._at_first

    def _first_shown(self, parts: Sequence[Element], seen: Sequence[Sighting]) -> Shown | None:
        picked = ((each, pick(each.locator, seen, self._screen.window)) for each in parts)
        found = (Shown(each, match) for each, match in picked if isinstance(match, Match))
        return next(found, None)

    def _refused(self, seen: Sequence[Sighting]) -> list[str]:
        """The refusals that are an answer to what was sent."""
        self._standing = self._credentials.refusals(seen)
        if self._first_shown([self._field], seen):  # else something may only hide them
            self._earlier = self._earlier.intersection(self._standing)
        return [each for each in self._standing if each not in self._earlier]

    def _watch_for_reaction(self, seen: Sequence[Sighting]) -> None:
        send = self._first_shown([self._send], seen)
        if send is None or send.match.reacts_not_yet:
            self._has_reacted = True

    def _left_to_do(self, seen: Sequence[Sighting], *, has_waited: bool) -> Shown | None:
        """What a typed code's page waits for; at first, how the page is then is remembered."""
        left = self._credentials.left_to_do(seen, self._code or "", is_second=self._is_second)
        if left and left.element.name == self._field.name and self._standing:
            return None  # it may have been emptied by a refusal in the same words as before
        if left and not has_waited:
            self._at_first = self._everything_shown()
        return left

    def _everything_shown(self) -> list[tuple[str, tuple[str, ...], bool]]:
        """Wherever it stands: a keyboard that goes moves it."""
        nodes = self._screen.read().visible
        return [(each.class_name, each.labels, each.enabled) for each in nodes]

    def _not_let_in(self, refusal: str) -> NotLetIn:
        kind = CodeNotTaken if self._code else NotLetIn
        return kind(
            f"The app does not let {self._contact} in.\n"
            f"  Last seen: {refusal}\n"
            f"  Do: {_LOOK_AT} with it by hand"
        )

    def _in_doubt(self, refusal: str) -> InfrastructureError:
        since = "since before it was sent" if refusal in self._earlier else "only at the very end"
        what = "code" if self._code else "password"
        return InfrastructureError(
            f"It is not known whether the app lets {self._contact} in: a refusal is shown, {since},"
            f" and nothing else came after the {what}.\n"
            f"  Last seen: {refusal}\n"
            f"  Do: {_LOOK_AT} by hand: it may be refused again in the same words, or the app is"
            " slow"
        )
