from collections.abc import Callable
from datetime import timedelta

import pytest

from virtual_phone.clock import Clock
from virtual_phone.organization import Contact, Organization, Person, Refused, Role
from virtual_phone.organization.world import (
    ADMIN_EMAIL,
    ADMIN_PHONE,
    BLUE_FERN_STUDIO,
    COLLEAGUE_EMAIL,
    MEMBER_EMAIL,
    MEMBER_PHONE,
    OPERATOR_PHONE,
    SECOND_MEMBER_EMAIL,
    SECOND_MEMBER_PHONE,
)

Build = Callable[..., Organization]
IN_TURN = [MEMBER_PHONE, MEMBER_EMAIL, SECOND_MEMBER_PHONE, SECOND_MEMBER_EMAIL]


def invite(organization: Organization) -> list[str]:
    """Invite the member's number as Operator; returns the bodies of the SMS that come."""
    sms = organization.deliveries.to_number(MEMBER_PHONE)
    organization.invite(BLUE_FERN_STUDIO, admin_of(organization), MEMBER_PHONE, Role.OPERATOR)
    return [message.body for message in sms.take()]


def admin_of(organization: Organization) -> Person:
    """Log the Admin in."""
    return organization.sign_in(ADMIN_PHONE, "open sesame")


def listed(organization: Organization) -> list[Role]:
    """Tell the roles of the rows on Permissions."""
    return [one.role for one in organization.pending(BLUE_FERN_STUDIO)]


def test_without_a_defect_one_row_and_one_message(build: Build) -> None:
    """What every defect below departs from."""
    organization = build()

    (body,) = invite(organization)

    assert "Blue Fern Studio as Operator" in body
    assert listed(organization) == [Role.OPERATOR]


@pytest.mark.parametrize(
    ("defect", "rows", "messages"),
    [
        ("wrong-role-stored", [Role.ADMIN], 1),
        ("invitation-sent-twice", [Role.OPERATOR, Role.OPERATOR], 2),
        ("success-shown-nothing-sent", [], 0),
        ("no-notification", [Role.OPERATOR], 0),
        ("two-notifications", [Role.OPERATOR], 2),
        ("notification-names-other-role", [Role.OPERATOR], 1),
        ("notification-names-other-account", [Role.OPERATOR], 1),
        ("invitation-missing-from-list", [], 1),
    ],
)
def test_rows_and_messages_of_a_defect(
    build: Build, defect: str, rows: list[Role], messages: int
) -> None:
    """Each defect spoils what it says and nothing else."""
    organization = build(defect)

    bodies = invite(organization)

    assert listed(organization) == rows
    assert len(bodies) == messages


@pytest.mark.parametrize(
    ("defect", "told"),
    [
        ("wrong-role-stored", "Blue Fern Studio as Operator"),
        ("notification-names-other-role", "Blue Fern Studio as Admin"),
        ("notification-names-other-account", "Amber Pine Kitchen as Operator"),
    ],
)
def test_what_a_spoilt_message_says(build: Build, defect: str, told: str) -> None:
    """A wrong content is wrong in one word only."""
    (body,) = invite(build(defect))

    assert told in body


def test_a_duplicate_can_be_accepted_silently(build: Build) -> None:
    """The same contact gets a second invitation, without a word."""
    organization = build("duplicate-accepted-silently")

    assert len(invite(organization)) == 1
    assert len(invite(organization)) == 1

    assert len(listed(organization)) == 2


@pytest.mark.parametrize("turn", ["first", "later"])
@pytest.mark.parametrize(
    "contacts", [IN_TURN, [*IN_TURN[1::-1], *IN_TURN[:1:-1]]], ids=["number-first", "mail-first"]
)
@pytest.mark.parametrize(
    ("defect", "rows"), [("success-shown-nothing-sent", 0), ("invitation-sent-twice", 2)]
)
def test_the_first_or_a_later_invitation_can_be_wrong(
    build: Build, defect: str, rows: int, contacts: list[Contact], turn: str
) -> None:
    """The first of its kind, by number or by address: one of the other kind does not count."""
    organization = build(f"{defect}:{turn}")
    admin = admin_of(organization)

    for contact in contacts:
        organization.invite(BLUE_FERN_STUDIO, admin, contact, Role.OPERATOR)

    pending = [one.contact for one in organization.pending(BLUE_FERN_STUDIO)]
    made = [pending.count(contact) for contact in contacts]
    assert made == ([rows, rows, 1, 1] if turn == "first" else [1, 1, rows, rows])


