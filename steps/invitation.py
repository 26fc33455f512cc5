"""Inviting a member, at one go or screen by screen."""

from pytest_bdd import given, parsers, then, when

from harness.errors import NotAsPromised
from harness.session.lease import Lease
from pages.app import App
from pages.confirmation import ConfirmationPage
from pages.invite import InvitePage
from pages.invite_by_phone import InviteByPhonePage
from pages.role import RolePage
from steps.people import TYPES, Way, the_member_contact


@when(
    parsers.parse("the Admin invites the member's {kind:Way} as {name:Role}", extra_types=TYPES),
    target_fixture="confirmation",
)
def invite(app: App, lease: Lease, kind: Way, name: str) -> ConfirmationPage:
    """From Permissions to the tap on Invite."""
    return app.invite(the_member_contact(lease, kind), name)


@when(
    parsers.parse(
        "the Admin taps Invite twice in a hurry, for the member's {kind:Way} as {name:Role}",
        extra_types=TYPES,
    )
)
def invite_in_a_hurry(app: App, lease: Lease, kind: Way, name: str) -> None:
    """From Permissions to two quick taps; the second may close the confirmation."""
    app.choose_role_for(the_member_contact(lease, kind)).choose(name).send_by_two_taps()


@then("the app confirms the invitation")
def confirmed(confirmation: ConfirmationPage) -> None:
    """With a message and OK."""
    confirmation.confirm_sent()


@then(parsers.parse("the confirmation names no other {kind:Way}", extra_types=TYPES))
def names_nobody_else(confirmation: ConfirmationPage, lease: Lease, kind: Way) -> None:
    """Where the confirmation names anybody at all, it is the member."""
    contact = the_member_contact(lease, kind)
    if others := confirmation.others_named(contact):
        promised = f"the confirmation names {contact}, or nobody"
        raise NotAsPromised(promised=promised, seen="; ".join(f'"{each}"' for each in others))


@when("the Admin taps OK")
def acknowledge(confirmation: ConfirmationPage) -> None:
    """Closes the confirmation."""
    confirmation.acknowledge()


@then("the confirmation is closed")
def closed(confirmation: ConfirmationPage) -> None:
    """Where OK leads is another question."""
    confirmation.wait_closed()


@when("the Admin taps Invite", target_fixture="invite_page")
@given("the app asks for a phone number", target_fixture="invite_page")
def start_by_phone(app: App) -> InvitePage:
    """From Permissions."""
    return app.permissions.start_invitation()


@given("the app asks for an email address", target_fixture="invite_page")
def start_by_email(app: App) -> InvitePage:
    """From Permissions, by the way over the phone number."""
    return app.permissions.start_invitation().switch_to_email()


@when('the Admin taps "Use email address instead"', target_fixture="invite_page")
def use_email_instead(app: App) -> InvitePage:
    """From the page that asks for a phone number."""
    return InviteByPhonePage(app.screen).switch_to_email()


@then(parsers.re("the app asks for (a phone number|an email address)"))
def asks_for_contact(invite_page: InvitePage) -> None:
    """The page that the last tap led to."""
    invite_page.wait_open()


@when(
    parsers.parse("the Admin enters the member's {kind:Way} and taps Continue", extra_types=TYPES),
    target_fixture="role_page",
)
def enter_and_continue(invite_page: InvitePage, lease: Lease, kind: Way) -> RolePage:
    """On the page that is open."""
    return invite_page.enter(the_member_contact(lease, kind)).go_on()


@then("the app asks for the role")
def asks_for_role(role_page: RolePage) -> None:
    """The page with the roles and Invite."""
    role_page.wait_open()


@when(
    parsers.parse("the Admin chooses {name:Role} and taps Invite", extra_types=TYPES),
    target_fixture="confirmation",
)
def choose_and_send(role_page: RolePage, name: str) -> ConfirmationPage:
    """On the page with the roles."""
    return role_page.choose(name).send()
