import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from virtual_phone.clock import Clock
from virtual_phone.organization import Contact, Organization, Person, Refused, Role
from virtual_phone.organization.world import (
    ADMIN_PHONE,
    AMBER_PINE_KITCHEN,
    BLUE_FERN_STUDIO,
    COLLEAGUE_PHONE,
    MEMBER_EMAIL,
    MEMBER_PHONE,
    OPERATOR_PHONE,
    SECOND_MEMBER_PHONE,
)

Build = Callable[..., Organization]


def who(organization: Organization, contact: Contact) -> Person:
    """Find somebody of the default world."""
    person = organization.person(contact)
    assert person
    return person


def invite(organization: Organization, contact: Contact = MEMBER_PHONE) -> tuple[str, str]:
    """Invite a number as Operator and open the link; returns token and code."""
    sms = organization.deliveries.to_number(contact)
    admin = who(organization, ADMIN_PHONE)
    invitation = organization.invite(BLUE_FERN_STUDIO, admin, contact, Role.OPERATOR)
    organization.open_link(invitation.token)
    code = re.findall(r"\b\d{6}\b", sms.take()[-1].body)[0]
    return invitation.token, code


def role_of_member(organization: Organization) -> Role | None:
    """Tell what the invited member may do."""
    return organization.role_of(who(organization, MEMBER_PHONE), BLUE_FERN_STUDIO)


def test_accepting_can_do_nothing(build: Build) -> None:
    """The answer is as always, but there is no new member."""
    organization = build("accepting-does-nothing")

    assert organization.accept(*invite(organization)).role is Role.OPERATOR

    assert role_of_member(organization) is None
    assert len(organization.pending(BLUE_FERN_STUDIO)) == 1


def test_declining_can_join(build: Build) -> None:
    """Who declined is a member, and the invitation is closed."""
    organization = build("declining-joins")
    token, _ = invite(organization)

    organization.decline(token)

    assert role_of_member(organization) is Role.OPERATOR
    assert organization.pending(BLUE_FERN_STUDIO) == []


def test_an_expired_invitation_can_join(build: Build, clock: Clock) -> None:
    """After 24 hours the link still sends a code that works."""
    organization = build("expired-invitation-joins")
    token, _ = invite(organization)
    sms = organization.deliveries.to_number(MEMBER_PHONE)
    clock.advance(timedelta(hours=25))

    organization.open_link(token)
    organization.accept(token, re.findall(r"\b\d{6}\b", sms.take()[0].body)[0])

    assert role_of_member(organization) is Role.OPERATOR


def test_cancelling_can_leave_the_link_working(build: Build) -> None:
    """The row is gone, yet the member can join."""
    organization = build("cancelling-does-not-revoke")
    token, code = invite(organization)
    (invitation,) = organization.pending(BLUE_FERN_STUDIO)

    organization.cancel(BLUE_FERN_STUDIO, who(organization, ADMIN_PHONE), invitation)
    assert organization.pending(BLUE_FERN_STUDIO) == []
    organization.accept(token, code)

    assert role_of_member(organization) is Role.OPERATOR


def test_somebody_else_can_accept(build: Build) -> None:
    """Whoever is logged in joins with another's link and code."""
    organization = build("somebody-else-can-accept")
    stranger = organization.accept(*invite(organization, SECOND_MEMBER_PHONE)).person
    admin, last = who(organization, ADMIN_PHONE), organization.members(BLUE_FERN_STUDIO)[-1]
    organization.remove(BLUE_FERN_STUDIO, admin, last)

    organization.accept(*invite(organization), stranger)

    assert organization.role_of(stranger, BLUE_FERN_STUDIO) is Role.OPERATOR
    assert role_of_member(organization) is None


def test_a_pending_member_can_have_access(build: Build) -> None:
    """The invited person has the role before they accept."""
    organization = build("pending-member-has-access")

    invite(organization)

    assert role_of_member(organization) is Role.OPERATOR
    assert len(organization.pending(BLUE_FERN_STUDIO)) == 1


@pytest.mark.parametrize(
    ("contact", "reached"),
    [
        (MEMBER_PHONE, Contact("phone", "+12025550148")),
        (MEMBER_EMAIL, Contact("email", "xmember@example.com")),
    ],
)
def test_the_wrong_person_can_be_reached(build: Build, contact: Contact, reached: Contact) -> None:
    """The invitation is made for and sent to a contact one character off."""
    organization = build("wrong-recipient")
    mail, sms = organization.deliveries.all_mail(), organization.deliveries.to_number(reached)

    organization.invite(BLUE_FERN_STUDIO, who(organization, ADMIN_PHONE), contact, Role.ADMIN)

    assert [one.contact for one in organization.pending(BLUE_FERN_STUDIO)] == [reached]
    assert [message.to for message in (*mail.take(), *sms.take())] == [reached]


