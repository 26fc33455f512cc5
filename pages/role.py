"""The role for the invited member (guide, steps 9 and 10). Assumed: no dump is public."""

from harness.errors import NotShown
from harness.screen.choices import Choice, choices
from harness.screen.page import Page, button, option
from pages.confirmation import ConfirmationPage

# Long enough for a screen that comes, short enough for one that does not.
_TRANSITION_S = 2.0


class RolePage(Page):
    """Offers the roles; Invite sends the invitation."""

    admin = option("Admin")
    operator = option("Operator")
    invite = button("Invite", hint="the guide promises Invite below the roles (step 10)")

    recognised_by = (invite,)
    never_with = (button("Continue"), button("Use email address instead"))

    def comes(self) -> bool:
        """Whether the page opens within the time that a transition takes."""
        try:
            self.wait_open(_TRANSITION_S)
        except NotShown:
            return False
        return True

    def offered(self) -> list[Choice]:
        """The roles as the screen shows them, top to bottom."""
        self.wait_open()
        return choices(self.screen.read(), [self.admin.locator, self.operator.locator])

    def chosen(self) -> list[str]:
        """Names of the roles that are chosen at this moment."""
        return [choice.name for choice in self.offered() if choice.marked]

    def choose(self, role: str) -> "RolePage":
        """Choose a role by the name the guide gives it."""
        {"Admin": self.admin, "Operator": self.operator}[role].tap_once()
        self.screen.guard.role_chosen(role)
        return self

    def can_send(self) -> bool:
        """Whether Invite can be tapped."""
        return self.invite.is_enabled()

    def send(self) -> ConfirmationPage:
        """Tap Invite, once: from here on a person is told."""
        self.screen.guard.send(self.invite.tap_once)
        return ConfirmationPage(self.screen)
