"""The bar at the bottom of every main screen (guide, step 2)."""

from harness.screen.page import Page, Shown, tab
from pages.inbox import InboxPage
from pages.profile import ProfilePage


class MainBar(Page):
    """Home, Friends, Create, Inbox, Profile."""

    home = tab("Home")
    inbox = tab("Inbox")
    profile = tab("Profile")

    recognised_by = (profile,)
    shows_people = "strangers"

    def open_profile(self, seen: Shown | None = None) -> ProfilePage:
        """Tap Profile.

        Args:
            seen: How it was seen last; where anything was done since, it is looked for again.
        """
        if seen:
            seen.tap()
        else:
            self.profile.tap()
        return ProfilePage(self.screen)

    def open_inbox(self) -> InboxPage:
        """Tap Inbox."""
        self.inbox.tap()
        return InboxPage(self.screen)
