"""What both pages have in common that ask whom to invite (guide, step 8)."""

from abc import ABC, abstractmethod
from typing import ClassVar, Literal, Self

from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.page import Page, button
from pages.role import RolePage


class InvitePage(Page, ABC):
    """A field for the contact, and Continue.

    Attributes:
        kind: What the page asks for.
    """

    kind: ClassVar[Literal["phone", "email"]]

    continue_ = button("Continue")

    @property
    @abstractmethod
    def contact(self) -> Element:
        """The field."""

    def enter(self, contact: Contact) -> Self:
        """Enter a phone number or an address.

        Raises:
            RecipientRefused: It is a stranger's; nothing was typed.
        """
        self.screen.guard.refuse_stranger(contact)
        self.fill(contact)
        self.screen.guard.drafted(contact)
        return self

    @abstractmethod
    def fill(self, contact: Contact) -> None:
        """Put the contact into the field as the page wants it; asked by `enter` only."""

    def type(self, text: str) -> Self:
        """Type into the field as a person does, whatever it is.

        Raises:
            RecipientRefused: It is a stranger's; nothing was typed.
        """
        contact = Contact(self.kind, text.strip(" \t"))
        self.screen.guard.refuse_stranger(contact)
        self.contact.type(text)
        self.screen.guard.drafted(contact)
        return self

    def content(self) -> str:
        """What is typed in the field."""
        return self.contact.content()

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
