"""What reaches the invited member."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from pytest_bdd import given, parsers, then

from harness.errors import NotAsPromised
from harness.inboxes.inbox import Arrivals, Inbox
from harness.session.lease import Lease
from harness.settings import Member, Person, Settings
from pages.app import App
from pages.inbox import InboxPage
from steps.people import ROLES, TYPES, skip_if_untold, skip_without_phone_of, the_member


@given("the member watches for messages", target_fixture="arrivals")
def watch_messages(
    settings: Settings,
    lease: Lease,
    inbox_of: Callable[[Member], Inbox],
    keep_secret: Callable[[Iterable[str]], None],
) -> Arrivals:
    """On the member's own phone."""
    member = the_member(lease, "phone")
    skip_if_untold(settings, member)
    return Arrivals(inbox_of(member), keep_secret)


@given("the member watches for mail", target_fixture="arrivals")
def watch_mail(
    settings: Settings,
    lease: Lease,
    inbox_of: Callable[[Member], Inbox],
    keep_secret: Callable[[Iterable[str]], None],
) -> Arrivals:
    """In the member's own mailbox."""
    member = the_member(lease, "email")
    skip_if_untold(settings, member)
    return Arrivals(inbox_of(member), keep_secret)


@then(
    parsers.parse(
        "the member is told that they may join the Organization Account as {name:Role}",
        extra_types=TYPES,
    )
)
def told(arrivals: Arrivals, app: App, settings: Settings, name: str) -> None:
    """Once, with the account and the role."""
    within_s = settings.profile.timeouts.delivery_s
    message = arrivals.wait_for_one(settings.people.organization, within_s)
    _expect_role(
        message.reportable, app.screen.text(name), [app.screen.text(each) for each in ROLES]
    )
    if len(arrived := arrivals.now()) > 1:
        raise NotAsPromised(promised="one message", seen=f"{len(arrived)} messages")


@given("the member is logged in to the app on their own phone", target_fixture="known_entries")
def member_logged_in(
    settings: Settings, lease: Lease, request: pytest.FixtureRequest
) -> "Counter[str]":
    """With an account of their own; what the Inbox holds already is no news."""
    member = the_member(lease, "phone")
    skip_without_phone_of(settings, member)
    member_app: App = request.getfixturevalue("member_app")
    member_app.be_logged_in_as(Person(phone=member.phone, password=member.password))
    return member_app.main_bar.open_inbox().entries(settings.people.organization)


@then(
    parsers.parse(
        "the Inbox of the member's app shows the invitation to join as {name:Role}",
        extra_types=TYPES,
    )
)
def told_in_the_app(
    member_app: App, known_entries: "Counter[str]", settings: Settings, name: str
) -> None:
    """With the account and the role."""
    inbox, words = InboxPage(member_app.screen), member_app.screen.text
    said = inbox.wait_for_new_entry(settings.people.organization, known_entries)
    _expect_role(said, words(name), [words(each) for each in ROLES])


@then("the member is told nothing")
def told_nothing(arrivals: Arrivals, settings: Settings) -> None:
    """No new message within the time in which one would have come."""
    if arrived := arrivals.watch(settings.profile.timeouts.quiet_s):
        raise NotAsPromised(promised="no message", seen=arrived[0].reportable[:80])


def _expect_role(text: str, role: str, roles: list[str]) -> None:
    """The role that is offered: behind "as" where the text says so, else the only one named.

    Who invites may be named, too: "The Admin of ... invited you to join as Operator".
    """
    either = "|".join(map(re.escape, roles))
    offered = re.findall(rf"\bas (?:an? )?({either})\b", text) or re.findall(
        rf"\b({either})\b", text
    )
    if set(offered) != {role}:
        raise NotAsPromised(promised=f"to join as {role}", seen=text[:200])
