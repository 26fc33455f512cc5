"""The app on one phone: where to begin, and the ways that span several screens."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Literal

from harness.errors import ConfigurationError, HarnessError, NotShown
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.screen.page import Passing, Shown, unseen
from harness.screen.picking import Missing
from harness.screen.screen import Screen, Sought
from harness.session.log_ins import LogIns
from harness.settings import Person
from pages.account_chooser import AccountChooserPage
from pages.confirmation import REFUSED, ConfirmationPage, Outcome
from pages.invitation import InvitationPage
from pages.invite import InvitePage
from pages.invite_by_email import InviteByEmailPage
from pages.invite_by_phone import InviteByPhonePage
from pages.log_in import LogInPage
from pages.log_in_way import Arrival, LogInWay, contact_to_log_in_with
from pages.main_bar import MainBar
from pages.permissions import PermissionsPage
from pages.profile import ProfilePage
from pages.role import RolePage
from pages.who_is_in import WhoIsIn

# Keyboard, roles, address, number: no invitation is deeper than that.
_MOST_STEPS_BACK = 5

Kind = Literal["phone", "email"]


class App:
    """The TikTok app on one phone.

    Args:
        screen: The phone's screen.
        organization: The Organization Account's name, as the account chooser shows it.
        log_ins: Knows who was not let in, on whichever phone; all apps of a run share it.
        profile_name: The account's name as Profile shows it, where that differs.
    """

    def __init__(
        self,
        screen: Screen,
        organization: str,
        log_ins: LogIns | None = None,
        profile_name: str | None = None,
    ) -> None:
        self.screen, self.organization = screen, organization
        self._profile_name = profile_name or organization
        self.main_bar = MainBar(screen)
        self.permissions = PermissionsPage(screen)
        log_ins = log_ins or LogIns()
        self._who = WhoIsIn(screen, log_ins)
        self._is_in_organization = False  # as far as Profile was looked at since the last change
        self._seen_profile: Shown | None = None  # as the log-in has seen it last
        self._log_in = LogInWay(screen, organization, self.log_out, log_ins)

    def restart(self) -> None:
        """Stop the app and start it again; who is logged in stays."""
        self.screen.guard.abandoned()
        self.screen.session.stop_app(self.screen.package)
        self.screen.start_app()

    def log_out(self) -> None:
        """Start the app as if newly installed."""
        self._who.is_unknown()
        self._is_in_organization = False
        self.screen.session.stop_app(self.screen.package)
        self.screen.session.clear_app(self.screen.package)
        self.screen.start_app()

    def be_logged_in_as(self, person: Person) -> None:
        """Start at the main screen, logged in to the Organization Account as the person.

        Where the app asks for a log-in from then on, that is no failure of the app (`LoggedOut`).
        Without password and code the person is taken to be logged in already.

        Raises:
            ConfigurationError: Somebody else is logged in, and there is nothing to log in with.
        """
        if self._who.person == person:
            self.restart()
        elif person.can_log_in:
            self._log_in_as(person, "phone" if person.phone else "email", has_to_stay_in=True)
        elif self._who.person is None:
            self._is_in_organization = False  # somebody may have logged in by hand since
            self.restart()
            self._who.is_in(person)
        else:
            raise ConfigurationError(
                None,
                f"somebody else is logged in on the phone, and {person.shown} has no password",
                "password or code_command in the people file",
            )
        self._who.has_to_stay_in()

    def log_in(self, person: Person, kind: Kind, passing: Passing = unseen) -> None:
        """Log in to the Organization Account from a fresh app.

        Args:
            person: Whose number, address and password are used.
            kind: Whether the number or the address is entered.
            passing: Called on each screen of the way, before anything is typed on it.

        Raises:
            ConfigurationError: The people file has not what is needed; nothing was touched.
            InfrastructureError: The app does not let the person in, or did not before.
            NotShown: The account is not among those that the person may choose from.
        """
        self._log_in_as(person, kind, passing)

    def _log_in_as(
        self, person: Person, kind: Kind, passing: Passing = unseen, *, has_to_stay_in: bool = False
    ) -> None:
        arrival = self._log_in.go(person, kind, passing)
        contact = contact_to_log_in_with(person, kind)
        self._who.is_in(person, contact)
        if has_to_stay_in:
            self._who.has_to_stay_in()
        try:
            self._go_on_from(arrival, person, kind, passing)
        except HarnessError:
            self._who.is_unknown()
            raise

    def _go_on_from(self, arrival: Arrival, person: Person, kind: Kind, passing: Passing) -> None:
        chooser = AccountChooserPage(self.screen)
        if arrival.chooses:
            passing(chooser)
        account = arrival.account or chooser.find_any(person.other_accounts)
        if account:
            self._seen_profile = self._log_in.go_on_with(account, person, kind)
        elif arrival.chooses:
            contact = contact_to_log_in_with(person, kind)
            raise NotShown(
                f'"{self.organization}" is not among the accounts to choose from.',
                seen=self.screen.read().describe(),
                look=f"whether {contact} belongs to it (guide, part 6); other_accounts in the"
                " people file names those that may be chosen instead",
            )

    def offered_accounts(
        self,
        person: Person,
        kind: Kind,
        others: Iterable[str] = (),
        *,
        expected: bool = True,
    ) -> set[str]:
        """Log in and look which accounts the app offers: the one under test, and others by name.

        Whoever belongs to one account only may be taken there without being asked.

        Args:
            person: Who logs in.
            kind: By what.
            others: Names of other accounts.
            expected: Whether any of them should be: as `ProfilePage.is_of` has it.
        """
        arrival = self._log_in.go(person, kind)
        names = {self.organization, *others}
        if arrival.chooses:
            return AccountChooserPage(self.screen).listed(names)
        return self.accounts_shown(names, expected=expected)

    def choose_account(self, name: str) -> None:
        """Tap one of the accounts that are offered after the log-in.

        Raises:
            NotShown: It is not among them.
        """
        account = AccountChooserPage(self.screen).find(name)
        if account is None:
            raise NotShown(
                f'"{name}" is not among the accounts to choose from.',
                seen=self.screen.read().describe(),
            )
        self._is_in_organization = False
        account.tap()

    def accounts_shown(self, names: Iterable[str], *, expected: bool = True) -> set[str]:
        """Which of these accounts Profile names, from any main screen: the app acts for that one.

        Args:
            names: As the account chooser shows them.
            expected: As `ProfilePage.is_of` has it.
        """
        shown_as = {self._shown_as(name): name for name in names}
        named = self.main_bar.open_profile().names_of(list(shown_as), expected=expected)
        return {shown_as[each] for each in named}

    def _shown_as(self, name: str) -> str:
        return self._profile_name if name == self.organization else name

    def be_in_organization(self, person: Person) -> None:
        """Act for the Organization Account that the person has joined.

        The app may have changed to it by itself; else the person logs in anew and chooses it. It
        lasts until the invitation is taken back: who is removed is logged out by the app.

        Raises:
            InfrastructureError: Profile does not name it then: whether the member leaves it later
                could not be told.
        """
        if not self.main_bar.open_profile().is_of(self._profile_name):
            self.log_in(person, "phone" if person.phone else "email")
            self.main_bar.open_profile().wait_of(self._profile_name)
        self._who.is_unknown()
        self._is_in_organization = True

    def open_invitation(self, link: str) -> InvitationPage:
        """Tap the link of an invitation: who is logged in afterwards is for the app to say."""
        self._who.is_unknown()
        self._is_in_organization = False
        self.screen.follow_link(link)
        return InvitationPage(self.screen)

    def return_to_permissions(self) -> PermissionsPage:
        """To Permissions from there or from any main screen; either may just be coming."""
        self.permissions.wait_any(self.permissions.invite, self.main_bar.profile)
        return self.permissions if self.permissions.is_open() else self.open_permissions()

    def open_permissions(self) -> PermissionsPage:
        """Go from any main screen to Permissions, as the guide does (steps 2 to 6).

        Raises:
            InfrastructureError: Profile does not name the account: whoever is invited in another
                one joins that.
        """
        naming = "" if self._is_in_organization else self._profile_name
        seen, self._seen_profile = self._seen_profile, None
        menu = self.main_bar.open_profile(seen).open_menu(naming)
        self._is_in_organization = True  # as long as nobody logs in: a restart leaves it
        return menu.open_settings().open_account().open_permissions()

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

    def try_to_invite(self, contact: Contact, role: str) -> Outcome:
        """From Permissions: go as far as the app lets one.

        What was sent without being confirmed stays in the journal until the app's own list says
        otherwise.
        """
        page = self.start_invitation(contact.kind).enter(contact)
        if not page.can_continue() or not page.leads_on():
            return REFUSED
        return RolePage(self.screen).choose(role).send().outcome()

    def leave_invitation(self) -> None:
        """Go back to Permissions from wherever an invitation stands."""
        by_phone, roles = InviteByPhonePage(self.screen), RolePage(self.screen)
        # Roles that are still being drawn have nothing yet that tells them from the list.
        with suppress(NotShown):
            by_phone.wait_any(by_phone.continue_, roles.admin)
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
        self.screen.start_app()

    def leave_for_another_app(self) -> None:
        """Android's home screen; the app stays as it is behind it."""
        self.screen.session.press_home()

    def has_left_organization(self) -> bool:
        """Whether the app, as it stands, leaves the account within the profile's time.

        It asks for a log-in, on some builds only where Profile would be, or shows another account;
        the name of the old one may be drawn late.
        """
        profile = ProfilePage(self.screen)

        def is_another() -> bool | Missing:
            is_other = profile.is_open() and not profile.is_of(self._profile_name, expected=True)
            return True if is_other else Missing("it neither asks for a log-in nor is another's")

        try:
            return self._look_at_profile(is_another)
        except NotShown:
            return False

    def asks_to_log_in(self) -> bool:
        """Open Profile; whether the app asks for a log-in instead of showing it.

        Raises:
            LoggedOut: It does, and somebody has to be in.
        """
        profile = ProfilePage(self.screen)
        asks = self._look_at_profile(
            lambda: False if profile.is_open() else Missing("neither Profile nor a log-in came")
        )
        if asks:
            self._who.refuse_log_in("Opened Profile.")
        return asks

    def _look_at_profile(self, otherwise: Callable[[], bool | Missing]) -> bool:
        log_in, notice = LogInPage(self.screen), ConfirmationPage(self.screen)

        def look() -> bool | Missing:
            if log_in.asks_who(is_fresh=self._who.person is None):
                return True
            seen = otherwise()
            if isinstance(seen, Missing):
                for closer in (notice.ok, self.main_bar.profile):
                    if closer.is_shown():
                        closer.tap_once()
                        break
            return seen

        return self.screen.wait_for(look, Sought("Profile, or a log-in"))

    def standing_of(self, contact: Contact, admin: Person) -> Standing:
        """How a contact stands in the Admin's list, from wherever the app is.

        The app is started anew: what was on its screen cannot be tapped any more, not even by a tap
        that is still on its way.

        Raises:
            HarnessError: The list could not be read.
        """
        self.be_logged_in_as(admin)
        return self.open_permissions().standing_of(contact)
