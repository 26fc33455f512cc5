"""Who may be invited and who may be removed: what is refused before a finger moves."""

from collections.abc import Iterable

from harness.errors import OutcomeUnknown, RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.journal import Entry
from harness.invitations.reserved import is_nobodys


class Recipients:
    """The people file's members, as far as they may be reached.

    Args:
        members: Who may be invited.
        protected: Those of them who had joined before and must never be removed.
        closed: Why nobody may be reached at all; empty where members may.
    """

    def __init__(
        self, members: Iterable[Contact], protected: Iterable[Contact], closed: str
    ) -> None:
        self._members = {member.key: member for member in members}
        self._protected = {member.key for member in protected}
        self._closed = closed

    def is_protected(self, contact: Contact) -> bool:
        """Whether the contact had joined before the run and must stay."""
        return contact.key in self._protected

    def is_member(self, contact: Contact) -> bool:
        """Whether the contact is listed, in whatever spelling."""
        return contact.key in self._members

    def refuse_stranger(self, contact: Contact) -> None:
        """Asked before a contact is typed where the app is told of it.

        Raises:
            RecipientRefused: The contact is not listed under `members`, and may be somebody's.
        """
        if not self.is_member(contact) and not is_nobodys(contact):
            message = (
                f"{contact} must not be entered: not listed under `members`, and somebody may have"
                " it.\n"
                "  Nothing was typed.\n"
                "  Do: add the contact to the people file, if it is one of your own; else try with"
                " +1 ... 555-01xx or an address at example.com, which nobody has"
            )
            raise RecipientRefused(message)

    def refuse_invitation_of(self, contact: Contact) -> None:
        """Asked before Invite is tapped.

        Raises:
            RecipientRefused: Nobody may be reached now, or the contact is not listed under
                `members`.
        """
        if self._closed:
            message = f"Invite was about to be tapped, and nothing was: {self._closed}"
            raise RecipientRefused(message)
        if not self.is_member(contact):
            listed = ", ".join(str(member) for member in self._members.values()) or "nobody"
            message = (
                f"{contact} must not be invited: not listed under `members`.\n"
                f"  Listed: {listed}\n"
                "  Do: add the contact to the people file, if it is one of your own"
            )
            raise RecipientRefused(message)

    def refuse_removal_of(self, contact: Contact) -> None:
        """Asked before anything is tapped that leads to the contact's removal.

        Raises:
            RecipientRefused: Nobody may be reached now, the contact had joined before, or is not
                listed under `members`.
        """
        why = self._closed
        if not self.is_member(contact):
            why = why or "not listed under `members`"
        if self.is_protected(contact):
            why = why or "marked has_joined in the people file"
        if why:
            message = (
                f"{contact} must not be removed: {why}.\n"
                "  Nothing was tapped.\n"
                "  Do: let scenarios remove only members whom they have invited themselves"
            )
            raise RecipientRefused(message)


def listed_before(contact: Contact) -> OutcomeUnknown:
    """Why nobody taps Invite for a contact whom the list shows, and no journal of ours.

    Args:
        contact: Who was to be invited.
    """
    return OutcomeUnknown(
        f"The list on Permissions shows {contact} already, by no invitation that the journal has"
        " open.\n"
        "  Nothing was tapped: nobody gets a second invitation.\n"
        "  Do: remove them there by hand, if nobody else invites them now; or mark them has_joined"
        " in the people file"
    )


def perhaps_listed_before(contact: Contact) -> OutcomeUnknown:
    """Why it is not known what came of a tap that the app refuses as one too many.

    Args:
        contact: Who was to be invited.
    """
    return OutcomeUnknown(
        f"The app says that {contact} is invited already, and the list on Permissions was not seen"
        " as a whole before the tap.\n"
        "  Nothing is taken back: it may be somebody else's invitation. The journal keeps the entry"
        " open.\n"
        "  Do: look on Permissions by hand, and remove them there if nobody else invites them now;"
        " then harness reap closes the entry"
    )


def invited_before(contact: Contact, entry: Entry) -> OutcomeUnknown:
    """Why nobody taps Invite for a contact that an earlier invitation may still reach.

    Args:
        contact: Who was to be invited.
        entry: The earlier invitation, which is open.
    """
    before = f"invited before: entry {entry.id} of the journal is open"
    reap = f"harness reap --profile {entry.scope.profile}"
    if entry.doubt_at:
        before = "perhaps invited before: whether anything was sent is not known yet"
        do = (
            f"{reap}. It looks again when nothing can be on its way any more, and closes the entry"
            " or says what is to be done"
        )
    elif entry.joined_at:
        do = (
            "remove the contact by hand in Permissions; it may stand there by name.\n"
            "  A run with has_joined: true for it in the people file, with --profile"
            f" {entry.scope.profile}, closes the entry"
        )
    else:
        do = f"{reap}. It takes back what the list on Permissions shows, or says what is to be done"
    return OutcomeUnknown(
        f"{contact} was {before}.\n"
        "  Nothing was tapped: nobody gets a second invitation.\n"
        f"  Do: {do}"
    )
