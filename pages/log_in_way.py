"""The way through a log-in: credentials, a second code, the account to choose (guide, 1 and 6)."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from harness.errors import ConfigurationError
from harness.inboxes.one_time_code import one_time_code
from harness.invitations.contact import Contact
from harness.screen.page import Passing, Shown, unseen
from harness.screen.picking import Match, Missing, matches, pick
from harness.screen.screen import Screen, Sought
from harness.session.faults import Stale
from harness.session.log_ins import LogIns, NotLetIn
from harness.settings import Person
from pages.account_chooser import AccountChooserPage
from pages.credentials import CredentialsPage
from pages.log_in import LogInPage
from pages.main_bar import MainBar

Kind = Literal["phone", "email"]

# A code is typed again, or its Continue found again, this often.
_MOST_TOUCHES = 3


@dataclass(frozen=True)
class Arrival:
    """Where a log-in led.

    Attributes:
        chooses: Whether the app asks for the account to log in to.
        account: The Organization Account in that list; None where it is not in it.
    """

    chooses: bool
    account: Shown | None = None


class LogInWay:
    """From a fresh app to the account to choose, or to the main screen.

    Args:
        screen: Of the phone.
        organization: The Organization Account to look for.
        log_out: Makes the app as if newly installed.
        log_ins: Knows who was not let in before, on this phone or on another one.
    """

    def __init__(
        self,
        screen: Screen,
        organization: str,
        log_out: Callable[[], None],
        log_ins: LogIns | None = None,
    ) -> None:
        self._screen, self._organization, self._log_out = screen, organization, log_out
        self._log_ins = log_ins or LogIns()

    def go(self, person: Person, kind: Kind, passing: Passing = unseen) -> Arrival:
        """Enter the credentials; nothing is chosen.

        Args:
            person: Whose number, address and password are used; a second code comes from their
                `code_command`.
            kind: Whether the number or the address is entered.
            passing: Called on each screen of the way, before anything is typed on it.

        Raises:
            ConfigurationError: The people file has not what is needed; nothing was touched.
            NotLetIn: The app does not let the person in.
            InfrastructureError: It did not before, or nobody knows whether it did.
            NotShown: Neither accounts nor the main screen came in time.
        """
        contact = contact_to_log_in_with(person, kind)
        with self._log_ins.log_in(contact):
            self._log_out()
            form = LogInPage(self._screen).open_form(kind, passing)
            credentials = form.enter(contact).go_on()
            passing(credentials)
            came = self._by_first_factor(credentials, contact, person)
            if came and came.element.name == credentials.two_step.name:
                passing(credentials)
                came = self._by_code(credentials, contact, person, is_second=True)
        return self._arrival(came)

    def _by_first_factor(
        self, credentials: CredentialsPage, contact: Contact, person: Person
    ) -> Shown | None:
        """A password once more where it is refused: its field hides how the phone has typed it."""
        if person.password is None:
            return self._by_code(credentials, contact, person)
        password = person.password.reveal()
        try:
            return self._by_password(credentials, contact, password)
        except NotLetIn:
            if not self._log_ins.allows_one_more(contact):
                raise
        self._screen.notes.fallback("the password was refused, and typed once more")
        return self._by_password(credentials, contact, password)

    def _by_password(
        self, credentials: CredentialsPage, contact: Contact, password: str
    ) -> Shown | None:
        credentials.type_password(password)
        with self._log_ins.sending(contact):
            credentials.go_on.tap()
            return self._after_credentials(contact)

    def _by_code(
        self,
        credentials: CredentialsPage,
        contact: Contact,
        person: Person,
        *,
        is_second: bool = False,
    ) -> Shown | None:
        code = one_time_code(person.code_command or (), self._screen.notes.keep_secret)
        with self._log_ins.sending(contact):  # the last digit may send it
            credentials.enter_code(code)
            for _ in range(_MOST_TOUCHES):
                came = self._after_credentials(contact, code, is_second=is_second)
                if came and came.element.name == credentials.code.name:
                    self._screen.notes.fallback("a one-time code was mistyped, and typed once more")
                    came.element.type(code)
                elif came and came.element.name == credentials.go_on_with_code.name:
                    with suppress(Stale):  # the page that has come meanwhile may have one, too
                        came.element.tap_where_seen(came.match)
                        break
                else:
                    return came
            return self._after_credentials(contact, is_second=is_second)

    def _after_credentials(
        self, contact: Contact, code: str | None = None, *, is_second: bool = False
    ) -> Shown | None:
        """What comes: the second code, the account to choose, its list, or the main screen (None).

        Args:
            contact: Who wants to be let in.
            code: Typed, and not sent with Continue: where the app does not go on by itself, what
                its page waits for comes, too.
            is_second: Whether the second code was entered. Until the app has answered, its page
                stays.
        """
        chooser, credentials = AccountChooserPage(self._screen), CredentialsPage(self._screen)
        account = chooser.named(self._organization)
        parts = (
            credentials.two_step,
            account,
            chooser.title,
            credentials.password,
            MainBar(self._screen).profile,
            credentials.refusal,
        )
        of_code = credentials.code_parts if code else ()
        alone_since_s = refused_since_s = waits_since_s = 0.0

        def look() -> Shown | Missing | None:
            nonlocal alone_since_s, refused_since_s, waits_since_s
            seen = self._screen.find([part.locator for part in (*parts, *of_code)])
            two_step, named, title, password, main, _ = (
                pick(part.locator, seen, self._screen.window) for part in parts
            )
            if isinstance(two_step, Match) and not is_second:
                return Shown(credentials.two_step, two_step)
            for part, match in ((account, named), (chooser.title, title)):
                if isinstance(match, Match):
                    return Shown(part, match)
            is_main = isinstance(main, Match) and not isinstance(password, Match)
            # It lies under the log-in all the time; it counts once it was alone for a while.
            alone_since_s = (alone_since_s or monotonic()) if is_main else 0.0
            if is_main and monotonic() - alone_since_s >= self._screen.quiet_s:
                return None
            refused = matches(credentials.refusal.locator, seen, self._screen.window)
            refused_since_s = (refused_since_s or monotonic()) if refused else 0.0
            if refused and monotonic() - refused_since_s >= self._screen.quiet_s:
                raise NotLetIn(
                    f"The app does not let {contact} in.\n"
                    f"  Last seen: {refused[0].target.text}\n"
                    "  Do: look whether the people file has the right password or code_command,"
                    " and log in with it by hand"
                )
            left = code and not refused and credentials.left_to_do(seen, code, is_second=is_second)
            waits_since_s = (waits_since_s or monotonic()) if left else 0.0
            if left and monotonic() - waits_since_s >= self._screen.quiet_s:
                return left
            return Missing("neither the list of accounts nor the main screen is there")

        sought = Sought(
            f'the app to be logged in to "{self._organization}"',
            hint="a wrong password, a captcha or an identity check may be on the screen",
        )
        return self._screen.wait_for(look, sought)

    def _arrival(self, came: Shown | None) -> Arrival:
        chooser = AccountChooserPage(self._screen)
        if came and came.element.name == chooser.title.name:
            return Arrival(chooses=True, account=chooser.find(self._organization))
        return Arrival(chooses=came is not None, account=came)


def contact_to_log_in_with(person: Person, kind: Kind) -> Contact:
    """The person's number or address.

    Raises:
        ConfigurationError: The people file has not what is needed.
    """
    written = person.phone if kind == "phone" else person.email
    if written is None or not person.can_log_in:
        missing = f"no {kind}" if written is None else "neither password nor code_command"
        raise ConfigurationError(
            None, f"a log-in by {kind}, but the people file has {missing} for {person.shown}"
        )
    return Contact(kind, str(written))
