"""Account (guide, step 6)."""

from harness.screen.page import Page, button, row
from pages.permissions import PermissionsPage


class AccountPage(Page):
    """Settings of the account that one is logged in to."""

    content = row("Account information", "Permissions")
    permissions = row(
        "Permissions",
        hint="the logged-in person may be an Operator, or another account may be chosen",
    )

    recognised_by = (content,)
    never_with = (button("Invite"),)

    def open_permissions(self) -> PermissionsPage:
        """Tap Permissions."""
        self.permissions.tap()
        self.screen.is_scrolled = False
        return PermissionsPage(self.screen)
