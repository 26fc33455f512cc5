"""The bar at the bottom of every main screen (guide, step 2)."""

from harness.screen.page import Page, tab
from pages.inbox import InboxPage
from pages.profile import ProfilePage


class MainBar(Page):
    """Home, Friends, Create, Inbox, Profile."""

    home = tab("Home")
    inbox = tab("Inbox")
    profile = tab("Profile")

    recognised_by = (profile,)
    shows_people = "strangers"

    def open_profile(self) -> ProfilePage:
        """Tap Profile."""
        self.profile.tap()
        return ProfilePage(self.screen)

    def open_inbox(self) -> InboxPage:
        """Tap Inbox."""
        self.inbox.tap()
        return InboxPage(self.screen)
