"""The app's own Inbox, where a member who has the app may be told of an invitation. Assumed."""

from collections import Counter

from harness.screen.page import Page, row
from harness.screen.picking import Missing
from harness.screen.screen import Sought


class InboxPage(Page):
    """Messages and notifications inside the app."""

    system_notifications = row("System notifications")

    recognised_by = (system_notifications,)
    shows_people = "strangers"

    def entries(self, organization: str) -> "Counter[str]":
        """What the entries say that name the account."""
        reading = self.wait_open().screen.read()
        rows = {reading.row_of(node) for node in reading.containing(organization)}
        return Counter(" ".join(each.texts) for each in rows)

    def wait_for_new_entry(self, organization: str, known: "Counter[str]") -> str:
        """Wait for an entry that names the account and was not there before; what it says.

        Raises:
            NotShown: None came in time.
        """

        def look() -> str | Missing:
            new = self.entries(organization) - known
            return next(iter(new), None) or Missing(f"no new entry names {organization}")

        return self.screen.wait_for(look, Sought(f"a new entry about {organization} in the Inbox"))
