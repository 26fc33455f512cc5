"""Inviting by email address (guide, step 8 of that way). Assumed: no dump is public."""

from collections.abc import Sequence

from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.locator import plain
from harness.screen.page import button, field
from harness.screen.picking import Missing, pick
from harness.session.sighting import Sighting
from pages.invite import Entered, InvitePage


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

    def fill(self, contact: Contact, written: str = "") -> None:
        """Enter an email address."""
        self.address.enter(written or contact.written)

    def shown(self, contact: Contact, seen: Sequence[Sighting]) -> Entered | Missing:
        """Letter for letter, but for what is the same in all spellings of an address."""
        match = pick(self.address.locator, seen, self.screen.window)
        if isinstance(match, Missing):
            return match
        text = self.address.content_of(match)
        return Entered(repr(text), Contact("email", plain(text)).key == contact.key)
