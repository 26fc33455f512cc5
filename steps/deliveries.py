"""What reaches the invited member."""

from collections.abc import Callable

from pytest_bdd import given, parsers, then

from harness.errors import NotAsPromised
from harness.inboxes.inbox import Arrivals, Inbox
from harness.settings import Member, Settings
from steps.people import TYPES, the_member


@given("the member watches for messages", target_fixture="arrivals")
def watch_messages(settings: Settings, inbox_of: Callable[[Member], Inbox]) -> Arrivals:
    """On the member's own phone."""
    return Arrivals(inbox_of(the_member(settings, "phone")))


@given("the member watches for mail", target_fixture="arrivals")
def watch_mail(settings: Settings, inbox_of: Callable[[Member], Inbox]) -> Arrivals:
    """In the member's own mailbox."""
    return Arrivals(inbox_of(the_member(settings, "email")))


@then(
    parsers.parse(
        "the member is told that they may join the Organization Account as {name:Role}",
        extra_types=TYPES,
    )
)
def told(arrivals: Arrivals, settings: Settings, name: str) -> None:
    """Once, with the account and the role."""
    arrivals.wait_for_one([settings.people.organization, name], settings.profile.timeouts.element_s)
    if len(arrived := arrivals.now()) > 1:
        raise NotAsPromised(promised="one message", seen=f"{len(arrived)} messages")


@then("the member is told nothing")
def told_nothing(arrivals: Arrivals) -> None:
    """No new message by now."""
    if arrived := arrivals.now():
        raise NotAsPromised(promised="no message", seen=arrived[0].text[:80])
