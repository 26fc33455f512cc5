"""What a role may do, by every way in."""

from pytest_bdd import given, parsers, then, when

from harness.errors import NotAsPromised
from harness.invitations.contact import Contact
from harness.settings import Settings
from pages.confirmation import ConfirmationPage
from pages.rights import Rights
from steps.cast import Cast
from steps.joining import Join
from steps.people import TYPES, Way, deep_link, joined_contact
from steps.receiving import Receive, Received
from steps.removal import remove

POSSIBLE = "(possible|not possible)"


@given(parsers.parse("the member is invited as {name}, and has not joined yet"))
def is_invited(receive: Receive, told_way: Way, name: str) -> None:
    """The link is not followed."""
    receive(told_way, name)


@given(parsers.re("the member is an? (?P<name>Admin|Operator) of the account"))
def is_member(join: Join, told_way: Way, name: str) -> None:
    """Invited and let in."""
    join(told_way, name)


@given("the member is removed from the account")
def is_removed(join: Join, told_way: Way, cast: Cast) -> None:
    """After having been an Admin."""
    remove(cast, join(told_way, "Admin"))


@given("the member is an Admin who left Permissions open")
def left_open(join: Join, told_way: Way, cast: Cast) -> None:
    """And looked at another app meanwhile."""
    leave_permissions_open(join, told_way, cast)


@given("the member is an Operator who left Permissions open as an Admin")
def left_open_as_admin(join: Join, told_way: Way, cast: Cast) -> None:
    """Removed, and invited anew, while the app was in the background."""
    remove(cast, leave_permissions_open(join, told_way, cast))
    join(told_way, "Operator")


@given("the member is removed after having left Permissions open")
def removed_while_open(join: Join, told_way: Way, cast: Cast) -> None:
    """While the app was in the background."""
    remove(cast, leave_permissions_open(join, told_way, cast))


@when("the member goes to Permissions through the menu", target_fixture="rights")
def through_the_menu(cast: Cast) -> Rights:
    """As far as there is a way."""
    rights = Rights(cast.member())
    rights.go_through_menu()
    return rights


@when("the member goes to Permissions by a link", target_fixture="rights")
def by_a_link(cast: Cast, settings: Settings) -> Rights:
    """Which the app opens."""
    rights = Rights(cast.member())
    rights.go_by_link(deep_link(settings, "permissions"))
    return rights


@when("the member goes to Permissions on the screen left open", target_fixture="rights")
def on_the_screen_left_open(cast: Cast) -> Rights:
    """Back from the other app."""
    rights = Rights(cast.member())
    rights.go_back_to_left_open()
    return rights


@when(
    parsers.parse("the member invites somebody else as {name:Role}", extra_types=TYPES),
    target_fixture="confirmation",
)
def invites(cast: Cast, somebody_else: Contact, name: str) -> ConfirmationPage:
    """From the member's own phone."""
    member_app = cast.member()
    member_app.return_to_permissions()
    return member_app.invite(somebody_else, name)


@then(parsers.re(f"seeing Permissions is (?P<answer>{POSSIBLE})"))
def seeing(rights: Rights, answer: str) -> None:
    """The list of members."""
    expected = answer == "possible"
    expect(
        answer, is_possible=rights.sees_permissions(expected=expected), what="seeing Permissions"
    )


@then(parsers.re(f"inviting somebody is (?P<answer>{POSSIBLE})"))
def inviting(rights: Rights, answer: str) -> None:
    """As far as the question whom to invite; nobody is invited."""
    expect(answer, is_possible=rights.can_invite(), what="inviting somebody")


@then(parsers.re(f"removing somebody is (?P<answer>{POSSIBLE})"))
def removing(rights: Rights, settings: Settings, answer: str) -> None:
    """As far as Remove user; nobody is removed."""
    colleague = joined_contact(settings)
    can_remove = rights.can_remove(colleague, expected=answer == "possible")
    expect(answer, is_possible=can_remove, what="removing somebody")


def expect(answer: str, *, is_possible: bool, what: str) -> None:
    """Compare a cell of the table with what was seen."""
    seen = "possible" if is_possible else "not possible"
    if seen != answer:
        raise NotAsPromised(promised=f"{what} is {answer} for the member", seen=f"it is {seen}")


def leave_permissions_open(join: Join, told_way: Way, cast: Cast) -> Received:
    """As an Admin, and look at another app."""
    cast.need_a_phone_each()
    received = join(told_way, "Admin")
    member_app = cast.member()
    member_app.open_permissions().wait_open()
    member_app.leave_for_another_app()
    return received
