"""Removing a member (guide, part 5). Assumed for an invitation that is still pending."""

from harness.errors import InfrastructureError
from harness.invitations.contact import Contact
from harness.screen.page import Page, button


class RemovalDialog(Page):
    """Asks whether the person is really to be removed."""

    remove = button("Remove")

    recognised_by = (remove,)

    def confirm(self, contact: Contact) -> None:
        """Tap Remove, once, unless the app asks about somebody else.

        Args:
            contact: Who is to be removed.

        Raises:
            InfrastructureError: The list has moved under the finger; nobody was removed.
        """
        labels = [label for node in self.wait_open().screen.read().visible for label in node.labels]
        others = [label for label in labels if contact.is_not_whose(label)]
        if others and not any(map(contact.is_in, labels)):
            self.screen.session.back()
            raise InfrastructureError(
                f"The app asks about {others[0]!r} where {contact} was to be removed, and nobody"
                " was.\n  Do: keep others from changing the list on Permissions during a run"
            )
        self.remove.tap_once()


class RemovalSheet(Page):
    """What the three dots beside a person offer."""

    remove_user_row = button("Remove user")

    recognised_by = (remove_user_row,)

    def leave(self) -> None:
        """Go back without a tap on it."""
        self.wait_open()
        self.screen.session.back()
        self.wait_left()

    def remove_user(self) -> RemovalDialog:
        """Tap "Remove user", which asks once more."""
        self.remove_user_row.tap()
        return RemovalDialog(self.screen)
