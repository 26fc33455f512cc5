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
MANY_ACCOUNTS_PHONE = Contact("phone", "+12025550149")
MANY_ACCOUNTS_EMAIL = Contact("email", "many.accounts@example.com")
"""Of a person with 19 accounts: one more can be joined (guide, part 6)."""
ALL_ACCOUNTS_PHONE = Contact("phone", "+12025550150")
ALL_ACCOUNTS_EMAIL = Contact("email", "all.accounts@example.com")
"""Of a person with 20 accounts: no more can be joined (guide, part 6)."""

MANY_ACCOUNTS = tuple(
    Account(name, f"account-{number}")
    for number, name in enumerate(
        (
            "Grey Willow Bakery",
            "Red Maple Travel",
            "White Birch Cycles",
            "Green Moss Pottery",
            "Silver Poplar Books",
            "Yellow Iris Florists",
            "Brown Hazel Coffee",
            "Black Alder Records",
            "Golden Larch Fitness",
            "Purple Heather Toys",
            "Copper Beech Furniture",
            "Orange Lily Catering",
            "Violet Thistle Tailors",
            "Scarlet Rowan Music",
            "Pale Aspen Interiors",
            "Dark Cedar Outdoors",
            "Bright Clover Dairy",
            "Soft Rush Baskets",
            "Tall Reed Boats",
            "Wild Sorrel Garden",
        ),
        start=3,
    )
)
"""Twenty more, so that an account chooser can be full; nobody of Blue Fern Studio is in them."""


@dataclass(frozen=True)
class World:
    """Persons, and the places they have in accounts; an account exists by its members."""

    persons: tuple[Person, ...]
    places: tuple[Place, ...]


def default_world(password: str) -> World:
    """Six persons and their places in accounts; two more contacts are nobody's yet.

    Args:
        password: Everybody's.
    """
    admin = Person("Studio admin", ADMIN_PHONE, ADMIN_EMAIL, password)
    operator = Person("Studio operator", OPERATOR_PHONE, OPERATOR_EMAIL, password)
    colleague = Person("Studio colleague", COLLEAGUE_PHONE, COLLEAGUE_EMAIL, password)
    member = Person("Invited member", MEMBER_PHONE, MEMBER_EMAIL, password)
    many = Person("Member of many accounts", MANY_ACCOUNTS_PHONE, MANY_ACCOUNTS_EMAIL, password)
    full = Person("Member of 20 accounts", ALL_ACCOUNTS_PHONE, ALL_ACCOUNTS_EMAIL, password)
    return World(
        (admin, operator, colleague, many, full, member),
        (
            Place(BLUE_FERN_STUDIO, admin, Role.ADMIN),
            Place(BLUE_FERN_STUDIO, operator, Role.OPERATOR),
            Place(BLUE_FERN_STUDIO, colleague, Role.OPERATOR),
            Place(AMBER_PINE_KITCHEN, admin, Role.ADMIN),
            Place(AMBER_PINE_KITCHEN, operator, Role.ADMIN),
            *(Place(account, full, Role.ADMIN) for account in MANY_ACCOUNTS),
            *(Place(account, many, Role.OPERATOR) for account in MANY_ACCOUNTS[:-1]),
        ),
    )
