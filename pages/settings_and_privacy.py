"""Settings and privacy (guide, step 5)."""

from harness.screen.page import Page, heading, row
from pages.account import AccountPage


class SettingsAndPrivacyPage(Page):
    """A long list; "Account" is both a section's name and a row in it."""

    title = heading("Settings and privacy")
    account = row("Account")

    recognised_by = (title, account)

    def open_account(self) -> AccountPage:
        """Tap Account."""
        self.account.tap()
        return AccountPage(self.screen)
