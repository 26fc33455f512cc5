"""The member's code, and whether it lets them in."""

from collections.abc import Callable

import pytest
from pytest_bdd import given, parsers, then, when

from harness.errors import NotAsPromised
from harness.settings import Settings
from pages.app import App
from pages.invitation import InvitationPage
from pages.joined import JoinedPage
from steps.cast import Cast
from steps.people import TYPES, Way, skip_without_log_in
from steps.receiving import Receive, Received, open_link, wait_for_code
from steps.roles import expect_role

Join = Callable[[Way, str], Received]
"""Has the member invited and let in."""


@pytest.fixture
def join(receive: Receive, cast: Cast, settings: Settings) -> Join:
    """From the Admin's invitation to the member's OK."""

    def join(kind: Way, role: str) -> Received:
        received = receive(kind, role)
        page = open_link(received, cast.member()).wait_open()
        joined = page.enter_code(wait_for_code(received, settings))
        joined.wait_said(settings.people.organization)
        joined.acknowledge()
        return received

    return join


@given(
    parsers.parse("the member has accepted an invitation as {name:Role}", extra_types=TYPES),
    target_fixture="received",
)
def has_accepted(join: Join, told_way: Way, name: str) -> Received:
    """How they were invited makes no difference to what follows."""
    return join(told_way, name)


@given(
    parsers.parse(
        "the member has accepted an invitation by {kind:Way} as {name:Role}", extra_types=TYPES
    ),
    target_fixture="received",
)
def has_accepted_by(join: Join, kind: Way, name: str) -> Received:
    """By that way."""
    return join(kind, name)


@when("the member enters the code that was sent to them", target_fixture="joined")
def enters_code(received: Received, cast: Cast, settings: Settings) -> JoinedPage:
    """It may still be on its way."""
    page = InvitationPage(cast.member().screen).wait_open()
    return page.enter_code(wait_for_code(received, settings))


@when("the member enters a wrong code")
def enters_wrong_code(received: Received, cast: Cast) -> None:
    """As near to the right one as can be."""
    right = received.codes[-1]
    enter(cast.member(), right[:-1] + str((int(right[-1]) + 1) % 10))


@when("the member enters no code")
def enters_nothing(cast: Cast) -> None:
    """The page just stands there."""
    InvitationPage(cast.member().screen).wait_open()


@when("the member enters the first code")
@when("the member enters the code that was sent before")
def enters_first_code(received: Received, cast: Cast) -> None:
    """Which was right when it was sent."""
    enter(cast.member(), received.codes[0])


@when("the member enters the newer code", target_fixture="joined")
def enters_newer_code(received: Received, cast: Cast) -> JoinedPage:
    """The one that was sent last."""
    return InvitationPage(cast.member().screen).enter_code(received.codes[-1])


@given("the member has asked for another code")
def another_code(received: Received, cast: Cast, settings: Settings) -> None:
    """And got it."""
    InvitationPage(cast.member().screen).resend.tap()
    wait_for_code(received, settings)


@given("a code of another invitation has been sent by mail", target_fixture="other_code")
def code_of_another(received: Received, receive: Receive, cast: Cast, settings: Settings) -> str:
    """To an address; then the first invitation is opened again."""
    other = receive("email", "Operator")
    open_link(other, cast.member()).wait_open()
    code = wait_for_code(other, settings)
    open_link(received, cast.member()).wait_open()
    return code


@when("the member enters the code of the other invitation")
def enters_other_code(other_code: str, cast: Cast) -> None:
    """On the page of the first one."""
    enter(cast.member(), other_code)


@when("the member declines the invitation")
@given("the member has declined the invitation")
def declines(cast: Cast) -> None:
    """On the page behind the link."""
    InvitationPage(cast.member().screen).decline()


@given("somebody else is logged in to the app")
def somebody_else(cast: Cast) -> None:
    """On the member's phone, where the link and the code can be seen."""
    cast.outsider()


@when("somebody else opens the link of the invitation and enters the code")
def somebody_else_tries(received: Received, cast: Cast, settings: Settings) -> None:
    """The app may refuse the one or the other."""
    page = open_link(received, cast.outsider())
    if page.comes_unrefused():
        page.enter_code(wait_for_code(received, settings))


@then("Continue cannot be tapped on the invitation")
def cannot_continue(cast: Cast, settings: Settings) -> None:
    """There is nothing to continue with."""
    if InvitationPage(cast.member().screen).can_continue(settings.profile.timeouts.quiet_s):
        raise NotAsPromised(promised="Continue waits for a code", seen="it can be tapped")


@then(
    parsers.parse(
        "the app says that the member was added to the Organization Account as {name:Role}",
        extra_types=TYPES,
    )
)
def was_added(joined: JoinedPage, settings: Settings, name: str) -> None:
    """The last message, with account and role."""
    expect_role(joined.wait_said(settings.people.organization), joined.screen.text, name)


@then("the member is not let in")
def not_let_in(cast: Cast, settings: Settings) -> None:
    """No final message."""
    expect_no_way_in(cast.member(), settings)


@then("nobody is let in")
def nobody_let_in(cast: Cast, settings: Settings) -> None:
    """Nor somebody else."""
    expect_no_way_in(cast.outsider(), settings)


@then("the member has no access to the Organization Account")
def no_access(received: Received, cast: Cast) -> None:
    """It is not among the accounts that the member can log in to."""
    person = received.member.as_person()
    skip_without_log_in(person, received.member.kind)
    if cast.member().offered_accounts(person, received.member.kind):
        raise NotAsPromised(
            promised="the member cannot log in to the account", seen="it can be chosen after log-in"
        )


@when("the member logs in anew")
def logs_in_anew(received: Received) -> None:
    """As after buying another phone."""
    skip_without_log_in(received.member.as_person(), received.member.kind)


@then("the Organization Account is among the accounts to choose from")
def can_choose(received: Received, cast: Cast) -> None:
    """After the credentials."""
    person = received.member.as_person()
    if not cast.member().offered_accounts(person, received.member.kind):
        seen = cast.member().screen.read().describe()
        raise NotAsPromised(promised="the account can be chosen after log-in", seen=seen)


def enter(app: App, code: str) -> None:
    """Enter a code that must not be let through; the app may switch Continue off instead."""
    page = InvitationPage(app.screen)
    page.code.enter(code)
    if page.can_continue():
        page.go_on()


def expect_no_way_in(app: App, settings: Settings) -> None:
    """The final message does not come."""
    if InvitationPage(app.screen).lets_in(settings.people.organization):
        raise NotAsPromised(promised="nobody is let in", seen=app.screen.read().describe())