@pytest.mark.parametrize("kind", ["phone", "email"])
def test_one_of_the_two_ways_can_be_wrong(build: Build, kind: str) -> None:
    """By number, or by address."""
    organization = build(f"no-notification:{kind}")
    mail = organization.deliveries.all_mail()
    organization.invite(BLUE_FERN_STUDIO, admin_of(organization), MEMBER_EMAIL, Role.OPERATOR)

    told = {"phone": len(invite(organization)), "email": len(mail.take())}

    assert told == {"phone": int(kind == "email"), "email": int(kind == "phone")}


@pytest.mark.parametrize("role", ["Operator", "Admin"])
def test_one_of_the_two_roles_can_be_wrong(build: Build, role: str) -> None:
    """The invitation is stored with the other role for that one only."""
    organization = build(f"wrong-role-stored:{role}")

    invite(organization)

    assert listed(organization) == [Role.ADMIN if role == "Operator" else Role.OPERATOR]


def test_the_inbox_can_stay_empty(build: Build) -> None:
    """The SMS comes all the same."""
    organization = build("no-inbox-entry")
    member = organization.person(MEMBER_PHONE)
    assert member

    assert len(invite(organization)) == 1
    assert organization.deliveries.inbox_of(member) == []


def test_two_invitations_at_once(build: Build, clock: Clock) -> None:
    """The same contact twice in a moment is taken only where that is the defect."""
    organization = build("sent-twice-on-double-tap:phone")
    assert len(invite(organization) + invite(organization)) == 2

    clock.advance(timedelta(seconds=1))
    with pytest.raises(Refused, match="already been invited"):
        invite(organization)


@pytest.mark.parametrize("defects", [(), ("sent-twice-on-double-tap:email",)])
def test_two_invitations_at_once_are_one(build: Build, defects: tuple[str, ...]) -> None:
    """Without the defect, or where it is about the other way to invite."""
    organization = build(*defects)
    invite(organization)

    with pytest.raises(Refused, match="already been invited"):
        invite(organization)


@pytest.mark.parametrize("whom", ["member", "oneself"])
def test_a_member_or_oneself_can_be_accepted_alone(build: Build, whom: str) -> None:
    """The other one is refused as always."""
    organization = build(f"existing-member-accepted:{whom}")
    admin = admin_of(organization)
    contacts = {"member": COLLEAGUE_EMAIL, "oneself": ADMIN_EMAIL}

    organization.invite(BLUE_FERN_STUDIO, admin, contacts.pop(whom), Role.OPERATOR)

    with pytest.raises(Refused, match=r"already a member|yourself"):
        organization.invite(BLUE_FERN_STUDIO, admin, *contacts.values(), Role.OPERATOR)


def test_members_and_oneself_can_be_accepted(build: Build) -> None:
    """Neither a member nor the inviter is noticed."""
    organization = build("existing-member-accepted")
    admin = admin_of(organization)

    organization.invite(BLUE_FERN_STUDIO, admin, COLLEAGUE_EMAIL, Role.OPERATOR)
    organization.invite(BLUE_FERN_STUDIO, admin, ADMIN_EMAIL, Role.OPERATOR)

    assert len(listed(organization)) == 2


def test_a_role_above_ones_own_can_be_granted(build: Build) -> None:
    """By an Operator who has never been anything else; their own role they cannot grant."""
    organization = build("higher-role-can-be-granted")
    operator = organization.sign_in(OPERATOR_PHONE, "open sesame")

    with pytest.raises(Refused, match="Only an Admin can do this"):
        organization.invite(BLUE_FERN_STUDIO, operator, MEMBER_PHONE, Role.OPERATOR)
    organization.invite(BLUE_FERN_STUDIO, operator, MEMBER_PHONE, Role.ADMIN)

    assert listed(organization) == [Role.ADMIN]
