"""The app's own Inbox, where a member who has the app may be told of an invitation. Assumed."""

from harness.screen.page import Page, row
from harness.screen.picking import Missing
from harness.screen.screen import Sought


class InboxPage(Page):
    """Messages and notifications inside the app."""

    activity = row("Activity")
    system_notifications = row("System notifications")
    new_followers = row("New followers")

    recognised_by = (system_notifications,)

    def wait_for_invitation(self, organization: str, role: str) -> str:
        """Wait for an entry that names the account and the role; what it says.

        Raises:
            NotShown: None came in time.
        """

        def look() -> str | Missing:
            for entry in self.screen.read().containing(organization):
                said = " ".join(entry.labels)
                if role.casefold() in said.casefold():
                    return said
            return Missing(f"no entry names {organization} and {role}")

        what = f"an invitation to {organization} as {role} in the Inbox of the app"
        return self.screen.wait_for(look, Sought(what))
