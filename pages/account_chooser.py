"""Which account to log in to, for a person who is linked to several (guide, part 6)."""

from collections.abc import Callable, Collection, Iterable

from harness.screen.locator import plain
from harness.screen.page import Page, Shown, heading
from harness.screen.picking import Missing
from harness.screen.reading import Reading, ReadNode
from harness.screen.screen import Sought


class AccountChooserPage(Page):
    """Up to 20 accounts, by name. Comes after the credentials. Its title is assumed."""

    title = heading("Choose an account", "Choose account", "Select an account")

    sometimes = (title,)
    shows_people = "own accounts"

    def find(self, organization: str) -> Shown | None:
        """Look through all of the list for an account."""
        self._wait_for_entries()
        entry = self.named(organization)
        match = entry.find()
        return Shown(entry, match) if match else None

    def listed(self, organizations: Collection[str]) -> set[str]:
        """Which of these accounts are in the list, in one look through all of it."""
        self._wait_for_entries()
        found: set[str] = set()

        def look(reading: Reading) -> bool | Missing:
            labels = {plain(label) for node in reading.visible for label in node.labels}
            found.update(name for name in organizations if plain(name) in labels)
            return len(found) == len(organizations) or Missing("not all of them are there")

        self.screen.read_anywhere(look)
        return found

    def find_any(self, organizations: Iterable[str]) -> Shown | None:
        """Look for the first of these accounts that is in the list."""
        found = map(self.find, organizations)
        return next((each for each in found if each), None)

    def _wait_for_entries(self) -> None:
        """Give the list time to load; an empty one is a list, too, in the end."""

        def look() -> bool | Missing:
            reading = self.screen.read()
            return any(self._is_entry(node, reading) for node in reading.visible) or Missing(
                "there is nothing to choose"
            )

        self.screen.answers(look, Sought("an account to choose"), default=False)

    def _is_entry(self, node: ReadNode, reading: Reading) -> bool:
        said = node.texts if node.clickable and reading.is_row(node) else []
        return bool(said) and not self.title.locator.names(said)

    def _tells_whether_open(self) -> Callable[[], bool]:
        """By its title, where a build has it."""

        def shows_its_title() -> bool:
            return self.title.is_shown()  # parts ask for this method themselves

        return shows_its_title
