"""A walk through all that the guide shows, up to the final Invite and never over it.

It changes nothing for anybody: a contact is entered to see the roles, no role is chosen, and the
guard of a capture is closed. What the three dots beside a person offer stays closed, too: nobody
knows what a tap there does in a build that nobody has seen.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, TypeVar

from harness.errors import (
    ConfigurationError,
    HarnessError,
    InfrastructureError,
    ProductFailure,
    ServerUnreachable,
    SessionLost,
)
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.page import Page
from harness.screen.picking import Missing, matches
from harness.screen.screen import Sought
from harness.settings import People
from pages.account import AccountPage
from pages.account_chooser import AccountChooserPage
from pages.app import App, Kind
from pages.confirmation import ConfirmationPage
from pages.credentials import CredentialsPage
from pages.invitation import InvitationPage
from pages.invite_by_email import InviteByEmailPage
from pages.invite_by_phone import InviteByPhonePage
from pages.joined import JoinedPage
from pages.log_in import LogInPage
from pages.main_bar import MainBar
from pages.menu import MenuPage
from pages.permissions import PermissionsPage
from pages.profile import ProfilePage
from pages.removal import RemovalDialog, RemovalSheet
from pages.role import RolePage
from pages.settings_and_privacy import SettingsAndPrivacyPage

SCREENS: tuple[type[Page], ...] = (
    LogInPage,
    CredentialsPage,
    AccountChooserPage,
    MainBar,
    ProfilePage,
    MenuPage,
    SettingsAndPrivacyPage,
    AccountPage,
    PermissionsPage,
    InviteByPhonePage,
    InviteByEmailPage,
    RolePage,
)
"""What a walk passes, in the guide's order."""

NEVER_OPENED: dict[type[Page], str] = {
    ConfirmationPage: "it follows the final Invite, which a capture never taps",
    RemovalSheet: "a capture opens nothing that changes something",
    RemovalDialog: "a capture opens nothing that changes something",
    InvitationPage: "only the link of an invitation that was sent leads there",
    JoinedPage: "only an invitation that is accepted leads there",
}
"""Screens of the guide that no walk passes, and why."""

_MOST_STEPS_OUT = 10

T = TypeVar("T")
P = TypeVar("P", bound=Page)


class Record(Protocol):
    """Where the walk tells what is in front."""

    def page(self, page: Page) -> None:
        """A page came."""

    def instead_of(self, page: Page, failure: HarnessError) -> None:
        """Something else is there."""

    def not_reached(self, page: str, failure: HarnessError) -> None:
        """The way to a page, or on from it, was not found."""


class _DeadEnd(Exception):
    """This branch of the way does not go on; it has been recorded why."""


