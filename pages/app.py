"""The app on one phone: where to begin, and the ways that span several screens."""

from typing import Literal

from harness.errors import (
    ConfigurationError,
    InfrastructureError,
    NotAsPromised,
    ProductFailure,
)
from harness.inboxes.one_time_code import one_time_code
from harness.invitations.contact import Contact
from harness.invitations.journal import Entry
from harness.screen.page import Passing, Shown, unseen
from harness.screen.picking import Match, Missing, pick
from harness.screen.screen import Screen, Sought
from harness.settings import Person
from pages.account_chooser import AccountChooserPage
from pages.confirmation import ConfirmationPage
from pages.credentials import CredentialsPage
from pages.invite import InvitePage
from pages.invite_by_email import InviteByEmailPage
from pages.invite_by_phone import InviteByPhonePage
from pages.log_in import LogInPage
from pages.main_bar import MainBar
from pages.permissions import PermissionsPage
from pages.role import RolePage

# The main screen lies under the log-in all the time; it counts once it was alone this often.
_LOOKS_TO_BE_SURE = 3

# Keyboard, roles, address, number: no invitation is deeper than that.
_MOST_STEPS_BACK = 5

Kind = Literal["phone", "email"]


class App:
    """The TikTok app on one phone.

    Args:
        screen: The phone's screen.
        organization: The Organization Account's name, as the account chooser shows it.
        refused: Contacts that were not let in, on whichever phone; all apps of a run share it.
    """

    def __init__(self, screen: Screen, organization: str, refused: set[str] | None = None) -> None:
        self.screen, self.organization = screen, organization
        self.main_bar = MainBar(screen)
        self.permissions = PermissionsPage(screen)
        self._logged_in: Person | None = None
        self._refused: set[str] = set() if refused is None else refused

    def restart(self) -> None:
        """Stop the app and start it again; who is logged in stays."""
        self.screen.guard.abandoned()
        self.screen.session.stop_app(self.screen.package)
        self.screen.session.start_app(self.screen.package)

    def log_out(self) -> None:
        """Start the app as if newly installed."""
        self._logged_in = None
        self.screen.session.stop_app(self.screen.package)
        self.screen.session.clear_app(self.screen.package)
        self.screen.session.start_app(self.screen.package)

    def be_logged_in_as(self, person: Person) -> None:
        """Start at the main screen, logged in to the Organization Account as the person.

        Without password and code the person is taken to be logged in already.

        Raises:
            ConfigurationError: Somebody else is logged in, and there is nothing to log in with.
        """
        if self._logged_in == person:
            self.restart()
        elif person.can_log_in:
            self.log_in(person, "phone" if person.phone else "email")
        elif self._logged_in is None:
            self.restart()
            self._logged_in = person
        else:
            raise ConfigurationError(
                None,
                f"somebody else is logged in on the phone, and {_shown(person)} has no password",
                "password or code_command in the people file",
            )

    def log_in(self, person: Person, kind: Kind, passing: Passing = unseen) -> None:
        """Log in to the Organization Account from a fresh app.

        Args:
            person: Whose number, address and password are used.
            kind: Whether the number or the address is entered.
            passing: Called on each screen of the way, before anything is typed on it.

        Raises:
            ConfigurationError: The people file has not what is needed; nothing was touched.
            InfrastructureError: The app did not let the person in before.
        """
        contact = _contact(person, kind)
        if contact.key in self._refused:
            raise InfrastructureError(
                f"{contact} was not let in before in this run, and is not tried again: too many"
                " attempts lock an account.\n  Do: look at the first failure of this run"
            )
        self.log_out()
        form = LogInPage(self.screen).open_form(kind, passing)
        credentials = form.enter(contact).go_on()
        passing(credentials)
        self._refused.add(contact.key)
        if person.password is not None:
            credentials.enter_password(person.password.reveal())
        else:
            credentials.enter_code(one_time_code(person.code_command or ()))
        self._arrive(person, passing)
        self._refused.discard(contact.key)
        self._logged_in = person

    def open_permissions(self) -> PermissionsPage:
        """Go from any main screen to Permissions, as the guide does (steps 2 to 6)."""
        settings = self.main_bar.open_profile().open_menu().open_settings()
        return settings.open_account().open_permissions()

    def start_invitation(self, kind: Kind) -> InvitePage:
        """Go on from Permissions to the page that asks for a number or for an address."""
        by_phone = self.permissions.start_invitation()
        return by_phone if kind == "phone" else by_phone.switch_to_email()

    def choose_role_for(self, contact: Contact) -> RolePage:
        """Go on from Permissions to the roles, with the contact entered."""
        return self.start_invitation(contact.kind).enter(contact).go_on()

    def invite(self, contact: Contact, role: str) -> ConfirmationPage:
        """From Permissions: enter the contact, choose the role, tap Invite."""
        return self.choose_role_for(contact).choose(role).send()

    def try_to_invite(self, contact: Contact, role: str) -> bool:
        """From Permissions: go as far as the app lets one.

        Returns:
            Whether the app confirmed the invitation. What was sent all the same stays in the
            journal until the app's own list says otherwise.

        Raises:
            NotAsPromised: The app failed instead of refusing.
        """
        page = self.start_invitation(contact.kind).enter(contact)
        if not page.can_continue() or not page.leads_on():
            return False
        confirmation = RolePage(self.screen).choose(role).send()
        answer = confirmation.wait_answer()
        if answer.failure:
            raise NotAsPromised(promised="a refusal that says why", seen=answer.failure)
        if not answer.refusal:
            confirmation.confirm_sent()
        return not answer.refusal

    def leave_invitation(self) -> None:
        """Go back to Permissions from wherever an invitation stands."""
        for _ in range(_MOST_STEPS_BACK):
            if self.permissions.is_open():
                break
            self.screen.session.back()
        self.permissions.wait_open()
        self.screen.guard.abandoned()

    def back_from_roles(self) -> InvitePage:
        """Android's Back on the roles; the page that asked for the contact."""
        RolePage(self.screen).wait_open()
        self.screen.session.back()
        by_phone, by_email = InviteByPhonePage(self.screen), InviteByEmailPage(self.screen)
        by_phone.wait_any(by_phone.continue_)
        return by_phone if by_phone.is_open() else by_email

    def visit_another_app(self) -> None:
        """Leave the app for Android's home screen and come back."""
        self.screen.session.press_home()
        self.screen.session.start_app(self.screen.package)

    def finds_invite(self) -> bool:
        """Whether the way of the guide leads to Invite for whoever is logged in."""
        settings = self.main_bar.open_profile().open_menu().open_settings()
        account = settings.open_account().wait_open()
        if not account.permissions.is_offered():
            return False
        account.open_permissions()
        return self.permissions.invite.is_offered()

    def take_back_open_invitations(self, admin: Person) -> list[Entry]:
        """Withdraw in the app's own list what the journal has open, as the Admin.

        Args:
            admin: Logged in first, where somebody else used the phone last.

        Returns:
            Entries that stay open, because the app's screens do not allow it.
        """
        entries = self.screen.guard.open_entries()
        if not entries:
            return []
        try:
            self.be_logged_in_as(admin)
            permissions = self.open_permissions()
            return [entry for entry in entries if not permissions.withdraw(entry)]
        except ProductFailure as failure:
            self.screen.notes.fallback(f"invitations were not taken back: {failure}")
            return self.screen.guard.open_entries()

    def _arrive(self, person: Person, passing: Passing) -> None:
        """After the credentials: a second code, the account to choose, the main screen."""
        organization = AccountChooserPage(self.screen).named(self.organization)
        credentials = CredentialsPage(self.screen)
        parts = (credentials.two_step, organization, credentials.password, self.main_bar.profile)
        looks_alone = 0

        def look() -> Shown | Missing | None:
            nonlocal looks_alone
            seen = self.screen.find([part.locator for part in parts])
            two_step, account, password, main = (
                pick(part.locator, seen, self.screen.window) for part in parts
            )
            for part, match in zip(parts, (two_step, account), strict=False):
                if isinstance(match, Match):
                    return Shown(part, match)
            is_main = isinstance(main, Match) and not isinstance(password, Match)
            looks_alone = looks_alone + 1 if is_main else 0
            if looks_alone >= _LOOKS_TO_BE_SURE:
                return None
            return Missing("neither the list of accounts nor the main screen is there")

        sought = Sought(
            f'the app to be logged in to "{self.organization}"',
            hint="a wrong password, a captcha or an identity check may be on the screen",
        )
        shown = self.screen.wait_for(look, sought)
        if shown and shown.element.name == credentials.two_step.name:
            passing(credentials)
            credentials.enter_code(one_time_code(person.code_command or ()))
            shown = self.screen.wait_for(look, sought)
        if shown:
            passing(AccountChooserPage(self.screen))
            shown.tap()


def _contact(person: Person, kind: Kind) -> Contact:
    written = person.phone if kind == "phone" else person.email
    if written is None or not person.can_log_in:
        missing = f"no {kind}" if written is None else "neither password nor code_command"
        raise ConfigurationError(
            None, f"a log-in by {kind}, but the people file has {missing} for {_shown(person)}"
        )
    return Contact(kind, str(written))


def _shown(person: Person) -> str:
    return str(person.phone or person.email)
