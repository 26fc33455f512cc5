"""Inviting by phone number (guide, step 8). Assumed: no dump is public."""

from collections.abc import Sequence

from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.locator import Locator
from harness.screen.page import button, field
from harness.screen.picking import Missing
from harness.session.sighting import Sighting
from pages.invite import Entered, InvitePage
from pages.invite_by_email import InviteByEmailPage
from pages.phone_number_input import NumberInput, enter_phone_number, shown_number
from pages.region_chip import region


class InviteByPhonePage(InvitePage):
    """Where Permissions -> Invite leads: asks for a phone number, offers an address instead."""

    kind = "phone"

    number = field("Phone number")
    region = region()
    use_email_address = button("Use email address instead")

    recognised_by = (use_email_address,)
    sometimes = (region,)

    @property
    def contact(self) -> Element:
        """The number's field."""
        return self.number

    @property
    def tells_contact(self) -> Sequence[Locator]:
        """The field, and the country's code beside it."""
        return self._input.locators

    def fill(self, contact: Contact, written: str = "") -> None:
        """Enter a phone number."""
        enter_phone_number(self._input, contact, written)

    def shown(self, contact: Contact, seen: Sequence[Sighting]) -> Entered | Missing:
        """The field and the code beside it are one number."""
        shown = shown_number(self._input, seen)
        if isinstance(shown, Missing):
            return shown
        return Entered(str(shown), contact.number is not None and shown.is_of(contact.number))

    def switch_to_email(self) -> InviteByEmailPage:
        """Tap "Use email address instead"."""
        self.use_email_address.tap()
        return InviteByEmailPage(self.screen)

    @property
    def _input(self) -> NumberInput:
        in_vain = "Nothing was sent: it would go to somebody else's number."
        return NumberInput(self.screen, self.number, self.region, in_vain)
