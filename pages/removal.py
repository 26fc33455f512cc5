"""Removing a member (guide, part 5). Assumed for an invitation that is still pending."""

from harness.errors import InfrastructureError
from harness.invitations.contact import Contact
from harness.screen.dialog import nearest_labels
from harness.screen.page import Page, button, final_button
from harness.screen.picking import Missing
from harness.screen.screen import Sought


class RowMoved(InfrastructureError):
    """The row is not where it was seen: the app asks about another one, or it never rests."""


class RemovalDialog(Page):
    """Asks whether the person is really to be removed."""

    remove = final_button("Remove")
    cancel = button("Cancel")

    recognised_by = (remove,)
    sometimes = (cancel,)

    def confirm(self, contact: Contact) -> None:
        """Tap Remove, once, unless the app asks about somebody else.

        Args:
            contact: Who is to be removed.

        Raises:
            RowMoved: The list has moved under the finger; nobody was removed.
            RecipientRefused: The contact must not be removed; nobody was.
        """
        self.wait_open()
        named = self._asked_about(contact)
        others = [each for each in named if contact.names_another(each)]
        if others and not any(map(contact.is_in, named)):
            self.screen.session.back()
            raise RowMoved(
                f"The app asks about {others[0]!r} where {contact} was to be removed, and nobody"
                " was.\n  Do: keep others from changing the list on Permissions during a run"
            )
        self.screen.guard.remove(contact, self.remove.tap_once)

    def leave(self) -> None:
        """Tap Cancel: nobody is removed."""
        self.wait_open()
        self.cancel.tap()
        self.wait_left()

    def _asked_about(self, contact: Contact) -> list[str]:
        """Labels that name somebody: of the question, else of the list, where it lies behind.

        The question has the time that absence takes, as it may be drawn after its buttons. A user
        name says nothing of whose it is; nor does what hides characters and may be theirs.
        """

        def names_somebody(label: str) -> bool:
            return (
                contact.is_in(label)
                or contact.may_be_masked_in(label)
                or contact.names_another(label)
            )

        def look() -> list[str] | Missing:
            named = nearest_labels(self.screen.read(), self.remove.locator, names_somebody)
            return named or Missing("the question names nobody")

        sought = Sought("the question to name somebody")
        nobody: list[str] = []
        named = self.screen.answers(look, sought, default=nobody, timeout_s=self.screen.quiet_s)
        labels = (label for node in self.screen.read().visible for label in node.labels)
        return named or list(filter(names_somebody, labels))


class RemovalSheet(Page):
    """What the three dots beside a person offer."""

    remove_user_row = button("Remove user")

    recognised_by = (remove_user_row,)

    def leave(self) -> None:
        """Go back without a tap on it."""
        self.wait_open()
        self.screen.session.back()
        self.wait_left()

    def remove_user(self, contact: Contact) -> RemovalDialog:
        """Tap "Remove user", which asks once more.

        Args:
            contact: Beside whom the three dots were tapped.

        Raises:
            RecipientRefused: The contact must not be removed; nothing was tapped.
        """
        self.screen.guard.refuse_removal_of(contact)
        self.remove_user_row.tap()
        return RemovalDialog(self.screen)
