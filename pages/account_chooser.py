"""Which account to log in to, for a person who is linked to several (guide, part 6)."""

from collections.abc import Iterable

from harness.screen.page import Page, Shown, heading


class AccountChooserPage(Page):
    """Up to 20 accounts, by name. Comes after the credentials. Its title is assumed."""

    title = heading("Choose an account", "Choose account", "Select an account")

    sometimes = (title,)
    shows_people = "own accounts"

    def find(self, organization: str) -> Shown | None:
        """Look through all of the list for an account."""
        entry = self.named(organization)
        match = entry.find()
        return Shown(entry, match) if match else None

    def find_any(self, organizations: Iterable[str]) -> Shown | None:
        """Look for the first of these accounts that is in the list."""
        found = map(self.find, organizations)
        return next((each for each in found if each), None)
