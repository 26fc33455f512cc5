"""Inviting by email address (guide, step 8 of that way). Assumed: no dump is public."""

from harness.invitations.contact import Contact
from harness.screen.page import Page, button, field
from pages.role import RolePage


class InviteByEmailPage(Page):
    """Asks for an email address."""

    address = field("Email address")
    continue_ = button("Continue")

    recognised_by = (address, continue_)
    never_with = (button("Use email address instead"),)

    def enter(self, contact: Contact) -> "InviteByEmailPage":
        """Enter an email address."""
        self.address.enter(contact.written)
        self.screen.guard.drafted(contact)
        return self

    def type(self, text: str) -> "InviteByEmailPage":
        """Type into the field as a person does, whatever it is."""
        self.address.type(text)
        self.screen.guard.drafted(Contact("email", text))
        return self

    def content(self) -> str:
        """What is typed in the field."""
        return self.address.content()

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
