"""The member's code, and whether it lets them in."""

from collections.abc import Callable

import pytest
from pytest_bdd import given, parsers, then, when

from harness.errors import NotAsPromised, NotShown
from harness.settings import Settings
from pages.app import App
from pages.invitation import InvitationPage
from pages.joined import JoinedPage
from steps.cast import Cast
from steps.people import TYPES, Way
from steps.receiving import Receive, Received, open_link, wait_for_code
from steps.roles import expect_role

Join = Callable[[Way, str], Received]
"""Has the member invited and let in."""


@pytest.fixture
def join(receive: Receive, cast: Cast, settings: Settings) -> Join:
    """From the Admin's invitation to the member acting for the account."""

    def join(kind: Way, role: str) -> Received:
        received = receive(kind, role)
        accept(received, cast.member(), settings)
        cast.member().be_in_organization(received.member.as_person())
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


@when("the member accepts the invitation")
def accepts(received: Received, cast: Cast, settings: Settings) -> None:
    """By the link and the code, up to the final message; what it is worth is not looked at."""
    be_told_of_joining(received, cast.member(), settings)


@when("the member enters the code that was sent to them", target_fixture="joined")
def enters_code(received: Received, cast: Cast, settings: Settings) -> JoinedPage:
    """It may still be on its way."""
    page = InvitationPage(cast.member().screen).wait_open()
    return page.enter_code(received.contact, wait_for_code(received, settings))


@when("the member enters a wrong code")
def enters_wrong_code(received: Received, cast: Cast) -> None:
    """One that tells nothing about the right one."""
    wrong = "111111" if received.codes[-1] == "000000" else "000000"
    try_code(received, cast.member(), wrong, "a wrong code")


@when("the member enters no code")
def enters_nothing(received: Received, cast: Cast) -> None:
    """Continue is tapped, if it can be."""
    try_code(received, cast.member(), "", "no code")


@when("the member enters the first code")
def enters_first_code(received: Received, cast: Cast) -> None:
    """Which was right when it was sent."""
    try_code(received, cast.member(), received.codes[0], "a code that a newer one has replaced")


@when("the member enters the code that was sent before")
def enters_code_of_before(received: Received, cast: Cast) -> None:
    """While the invitation was still valid."""
    try_code(
        received, cast.member(), received.codes[0], "the code of an invitation that has expired"
    )


@when("the member enters the newer code", target_fixture="joined")
def enters_newer_code(received: Received, cast: Cast) -> JoinedPage:
    """The one that was sent last."""
    return InvitationPage(cast.member().screen).enter_code(received.contact, received.codes[-1])


@given("the member has asked for another code")
def another_code(received: Received, cast: Cast, settings: Settings) -> None:
    """And got it."""
    InvitationPage(cast.member().screen).resend.tap()
    wait_for_code(received, settings)


@given("a code of another invitation has been sent", target_fixture="other_code")
def code_of_another(received: Received, receive: Receive, cast: Cast, settings: Settings) -> str:
    """That link is opened by nobody in particular; then the first invitation is opened again."""
    other = receive("email" if received.member.kind == "phone" else "phone", "Operator")
    app = cast.member()
    app.log_out()
    open_link(other, app).wait_open()
    code = wait_for_code(other, settings)
    cast.plays(received.member)
    app.be_logged_in_as(received.member.as_person())
    open_link(received, app).wait_open()
    return code


@when("the member enters the code of the other invitation")
def enters_other_code(received: Received, other_code: str, cast: Cast) -> None:
    """On the page of the first one."""
    try_code(received, cast.member(), other_code, "the code of another invitation")


@when("the member tries to join by the link")
def tries_link(received: Received, cast: Cast, settings: Settings) -> None:
    """As far as the app lets one."""
    try_link(received, cast.member(), settings, f"the link {received.link_is}")


@given("somebody else is logged in to the app")
def somebody_else(cast: Cast) -> None:
    """On the member's phone, where the link and the code can be seen."""
    cast.outsider()


@when("somebody else opens the link of the invitation and enters the code")
def somebody_else_tries(received: Received, cast: Cast, settings: Settings) -> None:
    """As far as the app lets one."""
    try_link(received, cast.outsider(), settings, "the link and the code of another person")


@when("the member declines the invitation")
@given("the member has declined the invitation")
def declines(received: Received, cast: Cast) -> None:
    """On the page behind the link."""
    InvitationPage(cast.member().screen).decline(received.contact)


@then(
    parsers.parse(
        "the app says that the member was added to the Organization Account as {name:Role}",
        extra_types=TYPES,
    )
)
def was_added(joined: JoinedPage, settings: Settings, name: str) -> None:
    """The last message, with account and role."""
    said, promised = joined.wait_said(settings.people.organization), "the member was added as {}"
    expect_role(said, joined.screen.text, name, promised)


@then("the member is not let in")
def not_let_in(received: Received, cast: Cast, settings: Settings) -> None:
    """No final message."""
    expect_no_way_in(received, cast.member(), settings)


@then("nobody is let in")
def nobody_let_in(received: Received, cast: Cast, settings: Settings) -> None:
    """Nor somebody else."""
    expect_no_way_in(received, cast.outsider(), settings)


def accept(received: Received, app: App, settings: Settings) -> None:
    """From the link to the end of the final message; what the app shows then is left open."""
    be_told_of_joining(received, app, settings).acknowledge()


def be_told_of_joining(received: Received, app: App, settings: Settings) -> JoinedPage:
    """From the link to the final message, which stays open."""
    page = open_link(received, app).wait_open()
    joined = page.enter_code(received.contact, wait_for_code(received, settings))
    joined.wait_said(settings.people.organization)
    return joined


def try_code(received: Received, app: App, code: str, tried: str) -> None:
    """On the page behind the link, which is open."""
    received.tried = tried
    received.is_answered = InvitationPage(app.screen).wait_open().try_code(received.contact, code)


def try_link(received: Received, app: App, settings: Settings, tried: str) -> None:
    """Open it, and enter the code if one is asked for and comes."""
    received.tried = tried
    page = open_link(received, app)
    if not page.comes_unrefused():
        return
    try:
        code = wait_for_code(received, settings)
    except NotShown:  # the app sends none: that is one way to refuse
        return
    received.is_answered = page.try_code(received.contact, code)


def expect_no_way_in(received: Received, app: App, settings: Settings) -> None:
    """The final message does not come of what was tried."""
    organization, page = settings.people.organization, InvitationPage(app.screen)
    if not received.is_answered:
        return
    if page.lets_in(received.contact, organization, received.role):
        promised = f"nobody gets in with {received.tried}"
        raise NotAsPromised(promised=promised, seen=app.screen.read().describe())
