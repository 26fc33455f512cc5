"""What whoever is logged in may do about the members of the account, by every way in."""

from collections.abc import Callable

from harness.errors import NotShown
from harness.invitations.contact import Contact
from harness.screen.picking import Missing
from harness.screen.screen import Sought
from pages.app import App
from pages.confirmation import REFUSED, Outcome
from pages.invite_by_phone import InviteByPhonePage
from pages.profile import ProfilePage
from pages.role import RolePage

# From the screen that follows an accepted invitation back to one that lay below it.
_MOST_STEPS_BACK = 4


class Rights:
    """Goes to Permissions by one of its ways, and tells from the screen what is possible there.

    Nobody is removed, and nothing is sent but by `send_left_open`.

    Args:
        app: Of the person whose rights are looked at.
    """

    def __init__(self, app: App) -> None:
        self._app, self._screen = app, app.screen

    # Ways in

    def go_through_menu(self) -> None:
        """The way of the guide, as far as the app lets one: to Permissions, or to its log-in."""
        self._app.restart()
        if self._app.asks_to_log_in():
            return
        settings = ProfilePage(self._screen).open_menu().open_settings()
        account = settings.open_account().wait_open()
        if account.permissions.is_offered():
            account.open_permissions()
            self.sees_permissions(expected=True)

    def go_by_link(self, link: str) -> None:
        """Follow a link into the app that leads to Permissions."""
        self._screen.follow_link(link)

    def go_back_to_left_open(self) -> None:
        """Come back to the app, and look for Permissions below what is in front there."""
        self._go_back_until(lambda: self._comes(within_s=self._screen.quiet_s))

    def send_left_open(self, contact: Contact, role: str) -> Outcome:
        """Come back to roles that were left with everything chosen, and tap Invite if it is there.

        Args:
            contact: Who was entered.
            role: Which role was chosen.

        Returns:
            What came of it; "refused" also where nothing can be tapped any more. What was sent
            without being confirmed stays in the journal until the app's own list says otherwise.
        """
        roles = RolePage(self._screen)
        if not self._go_back_until(lambda: roles.comes_with(role, self._screen.quiet_s)):
            return REFUSED
        if not roles.can_send(self._screen.quiet_s):
            return REFUSED
        self._screen.guard.drafted(contact)
        self._screen.guard.role_chosen(role)
        try:
            answer = roles.send()
        except NotShown:  # Invite went before it was tapped
            return REFUSED
        return answer.outcome()

    # What is possible there

    def sees_permissions(self, *, expected: bool) -> bool:
        """Whether the list of members is in front.

        Args:
            expected: It has the profile's time to come; else it has that time to go, and must stay
                away as long as it takes to believe that something is absent.
        """
        if expected:
            return self._comes(within_s=self._screen.timeout_s)
        gone = self._screen.answers(
            lambda: True if not self._is_seen() else Missing("it is still there"),
            Sought("Permissions to go"),
            default=False,
        )
        return not gone or self._comes(within_s=self._screen.quiet_s)

    def can_invite(self) -> bool:
        """Whether Permissions is in front, and Invite leads to the question whom to invite."""
        permissions = self._app.permissions
        if not permissions.is_seen() or not permissions.invite.is_offered():
            return False
        by_phone: InviteByPhonePage = permissions.start_invitation()
        leads_on = by_phone.comes()
        self._app.leave_invitation()
        return leads_on

    def can_remove(self, contact: Contact, *, expected: bool) -> bool:
        """Whether Permissions is in front, and offers to remove the contact.

        Args:
            contact: Of somebody who is in the list.
            expected: As for `PermissionsPage.offers_removal_of`.
        """
        permissions = self._app.permissions
        return permissions.is_seen() and permissions.offers_removal_of(contact, expected=expected)

    # Inside

    def _go_back_until(self, is_there: Callable[[], bool]) -> bool:
        """From the app as it was left; whether what was looked for came before the app's end."""
        self._screen.session.start_app(self._screen.package)
        for _ in range(_MOST_STEPS_BACK):
            if is_there():
                return True
            if not self._screen.is_of_app():
                break
            self._screen.session.back()
        return False

    def _is_seen(self) -> bool:
        return self._app.permissions.is_seen()

    def _comes(self, within_s: float) -> bool:
        return self._screen.answers(
            lambda: True if self._is_seen() else Missing("it is not there"),
            Sought("Permissions to come"),
            default=False,
            timeout_s=within_s,
        )
