from datetime import timedelta
from threading import Thread

import pytest

from virtual_phone.clock import Clock
from virtual_phone.organization import (
    Contact,
    InvitationState,
    Organization,
    Person,
    Reason,
    Refused,
    Role,
)
from virtual_phone.organization.world import (
    ADMIN_EMAIL,
    ADMIN_PHONE,
    AMBER_PINE_KITCHEN,
    BLUE_FERN_STUDIO,
    COLLEAGUE_EMAIL,
    COLLEAGUE_PHONE,
    MEMBER_EMAIL,
    MEMBER_PHONE,
    SECOND_MEMBER_EMAIL,
    SECOND_MEMBER_PHONE,
)


@pytest.mark.parametrize("role", Role)
def test_a_number_is_told_by_sms(organization: Organization, admin: Person, role: Role) -> None:
    """The SMS names account and role and carries the link; the mailbox gets nothing."""
    sms = organization.deliveries.to_number(MEMBER_PHONE)
    mail = organization.deliveries.all_mail()

    invitation = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, role)

    (message,) = sms.take()
    assert message.body == (
        f"TikTok: You're invited to join Blue Fern Studio as {role.label}. Open this link within"
        f" 24 hours to join: https://www.example.com/organization/join?token={invitation.token}"
    )
    assert message.link == invitation.link
    assert message.sent_at == invitation.sent_at
    assert mail.take() == []


@pytest.mark.parametrize("role", Role)
def test_an_address_is_told_by_mail(organization: Organization, admin: Person, role: Role) -> None:
    """The mail names account and role and carries the link."""
    mail = organization.deliveries.all_mail()

    invitation = organization.invite(BLUE_FERN_STUDIO, admin, SECOND_MEMBER_EMAIL, role)

    (message,) = mail.take()
    assert message.to == SECOND_MEMBER_EMAIL
    assert message.subject == "You're invited to join Blue Fern Studio on TikTok"
    assert f"You're invited to join Blue Fern Studio as {role.label}." in message.body
    assert invitation.link in message.body.splitlines()


def test_somebody_who_has_the_app_finds_it_in_their_inbox_too(
    organization: Organization, admin: Person
) -> None:
    """A known person gets an entry in the app, now and when they log in later."""
    member = organization.person(MEMBER_PHONE)
    assert member
    entries = organization.deliveries.to_person(member)

    invitation = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_EMAIL, Role.OPERATOR)

    (entry,) = entries.take()
    assert entry.body == "You're invited to join Blue Fern Studio as Operator."
    assert entry.link == invitation.link
    assert organization.deliveries.inbox_of(member) == [entry]


def test_pending_invitations_are_listed_newest_first(
    organization: Organization, admin: Person
) -> None:
    """Permissions shows contact, role and state; other accounts' invitations stay out."""
    organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)
    organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_EMAIL, Role.ADMIN)
    organization.invite(AMBER_PINE_KITCHEN, admin, MEMBER_PHONE, Role.ADMIN)

    listed = organization.pending(BLUE_FERN_STUDIO)

    assert [(one.contact, one.role, one.state) for one in listed] == [
        (MEMBER_EMAIL, Role.ADMIN, InvitationState.PENDING),
        (MEMBER_PHONE, Role.OPERATOR, InvitationState.PENDING),
    ]
    assert [one.invited_by for one in listed] == [admin, admin]


def test_an_invitation_leaves_the_list_after_24_hours(
    organization: Organization, admin: Person, clock: Clock
) -> None:
    """One moment before it is there, then it is gone, and the contact can be invited again."""
    invitation = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)
    assert invitation.expires_at - invitation.sent_at == timedelta(hours=24)

    clock.advance(timedelta(hours=24) - timedelta(seconds=1))
    assert len(organization.pending(BLUE_FERN_STUDIO)) == 1
    clock.advance(timedelta(seconds=1))

    assert organization.pending(BLUE_FERN_STUDIO) == []
    organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)


