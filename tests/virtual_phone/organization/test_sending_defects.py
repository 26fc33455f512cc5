from collections.abc import Callable

import pytest

from virtual_phone.organization import Organization, Person, Role
from virtual_phone.organization.world import (
    ADMIN_EMAIL,
    ADMIN_PHONE,
    BLUE_FERN_STUDIO,
    COLLEAGUE_EMAIL,
    MEMBER_PHONE,
)

Build = Callable[..., Organization]


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
        ("notification-names-wrong-role", [Role.OPERATOR], 1),
        ("notification-names-wrong-account", [Role.OPERATOR], 1),
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
        ("notification-names-wrong-role", "Blue Fern Studio as Admin"),
        ("notification-names-wrong-account", "Amber Pine Kitchen as Operator"),
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


def test_members_and_oneself_can_be_accepted(build: Build) -> None:
    """Neither a member nor the inviter is noticed."""
    organization = build("existing-member-accepted")
    admin = admin_of(organization)

    organization.invite(BLUE_FERN_STUDIO, admin, COLLEAGUE_EMAIL, Role.OPERATOR)
    organization.invite(BLUE_FERN_STUDIO, admin, ADMIN_EMAIL, Role.OPERATOR)

    assert len(listed(organization)) == 2
