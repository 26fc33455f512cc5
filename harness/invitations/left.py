"""Invitations that were begun and left before Invite: an app may have sent them all the same."""

from dataclasses import dataclass

from harness.invitations.contact import Contact
from harness.invitations.doubt import StandingOf


@dataclass(frozen=True)
class Draft:
    """An invitation as it stands on the screen, not sent yet."""

    contact: Contact
    role: str = ""


@dataclass(frozen=True)
class Left:
    """A draft that is not on the screen any more.

    Attributes:
        draft: What was entered.
        standing_before: The list as it stood before that.
        is_offered: Whether the app was told of the contact.
    """

    draft: Draft
    standing_before: StandingOf
    is_offered: bool


class LeftInvitations:
    """Those of one scenario.

    The guide has Invite alone tell anybody. Whether an app keeps to that, only the list tells.
    """

    def __init__(self) -> None:
        self._by_contact: dict[str, Left] = {}
        self._offered = set[str]()

    def add(self, draft: Draft, standing_before: StandingOf, *, is_offered: bool = False) -> None:
        """One more.

        Args:
            draft: What was entered.
            standing_before: The list before that.
            is_offered: Whether the app is told of the contact, by Continue: from here on it can
                have sent something.
        """
        before = self._by_contact.get(draft.contact.key)
        if before is not None and before.standing_before(draft.contact) == "absent":
            standing_before = before.standing_before  # nobody else's row has been seen since
        is_told = is_offered or (before is not None and before.is_offered)
        self._by_contact[draft.contact.key] = Left(draft, standing_before, is_told)
        if is_offered:
            self._offered.add(draft.contact.key)

    def pop(self, contact: Contact) -> Left | None:
        """The contact's, which is one of these no longer: something was noted for it."""
        self._offered.discard(contact.key)
        return self._by_contact.pop(contact.key, None)

    def absent(self, contact: Contact) -> None:
        """All of the list was read since, and does not show the contact."""
        self._offered.discard(contact.key)

    def contacts(self) -> list[Contact]:
        """Everybody's."""
        return [left.draft.contact for left in self._by_contact.values()]

    def to_look_for(self) -> list[Contact]:
        """Of whom the app was told, and whom nobody has looked for in the list since."""
        return [each for each in self.contacts() if each.key in self._offered]

    def clear(self) -> None:
        """The next scenario begins."""
        self._by_contact.clear()
        self._offered.clear()
