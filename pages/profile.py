"""The profile homepage (guide, step 3)."""

from harness.screen.page import Page, button
from harness.screen.picking import Missing
from harness.screen.screen import Sought
from pages.menu import MenuPage


class ProfilePage(Page):
    """The account's own profile."""

    menu = button("Profile menu", hint="the three dashes in the upper right corner (guide, step 3)")

    recognised_by = (menu,)
    shows_people = "own accounts"

    def is_of(self, account: str) -> bool:
        """Whether it names the account; it has the time that absence takes."""
        self.wait_open()

        def look() -> bool | Missing:
            return bool(self.screen.read().containing(account)) or Missing("it names another one")

        sought = Sought(f"{account} to be named")
        return self.screen.answers(look, sought, default=False, timeout_s=self.screen.quiet_s)

    def open_menu(self) -> MenuPage:
        """Tap the three dashes."""
        self.menu.tap()
        return MenuPage(self.screen)
