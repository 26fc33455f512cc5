"""People of others on the same account who are easily taken for the lab's own members."""

import re
from collections.abc import Iterator
from itertools import islice, product

from lab import MEMBERS, Lab

from virtual_phone.organization import Contact, Invitation, Membership
from virtual_phone.organization.roles import Role
from virtual_phone.organization.world import ADMIN_PHONE, BLUE_FERN_STUDIO

_CODE = re.compile(r"\b\d{6}\b")
# One digit of the members' 202 off, and others in which a number may end like theirs.
_AREAS = tuple(
    "201 203 205 206 207 208 209 212 302 402 502 602 702 802 305 412 503 614 713 804 916".split()
)
_ENDINGS = tuple(f"{number:04}" for number in (147, 148, 146, 149, 137, 158, *range(160, 190)))
_NAMES = (
    "{}member",
    "member{}",
    "member.{}",
    "second.member{}",
    "{}second.member",
    "second-member-{}",
)
_DOMAINS = ("example.com", "example.com.example.org", "mail.example.com", "example.org")

Entry = tuple[str, int, str]
"""One row of the list: what it is, its number or that of its person, and the contact."""


def bring_strangers(lab: Lab, count: int) -> None:
    """By hand, so that no journal knows of them; of numbers and of addresses, every other joins."""
    organization, admin = lab.organization, lab.organization.person(ADMIN_PHONE)
    assert admin is not None
    for number, contact in enumerate(islice(_near(), count)):
        made = organization.invite(BLUE_FERN_STUDIO, admin, contact, Role.OPERATOR)
        if number // 2 % 2:
            organization.open_link(made.token)
            [code] = _CODE.findall(organization.deliveries.sent()[0].body)
            organization.accept(made.token, code)


def listed(lab: Lab) -> set[Entry]:
    """Everybody in the list, members and invited, each as an entry of its own."""
    organization = lab.organization
    entries: list[Membership | Invitation] = [
        *organization.members(BLUE_FERN_STUDIO),
        *organization.pending(BLUE_FERN_STUDIO),
    ]
    return {_entry(each) for each in entries}


def _entry(one: Membership | Invitation) -> Entry:
    if isinstance(one, Invitation):
        return "invited", one.id, one.contact.value
    return "member", id(one.person), one.contact.value


def _near() -> Iterator[Contact]:
    """A number and an address in turn, the nearest ones first; none is a member's."""
    own = {each.key.removeprefix("phone ") for each in MEMBERS}
    ends_like_it = [f"+1{area}555{ending}" for ending, area in product(_ENDINGS, _AREAS)]
    neighbours = [f"+1202555{ending}" for ending in _ENDINGS if f"+1202555{ending}" not in own]
    apart = len(neighbours)
    numbers = [each for two in zip(neighbours, ends_like_it, strict=False) for each in two]
    numbers += ends_like_it[apart:]
    addresses = ["member@example.org", "member@mail.example.com", "second_member@example.com"]
    for number in range(60):
        addresses += [
            f"{name.format(number)}@{domain}" for name, domain in product(_NAMES, _DOMAINS)
        ]
    for by_phone, by_email in zip(numbers, addresses, strict=False):
        yield Contact("phone", by_phone)
        yield Contact("email", by_email)
