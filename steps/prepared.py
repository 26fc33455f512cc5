"""An invitation that somebody prepared as an Admin, and sends when they are none any more."""

from dataclasses import dataclass

import pytest
from pytest_bdd import given, parsers, then, when

from harness.invitations.contact import Contact
from harness.settings import Settings
from pages.confirmation import Outcome
from pages.rights import Rights
from steps.cast import Cast
from steps.joining import Join, accept
from steps.pending import expect_refusal
from steps.people import TYPES, Way
from steps.receiving import Receive, Received
from steps.removal import remove


@dataclass(frozen=True)
class Prepared:
    """An invitation by the member that lacks the tap on Invite only.

    Attributes:
        received: By which the member joined.
        role: As what.
    """

    received: Received
    role: str


@given(
    parsers.parse(
        "the member, as an Admin, has chosen {name:Role} for somebody else", extra_types=TYPES
    ),
    target_fixture="prepared",
)
def has_prepared(
    somebody_else: Contact, join: Join, told_way: Way, cast: Cast, name: str
) -> Prepared:
    """And looked at another app before the tap on Invite."""
    cast.need_a_phone_each()
    received = join(told_way, "Admin")
    member_app = cast.member()
    member_app.return_to_permissions()
    roles = member_app.choose_role_for(somebody_else).choose(name)
    if not roles.chosen():
        pytest.skip("this build of the app does not tell which role is chosen")
    member_app.leave_for_another_app()
    return Prepared(received, name)


@given("meanwhile the member has been removed, invited again as Operator, and has joined again")
def made_operator(
    prepared: Prepared, receive: Receive, told_way: Way, cast: Cast, settings: Settings
) -> None:
    """Removed, and invited anew; where that leaves the app, it may show the roles again."""
    remove(cast, prepared.received)
    accept(receive(told_way, "Operator"), cast.member(), settings)


@when("the member comes back and tries to send the invitation", target_fixture="outcome")
def comes_back_and_invites(prepared: Prepared, somebody_else: Contact, cast: Cast) -> Outcome:
    """As far as the app lets one."""
    return Rights(cast.member()).send_left_open(somebody_else, prepared.role)


@then("the member finds no way to send it, or is refused")
def cannot_send(outcome: Outcome) -> None:
    """Where the roles are still open, the app has to say no to Invite."""
    expect_refusal(outcome)
