"""The app's own Inbox, where a member who has the app may be told of an invitation. Assumed."""

from collections import Counter

from harness.screen.page import Page, row
from harness.screen.picking import Missing
from harness.screen.screen import Sought
from pages.named_role import wait_for_role_in


class InboxPage(Page):
    """Messages and notifications inside the app."""

    system_notifications = row("System notifications")

    recognised_by = (system_notifications,)
    shows_people = "strangers"

    def entries(self, organization: str) -> "Counter[str]":
        """What the entries say that name the account, once nothing changes for `quiet_s`."""

        def now() -> "Counter[str]":
            return self._entries_now(organization)

        return self.screen.last_of(now(), now, Counter)

    def wait_for_new_entry(self, organization: str, known: "Counter[str]") -> str:
        """Wait for an entry that names the account and was not there before; what it says.

        It may be drawn bit by bit: it is waited for until it names a role, or the time is over.

        Raises:
            NotShown: None came in time.
        """

        def look() -> str | Missing:
            new = self._entries_now(organization) - known
            return next(iter(new), None) or Missing(f"no new entry names {organization}")

        sought = Sought(f"a new entry about {organization} in the Inbox")
        return wait_for_role_in(self.screen, look, sought)

    def _entries_now(self, organization: str) -> "Counter[str]":
        reading = self.wait_open().screen.read()
        rows = {reading.row_of(node) for node in reading.containing(organization)}
        return Counter(" ".join(each.texts) for each in rows)
