"""Invitations: made by an Admin, told to the member, listed, taken back (guide, parts 2 and 3)."""

import secrets
import string
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from virtual_phone.clock import Clock
from virtual_phone.defects import Defects
from virtual_phone.organization import messages
from virtual_phone.organization.contacts import Contact, ContactKind
from virtual_phone.organization.deliveries import Deliveries
from virtual_phone.organization.directory import Directory
from virtual_phone.organization.records import (
    Account,
    Invitation,
    InvitationState,
    Membership,
    Person,
)
from virtual_phone.organization.refusals import Reason, Refused
from virtual_phone.organization.roles import Role

_AT_ONCE = timedelta(seconds=1)
"""How far apart two taps may be that are answered as one; what only a defect asks for."""


class Invitations:
    """All invitations of all accounts. Not for several threads: the Organization guards it."""

    def __init__(
        self, directory: Directory, deliveries: Deliveries, clock: Clock, defects: Defects
    ) -> None:
        self._directory = directory
        self._deliveries = deliveries
        self._clock = clock
        self._defects = defects
        self._made: dict[int, Invitation] = {}
        self._next_id = 1
        self._granted: Counter[ContactKind] = Counter()

    def pending(self, account: Account) -> list[Invitation]:
        """What Permissions lists, newest first; what has expired is gone from it (assumed)."""
        return [one for one in self._waiting(account) if not self._is_left_out(one)]

    def invite(self, account: Account, by: Person, contact: Contact, role: Role) -> Invitation:
        """Make an invitation and tell the member.

        Assumed: the same contact cannot be invited while its invitation is pending; a member
        cannot be invited, whichever of their contacts is taken, nor can oneself.

        Raises:
            Refused: NOT_ADMIN, ONESELF, ALREADY_MEMBER, ALREADY_PENDING.
        """
        self._directory.require_may_grant(by, account, role)
        if self._defects.on("admin-cannot-invite-after-joining") and self._has_let_in(by, account):
            raise Refused(Reason.NOT_ADMIN)
        self._require_new(account, by, contact)
        kind = contact.kind
        turn = "later" if self._granted[kind] else "first"
        self._granted[kind] += 1
        if self._defects.on("success-shown-nothing-sent", kind=kind, turn=turn):
            return self._draw_up(account, by, contact, role)
        if self._defects.on("wrong-recipient", kind=kind, turn=turn):
            contact = contact.mistaken
        invitation = self._make_and_send(account, by, contact, role)
        if self._defects.on("invitation-sent-twice", kind=kind, turn=turn):
            self._make_and_send(account, by, contact, role)
        return invitation

    def cancel(self, by: Person, invitation: Invitation) -> None:
        """Take a pending invitation back; its link no longer works (assumed).

        Raises:
            Refused: NOT_ADMIN, NO_SUCH_INVITATION.
        """
        self._directory.require_admin(by, invitation.account)
        refuses = self._defects.on("admin-cannot-cancel-after-joining")
        if refuses and self._has_let_in(by, invitation.account):
            raise Refused(Reason.NOT_ADMIN)
        current = self._current(invitation.id)
        if current is None or current.state is not InvitationState.PENDING:
            raise Refused(Reason.NO_SUCH_INVITATION)
        if self._defects.on("cancelling-does-nothing"):
            return
        self.close(current, InvitationState.CANCELLED)

    def behind(self, token: str) -> Invitation | None:
        """The invitation that a link belongs to, as it stands now; None for no invitation."""
        found = (one.id for one in self._made.values() if one.token == token)
        number = next(found, None)
        return None if number is None else self._current(number)

    def close(self, invitation: Invitation, state: InvitationState) -> None:
        """Let it leave PENDING for good."""
        self._made[invitation.id] = replace(invitation, state=state)

    def _is_left_out(self, invitation: Invitation) -> bool:
        kind, role = invitation.contact.kind, invitation.role.label
        return self._defects.on("invitation-missing-from-list", kind=kind, role=role)

    def _waiting(self, account: Account) -> list[Invitation]:
        all_current = (self._current(number) for number in reversed(self._made))
        return [
            one
            for one in all_current
            if one and one.account == account and one.state is InvitationState.PENDING
        ]

    def _current(self, number: int) -> Invitation | None:
        invitation = self._made.get(number)
        if invitation is None or invitation.state is not InvitationState.PENDING:
            return invitation
        if self._clock.now() >= invitation.expires_at:
            self._made[number] = replace(invitation, state=InvitationState.EXPIRED)
        return self._made[number]

    def _has_let_in(self, person: Person, account: Account) -> bool:
        """Whether the person is a member by an invitation, and not from the beginning."""
        return any(
            one.state is InvitationState.ACCEPTED
            and one.account == account
            and one.contact in person.contacts
            for one in self._made.values()
        )

    def _require_new(self, account: Account, by: Person, contact: Contact) -> None:
        oneself = contact in by.contacts
        if oneself and not self._defects.on("existing-member-accepted", whom="oneself"):
            raise Refused(Reason.ONESELF)
        member = not oneself and self._is_member(contact, account)
        if member and not self._defects.on("existing-member-accepted", whom="member"):
            raise Refused(Reason.ALREADY_MEMBER)
        already = [one for one in self._waiting(account) if one.contact == contact]
        if not already or self._defects.on("duplicate-accepted-silently", kind=contact.kind):
            return
        twice = self._defects.on("sent-twice-on-double-tap", kind=contact.kind)
        if not (twice and self._is_as_new(already[0])):
            raise Refused(Reason.ALREADY_PENDING)

    def _is_member(self, contact: Contact, account: Account) -> bool:
        person = self._directory.person(contact)
        return person is not None and self._directory.role_of(person, account) is not None

    def _is_as_new(self, invitation: Invitation) -> bool:
        """Whether the tap that made it and the one that comes now may be one double tap."""
        return self._clock.now() - invitation.sent_at < _AT_ONCE

    def _draw_up(self, account: Account, by: Person, contact: Contact, role: Role) -> Invitation:
        # Letters only: nothing in a link may look like the six-digit code.
        token = "".join(secrets.choice(string.ascii_lowercase) for _ in range(24))
        number, self._next_id = self._next_id, self._next_id + 1
        return Invitation(number, account, contact, role, by, self._clock.now(), token)

    def _make_and_send(
        self, account: Account, by: Person, contact: Contact, role: Role
    ) -> Invitation:
        at = {"kind": contact.kind, "role": role.label}
        stored_role = role.other if self._defects.on("wrong-role-stored", **at) else role
        if self._defects.on("wrong-organization", **at):
            account = self._another(account) or account
        invitation = self._draw_up(account, by, contact, stored_role)
        self._made[invitation.id] = invitation
        person = self._directory.person(contact)
        has_access = self._defects.on(
            "pending-member-has-access", kind=contact.kind, role=stored_role.label
        )
        if person is not None and has_access:
            since = invitation.sent_at
            self._directory.enrol(Membership(account, person, contact, stored_role, since))
        self._tell(invitation, role)
        if self._defects.on("two-notifications", **at):
            self._tell(invitation, role)
        return invitation

    def _tell(self, invitation: Invitation, role: Role) -> None:
        contact, link, sent_at = invitation.contact, invitation.link, invitation.sent_at
        named, name = self._role_named(invitation, role), self._account_named(invitation, role)
        if not self._defects.on("no-notification", kind=contact.kind, role=role.label):
            self._deliveries.send(
                messages.invitation_message(contact, name, named.label, link, sent_at)
            )
        person = self._directory.person(contact)
        if person is not None and not self._defects.on("no-inbox-entry"):
            self._deliveries.send(messages.inbox_entry(person, name, named.label, link, sent_at))

    def _role_named(self, invitation: Invitation, role: Role) -> Role:
        kind, name = invitation.contact.kind, "notification-names-other-role"
        return role.other if self._defects.on(name, kind=kind, role=role.label) else role

    def _account_named(self, invitation: Invitation, role: Role) -> str:
        kind, name = invitation.contact.kind, "notification-names-other-account"
        if not self._defects.on(name, kind=kind, role=role.label):
            return invitation.account.name
        another = self._another(invitation.account)
        return another.name if another else "another account"

    def _another(self, account: Account) -> Account | None:
        others = (one for one in self._directory.accounts() if one != account)
        return next(others, None)
