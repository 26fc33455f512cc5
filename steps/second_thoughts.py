"""Leaving, going back, looking elsewhere before Invite is tapped."""

from pytest_bdd import given, parsers, then, when

from harness.errors import NotAsPromised
from harness.session.lease import Lease
from harness.settings import Settings
from pages.app import App
from pages.invite import InvitePage
from steps.people import TYPES, Way, the_member_contact


@given(
    parsers.parse("the Admin has typed the member's {kind:Way}", extra_types=TYPES),
    target_fixture="invite_page",
)
def typed(app: App, lease: Lease, kind: Way) -> InvitePage:
    """From Permissions; Continue is not tapped."""
    return app.start_invitation(kind).enter(the_member_contact(lease, kind))


@when("the Admin leaves without tapping Invite")
def leave(app: App) -> None:
    """Back to Permissions."""
    app.leave_invitation()


@when("the Admin goes back from the roles", target_fixture="invite_page")
def back_from_roles(app: App, settings: Settings) -> InvitePage:
    """One screen back."""
    return app.back_from_roles()


@when("the Admin looks at another app and comes back")
def another_app(app: App) -> None:
    """Through Android's home screen."""
    app.visit_another_app()


@when(
    parsers.parse(
        "the Admin leaves and starts another invitation by {kind:Way}", extra_types=TYPES
    ),
    target_fixture="invite_page",
)
def start_again(app: App, kind: Way) -> InvitePage:
    """By way of Permissions."""
    app.leave_invitation()
    return app.start_invitation(kind)


@then(parsers.parse("the member's {kind:Way} is still there", extra_types=TYPES))
def still_there(invite_page: InvitePage, lease: Lease, kind: Way) -> None:
    """In its field."""
    contact, seen = the_member_contact(lease, kind), invite_page.content()
    if not contact.is_in(seen):
        promised = f'"{contact}" is still in its field'
        raise NotAsPromised(promised=promised, seen=f'"{seen}"' if seen else "an empty field")


@then(parsers.re("no (phone number|email address) is filled in"))
def nothing_filled_in(invite_page: InvitePage) -> None:
    """The field is empty."""
    seen = invite_page.content()
    if seen:
        seen = f'"{seen}", from the last invitation'
        raise NotAsPromised(promised="an empty field", seen=seen)
