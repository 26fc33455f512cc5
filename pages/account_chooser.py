"""Which account to log in to, for a person who is linked to several (guide, part 6)."""

from harness.screen.page import Page


class AccountChooserPage(Page):
    """Up to 20 accounts, by name. Comes after the credentials."""

    shows_people = "own accounts"

    def choose(self, organization: str) -> None:
        """Choose an account by its name."""
        self.named(organization).tap()
