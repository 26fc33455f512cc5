"""The accounts to choose from after log-in."""

import pytest
from pytest_bdd import then, when

from harness.errors import NotAsPromised
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


@then("each of these accounts can be chosen, and no other of ours")
def each_can_be_chosen(offered: set[str], settings: Settings) -> None:
    """The account under test is not theirs."""
    theirs = set(_with_many_accounts(settings).other_accounts)
    if missing := theirs - offered:
        seen = f"these are missing: {', '.join(sorted(missing))}"
        raise NotAsPromised(promised="every account of the person is listed", seen=seen)
    if others := offered - theirs:
        promised = "only accounts that the person belongs to are listed"
        raise NotAsPromised(promised=promised, seen=", ".join(others))


def _with_many_accounts(settings: Settings) -> Person:
    person = settings.people.many_accounts or settings.people.outsider
    if person is None or not person.other_accounts:
        pytest.skip("the people file names no many_accounts or outsider with other_accounts")
    return person