class Walk:
    """Goes through the app and has every screen recorded.

    Args:
        app: On the phone; its guard must be closed.
        people: Who logs in, and who is entered.
        record: Told of every screen.
    """

    def __init__(self, app: App, people: People, record: Record) -> None:
        self._app, self._people, self._record = app, people, record
        self._screen = app.screen
        self._passed: Page | None = None

    def go(self) -> None:
        """Go as far as there is a way, then back out.

        Raises:
            InfrastructureError: The phone was lost; what was recorded stays.
        """
        try:
            self._log_in()
            self._to_permissions()
        except _DeadEnd:
            pass
        else:
            self._branch(lambda: self._see_invitation("phone"))
            self._branch(lambda: self._see_invitation("email"))
            self._branch(self._see_roles)
        self._go_out()

    def _log_in(self) -> None:
        """A fresh log-in where there are credentials; else whoever is logged in."""
        admin = self._people.admin
        if not admin.can_log_in:
            self._lead("MainBar", self._app.restart)
            return
        kind: Kind = "phone" if admin.phone else "email"
        self._see_form("email" if kind == "phone" else "phone")
        try:
            self._app.log_in(admin, kind, self._pass)
        except (ProductFailure, InfrastructureError, ConfigurationError) as failure:
            self._refuse_lost(failure)
            self._record.instead_of(self._expected_now(), failure)
            raise _DeadEnd from failure

    def _see_form(self, kind: Kind) -> None:
        self._lead("LogInPage", self._app.log_out)
        form = LogInPage(self._screen)
        try:
            form.open_form(kind, self._pass)
        except (ProductFailure, InfrastructureError) as failure:
            self._refuse_lost(failure)
            self._record.instead_of(form, failure)

    def _pass(self, page: Page) -> None:
        if isinstance(page, CredentialsPage):
            page.wait_asked()
        self._record.page(page)
        self._passed = page

    def _expected_now(self) -> Page:
        """What should be in front when a log-in goes wrong."""
        if isinstance(self._passed, CredentialsPage | AccountChooserPage):
            still_asks = self._screen.session.is_secret_screen()
            return CredentialsPage(self._screen) if still_asks else self._app.main_bar
        return CredentialsPage(self._screen) if self._passed else LogInPage(self._screen)

    def _to_permissions(self) -> None:
        bar = self._arrive(self._app.main_bar)
        profile = self._arrive(self._lead("ProfilePage", bar.open_profile))
        menu = self._arrive(self._lead("MenuPage", profile.open_menu))
        settings = self._arrive(self._lead("SettingsAndPrivacyPage", menu.open_settings))
        self._scroll_to(settings, settings.account)
        account = self._arrive(self._lead("AccountPage", settings.open_account))
        self._scroll_to(account, account.permissions)
        self._arrive(self._lead("PermissionsPage", account.open_permissions))

    def _see_invitation(self, kind: Kind) -> None:
        page = InviteByPhonePage if kind == "phone" else InviteByEmailPage
        self._arrive(self._lead(page.__name__, lambda: self._app.start_invitation(kind)))

    def _see_roles(self) -> None:
        members = [each for each in self._people.members if not each.has_joined]
        members.sort(key=lambda each: each.kind == "email")
        if not members:
            failure = ProductFailure("the people file lists nobody who may be entered")
            self._record.not_reached("RolePage", failure)
            return
        contact = Contact.of(members[0])
        self._arrive(self._lead("RolePage", lambda: self._app.choose_role_for(contact)))

    def _branch(self, go: Callable[[], None]) -> None:
        """One of several ways from Permissions, and back there whatever came of it."""
        with suppress(_DeadEnd):
            go()
        try:
            self._app.leave_invitation()
        except (ProductFailure, InfrastructureError) as failure:
            self._refuse_lost(failure)

    def _arrive(self, page: P) -> P:
        """Wait for a page; the walk goes on from what is there even where it is not known."""
        try:
            page.wait_open()
            self._wait_whole(page)
            self._record.page(page)
        except (ProductFailure, InfrastructureError) as failure:
            self._refuse_lost(failure)
            self._record.instead_of(page, failure)
        self._passed = page
        return page

    def _wait_whole(self, page: Page) -> None:
        """Parts may be drawn after their page; what does not come is for the record to tell."""
        always = (each for each in page.parts() if each not in page.sometimes)
        parts = [page.element(each).locator for each in always]

        def look() -> bool | Missing:
            seen = self._screen.find(parts)
            here = [matches(each, seen, self._screen.window) for each in parts]
            return all(here) or Missing("not all of its parts are there")

        self._screen.answers(look, Sought(f"all parts of {page}"), default=False)

    def _scroll_to(self, page: Page, part: Element) -> None:
        """Have a part in sight that may be further down, and record the page as it is then."""
        try:
            part.wait_shown()
        except (ProductFailure, InfrastructureError) as failure:
            self._refuse_lost(failure)
            self._record.not_reached(part.name, failure)
            raise _DeadEnd from failure
        self._record.page(page)

    def _lead(self, to: str, verb: Callable[[], T]) -> T:
        try:
            return verb()
        except (ProductFailure, InfrastructureError) as failure:
            self._refuse_lost(failure)
            self._record.not_reached(to, failure)
            raise _DeadEnd from failure

    def _refuse_lost(self, failure: HarnessError) -> None:
        if isinstance(failure, SessionLost | ServerUnreachable):
            raise failure

    def _go_out(self) -> None:
        self._screen.guard.abandoned()
        for _ in range(_MOST_STEPS_OUT):
            if self._app.main_bar.is_open():
                break
            self._screen.session.back()
