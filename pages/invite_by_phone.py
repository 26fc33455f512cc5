"""Inviting by phone number (guide, step 8). Assumed: no dump is public."""

from harness.invitations.contact import Contact
from harness.screen.page import Page, button, field
from pages.invite_by_email import InviteByEmailPage
from pages.phone_number_input import enter_phone_number
from pages.role import RolePage


class InviteByPhonePage(Page):
    """Where Permissions -> Invite leads: asks for a phone number, offers an address instead."""

    number = field("Phone number")
    use_email_address = button("Use email address instead")
    continue_ = button("Continue")

    recognised_by = (use_email_address,)

    def enter(self, contact: Contact) -> "InviteByPhonePage":
        """Enter a phone number."""
        enter_phone_number(self.screen, self.number, contact)
        self.screen.guard.drafted(contact)
        return self

    def type(self, text: str) -> "InviteByPhonePage":
        """Type into the field as a person does, whatever it is."""
        self.number.type(text)
        self.screen.guard.drafted(Contact("phone", text))
        return self

    def content(self) -> str:
        """What is typed in the field."""
        return self.number.content()

    def can_continue(self, timeout_s: float | None = None) -> bool:
        """Whether Continue can be tapped within the time, by default the profile's."""
        return self.continue_.becomes_enabled(timeout_s)

    def go_on(self) -> RolePage:
        """Tap Continue."""
        self.continue_.tap()
        return RolePage(self.screen)

    def leads_on(self) -> bool:
        """Tap Continue once; whether the roles come, and not a refusal."""
        self.continue_.tap_once()
        return RolePage(self.screen).comes_unrefused()

    def switch_to_email(self) -> InviteByEmailPage:
        """Tap "Use email address instead"."""
        self.use_email_address.tap()
        return InviteByEmailPage(self.screen)
