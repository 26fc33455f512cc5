import re
from datetime import timedelta

import pytest

from virtual_phone.clock import Clock
from virtual_phone.organization import (
    Account,
    Organization,
    Person,
    Place,
    Reason,
    Refused,
    Role,
    World,
    default_world,
)
from virtual_phone.organization.codes import MOST_TRIES
from virtual_phone.organization.world import (
    ADMIN_EMAIL,
    ADMIN_PHONE,
    AMBER_PINE_KITCHEN,
    BLUE_FERN_STUDIO,
    MEMBER_PHONE,
    OPERATOR_PHONE,
    SECOND_MEMBER_PHONE,
)


def refused(reason: Reason) -> object:
    """Expect a refusal for exactly this reason, in its sentence."""
    return pytest.raises(Refused, match=f"^{re.escape(reason.value)}$")


def test_number_and_address_lead_to_the_same_person(organization: Organization) -> None:
    """Both ways of contact are the one person's."""
    by_phone = organization.sign_in("+1 202-555-0100", "open sesame")
    by_email = organization.sign_in("Admin@Example.com ", "open sesame")

    assert by_phone is by_email
    assert by_phone is organization.person(ADMIN_PHONE)
    assert by_phone.contacts == (ADMIN_PHONE, ADMIN_EMAIL)


@pytest.mark.parametrize(
    ("identifier", "password"),
    [
        ("admin@example.com", "wrong"),
        ("admin@example.com", ""),
        ("nobody@example.com", "open sesame"),
        ("not an address", "open sesame"),
    ],
)
def test_wrong_credentials_do_not_tell_which_part_was_wrong(
    organization: Organization, identifier: str, password: str
) -> None:
    """A wrong password and an unknown person get the same answer."""
    with refused(Reason.WRONG_CREDENTIALS):
        organization.sign_in(identifier, password)


def test_a_password_never_shows_in_a_person(organization: Organization) -> None:
    """Logging a person must not log a password."""
    assert "open sesame" not in repr(organization.person(ADMIN_PHONE))


def test_log_in_by_code_sent_as_sms(organization: Organization) -> None:
    """The code comes to the number that was typed, and works once."""
    sms = organization.deliveries.to_number(ADMIN_PHONE)

    assert organization.send_login_code("+12025550100") == ADMIN_PHONE
    (message,) = sms.take()
    code = re.findall(r"\b\d{6}\b", message.body)[0]

    assert organization.sign_in_with_code(ADMIN_PHONE, code).name == "Studio admin"
    with refused(Reason.CODE_EXPIRED):
        organization.sign_in_with_code(ADMIN_PHONE, code)


def test_log_in_by_code_sent_as_mail(organization: Organization) -> None:
    """For an address the code is mailed; its subject says it, too."""
    mail = organization.deliveries.all_mail()

    organization.send_login_code("admin@example.com")
    (message,) = mail.take()

    assert message.to == ADMIN_EMAIL
    code = re.fullmatch(r"(\d{6}) is your code to log in", message.subject)
    assert code
    assert organization.sign_in_with_code("admin@example.com", code[1]).email == ADMIN_EMAIL


def test_a_code_is_asked_for_nobody(organization: Organization) -> None:
    """An unknown contact gets no code, neither sent nor checked."""
    with refused(Reason.UNKNOWN_PERSON):
        organization.send_login_code(SECOND_MEMBER_PHONE)
    with refused(Reason.UNKNOWN_PERSON):
        organization.sign_in_with_code(SECOND_MEMBER_PHONE, "000000")


def test_a_code_expires(organization: Organization, clock: Clock) -> None:
    """After ten minutes the right code is too late."""
    sms = organization.deliveries.to_number(ADMIN_PHONE)
    organization.send_login_code(ADMIN_PHONE)
    code = re.findall(r"\d{6}", sms.take()[0].body)[0]

    clock.advance(timedelta(minutes=10))

    with refused(Reason.CODE_EXPIRED):
        organization.sign_in_with_code(ADMIN_PHONE, code)


def test_guessing_ends_a_code(organization: Organization) -> None:
    """After five wrong codes the right one no longer helps."""
    sms = organization.deliveries.to_number(ADMIN_PHONE)
    organization.send_login_code(ADMIN_PHONE)
    code = re.findall(r"\d{6}", sms.take()[0].body)[0]

    for _ in range(MOST_TRIES):
        with refused(Reason.WRONG_CODE):
            organization.sign_in_with_code(ADMIN_PHONE, "wrong")

    with refused(Reason.TOO_MANY_TRIES):
        organization.sign_in_with_code(ADMIN_PHONE, code)


def test_the_default_worlds_accounts_and_roles(organization: Organization) -> None:
    """What people.virtual.yaml relies on: who chooses from which accounts, as what."""
    admin, operator = organization.person(ADMIN_PHONE), organization.person(OPERATOR_PHONE)
    member = organization.person(MEMBER_PHONE)
    assert admin
    assert operator
    assert member

    assert organization.accounts_of(admin) == [BLUE_FERN_STUDIO, AMBER_PINE_KITCHEN]
    assert organization.accounts_of(operator) == [BLUE_FERN_STUDIO, AMBER_PINE_KITCHEN]
    assert organization.accounts_of(member) == []
    assert organization.role_of(operator, BLUE_FERN_STUDIO) is Role.OPERATOR
    assert organization.role_of(operator, AMBER_PINE_KITCHEN) is Role.ADMIN
    assert organization.role_of(member, BLUE_FERN_STUDIO) is None
    assert [one.contact.shown for one in organization.members(BLUE_FERN_STUDIO)] == [
        "+1 202-555-0100",
        "+1 202-555-0101",
        "+1 202-555-0102",
    ]


def test_at_most_twenty_accounts_are_offered_and_joined(clock: Clock) -> None:
    """The chooser lists twenty, and nobody can join a twenty-first (guide, part 6)."""
    busy = Person("Busy admin", ADMIN_PHONE)
    places = [Place(Account(f"Studio {n}", f"busy-{n}"), busy, Role.ADMIN) for n in range(20)]
    world = default_world("open sesame")
    places += [place for place in world.places if place.person.phone == OPERATOR_PHONE]
    people = (busy, *(one for one in world.persons if one.phone == OPERATOR_PHONE))
    organization = Organization(World(people, tuple(places)), clock=clock)
    operator = organization.sign_in(OPERATOR_PHONE, "open sesame")
    sms = organization.deliveries.to_number(ADMIN_PHONE)

    invitation = organization.invite(AMBER_PINE_KITCHEN, operator, ADMIN_PHONE, Role.ADMIN)
    organization.open_link(invitation.token)
    code = re.findall(r"\b\d{6}\b", sms.take()[1].body)[0]

    assert len(organization.accounts_of(busy)) == 20
    with refused(Reason.TOO_MANY_ACCOUNTS):
        organization.accept(invitation.token, code, busy)
