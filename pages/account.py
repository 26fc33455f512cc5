"""Account (guide, step 6)."""

from harness.screen.page import Page, row
from pages.permissions import PermissionsPage


class AccountPage(Page):
    """Settings of the account that one is logged in to."""

    account_information = row("Account information")
    permissions = row(
        "Permissions",
        hint="the logged-in person may be an Operator, or another account may be chosen",
    )

    recognised_by = (account_information,)

    def open_permissions(self) -> PermissionsPage:
        """Tap Permissions."""
        self.permissions.tap()
        return PermissionsPage(self.screen)
