"""The way through a log-in: credentials, a second code, the account to choose (guide, 1 and 6)."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Literal

from harness.errors import ActInDoubt, CannotSee, ConfigurationError, HarnessError, NotShown
from harness.inboxes.one_time_code import one_time_code
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.last_tap import LastTap
from harness.screen.page import Passing, Shown, unseen
from harness.screen.picking import Match, Missing, pick
from harness.screen.screen import Screen, Sought
from harness.session.faults import Stale
from harness.session.log_ins import LogIns, NotLetIn
from harness.settings import Person
from pages.account_chooser import AccountChooserPage
from pages.credentials import CredentialsPage
from pages.log_in import LogInPage
from pages.log_in_answer import LogInAnswer
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

    def go_on_with(self, account: Shown, person: Person, kind: Kind) -> Shown:
        """Tap one of the accounts to choose from, and wait for the main screen.

        That may lie in the tree behind a sheet with the accounts: it counts once they are gone.

        Args:
            account: As it was seen a moment ago.
            person: Who has logged in.
            kind: By what.

        Returns:
            Profile in the main bar.

        Raises:
            NeedsPerson: The server lets the account do nothing, or asks who it is.
            NotShown: The main screen did not come in time.
        """
        title, profile = AccountChooserPage(self._screen).title, MainBar(self._screen).profile
        entry, tapped = account.element.locator, account.match.target.bounds

        def look() -> Shown | Missing:
            seen = self._screen.find([entry, title.locator, profile.locator])
            titled, named, main = (
                pick(each, seen, self._screen.window)
                for each in (title.locator, entry, profile.locator)
            )
            # Profile may name the account, too, but elsewhere.
            is_there = isinstance(named, Match) and named.target.bounds == tapped
            if is_there or isinstance(titled, Match):
                return Missing("the accounts to choose from are still there")
            if isinstance(main, Match):
                return Shown(profile, main)
            return Missing("the main screen is not there")

        with self._log_ins.going_on(contact_to_log_in_with(person, kind)):
            account.tap()
            sought = Sought("the main screen of the account that was chosen")
            return self._screen.wait_for(look, sought)

    def _by_first_factor(
        self, credentials: CredentialsPage, contact: Contact, person: Person
    ) -> Shown | None:
        if person.password is None:
            return self._by_code(credentials, contact, person)
        return self._by_password(credentials, contact, person.password.reveal())

    def _by_password(
        self,
        credentials: CredentialsPage,
        contact: Contact,
        password: str,
        *,
        is_last: bool = False,
    ) -> Shown | None:
        """Once more where it is refused: its field hides how the phone has typed it."""
        credentials.type_password(password)
        answer = LogInAnswer(self._screen, self._organization, contact)
        try:
            with self._log_ins.sending(contact, is_again=is_last):
                self._touch(credentials.go_on, credentials.go_on.tap_once)
                return self._after_credentials(answer)
        except (NotLetIn, NotShown, CannotSee) as fault:
            if is_last or not self._goes_once_more(answer, contact, fault):
                raise
        return self._by_password(credentials, contact, password, is_last=True)

    def _by_code(
        self,
        credentials: CredentialsPage,
        contact: Contact,
        person: Person,
        *,
        is_second: bool = False,
    ) -> Shown | None:
        code = one_time_code(person.code_command or (), self._screen.notes.keep_secret)
        answer = LogInAnswer(
            self._screen, self._organization, contact, code=code, is_second=is_second
        )
        try:
            with self._log_ins.sending(contact):  # the last digit may send it
                credentials.enter_code(code)
                return self._send_code(credentials, answer, code)
        except (NotShown, CannotSee) as fault:
            if not self._goes_once_more(answer, contact, fault):
                raise
        with self._log_ins.sending(contact, is_again=True):
            return self._send_code(credentials, answer, code)

    def _send_code(
        self, credentials: CredentialsPage, answer: LogInAnswer, code: str
    ) -> Shown | None:
        """Do what the page of a typed code waits for; what comes then."""
        for _ in range(_MOST_TOUCHES):
            came = self._after_credentials(answer, is_sent=False)
            if came and came.element.name == credentials.code.name:
                self._screen.notes.fallback("a one-time code was mistyped, and typed once more")
                came.element.type(code)
            elif came and came.element.name == credentials.go_on_with_code.name:
                with suppress(Stale):  # the page that has come meanwhile may have one, too
                    self._touch(came.element, partial(self._screen.tap, came.match))
                    break
            else:
                return came
        return self._after_credentials(answer)

    def _after_credentials(self, answer: LogInAnswer, *, is_sent: bool = True) -> Shown | None:
        return answer.wait(is_sent=is_sent)

    def _touch(self, element: Element, tap: Callable[[], None]) -> None:
        """A tap that nothing sends again while its answer is waited for: each one is counted.

        Of a tap in doubt the screen tells whether it was done.
        """
        try:
            tap()
        except ActInDoubt as doubt:
            first_line = str(doubt).partition("\n")[0]
            self._screen.notes.fallback(f"looked what came of a tap in doubt: {first_line}")
            self._screen.remember(LastTap(_never, element.is_shown, first_line))

    def _goes_once_more(self, answer: LogInAnswer, contact: Contact, fault: HarnessError) -> bool:
        """Whether to send it again: refused once, or sent by a tap that was swallowed."""
        is_refused = isinstance(fault, NotLetIn)
        if not self._log_ins.allows_one_more(contact) or not (is_refused or answer.did_nothing()):
            return False
        refused = "the password was refused, and typed once more"
        swallowed = "a tap was swallowed and sent again"
        self._screen.notes.fallback(refused if is_refused else swallowed)
        return True

    def _arrival(self, came: Shown | None) -> Arrival:
        chooser = AccountChooserPage(self._screen)
        if came and came.element.name == chooser.title.name:
            return Arrival(chooses=True, account=chooser.find(self._organization))
        return Arrival(chooses=came is not None, account=came)


def _never() -> None:
    message = "a password or a code is sent again in another way"
    raise Stale(message)


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
