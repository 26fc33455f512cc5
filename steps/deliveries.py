"""What reaches the invited member."""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from pytest_bdd import given, parsers, then

from harness.errors import NotAsPromised
from harness.evidence.notes import RunNotes
from harness.excerpt import excerpt
from harness.inboxes.inbox import Arrivals, Inbox
from harness.inboxes.message import Message
from harness.inboxes.watching import Watches
from harness.invitations.guard import InvitationGuard
from harness.session.lease import Lease
from harness.settings import Member, Settings
from harness.wiring import watches_for
from pages.app import App
from pages.inbox import InboxPage
from steps.cast import Cast
from steps.people import TYPES, skip_if_untold, the_member
from steps.roles import expect_role

Watch = Callable[[Member], Arrivals]
"""Looks at what a member has, so that what comes later is news."""


@pytest.fixture(scope="session")
def watches(
    settings: Settings,
    guard: InvitationGuard,
    keep_secret: Callable[[Iterable[str]], None],
    notes: RunNotes,
) -> Watches:
    """What this process has seen come is no news in any later scenario."""
    return watches_for(settings, guard, keep_secret, notes.fallback)


@pytest.fixture
def watch(settings: Settings, watches: Watches, inbox_of: Callable[[Member], Inbox]) -> Watch:
    """From now on; skips where nobody can."""

    def watch(member: Member) -> Arrivals:
        skip_if_untold(settings, member)
        return watches.begin(member, inbox_of(member))

    return watch


@given("the member watches for messages", target_fixture="arrivals")
def watch_messages(lease: Lease, watch: Watch) -> Arrivals:
    """On the member's own phone."""
    return watch(the_member(lease, "phone"))


@given("the member watches for mail", target_fixture="arrivals")
def watch_mail(lease: Lease, watch: Watch) -> Arrivals:
    """In the member's own mailbox."""
    return watch(the_member(lease, "email"))


@then("the member is told that they may join the Organization Account")
def told(arrivals: Arrivals, settings: Settings) -> Message:
    """A message names the account; the guide does not promise more of it."""
    within_s = settings.profile.timeouts.delivery_s
    return arrivals.wait_for_one(settings.people.organization, within_s)


@then(
    parsers.parse(
        "the member is told that they may join the Organization Account as {name:Role}",
        extra_types=TYPES,
    )
)
def told_role(arrivals: Arrivals, app: App, settings: Settings, name: str) -> None:
    """With the account and the role."""
    message = told(arrivals, settings)
    expect_role(message.reportable, app.screen.text, name, "the message says to join as {}")


@then("the member is told once")
def told_once(arrivals: Arrivals, settings: Settings) -> None:
    """No second message about the account within the time in which one would have come."""
    account = settings.people.organization
    told(arrivals, settings)
    arrived = arrivals.watch(_silence_s(arrivals, settings), account, more_than=1)
    if len(arrived) > 1:
        said = "; ".join(f'"{excerpt(each.reportable, 80)}"' for each in arrived)
        promised, seen = f"one message about {account}", f"{len(arrived)} messages: {said}"
        raise NotAsPromised(promised=promised, seen=seen)


@given("the member is logged in to the app on their own phone", target_fixture="known_entries")
def member_logged_in(settings: Settings, lease: Lease, cast: Cast) -> "Counter[str]":
    """With an account of their own; what the Inbox holds already is no news."""
    cast.need_a_phone_each()
    cast.plays(the_member(lease, "phone"))
    return cast.member().main_bar.open_inbox().entries(settings.people.organization)


@then(
    parsers.parse(
        "the Inbox of the member's app shows the invitation to join as {name:Role}",
        extra_types=TYPES,
    )
)
def told_in_the_app(
    cast: Cast, known_entries: "Counter[str]", settings: Settings, name: str
) -> None:
    """With the account and the role."""
    inbox = InboxPage(cast.member().screen)
    said = inbox.wait_for_new_entry(settings.people.organization, known_entries)
    expect_role(said, inbox.screen.text, name, "the new entry says to join as {}")


@then("the member is told nothing")
def told_nothing(arrivals: Arrivals, settings: Settings) -> None:
    """No new message within the time in which one would have come."""
    if arrived := arrivals.watch(_silence_s(arrivals, settings)):
        seen = f'"{excerpt(arrived[0].reportable, 80)}"'
        raise NotAsPromised(promised="no message", seen=seen)


def _silence_s(arrivals: Arrivals, settings: Settings) -> float:
    timeouts = settings.profile.timeouts
    return arrivals.times.silence_s(timeouts.quiet_s, timeouts.delivery_s)
