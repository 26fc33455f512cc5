"""An invitation from the Admin's tap to the member's place in the account (guide, parts 2 to 4)."""

import secrets
import string
from dataclasses import replace

from virtual_phone.clock import Clock
from virtual_phone.defects import Defects
from virtual_phone.organization import messages
from virtual_phone.organization.codes import OneTimeCodes
from virtual_phone.organization.contacts import Contact
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

_WHY_NOT_JOINABLE = {
    InvitationState.ACCEPTED: Reason.LINK_USED,
    InvitationState.DECLINED: Reason.LINK_USED,
    InvitationState.EXPIRED: Reason.LINK_EXPIRED,
    InvitationState.CANCELLED: Reason.LINK_CANCELLED,
}


class Invitations:
    """All invitations of all accounts. Not for several threads: the Organization guards it."""

    def __init__(
        self, directory: Directory, deliveries: Deliveries, clock: Clock, defects: Defects
    ) -> None:
        self._directory = directory
        self._deliveries = deliveries
        self._clock = clock
        self._defects = defects
        self._codes = OneTimeCodes(clock)
        self._made: dict[int, Invitation] = {}
        self._next_id = 1

    def pending(self, account: Account) -> list[Invitation]:
        """What Permissions lists, newest first; what has expired is gone from it (assumed)."""
        if self._defects.on("invitation-missing-from-list"):
            return []
        return self._waiting(account)

    def invite(self, account: Account, by: Person, contact: Contact, role: Role) -> Invitation:
        """Make an invitation and tell the member.

        Assumed: the same contact cannot be invited while its invitation is pending; a member
        cannot be invited, whichever of their contacts is taken, nor can oneself.

        Raises:
            Refused: NOT_ADMIN, ONESELF, ALREADY_MEMBER, ALREADY_PENDING.
        """
        self._directory.require_admin(by, account)
        self._require_new(account, by, contact)
        if self._defects.on("success-shown-nothing-sent"):
            return self._draw_up(account, by, contact, role)
        invitation = self._make_and_send(account, by, contact, role)
        if self._defects.on("invitation-sent-twice"):
            self._make_and_send(account, by, contact, role)
        return invitation

    def cancel(self, by: Person, invitation: Invitation) -> None:
        """Take a pending invitation back; its link no longer works (assumed).

        Raises:
            Refused: NOT_ADMIN, NO_SUCH_INVITATION.
        """
        self._directory.require_admin(by, invitation.account)
        current = self._current(invitation.id)
        if current is None or current.state is not InvitationState.PENDING:
            raise Refused(Reason.NO_SUCH_INVITATION)
        self._made[current.id] = replace(current, state=InvitationState.CANCELLED)

    def joinable(self, token: str) -> Invitation:
        """The invitation behind a link that still works.

        Raises:
            Refused: LINK_UNKNOWN, LINK_EXPIRED, LINK_USED, LINK_CANCELLED.
        """
        found = next((one.id for one in self._made.values() if one.token == token), None)
        invitation = self._current(found) if found is not None else None
        if invitation is None:
            raise Refused(Reason.LINK_UNKNOWN)
        if invitation.state is not InvitationState.PENDING:
            raise Refused(_WHY_NOT_JOINABLE[invitation.state])
        return invitation

    def open(self, token: str) -> Invitation:
        """What the link shows; the code is sent by itself (guide, part 4).

        Assumed: opening the link again sends no second code while the first can still be used.

        Raises:
            Refused: As `joinable`.
        """
        invitation = self.joinable(token)
        if not self._codes.usable(token):
            self.send_code(token)
        return invitation

    def send_code(self, token: str) -> None:
        """A new code for the invited contact, in place of the one before.

        Raises:
            Refused: As `joinable`.
        """
        invitation = self.joinable(token)
        code = self._codes.issue(token)
        self._deliveries.send(
            messages.join_code_message(
                invitation.contact, invitation.account.name, code, self._clock.now()
            )
        )

    def accept(self, token: str, code: str, signed_in: Person | None) -> Membership:
        """Let the member in.

        Raises:
            Refused: As `joinable`; FOR_SOMEBODY_ELSE, ALREADY_MEMBER, TOO_MANY_ACCOUNTS;
                WRONG_CODE, CODE_EXPIRED, TOO_MANY_TRIES.
        """
        invitation = self.joinable(token)
        account, contact = invitation.account, invitation.contact
        person = self._directory.who_joins(contact, signed_in)
        self._directory.require_room(person, account)
        self._codes.use(token, code)
        membership = Membership(account, person, contact, invitation.role, self._clock.now())
        self._directory.enrol(membership)
        self._made[invitation.id] = replace(invitation, state=InvitationState.ACCEPTED)
        return membership

    def decline(self, token: str) -> None:
        """Turn the invitation down; its link no longer works (assumed).

        Raises:
            Refused: As `joinable`.
        """
        invitation = self.joinable(token)
        self._made[invitation.id] = replace(invitation, state=InvitationState.DECLINED)

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

    def _require_new(self, account: Account, by: Person, contact: Contact) -> None:
        if not self._defects.on("existing-member-accepted"):
            if contact in by.contacts:
                raise Refused(Reason.ONESELF)
            person = self._directory.person(contact)
            if person is not None and self._directory.role_of(person, account):
                raise Refused(Reason.ALREADY_MEMBER)
        already = any(one.contact == contact for one in self._waiting(account))
        if already and not self._defects.on("duplicate-accepted-silently"):
            raise Refused(Reason.ALREADY_PENDING)

    def _draw_up(self, account: Account, by: Person, contact: Contact, role: Role) -> Invitation:
        # Letters only: nothing in a link may look like the six-digit code.
        token = "".join(secrets.choice(string.ascii_lowercase) for _ in range(24))
        number, self._next_id = self._next_id, self._next_id + 1
        return Invitation(number, account, contact, role, by, self._clock.now(), token)

    def _make_and_send(
        self, account: Account, by: Person, contact: Contact, role: Role
    ) -> Invitation:
        stored_role = role.other if self._defects.on("wrong-role-stored") else role
        invitation = self._draw_up(account, by, contact, stored_role)
        self._made[invitation.id] = invitation
        if not self._defects.on("no-notification"):
            self._tell(invitation, role)
        if self._defects.on("two-notifications"):
            self._tell(invitation, role)
        return invitation

    def _tell(self, invitation: Invitation, role: Role) -> None:
        named = role.other if self._defects.on("notification-names-wrong-role") else role
        name, link, at = self._account_named(invitation), invitation.link, invitation.sent_at
        self._deliveries.send(
            messages.invitation_message(invitation.contact, name, named.label, link, at)
        )
        person = self._directory.person(invitation.contact)
        if person is not None:
            self._deliveries.send(messages.inbox_entry(person, name, named.label, link, at))

    def _account_named(self, invitation: Invitation) -> str:
        if not self._defects.on("notification-names-wrong-account"):
            return invitation.account.name
        others = (one for one in self._directory.accounts() if one != invitation.account)
        return next((one.name for one in others), "another account")
