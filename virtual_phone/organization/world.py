"""Who there is when a virtual phone starts. All numbers and addresses are reserved for examples."""

from dataclasses import dataclass

from virtual_phone.organization.contacts import Contact
from virtual_phone.organization.directory import Place
from virtual_phone.organization.records import Account, Person
from virtual_phone.organization.roles import Role

BLUE_FERN_STUDIO = Account("Blue Fern Studio", "account-1")
"""The account under test."""
AMBER_PINE_KITCHEN = Account("Amber Pine Kitchen", "account-2")
"""A second one, so that there is something to choose from after log-in."""

ADMIN_PHONE = Contact("phone", "+12025550100")
ADMIN_EMAIL = Contact("email", "admin@example.com")
OPERATOR_PHONE = Contact("phone", "+12025550101")
OPERATOR_EMAIL = Contact("email", "operator@example.com")
COLLEAGUE_PHONE = Contact("phone", "+12025550102")
COLLEAGUE_EMAIL = Contact("email", "colleague@example.com")
MEMBER_PHONE = Contact("phone", "+12025550147")
MEMBER_EMAIL = Contact("email", "member@example.com")
SECOND_MEMBER_PHONE = Contact("phone", "+12025550148")
"""May be invited, and is nobody's yet."""
SECOND_MEMBER_EMAIL = Contact("email", "second.member@example.com")
"""May be invited, and is nobody's yet."""


@dataclass(frozen=True)
class World:
    """Persons, and the places they have in accounts; an account exists by its members."""

    persons: tuple[Person, ...]
    places: tuple[Place, ...]


def default_world(password: str) -> World:
    """Four persons and their places in the two accounts; a fifth contact is nobody's yet.

    Args:
        password: Everybody's.
    """
    admin = Person("Studio admin", ADMIN_PHONE, ADMIN_EMAIL, password)
    operator = Person("Studio operator", OPERATOR_PHONE, OPERATOR_EMAIL, password)
    colleague = Person("Studio colleague", COLLEAGUE_PHONE, COLLEAGUE_EMAIL, password)
    member = Person("Invited member", MEMBER_PHONE, MEMBER_EMAIL, password)
    return World(
        (admin, operator, colleague, member),
        (
            Place(BLUE_FERN_STUDIO, admin, Role.ADMIN),
            Place(BLUE_FERN_STUDIO, operator, Role.OPERATOR),
            Place(BLUE_FERN_STUDIO, colleague, Role.OPERATOR),
            Place(AMBER_PINE_KITCHEN, admin, Role.ADMIN),
            Place(AMBER_PINE_KITCHEN, operator, Role.ADMIN),
        ),
    )
