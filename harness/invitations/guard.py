"""Watches over the taps that reach a person: Invite, noted before and sent once, and Remove."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import NoReturn

from harness.errors import ProductFailure, RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing, StandingOf, settle
from harness.invitations.journal import Entry, Journal, Scope
from harness.invitations.left import Draft, LeftInvitations
from harness.invitations.open_invitations import DELIVERY_S, OpenInvitations
from harness.invitations.recipients import (
    Recipients,
    invited_before,
    listed_before,
    perhaps_listed_before,
)


class InvitationGuard(OpenInvitations):
    """Lets the final taps through, for people who are listed as members only.

    Args:
        journal: Where the tap is noted before it happens.
        scope: The profile, phone and organization of this run.
        members: Who may be invited.
        protected: Those of them who had joined before and must never be removed.
        closed: Why nothing is let through at all, whoever is entered; empty where members may be
            invited.
        delivery_s: As `OpenInvitations`'.
    """

    def __init__(
        self,
        journal: Journal,
        scope: Scope,
        members: Iterable[Contact],
        protected: Iterable[Contact] = (),
        closed: str = "",
        delivery_s: float = DELIVERY_S,
    ) -> None:
        super().__init__(journal, scope, delivery_s)
        self._recipients = Recipients(members, protected, closed)
        self._lets_through, self._is_touched = False, False
        self._about_to_send: int | None = None
        self._about_to_remove: Contact | None = None
        self.was_in_doubt = False
        self._list_before: StandingOf | None = None
        self._before: Standing = "unknown"
        self._list_again: StandingOf | None = None
        self._draft: Draft | None = None
        self._left = LeftInvitations()
        self._sent_without_invite = set[int]()
        self._pending_entry: int | None = None
        self._unexplained: Contact | None = None

    @contextmanager
    def scenario(
        self,
        phone: str,
        may_touch: Callable[[Contact], bool],
        alone: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> Iterator[None]:
        """Watch over one scenario, see `OpenInvitations`; the next one reads the list anew."""
        self.was_in_doubt = False
        try:
            with super().scenario(phone, may_touch, alone):
                yield
        finally:
            self._list_again, self._draft, self._list_before = None, None, None
            self._left.clear()
            self._sent_without_invite.clear()

    def reads_list_with(self, list_again: StandingOf) -> None:
        """How to look into the list of members again, when a tap on Invite is in doubt.

        Args:
            list_again: Looks at the app's list as it is then; leaves the screen that is in front.
                Good for this scenario.
        """
        self._list_again = list_again

    def list_seen(self, standing_of: StandingOf) -> None:
        """The list of members as it stands before an invitation is begun.

        Args:
            standing_of: Tells from what was read of it.
        """
        self._list_before = standing_of
        for contact in self._left.contacts():
            standing = standing_of(contact)
            if standing == "listed":
                self.shown(contact)
            elif standing == "absent":
                self.absent(contact)

    def refuse_stranger(self, contact: Contact) -> None:
        """Asked before a contact is typed where the app is told of it.

        Raises:
            RecipientRefused: The contact is not listed under `members`, and may be somebody's.
        """
        self._recipients.refuse_stranger(contact)

    def is_member(self, contact: Contact) -> bool:
        """Whether the contact is listed under `members`: an invitation could reach them."""
        return self._recipients.is_member(contact)

    @property
    def drafted_member(self) -> Contact | None:
        """The member who was entered; None where nobody was, or somebody who is never invited."""
        contact = self._draft.contact if self._draft else None
        return contact if contact is not None and self.is_member(contact) else None

    def drafted(self, contact: Contact) -> None:
        """A contact was entered; from now on the final tap would reach it."""
        self._draft = Draft(contact)

    def role_chosen(self, role: str) -> None:
        """A role was chosen for the contact."""
        if self._draft is not None:
            self._draft = Draft(self._draft.contact, role)

    def offered(self) -> None:
        """The app is about to be told of the contact, by Continue, which is to tell nobody else.

        To be told before the tap, as it may be this session's last.
        """
        self._leave(is_offered=True)

    def abandoned(self) -> None:
        """The invitation was left without sending; what the list was like before does not count."""
        self._leave()
        self._draft, self._list_before = None, None

    def to_look_for(self) -> list[Contact]:
        """Members of whom the app was told, and whom nobody has looked for in the list since.

        Nothing was to be sent to them: whether an app keeps to that, the list tells.
        """
        return [each for each in self._left.to_look_for() if self.is_member(each)]

    def may_have_sent(self) -> bool:
        """Whether the list has to be looked at: something is open, or may have been sent."""
        return bool(self.to_look_for() or self.open_entries())

    def absent(self, contact: Contact) -> None:
        """All of the list was read, and does not show the contact."""
        self._left.absent(contact)

    def shown(self, contact: Contact) -> None:
        """As `OpenInvitations`'; who came into the list by an invitation that was left is noted.

        Nobody has noted an intent for that, as the app is to send nothing before Invite.
        """
        left = self._left.pop(contact)
        is_ours = self.is_member(contact) and not self._open_on(contact)
        before = left.standing_before(contact) if left else "listed"
        # Where the list did not tell, the row may be somebody else's: it is noted, and stays.
        if left and is_ours and (before == "absent" or (before == "unknown" and left.is_offered)):
            entry = self._intend(left.draft, before)
            self._sent_without_invite.add(entry)
            if before == "unknown":
                self._journal.note_listed(entry)
            why = "it was left before Invite, and the list on Permissions shows them since"
            self._journal.mark(entry, "tapped", why, in_doubt=False)
        super().shown(contact)

    def send(self, tap: Callable[[], None]) -> None:
        """Tap Invite: once, and only when it may be tapped.

        Where it fails the list is read again; the tap is not repeated. Where it went well, it is in
        doubt until the app has `confirmed` or `refused` it, or the list shows what it sent.

        Args:
            tap: The tap; raises when it is not known whether it was delivered.

        Raises:
            RecipientRefused: The contact is not listed under `members`, or another scenario has
                it; nothing was tapped.
            OutcomeUnknown: An earlier invitation may still reach the contact, or the list shows
                one that is not ours, and nothing was tapped; or it was tapped, and the list does
                not tell what came of it.
            InfrastructureError: The tap failed; the message says whether something was sent.
        """
        draft = self._allowed_draft()
        contact = draft.contact
        self._take(contact)
        before = self._standing_before(contact)
        if before == "listed" and not self.has_open(contact) and not self.is_protected(contact):
            raise listed_before(contact)
        entry = self._pending_entry = self._intend(draft, before)
        self._draft, self._is_touched = None, False
        try:
            with self.changing_list(), self._open(to_send=entry):
                tap()
        except Exception as fault:
            if not self._is_touched:
                self._journal.close_unsent(entry, f"not tapped: {_why_not(fault)}")
                self._pending_entry, self._draft = None, draft
                self.offered()
                raise
            self._settle(entry, contact, before, fault)
        # The app's own request is under way, and the list may lag: only the app's answer, or a row
        # in the list, ends the doubt.
        self._journal.mark(entry, "tapped", in_doubt=True)

    def passed_over_roles(self) -> None:
        """Continue led neither to the roles nor back to the contact: it may have sent something.

        Nobody has noted an intent for that, as the guide has Continue tell nobody.
        """
        draft, self._draft = self._draft, None
        if draft is None or not self.is_member(draft.contact):
            return
        entry = self._intend(draft, self._standing_before(draft.contact))
        why = "no roles came after Continue, which may have sent it"
        self._journal.mark(entry, "tapped", why, in_doubt=True)

    def remove(self, contact: Contact, tap: Callable[[], None]) -> None:
        """Tap Remove: only where the contact may be removed.

        Args:
            contact: Who is removed, or whose invitation is taken back.
            tap: The tap.

        Raises:
            RecipientRefused: The contact must not be removed; nothing was tapped.
        """
        self.refuse_removal_of(contact)
        with self.changing_list(), self._open(to_remove=contact):
            tap()

    def refuse_removal_of(self, contact: Contact) -> None:
        """Asked before anything is tapped that leads to the contact's removal.

        Raises:
            RecipientRefused: The contact must not be removed; nothing was tapped.
        """
        self._recipients.refuse_removal_of(contact)

    def refuse_past_guard(self, part: str) -> None:
        """Asked before each tap on a part that reaches people.

        The doubt about an invitation counts from here: the wait for the button may have been long.

        Args:
            part: What is about to be tapped, in words.

        Raises:
            RecipientRefused: The tap comes neither from `send` nor from `remove`; nothing was
                tapped.
            InfrastructureError: The journal cannot be written; nothing was tapped.
        """
        if not self._lets_through:
            message = (
                f"{part} was about to be tapped past the guard over invitations.\n"
                "  Nothing was tapped.\n"
                "  Do: tap it through the page's own verb"
            )
            raise RecipientRefused(message)
        if self._about_to_send is not None:
            self._journal.mark(self._about_to_send, "intended", in_doubt=True)
        if self._about_to_remove is not None:
            self._note_removal(self._about_to_remove)
        self._is_touched = True

    def confirmed(self) -> None:
        """The app said that the invitation was sent."""
        if self._pending_entry is not None:
            # What was not seen before is ours: the app has sent it now.
            self._journal.confirm(self._pending_entry, is_ours=self._before != "listed")
            self._pending_entry = None

    def refused(self, *, as_invited: bool = False) -> None:
        """The app said that it does not invite this person: nothing is on its way.

        Args:
            as_invited: Because they are invited or in the account already. Unless the list had
                shown them before, or we had invited them, that may be the app's own second request
                after a first one that went through: the doubt stays.

        Raises:
            OutcomeUnknown: Or somebody else's invitation, as not all of the list was seen before:
                theirs is not told from ours, and nobody is to be removed.
        """
        if self._pending_entry is None:
            return
        entry, self._pending_entry = self._pending_entry, None
        contact = self._unexplained if as_invited else None
        if contact and self._before != "absent":
            self._journal.note_listed(entry)
        still = None if self._unexplained else False
        self._journal.mark(entry, "tapped", "the app refused it", in_doubt=still)
        if contact and self._before != "absent":
            raise perhaps_listed_before(contact)

    def is_protected(self, contact: Contact) -> bool:
        """Whether the contact had joined before the run and must stay."""
        return self._recipients.is_protected(contact)

    def undone(self, entry: Entry, remark: str = "") -> None:
        """The invitation is not in the app's list any more."""
        super().undone(entry, remark)
        if entry.id == self._pending_entry:
            self._pending_entry = None

    def _take(self, contact: Contact) -> None:
        """While it is under way, nobody takes it for one left behind."""
        if not self._may_touch(contact):
            message = (
                f"{contact} must not be invited: another scenario or run has them for itself.\n"
                "  Nothing was tapped.\n"
                f"  Do: tag the scenario @{contact.kind}, so that it has a member of its own"
            )
            raise RecipientRefused(message)
        unasked = (each for each in self._open_on(contact) if each.id in self._sent_without_invite)
        if left := self.in_the_way_of(contact) or next(unasked, None):
            raise invited_before(contact, left)

    def _leave(self, *, is_offered: bool = False) -> None:
        if self._draft is not None and self._list_before is not None:
            self._left.add(self._draft, self._list_before, is_offered=is_offered)

    def _standing_before(self, contact: Contact) -> Standing:
        return self._list_before(contact) if self._list_before else "unknown"

    def _intend(self, draft: Draft, before: Standing) -> int:
        """Note it in the journal, with what is known of a row that may have been there before."""
        contact = draft.contact
        self._left.pop(contact)
        is_known = bool(self._open_on(contact)) or self.is_protected(contact)
        self._before = before
        self._unexplained = None if is_known or before == "listed" else contact
        # Where nobody looked, as on a screen that was left open, nothing is told of others.
        may_be_theirs = self._list_before is not None and before != "absent"
        entry = self._journal.intend(
            self._scope,
            contact.kind,
            contact.written,
            draft.role,
            was_listed=may_be_theirs and not self.has_open(contact),
            was_absent=before == "absent",
        )
        self._own.add(entry)
        return entry

    def _settle(self, entry: int, contact: Contact, before: Standing, fault: Exception) -> NoReturn:
        self.was_in_doubt = True
        # Before the list is read: the process may end over that, too.
        self._journal.mark(entry, "tapped", "it is not known whether the tap arrived")
        settled = settle(contact, before, self._list_again, fault, self._delivery_s)
        # Time counts from this look: the next one that closes the entry is that much later.
        self._journal.mark(entry, "tapped", settled.remark, in_doubt=not settled.is_known)
        raise settled.error from fault

    @contextmanager
    def _open(
        self, *, to_send: int | None = None, to_remove: Contact | None = None
    ) -> Iterator[None]:
        self._lets_through = True
        self._about_to_send, self._about_to_remove = to_send, to_remove
        try:
            yield
        finally:
            self._lets_through = False
            self._about_to_send = self._about_to_remove = None

    def _allowed_draft(self) -> Draft:
        if self._draft is None:
            message = (
                "Invite was about to be tapped, but nobody was entered through the harness.\n"
                "  Do: enter the contact with the page's own verb"
            )
            raise RecipientRefused(message)
        self._recipients.refuse_invitation_of(self._draft.contact)
        return self._draft


def _why_not(fault: Exception) -> str:
    if isinstance(fault, ProductFailure):
        return "the button was not shown"
    return str(fault).strip().partition("\n")[0] or type(fault).__name__
