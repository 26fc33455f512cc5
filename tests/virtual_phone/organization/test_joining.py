import re
from datetime import timedelta

import pytest

from virtual_phone.clock import Clock
from virtual_phone.organization import Invitation, Organization, Person, Reason, Refused, Role
from virtual_phone.organization.world import (
    BLUE_FERN_STUDIO,
    COLLEAGUE_PHONE,
    MEMBER_EMAIL,
    MEMBER_PHONE,
    SECOND_MEMBER_EMAIL,
    SECOND_MEMBER_PHONE,
)


@pytest.fixture
def invitation(organization: Organization, admin: Person) -> Invitation:
    """Invite the member's number as Operator."""
    return organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)


def code_after(organization: Organization, token: str) -> str:
    """Open the link and read the code as its receiver would."""
    contact = next(
        one.contact for one in organization.pending(BLUE_FERN_STUDIO) if one.token == token
    )
    receiver = (
        organization.deliveries.to_number(contact)
        if contact.kind == "phone"
        else organization.deliveries.all_mail()
    )
    organization.open_link(token)
    (message,) = receiver.take()
    return re.findall(r"\b\d{6}\b", message.body)[0]


def test_opening_the_link_sends_the_code(
    organization: Organization, invitation: Invitation
) -> None:
    """A message of its own carries six digits and the account's name, and no link."""
    sms = organization.deliveries.to_number(MEMBER_PHONE)

    assert organization.open_link(invitation.token) == invitation

    (message,) = sms.take()
    assert re.fullmatch(
        r"TikTok: \d{6} is your code to join Blue Fern Studio\. It is valid for 10 minutes\."
        r" Don't share it with anyone\.",
        message.body,
    )
    assert message.link == ""


def test_opening_the_link_again_sends_no_second_code(
    organization: Organization, invitation: Invitation, clock: Clock
) -> None:
    """Only when the first code is too old, or on request, comes another."""
    sms = organization.deliveries.to_number(MEMBER_PHONE)
    organization.open_link(invitation.token)
    organization.open_link(invitation.token)
    assert len(sms.take()) == 1

    organization.send_join_code(invitation.token)
    assert len(sms.take()) == 1

    clock.advance(timedelta(minutes=10))
    organization.open_link(invitation.token)
    assert len(sms.take()) == 1


@pytest.mark.parametrize("role", Role)
def test_the_member_joins_in_the_invited_role(
    organization: Organization, admin: Person, role: Role
) -> None:
    """With the code the member has the role and the account, and nothing is pending any more."""
    member = organization.person(MEMBER_EMAIL)
    assert member
    token = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_EMAIL, role).token

    membership = organization.accept(token, code_after(organization, token), member)

    assert (membership.account, membership.role) == (BLUE_FERN_STUDIO, role)
    assert membership.contact == MEMBER_EMAIL
    assert organization.role_of(member, BLUE_FERN_STUDIO) is role
    assert organization.accounts_of(member) == [BLUE_FERN_STUDIO]
    assert organization.pending(BLUE_FERN_STUDIO) == []


def test_nobody_has_access_before_accepting(
    organization: Organization, invitation: Invitation
) -> None:
    """A pending invitation gives no role."""
    member = organization.person(MEMBER_PHONE)
    assert member

    organization.open_link(invitation.token)

    assert organization.role_of(member, BLUE_FERN_STUDIO) is None
    assert organization.accounts_of(member) == []


def test_without_log_in_the_contact_decides_who_joins(
    organization: Organization, invitation: Invitation
) -> None:
    """In a browser nobody is logged in; the invited number's owner joins."""
    code = code_after(organization, invitation.token)

    membership = organization.accept(invitation.token, code)

    assert membership.person is organization.person(MEMBER_PHONE)


@pytest.mark.parametrize("contact", [SECOND_MEMBER_PHONE, SECOND_MEMBER_EMAIL])
def test_a_contact_that_is_nobodys_becomes_a_person(
    organization: Organization, admin: Person, contact: object
) -> None:
    """Who joins by a new contact can be found and log in by code afterwards, not by password."""
    token = organization.invite(BLUE_FERN_STUDIO, admin, contact, Role.OPERATOR).token  # type: ignore[arg-type]

    person = organization.accept(token, code_after(organization, token)).person

    assert organization.person(contact) is person  # type: ignore[arg-type]
    with pytest.raises(Refused):
        organization.sign_in(contact, "")  # type: ignore[arg-type]


