"""The menu behind the three dashes (guide, step 4)."""

from harness.screen.page import Page, row
from pages.settings_and_privacy import SettingsAndPrivacyPage


class MenuPage(Page):
    """A sheet over the profile."""

    settings_and_privacy = row("Settings and privacy")

    recognised_by = (settings_and_privacy,)

    def open_settings(self) -> SettingsAndPrivacyPage:
        """Tap Settings and privacy."""
        self.settings_and_privacy.tap()
        return SettingsAndPrivacyPage(self.screen)
