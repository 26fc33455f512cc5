"""Inviting by phone number (guide, step 8). Assumed: no dump is public."""

from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.page import button, field
from pages.invite import InvitePage
from pages.invite_by_email import InviteByEmailPage
from pages.phone_number_input import enter_phone_number


class InviteByPhonePage(InvitePage):
    """Where Permissions -> Invite leads: asks for a phone number, offers an address instead."""

    kind = "phone"

    number = field("Phone number")
    use_email_address = button("Use email address instead")

    recognised_by = (use_email_address,)

    @property
    def contact(self) -> Element:
        """The number's field."""
        return self.number

    def fill(self, contact: Contact) -> None:
        """Enter a phone number."""
        enter_phone_number(self.screen, self.number, contact)

    def switch_to_email(self) -> InviteByEmailPage:
        """Tap "Use email address instead"."""
        self.use_email_address.tap()
        return InviteByEmailPage(self.screen)
