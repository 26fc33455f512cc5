"""Invitations in the list of Permissions."""

from collections.abc import Callable

from pytest_bdd import given, parsers, then, when

from harness.errors import NotAsPromised
from harness.session.lease import Lease
from harness.settings import Settings
from pages.app import App
from pages.confirmation import Outcome
from pages.member_row import ListedMember
from steps.people import TYPES, Way, joined_contact, own_address, the_member_contact


@given(parsers.parse("the member's {kind:Way} has been invited as {name:Role}", extra_types=TYPES))
def has_been_invited(app: App, lease: Lease, kind: Way, name: str) -> None:
    """And the confirmation was closed."""
    confirmation = app.invite(the_member_contact(lease, kind), name)
    confirmation.confirm_sent()
    confirmation.acknowledge()


@when(
    parsers.parse(
        "the Admin tries to invite the member's {kind:Way} as {name:Role}", extra_types=TYPES
    ),
    target_fixture="outcome",
)
def try_to_invite(app: App, lease: Lease, kind: Way, name: str) -> Outcome:
    """Whether the app sends it is for the next sentence."""
    return app.try_to_invite(the_member_contact(lease, kind), name)


@when("the Admin tries to invite somebody who has joined already", target_fixture="outcome")
def try_to_invite_joined(app: App, settings: Settings) -> Outcome:
    """Somebody of the user's own, listed for this."""
    return app.try_to_invite(joined_contact(settings), "Operator")


@when("the Admin tries to invite their own email address", target_fixture="outcome")
def try_to_invite_oneself(app: App, settings: Settings) -> Outcome:
    """The one in the people file."""
    return app.try_to_invite(own_address(settings), "Operator")


@then("the app refuses the invitation")
def refused(outcome: Outcome) -> None:
    """With a message, or by not going on."""
    expect_refusal(outcome)


@then(
    parsers.parse(
        "the list shows the member's {kind:Way} as {name:Role}, waiting for an answer",
        extra_types=TYPES,
    )
)
def listed(app: App, lease: Lease, kind: Way, name: str) -> None:
    """Contact, role and state."""
    role = app.screen.text(name)

    def is_as_promised(row: ListedMember) -> bool:
        return row.has_role(role) and row.is_pending

    contact, row = the_member_contact(lease, kind), row_of_member(app, lease, kind, is_as_promised)
    if not is_as_promised(row):
        raise NotAsPromised(promised=f"{contact}, {name}, pending", seen=", ".join(row.texts))


def expect_refusal(outcome: Outcome) -> None:
    """Neither a confirmation nor a failure, nor silence: whoever tapped Invite knows no more."""
    if outcome.kind == "refused":
        return
    words = {
        "confirmed": "it was confirmed",
        "failed": f"a failure that does not say why: {outcome.seen}",
        "unanswered": f"nothing was said, on {outcome.seen}",
    }
    promised = "the app says no, or leads no way on"
    raise NotAsPromised(promised=promised, seen=words[outcome.kind])


def row_of_member(
    app: App, lease: Lease, kind: Way, says: Callable[[ListedMember], bool]
) -> ListedMember:
    """Their row in the list, once it says what it should, or as it is in the end.

    Raises:
        NotAsPromised: There is none.
    """
    contact = the_member_contact(lease, kind)
    row = app.permissions.find_once(contact, says)
    if row is None:
        raise NotAsPromised(promised=f"{contact} is in the list", seen="no such row")
    return row
