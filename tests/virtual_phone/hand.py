"""A person with a virtual phone in the hand: views are found by label, and tapped in the middle."""

import re
from collections.abc import Callable, Iterator

from virtual_phone.organization import Contact, Invitation, Organization, Person, Role
from virtual_phone.organization.world import ADMIN_PHONE, BLUE_FERN_STUDIO, MEMBER_PHONE
from virtual_phone.phone import Phone
from virtual_phone.tree.node import Node

PASSWORD = "correct horse"
ADMIN_NUMBER = "2025550100"
OPERATOR_NUMBER = "2025550101"


class Hand:
    """A person with one phone."""

    def __init__(self, organization: Organization, **options: object) -> None:
        self.organization = organization
        self.phone = Phone(organization, **options)  # type: ignore[arg-type]
        self.package = self.phone.tiktok.package

    def nodes(self) -> Iterator[Node]:
        """Of the windows, what lies above first."""
        windows = sorted(self.phone.windows(), key=lambda root: -root.drawing_order)
        for root in windows:
            if root.package != "com.android.systemui" or self.phone._shade.open:
                yield from root.walk()

    def labels(self) -> list[str]:
        """All that can be read at the moment."""
        seen = (node for node in self.nodes() if node.displayed)
        return [label for node in seen for label in (node.text, node.content_desc) if label]

    def find(self, label: str, nth: int = 0) -> Node:
        found = [n for n in self.nodes() if n.displayed and label in {n.text, n.content_desc}]
        assert found, f"{label!r} is not among {self.labels()}"
        return found[nth]

    def sees(self, label: str) -> bool:
        return label in self.labels()

    def tap(self, label: str, nth: int = 0) -> None:
        self.phone.tap(*self.find(label, nth).bounds.center)

    def enter(self, hint: str, text: str) -> None:
        assert self.phone.set_text(self.find(hint), text)

    def field(self) -> Node:
        return next(node for node in self.nodes() if node.class_name.endswith("EditText"))

    def back(self) -> None:
        self.phone.press_key(4)

    def swipe_up(self) -> bool:
        return self.phone.swipe((540, 1800), (540, 800), 300)

    def start(self) -> None:
        assert self.phone.start_app(self.package)

    def log_in_as_far_as_password(self, number: str = ADMIN_NUMBER) -> None:
        self.start()
        self.tap("Agree and continue")
        self.tap("Already have an account? Log in")
        self.tap("Use phone / email / username")
        self.enter("Phone number", number)
        self.tap("Continue")

    def log_in(self, number: str = ADMIN_NUMBER, account: str = "Blue Fern Studio") -> None:
        self.log_in_with_password(number)
        self.tap(account)

    def log_in_with_password(self, number: str) -> None:
        """As far as the account chooser, or the feed where there is nothing to choose."""
        self.log_in_as_far_as_password(number)
        self.enter("Password", PASSWORD)
        self.tap("Log in")

    def open_account(self) -> None:
        self.tap("Profile")
        self.tap("Profile menu")
        self.tap("Settings and privacy")
        self.tap("Account", 1)

    def open_permissions(self) -> None:
        self.open_account()
        self.tap("Permissions")

    def invite_by_phone(self, number: str = "2025550147", role: str = "Operator") -> None:
        self.tap("Invite")
        self.enter("Phone number", number)
        self.tap("Continue")
        self.tap(role)
        self.tap("Invite")

    def newest_link(self) -> str:
        """Of the SMS on this phone."""
        found = (re.search(r"https://\S+", m.body) for m in self.phone.text_messages())
        return next(link.group() for link in found if link)

    def newest_code(self) -> str:
        """Of the SMS on this phone."""
        found = (re.search(r"\b\d{6}\b", m.body) for m in self.phone.text_messages())
        return next(code.group() for code in found if code)

    def follow(self, link: str) -> None:
        """Open a link in whatever knows it."""
        assert self.phone.open_url(link, None)

    def join(self) -> None:
        """With the newest link and the code that comes by it, as far as the final message."""
        self.follow(self.newest_link())
        self.enter("6-digit code", self.newest_code())
        self.tap("Continue")


MakeHand = Callable[..., Hand]


def admin_of(organization: Organization) -> Person:
    """The Admin of the account under test."""
    found = organization.person(ADMIN_PHONE)
    assert found
    return found


def invite(
    organization: Organization, contact: Contact = MEMBER_PHONE, role: Role = Role.OPERATOR
) -> Invitation:
    """By the Admin, on a phone that does not matter."""
    return organization.invite(BLUE_FERN_STUDIO, admin_of(organization), contact, role)


def remove(organization: Organization, contact: Contact = MEMBER_PHONE) -> None:
    """By the Admin, on a phone that does not matter."""
    members = organization.members(BLUE_FERN_STUDIO)
    place = next(one for one in members if one.contact == contact)
    organization.remove(BLUE_FERN_STUDIO, admin_of(organization), place)


def invited(
    make_hand: MakeHand,
    *defects: str,
    contact: Contact = MEMBER_PHONE,
    role: Role = Role.OPERATOR,
) -> Hand:
    """Somebody with a phone who has been invited, and has not opened anything yet."""
    hand = make_hand(sim=contact.value, defects=defects)
    invite(hand.organization, contact, role)
    return hand
