"""Whether the account can be logged in to: who has joined can, nobody else."""

from pytest_bdd import then, when

from harness.errors import NotAsPromised
from harness.settings import Person, Settings
from pages.app import App
from steps.cast import Cast
from steps.people import Way, skip_without_log_in
from steps.receiving import Received


@when("the member logs in anew", target_fixture="offered")
def logs_in_anew(received: Received, cast: Cast) -> set[str]:
    """As after buying another phone; whether the account is offered then."""
    person, kind = received.member.as_person(), received.member.kind
    skip_without_log_in(person, kind)
    return cast.member().offered_accounts(person, kind)


@then("the Organization Account is among the accounts to choose from")
def can_choose(offered: set[str], cast: Cast, settings: Settings) -> None:
    """Or the app goes there without asking, as long as it is the only one."""
    if settings.people.organization not in offered:
        seen = f"it cannot, on {cast.member().screen.read().describe()}"
        raise NotAsPromised(promised="the account can be chosen after log-in", seen=seen)


@then("the member has no access to the Organization Account")
def no_access(received: Received, cast: Cast, settings: Settings) -> None:
    """It is not among the accounts that the member can log in to."""
    expect_no_access(cast.member(), received.member.as_person(), settings)


@then("somebody else has no access to the Organization Account")
def no_access_for_somebody_else(cast: Cast, settings: Settings) -> None:
    """Whoever they are."""
    app = cast.outsider(logged_in=False)
    if settings.people.outsider is not None:
        expect_no_access(app, settings.people.outsider, settings)


def expect_no_access(app: App, person: Person, settings: Settings) -> None:
    """The account is not among those that the person can log in to."""
    if can_log_in_to_account(app, person, settings):
        promised = f"{person.shown} cannot log in to the account"
        raise NotAsPromised(promised=promised, seen="it is offered after the log-in")


def can_log_in_to_account(app: App, person: Person, settings: Settings) -> bool:
    """After a fresh log-in."""
    kind: Way = "phone" if person.phone else "email"
    skip_without_log_in(person, kind)
    return settings.people.organization in app.offered_accounts(person, kind, expected=False)
