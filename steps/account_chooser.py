"""The accounts to choose from after log-in."""

import pytest
from pytest_bdd import then, when

from harness.errors import InfrastructureError, NotAsPromised
from harness.settings import Person, Settings
from steps.cast import Cast
from steps.people import Way, skip_without_log_in


@when("somebody who belongs to many accounts logs in", target_fixture="offered")
def logs_in(cast: Cast, settings: Settings) -> set[str]:
    """As far as the list of accounts; which of those in the people file are in it."""
    person = _with_many_accounts(settings)
    kind: Way = "phone" if person.phone else "email"
    skip_without_log_in(person, kind)
    return cast.guest().offered_accounts(person, kind, person.other_accounts)


@when("they choose one of these accounts", target_fixture="chosen")
def choose_one(cast: Cast, settings: Settings) -> str:
    """The last that the people file names: not the one that an app would take by itself."""
    account = _with_many_accounts(settings).other_accounts[-1]
    cast.guest().choose_account(account)
    return account


@then("each of these accounts can be chosen")
def each_can_be_chosen(offered: set[str], settings: Settings) -> None:
    """All that the people file names."""
    if missing := set(_with_many_accounts(settings).other_accounts) - offered:
        seen = f"these are missing: {', '.join(sorted(missing))}"
        raise NotAsPromised(promised="every account of the person is listed", seen=seen)


@then("the Organization Account is not among them")
def not_among_them(offered: set[str], settings: Settings) -> None:
    """They do not belong to it."""
    if settings.people.organization in offered:
        promised = "only accounts that the person belongs to are listed"
        raise NotAsPromised(promised=promised, seen=settings.people.organization)


@then("the app is in the account that they chose")
def is_in_chosen(chosen: str, cast: Cast, settings: Settings) -> None:
    """As Profile says; where it names none of theirs it is not told."""
    app, theirs = cast.guest(), _with_many_accounts(settings).other_accounts
    shown = app.accounts_shown(theirs)
    if not shown:
        raise InfrastructureError(
            "Profile does not tell which account the app is in.\n"
            f"  Expected: one of {', '.join(theirs)}\n"
            f"  Last seen: {app.screen.read().describe()}\n"
            "  Do: write other_accounts in the people file as Profile and the account chooser"
            " have them"
        )
    if shown != {chosen}:
        raise NotAsPromised(
            promised=f"the app is in {chosen}", seen=f"Profile names {', '.join(sorted(shown))}"
        )


def _with_many_accounts(settings: Settings) -> Person:
    person = settings.people.many_accounts or settings.people.outsider
    if person is None or not person.other_accounts:
        pytest.skip("the people file names no many_accounts or outsider with other_accounts")
    return person
