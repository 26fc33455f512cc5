"""Inviting by email address (guide, step 8 of that way). Assumed: no dump is public."""

from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.page import button, field
from pages.invite import InvitePage


class InviteByEmailPage(InvitePage):
    """Asks for an email address."""

    kind = "email"

    address = field("Email address")

    recognised_by = (address, InvitePage.continue_)
    never_with = (button("Use email address instead"),)

    @property
    def contact(self) -> Element:
        """The address's field."""
        return self.address

    def fill(self, contact: Contact) -> None:
        """Enter an email address."""
        self.address.enter(contact.written)