@pytest.mark.parametrize(
    ("contact", "reason"),
    [
        (ADMIN_PHONE, Reason.ONESELF),
        (ADMIN_EMAIL, Reason.ONESELF),
        (COLLEAGUE_PHONE, Reason.ALREADY_MEMBER),
        (COLLEAGUE_EMAIL, Reason.ALREADY_MEMBER),
        (Contact("email", "COLLEAGUE@example.com"), Reason.ALREADY_MEMBER),
        (SECOND_MEMBER_PHONE, Reason.ALREADY_PENDING),
    ],
)
def test_whom_one_cannot_invite(
    organization: Organization, admin: Person, contact: Contact, reason: Reason
) -> None:
    """Oneself, a member by any of their contacts, a pending contact: refused, nothing is sent."""
    organization.invite(BLUE_FERN_STUDIO, admin, SECOND_MEMBER_PHONE, Role.OPERATOR)
    mail, sms = organization.deliveries.all_mail(), organization.deliveries.to_number(contact)
    before, version = organization.pending(BLUE_FERN_STUDIO), organization.version

    with pytest.raises(Refused) as refusal:
        organization.invite(BLUE_FERN_STUDIO, admin, contact, Role.ADMIN)

    assert refusal.value.reason is reason
    assert organization.pending(BLUE_FERN_STUDIO) == before
    assert (mail.take(), sms.take()) == ([], [])
    assert organization.version == version


def test_only_an_admin_invites_cancels_and_removes(
    organization: Organization, admin: Person, operator: Person
) -> None:
    """An Operator of this account is refused, Admin of another one or not."""
    invitation = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)
    colleague = organization.members(BLUE_FERN_STUDIO)[2]

    for forbidden in (
        lambda: organization.invite(BLUE_FERN_STUDIO, operator, MEMBER_EMAIL, Role.OPERATOR),
        lambda: organization.cancel(BLUE_FERN_STUDIO, operator, invitation),
        lambda: organization.remove(BLUE_FERN_STUDIO, operator, colleague),
    ):
        with pytest.raises(Refused, match="Only an Admin can do this"):
            forbidden()


def test_another_accounts_admin_cannot_cancel_or_remove_here(
    organization: Organization, admin: Person, operator: Person
) -> None:
    """Naming the account where one is Admin does not help with another account's rows."""
    invitation = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)
    colleague = organization.members(BLUE_FERN_STUDIO)[2]

    with pytest.raises(Refused):
        organization.cancel(AMBER_PINE_KITCHEN, operator, invitation)
    with pytest.raises(Refused):
        organization.remove(AMBER_PINE_KITCHEN, operator, colleague)

    assert organization.pending(BLUE_FERN_STUDIO) == [invitation]
    assert colleague in organization.members(BLUE_FERN_STUDIO)


def test_a_cancelled_invitation_is_gone(organization: Organization, admin: Person) -> None:
    """It leaves the list, its link says so, it cannot be cancelled twice, the contact is free."""
    invitation = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)

    organization.cancel(BLUE_FERN_STUDIO, admin, invitation)

    assert organization.pending(BLUE_FERN_STUDIO) == []
    with pytest.raises(Refused, match="was cancelled"):
        organization.open_link(invitation.token)
    with pytest.raises(Refused, match="no longer pending"):
        organization.cancel(BLUE_FERN_STUDIO, admin, invitation)
    organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)


def test_a_removed_member_has_no_access_at_once(organization: Organization, admin: Person) -> None:
    """Role and account are gone, and the version tells phones to look again."""
    operator, version = organization.members(BLUE_FERN_STUDIO)[1], organization.version

    organization.remove(BLUE_FERN_STUDIO, admin, operator)

    assert organization.role_of(operator.person, BLUE_FERN_STUDIO) is None
    assert organization.accounts_of(operator.person) == [AMBER_PINE_KITCHEN]
    assert organization.version > version
    with pytest.raises(Refused, match="no longer a member"):
        organization.remove(BLUE_FERN_STUDIO, admin, operator)


def test_the_last_admin_stays(organization: Organization, admin: Person) -> None:
    """An account without an Admin could never invite again."""
    with pytest.raises(Refused, match="needs at least one Admin"):
        organization.remove(BLUE_FERN_STUDIO, admin, organization.members(BLUE_FERN_STUDIO)[0])


def test_phones_can_invite_at_the_same_time(organization: Organization, admin: Person) -> None:
    """Of many invitations of one contact at once exactly one is made; others all are."""
    outcomes: list[str] = []

    def invite(contact: Contact) -> None:
        try:
            organization.invite(BLUE_FERN_STUDIO, admin, contact, Role.OPERATOR)
            outcomes.append("made")
        except Refused as refusal:
            outcomes.append(refusal.reason.name)

    contacts = [MEMBER_PHONE] * 8 + [Contact("email", f"m{n}@example.com") for n in range(8)]
    threads = [Thread(target=invite, args=(contact,)) for contact in contacts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["ALREADY_PENDING"] * 7 + ["made"] * 9
    assert len({one.id for one in organization.pending(BLUE_FERN_STUDIO)}) == 9
