"""The profile homepage (guide, step 3)."""

from harness.screen.page import Page, button
from pages.menu import MenuPage


class ProfilePage(Page):
    """The account's own profile."""

    menu = button("Profile menu", hint="the three dashes in the upper right corner (guide, step 3)")

    recognised_by = (menu,)
    shows_people = "own accounts"

    def open_menu(self) -> MenuPage:
        """Tap the three dashes."""
        self.menu.tap()
        return MenuPage(self.screen)
