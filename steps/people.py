"""Who the sentences speak of: the Admin, the Operator, the invited member."""

from typing import Literal

import parse
import pytest

from harness.invitations.contact import Contact
from harness.session.lease import Lease
from harness.settings import Member, Person, Settings
from pages.app import App
from pages.taking_back import take_back_what_comes_late

Way = Literal["phone", "email"]


@parse.with_pattern("phone number|email address")  # type: ignore[untyped-decorator]
def way(words: str) -> Way:
    """A way to reach somebody, as the sentences name it."""
    return "phone" if words == "phone number" else "email"


@parse.with_pattern("Admin|Operator")  # type: ignore[untyped-decorator]
def role(words: str) -> str:
    """A role, by the guide's name."""
    return words


ROLES = ("Admin", "Operator")
TYPES = {"Way": way, "Role": role}


def the_member(lease: Lease, kind: Way) -> Member:
    """The member who is this scenario's, to be invited that way."""
    if not lease.lists(kind):
        pytest.skip(f"the people file lists no member with {kind} who may be invited")
    return lease.member(kind)


def the_member_contact(lease: Lease, kind: Way) -> Contact:
    """That member's phone number or address."""
    return Contact.of(the_member(lease, kind))


def another_contact(lease: Lease) -> Contact:
    """Somebody else who may be invited, and is nobody else's business until the scenario ends."""
    another = lease.another_member()
    if another is None:
        pytest.skip("the people file lists nobody else who may be invited")
    return Contact.of(another)


@pytest.fixture
def somebody_else(lease: Lease) -> Contact:
    """Who is invited besides the member, or by the member."""
    return another_contact(lease)


def is_told(settings: Settings, member: Member) -> bool:
    """Whether somebody can look whether the member is told."""
    told_by = member.told_by
    if told_by is None:
        return False
    return not told_by.on_phone or _has_phone_of(settings, member)


def skip_if_untold(settings: Settings, member: Member) -> None:
    """Skip where nobody can look whether the member is told."""
    if member.told_by is None:
        pytest.skip(f"the people file does not say how {member.contact} is told (told_by)")
    if member.told_by.on_phone:
        skip_without_phone_of(settings, member)


def skip_without_phone_of(settings: Settings, member: Member) -> None:
    """Skip where the profile has no phone on which the member's messages can be read."""
    if not _has_phone_of(settings, member):
        pytest.skip(f'no phone of the profile has "number: {member.contact}", the member\'s')


def _has_phone_of(settings: Settings, member: Member) -> bool:
    return any(phone.number == member.contact for phone in settings.profile.phones)


def skip_without_log_in(person: Person, kind: Way) -> None:
    """Skip where the people file says nothing to log in with: the phone stays as it is."""
    if not person.can_log_in or (person.phone if kind == "phone" else person.email) is None:
        pytest.skip(f"the people file has nothing to log in with by {kind}")


def joined_contact(settings: Settings) -> Contact:
    """Somebody who belongs to the account already, other than the Admin."""
    own = settings.people.admin
    for each in settings.people.members:
        if each.has_joined and each.contact not in (own.email, own.phone and own.phone.e164):
            return Contact.of(each)
    pytest.skip("the people file lists no member with has_joined: true")


def deep_link(settings: Settings, screen: str) -> str:
    """The link into the app that leads to a screen, if the profile has one."""
    if screen not in settings.profile.deep_links:
        pytest.skip(f'the profile has no deep_links: {{{screen}: "..."}}')
    return settings.profile.deep_links[screen]


def own_address(settings: Settings) -> Contact:
    """The Admin's own address, if it is listed among those that may be entered."""
    for each in settings.people.members:
        if each.has_joined and each.email is not None and each.email == settings.people.admin.email:
            return Contact.of(each)
    pytest.skip("the people file does not list the Admin's own address under members")


@pytest.fixture
def admin(app: App, settings: Settings, lease: Lease) -> App:
    """The app, with the Admin logged in to the Organization Account and nothing left open."""
    app.be_logged_in_as(settings.people.admin)
    begin_as_admin(app, settings.people.admin, lease)
    return app


def begin_as_admin(app: App, admin: Person, lease: Lease) -> None:
    """Take back first what earlier scenarios sent and could not take back.

    What may still come to those who are about to be invited is waited for; else a run soon after
    one that was killed would invite nobody whom that one had invited.
    """
    if app.screen.guard.open_entries():
        invited = {Contact.of(each).key for each in lease.invitable}
        take_back_what_comes_late(
            lambda: app,
            admin,
            concerns=lambda entry: Contact.of_entry(entry).key in invited,
            tell=app.screen.notes.fallback,
        )
        app.restart()


@pytest.fixture
def operator(app: App, settings: Settings) -> App:
    """The app, with the Operator logged in to the Organization Account."""
    operator, admin = settings.people.operator, settings.people.admin
    if operator is None or not (operator.can_log_in and admin.can_log_in):
        pytest.skip("the people file has no operator, or no passwords to change over and back")
    app.be_logged_in_as(operator)
    return app
