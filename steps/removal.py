"""Removing a member, or taking an invitation back."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from pytest_bdd import given, parsers, then, when

from harness.errors import NotAsPromised
from harness.invitations.contact import Contact
from harness.session.lease import Lease
from pages.app import App
from pages.member_row import ListedMember
from pages.permissions import PermissionsPage
from pages.removal import RemovalDialog, RemovalSheet
from steps.cast import Cast
from steps.people import TYPES, Way, the_member_contact
from steps.receiving import Received


@pytest.fixture
def list_kept() -> Iterator[ExitStack]:
    """Keeps others from changing the list while a removal is under way, over several sentences."""
    with ExitStack() as kept:
        yield kept


@given("the Admin opens Permissions")
@when("the Admin opens Permissions")
def opens_permissions(cast: Cast) -> None:
    """From the main screen, so that the list is as it is now."""
    reopen_permissions(cast.admin())


@when("the Admin taps the three dots next to the member")
def taps_three_dots(cast: Cast, received: Received, list_kept: ExitStack) -> None:
    """In the row of the member; until the last question is answered, nobody else moves the rows."""
    list_kept.enter_context(cast.admin().screen.guard.changing_list())
    cast.admin().permissions.open_menu_of(received.contact)


@when("the Admin taps the three dots next to the member and goes back")
def taps_three_dots_and_back(cast: Cast, received: Received) -> None:
    """Nothing is tapped there."""
    with cast.admin().screen.guard.changing_list():
        cast.admin().permissions.open_menu_of(received.contact).leave()


@when("the Admin taps Remove user next to the member and then Cancel")
def cancels_removal(cast: Cast, received: Received) -> None:
    """In the question that follows Remove user."""
    with cast.admin().screen.guard.changing_list():
        sheet = cast.admin().permissions.open_menu_of(received.contact)
        sheet.remove_user(received.contact).leave()


@then("Remove user is offered")
def remove_user_offered(cast: Cast) -> None:
    """In what the three dots open."""
    RemovalSheet(cast.admin().screen).wait_open()


@when("the Admin taps Remove user")
def taps_remove_user(cast: Cast, received: Received) -> None:
    """Nothing is done yet."""
    RemovalSheet(cast.admin().screen).remove_user(received.contact)


@then("the app asks whether to remove the member")
def asks_whether(cast: Cast) -> None:
    """With Remove."""
    RemovalDialog(cast.admin().screen).wait_open()


@when("the Admin taps Remove")
def taps_remove(cast: Cast, received: Received, list_kept: ExitStack) -> None:
    """Now it is done."""
    RemovalDialog(cast.admin().screen).confirm(received.contact)
    cast.admin().permissions.wait_without(received.contact)
    list_kept.close()


@when("the Admin removes the member")
@given("the Admin has removed the member")
def removes(cast: Cast, received: Received) -> None:
    """Who has joined."""
    received.link_is = "by which a removed member once joined"
    remove(cast, received)


@when("the Admin cancels the invitation")
@given("the Admin has cancelled the invitation")
def cancels_invitation(cast: Cast, received: Received) -> None:
    """The same way as a member is removed (assumed)."""
    received.link_is = "of a cancelled invitation"
    remove(cast, received)


@when(
    parsers.parse("the Admin cancels the invitation of the member's {kind:Way}", extra_types=TYPES)
)
def cancels(app: App, lease: Lease, kind: Way) -> None:
    """Before anybody has answered; the list need not be loaded anew."""
    app.permissions.remove(the_member_contact(lease, kind))


@given(parsers.parse("the Admin has invited somebody else as {name:Role}", extra_types=TYPES))
def invited_somebody_else(cast: Cast, somebody_else: Contact, name: str) -> None:
    """Whether they are told is not looked at."""
    admin = cast.admin()
    admin.return_to_permissions()
    confirmation = admin.invite(somebody_else, name)
    confirmation.confirm_sent()
    confirmation.acknowledge()


@when("the member cancels the invitation of somebody else")
def member_cancels(cast: Cast, somebody_else: Contact) -> None:
    """From the member's own phone; whether it worked is for the Admin's list to say."""
    reopen_permissions(cast.member()).remove(somebody_else)


@then("somebody else is not in the Admin's list")
def somebody_else_not_in_list(cast: Cast, somebody_else: Contact) -> None:
    """Neither as a member nor as invited."""
    expect_not_listed(reopen_permissions(cast.admin()), [somebody_else])


@then("the member is not in the Admin's list")
def not_in_list(cast: Cast, lease: Lease) -> None:
    """Neither as a member nor as invited, by whichever way they are invited here."""
    contacts = [Contact.of(member) for member in lease.members.values()]
    expect_not_listed(reopen_permissions(cast.admin()), contacts)


@then(parsers.parse("the list shows the member as {name:Role}, who has joined", extra_types=TYPES))
def listed_as_member(cast: Cast, received: Received, name: str) -> None:
    """Role and state."""
    role = cast.admin().screen.text(name)

    def is_as_promised(row: ListedMember) -> bool:
        return row.has_role(role) and not row.is_pending

    row = cast.admin().permissions.find_once(received.contact, is_as_promised)
    if row is None:
        raise NotAsPromised(promised=f"{received.contact} is in the list", seen="no such row")
    if not is_as_promised(row):
        raise NotAsPromised(promised=f"{received.contact}, {name}", seen=", ".join(row.texts))


@then("the member is logged out of the Organization Account on their own phone")
def logged_out(cast: Cast) -> None:
    """Within the time that a screen takes to come."""
    cast.need_a_phone_each()
    member_app = cast.member()
    if not member_app.has_left_organization():
        seen = member_app.screen.read().describe()
        raise NotAsPromised(promised="the member is logged out at once", seen=seen)


def reopen_permissions(app: App) -> PermissionsPage:
    """The list, loaded anew."""
    app.restart()
    return app.open_permissions().wait_open().wait_loaded()


def remove(cast: Cast, received: Received) -> None:
    """By the three dots, in the list as it is now; whether it worked is for the next sentences."""
    reopen_permissions(cast.admin()).remove(received.contact)


def expect_not_listed(permissions: PermissionsPage, contacts: list[Contact]) -> None:
    """None of them is anywhere in the list."""
    for contact in contacts:
        if permissions.lists(contact):
            row = permissions.find(contact)
            seen = f"the row {', '.join(row.texts)}" if row else "there is a row"
            raise NotAsPromised(promised=f"{contact} is not in the list", seen=seen)
