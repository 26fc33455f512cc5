"""What reaches the invited member."""

from collections.abc import Callable

from pytest_bdd import given, parsers, then

from harness.errors import NotAsPromised
from harness.inboxes.inbox import Arrivals, Inbox
from harness.settings import Member, Person, Settings
from pages.app import App
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


@given("the member is logged in to the app on their own phone")
def member_logged_in(member_app: App, settings: Settings) -> None:
    """With an account of their own."""
    member = the_member(settings, "phone")
    member_app.be_logged_in_as(Person(phone=member.phone, password=member.password))


@then(
    parsers.parse(
        "the Inbox of the member's app shows the invitation to join as {name:Role}",
        extra_types=TYPES,
    )
)
def told_in_the_app(member_app: App, settings: Settings, name: str) -> None:
    """With the account and the role."""
    inbox = member_app.main_bar.open_inbox()
    inbox.wait_for_invitation(settings.people.organization, name)


@then("the member is told nothing")
def told_nothing(arrivals: Arrivals) -> None:
    """No new message by now."""
    if arrived := arrivals.now():
        raise NotAsPromised(promised="no message", seen=arrived[0].text[:80])