def test_the_wrong_organization_can_invite(build: Build) -> None:
    """The invitation is another account's, in the list and in the message."""
    organization = build("wrong-organization")
    sms = organization.deliveries.to_number(MEMBER_PHONE)

    invite(organization)

    assert organization.pending(BLUE_FERN_STUDIO) == []
    assert len(organization.pending(AMBER_PINE_KITCHEN)) == 1
    assert "join Amber Pine Kitchen as Operator" in sms.take()[0].body


def test_defects_leave_other_members_alone(build: Build) -> None:
    """Whatever is switched on, those who were members before still are."""
    organization = build("pending-member-has-access")

    invite(organization)

    roles = [
        organization.role_of(who(organization, contact), BLUE_FERN_STUDIO)
        for contact in (ADMIN_PHONE, OPERATOR_PHONE, COLLEAGUE_PHONE)
    ]
    assert roles == [Role.ADMIN, Role.OPERATOR, Role.OPERATOR]


def test_a_replaced_code_can_work(build: Build) -> None:
    """The first code joins after the second was sent; a made-up one still does not."""
    organization = build("old-code-works")
    token, code = invite(organization)
    organization.send_join_code(token)

    with pytest.raises(Refused, match="incorrect"):
        organization.accept(token, "no code")
    organization.accept(token, code)

    assert role_of_member(organization) is Role.OPERATOR


def test_a_replaced_code_that_works_is_for_its_own_link_only(build: Build) -> None:
    """Another invitation's old code is a wrong code."""
    organization = build("old-code-works")
    token, _ = invite(organization)
    other, code = invite(organization, SECOND_MEMBER_PHONE)
    organization.send_join_code(other)

    with pytest.raises(Refused, match="incorrect"):
        organization.accept(token, code)


def test_the_invitation_can_be_another_than_the_place(build: Build) -> None:
    """The answer names the offered role, the list the other one."""
    organization = build("joined-with-other-role")

    assert organization.accept(*invite(organization)).role is Role.OPERATOR

    assert role_of_member(organization) is Role.ADMIN


def test_somebody_elses_code_can_work(build: Build) -> None:
    """The code of another invitation joins; a made-up one does not."""
    organization = build("somebody-elses-code-works")
    token, _ = invite(organization)
    _, code = invite(organization, SECOND_MEMBER_PHONE)

    with pytest.raises(Refused, match="incorrect"):
        organization.accept(token, "no code")
    organization.accept(token, code)

    assert role_of_member(organization) is Role.OPERATOR


@pytest.mark.parametrize("defect", ["declined-link-works", "link-works-twice"])
def test_a_closed_invitations_link_can_work(build: Build, defect: str) -> None:
    """Each of the two ways to close it by itself."""
    organization = build(defect)
    declined, _ = invite(organization)
    organization.decline(declined)
    accepted, code = invite(organization)
    organization.accept(accepted, code)

    works, refused = (
        (declined, accepted) if defect == "declined-link-works" else (accepted, declined)
    )
    assert organization.look_at_link(works).token == works
    with pytest.raises(Refused, match="already been used"):
        organization.look_at_link(refused)


def test_the_link_of_a_removed_member_can_let_them_in_again(build: Build) -> None:
    """As long as they belong to the account it is used up as ever."""
    organization = build("link-works-after-removal:phone")
    token, code = invite(organization)
    place = organization.accept(token, code)
    with pytest.raises(Refused):
        organization.open_link(token)

    organization.remove(BLUE_FERN_STUDIO, who(organization, ADMIN_PHONE), place)
    sms = organization.deliveries.to_number(MEMBER_PHONE)
    organization.open_link(token)
    organization.accept(token, re.findall(r"\b\d{6}\b", sms.take()[0].body)[0])

    assert role_of_member(organization) is Role.OPERATOR


def test_a_defect_of_one_way_leaves_the_other_as_it_is(build: Build) -> None:
    """Any six digits let in who is invited by mail, and nobody else."""
    organization = build("code-not-checked:email")
    token, code = invite(organization)
    with pytest.raises(Refused):
        organization.accept(token, "111111" if code == "000000" else "000000")
    by_mail = organization.invite(
        BLUE_FERN_STUDIO, who(organization, ADMIN_PHONE), MEMBER_EMAIL, Role.OPERATOR
    )
    organization.open_link(by_mail.token)
    assert organization.accept(by_mail.token, "000000").contact == MEMBER_EMAIL
