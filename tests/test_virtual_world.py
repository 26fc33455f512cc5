"""The people file of the virtual phone speaks of the people that the virtual phone has."""

from pathlib import Path

import pytest

from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, People, load_people
from virtual_phone.organization import Organization, Role, default_world
from virtual_phone.organization.world import BLUE_FERN_STUDIO

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def people() -> People:
    """config/people.virtual.yaml."""
    environment = {VIRTUAL_PASSWORD: "for this test", VIRTUAL_IMAP_PORT: "1143"}
    return load_people(ROOT, "people.virtual", environment)


@pytest.fixture(scope="module")
def organization() -> Organization:
    """As the virtual phone starts with it."""
    return Organization(default_world("for this test"))


def test_the_account_is_there(people: People) -> None:
    """Under the name that the chooser shows."""
    assert people.organization == BLUE_FERN_STUDIO.name


@pytest.mark.parametrize(("actor", "role"), [("admin", Role.ADMIN), ("operator", Role.OPERATOR)])
def test_actors_can_log_in_with_their_role(
    people: People, organization: Organization, actor: str, role: Role
) -> None:
    """By number and by address, each with the password of the file."""
    person = getattr(people, actor)
    for identifier in (person.phone.e164, person.email):
        signed_in = organization.sign_in(identifier, person.password.reveal())
        assert organization.role_of(signed_in, BLUE_FERN_STUDIO) is role


def test_members_have_joined_where_the_file_says_so(
    people: People, organization: Organization
) -> None:
    """And nobody else who may be invited has."""
    for member in people.members:
        person = organization.person(member.contact)
        role = organization.role_of(person, BLUE_FERN_STUDIO) if person else None
        assert (role is not None) == member.has_joined, member.contact
