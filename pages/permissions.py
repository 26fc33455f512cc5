"""Who may act for the Organization Account (guide, step 7). Assumed: no dump is public."""

import re
from dataclasses import dataclass

from harness.errors import InfrastructureError, NotShown
from harness.invitations.contact import Contact
from harness.invitations.journal import Entry
from harness.screen.page import Page, button, heading, row, text
from harness.screen.picking import Missing
from harness.screen.reading import Reading, ReadNode
from harness.screen.screen import Sought
from pages.invite_by_phone import InviteByPhonePage
from pages.removal import RemovalSheet


@dataclass(frozen=True)
class ListedMember:
    """A row of the list: a member, or somebody who is invited and has not joined yet.

    Attributes:
        texts: All that the row says.
        menu: Where its three dots are, as (x, y) in pixels; None where it has none.
        is_pending: Whether it says that an answer is awaited.
    """

    texts: tuple[str, ...]
    menu: tuple[int, int] | None
    is_pending: bool

    def has_role(self, name: str) -> bool:
        """Whether the row names the role, as a word of its own."""
        return any(re.search(rf"\b{re.escape(name)}\b", text) for text in self.texts)


class PermissionsPage(Page):
    """Members and pending invitations; only an Admin can invite."""

    invite = button("Invite", hint="only an Admin sees Invite (guide, part 1)")
    pending = text("Pending", "Invited")
    title = heading("Permissions")
    account_information = row("Account information")  # of the screen before

    recognised_by = (invite,)
    sometimes = (title, pending, account_information)
    shows_people = "rows"
    never_with = (
        button("Continue"),
        text("Full access to this account. Admins can do everything, including completing sensitive"
             " actions, changing settings, assigning roles, and granting permissions."),
        text("Standard access to this account. Operators can only manage content, chats, and"
             " connections."),
    )  # fmt: skip

    def is_seen(self) -> bool:
        """Whether the list is in front at this moment, with or without Invite.

        The screen before it has a row of the same name.
        """
        before = self.account_information.is_shown()
        return not before and (self.title.is_shown() or self.invite.is_shown())

    def offers_removal_of(self, contact: Contact) -> bool:
        """Whether the three dots beside the contact lead to "Remove user"; it is not tapped."""
        row = self.find(contact)
        if row is None or row.menu is None:
            return False
        self.screen.session.tap_at(*row.menu)
        sheet = RemovalSheet(self.screen)
        if not sheet.comes():
            return False
        sheet.leave()
        return True

    def start_invitation(self) -> InviteByPhonePage:
        """Tap Invite, which asks for a phone number first."""
        self.screen.guard.abandoned()
        self.invite.tap()
        return InviteByPhonePage(self.screen)

    def lists(self, contact: Contact) -> bool:
        """Whether the contact is in the list, anywhere.

        Raises:
            InfrastructureError: A row may be the contact's, but hides what would tell.
        """
        if self.find(contact) is not None:
            return True
        if self._may_be_listed_masked(contact):
            message = f"The list on Permissions hides whether {contact} is in it."
            raise InfrastructureError(message)
        return False

    def find(self, contact: Contact) -> ListedMember | None:
        """The row of a contact; scrolls through all of the list."""
        self.wait_open()
        return self.screen.seen_anywhere(lambda: self._row(self.screen.read(), contact))

    def withdraw(self, entry: Entry) -> bool:
        """Take an invitation back that the journal has open, and close its entry.

        Returns:
            Whether the contact is out of the list.
        """
        contact = Contact(entry.contact_kind, entry.contact)
        if self.screen.guard.is_protected(contact):
            self.screen.guard.undone(entry, "had joined before; left alone")
            return True
        if self.find(contact) is not None:
            self.remove(contact)
            if not self.wait_without(contact):
                return False
        elif self._may_be_listed_masked(contact):
            return False
        self.screen.guard.undone(entry)
        return True

    def wait_without(self, contact: Contact) -> bool:
        """Wait until the visible part of the list shows the contact no more."""

        def look() -> bool | Missing:
            reading = self.screen.read()
            back = bool(reading.labelled(self.invite.locator))
            gone = isinstance(self._row(reading, contact), Missing)
            return True if back and gone else Missing(f"{contact} is still in the list")

        try:
            return self.screen.wait_for(look, Sought(f"{contact} to leave the list"))
        except NotShown:
            return False

    def remove(self, contact: Contact) -> None:
        """Take the member, or the pending invitation, out of the list.

        Raises:
            NotShown: The contact is not in the list, or its row has no menu.
        """
        with self.screen.guard.changing_list():
            self.open_menu_of(contact).remove_user().confirm(contact)

    def open_menu_of(self, contact: Contact) -> RemovalSheet:
        """Tap the three dots beside a member, or a pending invitation.

        Raises:
            NotShown: The contact is not in the list, or its row has no menu.
        """
        with self.screen.guard.changing_list():
            row = self.find(contact)
            if row is None or row.menu is None:
                what = "is not in the list" if row is None else "has no three dots beside it"
                raise NotShown(
                    f"The menu of {contact} cannot be opened: it {what}.",
                    seen=self.screen.read().describe(),
                    look="how a pending invitation is cancelled is not documented (guide, part 5)",
                )
            self.screen.session.tap_at(*row.menu)
            return RemovalSheet(self.screen).wait_open()

    def _row(self, reading: Reading, contact: Contact) -> ListedMember | Missing:
        for node in reading.visible:
            if any(contact.is_in(label) for label in node.labels):
                row = reading.row_of(node, contact.is_not_whose)
                texts = tuple(row.texts)
                return ListedMember(texts, _menu(row, node), self._says_pending(texts))
        return Missing(f"{contact} is not in the list")

    def _may_be_listed_masked(self, contact: Contact) -> bool:
        """Whether a row may be the contact's, with what would tell hidden: nobody is removed."""

        def look() -> bool | Missing:
            labels = [label for node in self.screen.read().visible for label in node.labels]
            return any(map(contact.may_be_masked_in, labels)) or Missing("no such row")

        return self.screen.seen_anywhere(look) is not None

    def _says_pending(self, texts: tuple[str, ...]) -> bool:
        words = [label.casefold() for label in self.pending.locator.labels]
        return any(word in text.casefold() for word in words for text in texts)


def _menu(row: ReadNode, name: ReadNode) -> tuple[int, int] | None:
    """The rightmost control beside the name, not the row itself nor around the name.

    Better none than somebody else's: the box of a short list has the shape of a row, too.
    """
    for around in name.ancestors:
        controls = [
            node.bounds.center
            for node in around.walk()
            if node.clickable and not node.bounds.encloses(name.bounds)
        ]
        if controls or around is row:
            height, reach = name.bounds.center[1], 2 * name.bounds.height_px
            return max((at for at in controls if abs(at[1] - height) <= reach), default=None)
    return None
