"""What both pages have in common that ask whom to invite (guide, step 8)."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, Self

from harness.errors import InfrastructureError
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.locator import Locator
from harness.screen.page import Page, button
from harness.screen.picking import Missing
from harness.screen.sight import ALWAYS, Condition
from harness.session.sighting import Sighting
from pages.role import RolePage


@dataclass(frozen=True)
class Entered:
    """What stands on the page, by one look-up.

    Attributes:
        text: In words for a report.
        is_contact: Whether that is the contact in question, and nobody else.
    """

    text: str
    is_contact: bool


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
            InfrastructureError: Something else stands there however often it is typed.
        """
        self.screen.guard.refuse_stranger(contact)
        self.fill(contact)
        self.screen.guard.drafted(contact)
        return self

    @abstractmethod
    def fill(self, contact: Contact, written: str = "") -> None:
        """Put the contact into the field and read it back; asked by `enter` and `type` only.

        Args:
            contact: Whose number or address.
            written: How to type it; as the page wants it where that is empty.
        """

    @abstractmethod
    def shown(self, contact: Contact, seen: Sequence[Sighting]) -> Entered | Missing:
        """What stands on the page, and whether that is the contact and nobody else.

        Args:
            contact: Who is to stand there.
            seen: By a look for the parts that `tells_contact` names.
        """

    @property
    def tells_contact(self) -> Sequence[Locator]:
        """The parts that together tell whom the page is about."""
        return (self.contact.locator,)

    def type(self, text: str) -> Self:
        """Type into the field as a person does, whatever it is; a member's is read back.

        What is nobody's may be refused or changed by the field: that is for a scenario to see.

        Raises:
            RecipientRefused: It is a stranger's; nothing was typed.
            InfrastructureError: It is a member's, and something else stands there however often it
                is typed.
        """
        contact, guard = Contact(self.kind, text.strip(" \t")), self.screen.guard
        guard.refuse_stranger(contact)
        if guard.is_member(contact):
            self.fill(contact, text)
        else:
            self.contact.type(text)
            if not self.contact.holds(text):  # the field's doing, where it comes of it again
                self.contact.type(text)
        guard.drafted(contact)
        return self

    def content(self) -> str:
        """What is typed in the field."""
        return self.contact.content()

    def can_continue(self, timeout_s: float | None = None) -> bool:
        """Whether Continue can be tapped within the time, by default the profile's."""
        return self.continue_.becomes_enabled(timeout_s)

    def go_on(self) -> RolePage:
        """Tap Continue.

        Raises:
            InfrastructureError: A member was entered, and somebody else stands there by now.
        """
        only = self._only_for_member()
        self.screen.guard.offered()
        self.continue_.tap(only)
        return RolePage(self.screen)

    def leads_on(self) -> bool:
        """Tap Continue once; whether the roles come, and not a refusal.

        Raises:
            InfrastructureError: As for `go_on`.
        """
        only = self._only_for_member()
        self.screen.guard.offered()
        self.continue_.tap_once(when=only)
        return RolePage(self.screen).comes_unrefused()

    def _only_for_member(self) -> Condition:
        """The last look before Continue sees whom the app is about to be told of."""
        member = self.screen.guard.drafted_member
        if member is None:  # then the guard lets no Invite through
            return ALWAYS

        def unmet(seen: Sequence[Sighting]) -> Missing | None:
            shown = self.shown(member, seen)
            if isinstance(shown, Missing):
                return Missing(f"{self.contact} cannot be read: {shown.why}")
            if shown.is_contact:
                return None
            raise InfrastructureError(
                f"{member} was entered, and {shown.text} stands there when {self.continue_} is to"
                " be tapped.\n"
                "  Nothing was sent: it would go to somebody else.\n"
                "  Do: look at the phone's keyboard, and at what the app makes of what is typed"
            )

        return Condition(self.tells_contact, unmet)