def test_somebody_else_cannot_join(organization: Organization, invitation: Invitation) -> None:
    """Logged in as another person, even the right code does not help."""
    colleague = organization.person(COLLEAGUE_PHONE)
    code = code_after(organization, invitation.token)

    with pytest.raises(Refused, match="sent to someone else"):
        organization.accept(invitation.token, code, colleague)

    assert organization.accept(invitation.token, code, organization.person(MEMBER_PHONE))


def test_a_wrong_code_does_not_join(organization: Organization, invitation: Invitation) -> None:
    """Wrong digits are refused with a sentence, then the right ones still work."""
    code = code_after(organization, invitation.token)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"

    with pytest.raises(Refused, match="Verification code is incorrect"):
        organization.accept(invitation.token, wrong)

    assert organization.accept(invitation.token, code).role is Role.OPERATOR


def test_somebody_elses_code_does_not_join(
    organization: Organization, invitation: Invitation, admin: Person
) -> None:
    """The code of another invitation to the same account is a wrong code."""
    code_after(organization, invitation.token)
    other = organization.invite(BLUE_FERN_STUDIO, admin, SECOND_MEMBER_PHONE, Role.ADMIN)
    code = code_after(organization, other.token)

    with pytest.raises(Refused, match="Verification code is incorrect"):
        organization.accept(invitation.token, code)


def test_a_code_must_have_been_sent(organization: Organization, invitation: Invitation) -> None:
    """Without opening the link there is no code to know."""
    with pytest.raises(Refused) as refusal:
        organization.accept(invitation.token, "000000")

    assert refusal.value.reason is Reason.CODE_EXPIRED


def test_a_link_works_once(organization: Organization, invitation: Invitation) -> None:
    """After joining, the link says that it was used."""
    organization.accept(invitation.token, code_after(organization, invitation.token))

    with pytest.raises(Refused, match="already been used"):
        organization.open_link(invitation.token)


def test_an_expired_link_does_not_join(
    organization: Organization, invitation: Invitation, clock: Clock
) -> None:
    """After 24 hours neither the link nor a code that was asked for before helps."""
    code = code_after(organization, invitation.token)
    clock.advance(timedelta(hours=24))

    for late in (
        lambda: organization.open_link(invitation.token),
        lambda: organization.send_join_code(invitation.token),
        lambda: organization.accept(invitation.token, code),
    ):
        with pytest.raises(Refused, match="has expired"):
            late()


def test_a_declined_invitation_is_closed(
    organization: Organization, invitation: Invitation
) -> None:
    """It leaves the list, gives no access, and its link is used up."""
    organization.decline(invitation.token)

    assert organization.pending(BLUE_FERN_STUDIO) == []
    with pytest.raises(Refused, match="already been used"):
        organization.open_link(invitation.token)


def test_an_unknown_link_is_refused(organization: Organization) -> None:
    """A token that nobody made leads nowhere."""
    with pytest.raises(Refused, match="doesn't exist"):
        organization.open_link("made-up")


def test_two_invitations_to_one_person_make_one_member(
    organization: Organization, invitation: Invitation, admin: Person
) -> None:
    """Invited by number and by address, the second acceptance is refused with a sentence."""
    second = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_EMAIL, Role.ADMIN)
    organization.accept(invitation.token, code_after(organization, invitation.token))

    with pytest.raises(Refused, match="already a member"):
        organization.accept(second.token, code_after(organization, second.token))

    assert len(organization.members(BLUE_FERN_STUDIO)) == 4


def test_a_logged_in_person_may_join_by_a_new_contact(
    organization: Organization, admin: Person
) -> None:
    """Whose address it is, is not known yet: it becomes the logged-in person's."""
    first = organization.invite(BLUE_FERN_STUDIO, admin, SECOND_MEMBER_PHONE, Role.OPERATOR)
    person = organization.accept(first.token, code_after(organization, first.token)).person
    organization.remove(BLUE_FERN_STUDIO, admin, organization.members(BLUE_FERN_STUDIO)[-1])
    second = organization.invite(BLUE_FERN_STUDIO, admin, SECOND_MEMBER_EMAIL, Role.OPERATOR)

    organization.accept(second.token, code_after(organization, second.token), person)

    assert person.contacts == (SECOND_MEMBER_PHONE, SECOND_MEMBER_EMAIL)
