"""From the link to the member's place in the account (guide, part 4)."""

from dataclasses import replace

from virtual_phone.clock import Clock
from virtual_phone.defects import Defects
from virtual_phone.organization import messages
from virtual_phone.organization.codes import OneTimeCodes
from virtual_phone.organization.contacts import Contact
from virtual_phone.organization.deliveries import Deliveries
from virtual_phone.organization.directory import Directory
from virtual_phone.organization.invitations import Invitations
from virtual_phone.organization.records import Invitation, InvitationState, Membership, Person
from virtual_phone.organization.refusals import Reason, Refused

_WHY_NOT = {
    InvitationState.ACCEPTED: Reason.LINK_USED,
    InvitationState.DECLINED: Reason.LINK_USED,
    InvitationState.EXPIRED: Reason.LINK_EXPIRED,
    InvitationState.CANCELLED: Reason.LINK_CANCELLED,
}
_OVERLOOKED = {
    InvitationState.ACCEPTED: "link-works-twice",
    InvitationState.EXPIRED: "expired-invitation-joins",
    InvitationState.CANCELLED: "cancelling-does-not-revoke",
}
"""By which defect an invitation can be accepted in a state other than PENDING."""


class Joining:
    """What a link leads to. Not for several threads: the Organization guards it."""

    def __init__(
        self,
        invitations: Invitations,
        directory: Directory,
        deliveries: Deliveries,
        clock: Clock,
        defects: Defects,
    ) -> None:
        self._invitations = invitations
        self._directory = directory
        self._deliveries = deliveries
        self._clock = clock
        self._defects = defects
        self._codes = OneTimeCodes(clock)

    def look(self, token: str) -> Invitation:
        """What stands behind a link; nothing is sent.

        Raises:
            Refused: LINK_UNKNOWN, LINK_EXPIRED, LINK_USED, LINK_CANCELLED.
        """
        return self._joinable(token)

    def open(self, token: str, signed_in: Person | None) -> Invitation:
        """What the link shows; the code is sent by itself.

        Assumed: opening the link again sends no second code while the first can still be used; on
        the phone of somebody who cannot accept it, the link shows nothing and sends nothing.

        Raises:
            Refused: As `look`; FOR_SOMEBODY_ELSE.
        """
        invitation = self._joinable(token)
        self._who_joins(invitation.contact, signed_in)
        if not self._codes.usable(token):
            self.send_code(token)
        return invitation

    def send_code(self, token: str) -> None:
        """A new code for the invited contact, in place of the one before.

        Raises:
            Refused: As `look`.
        """
        invitation = self._joinable(token)
        if self._defects.on("old-code-works", kind=invitation.contact.kind):
            self._codes.keep(token)
        code = self._codes.issue(token)
        if self._defects.on("code-not-sent", kind=invitation.contact.kind):
            return
        self._deliveries.send(
            messages.join_code_message(
                invitation.contact, invitation.account.name, code, self._clock.now()
            )
        )

    def accept(self, token: str, code: str, signed_in: Person | None) -> Membership:
        """Let the member in.

        Raises:
            Refused: As `look`; FOR_SOMEBODY_ELSE, ALREADY_MEMBER, TOO_MANY_ACCOUNTS;
                WRONG_CODE, CODE_EXPIRED, TOO_MANY_TRIES.
        """
        invitation = self._joinable(token)
        person = self._who_joins(invitation.contact, signed_in)
        self._directory.require_room(person, invitation.account)
        if not self._overlooks(code, invitation.contact):
            self._codes.use(token, code)
        if self._defects.on("accepting-does-nothing", kind=invitation.contact.kind):
            return self._place_for(person, invitation)
        return self._let_in(person, invitation, InvitationState.ACCEPTED)

    def decline(self, token: str, signed_in: Person | None) -> None:
        """Turn the invitation down; its link no longer works (assumed).

        Raises:
            Refused: As `look`.
        """
        invitation = self._joinable(token)
        if self._defects.on("declining-joins", kind=invitation.contact.kind):
            person = self._who_joins(invitation.contact, signed_in)
            self._let_in(person, invitation, InvitationState.DECLINED)
        self._invitations.close(invitation, InvitationState.DECLINED)

    def _joinable(self, token: str) -> Invitation:
        invitation = self._invitations.behind(token)
        if invitation is None:
            raise Refused(Reason.LINK_UNKNOWN)
        state = invitation.state
        if state is not InvitationState.PENDING and not self._is_overlooked(invitation):
            raise Refused(_WHY_NOT[state])
        return invitation

    def _is_overlooked(self, invitation: Invitation) -> bool:
        """Whether its state is."""
        state, kind, defects = invitation.state, invitation.contact.kind, self._defects
        if state is InvitationState.DECLINED:
            return defects.on("declined-link-works", kind=kind)
        if defects.on(_OVERLOOKED[state], kind=kind):
            return True
        if state is not InvitationState.ACCEPTED:
            return False
        is_removed = not self._directory.is_member(invitation.contact, invitation.account)
        return is_removed and defects.on("link-works-after-removal", kind=kind)

    def _overlooks(self, code: str, invited: Contact) -> bool:
        """Whether a code is let through, whatever was sent."""
        defects, kind = self._defects, invited.kind
        return (
            defects.on("code-not-checked", kind=kind)
            or (defects.on("code-not-needed", kind=kind) and not code)
            or (defects.on("somebody-elses-code-works", kind=kind) and self._codes.is_out(code))
        )

    def _who_joins(self, contact: Contact, signed_in: Person | None) -> Person:
        overlooked = self._defects.on("somebody-else-can-accept", kind=contact.kind)
        if signed_in is not None and overlooked:
            return signed_in
        return self._directory.who_joins(contact, signed_in)

    def _let_in(self, person: Person, invitation: Invitation, state: InvitationState) -> Membership:
        membership = enrolled = self._place_for(person, invitation)
        kind, role = membership.contact.kind, membership.role.label
        if self._defects.on("joined-with-other-role", kind=kind, role=role):
            enrolled = replace(membership, role=membership.role.other)
        self._directory.enrol(enrolled)
        self._invitations.close(invitation, state)
        return membership

    def _place_for(self, person: Person, invitation: Invitation) -> Membership:
        account, contact, role = invitation.account, invitation.contact, invitation.role
        return Membership(account, person, contact, role, self._clock.now())
