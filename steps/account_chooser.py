"""The accounts to choose from after log-in."""

import pytest
from pytest_bdd import then, when

from harness.errors import NotAsPromised
from harness.settings import Settings
from steps.cast import Cast
from steps.people import Way, skip_without_log_in


@when("somebody who belongs to many accounts logs in", target_fixture="offered")
def logs_in(cast: Cast, settings: Settings) -> set[str]:
    """As far as the list of accounts; which of those in the people file are in it."""
    outsider = settings.people.outsider
    if outsider is None or not outsider.other_accounts:
        pytest.skip("the people file names no outsider with other_accounts")
    kind: Way = "phone" if outsider.phone else "email"
    skip_without_log_in(outsider, kind)
    return cast.outsider(logged_in=False).offered_accounts(outsider, kind, outsider.other_accounts)


@then("each of these accounts can be chosen, and no other of ours")
def each_can_be_chosen(offered: set[str], settings: Settings) -> None:
    """The account under test is not theirs."""
    outsider = settings.people.outsider
    theirs = set(outsider.other_accounts) if outsider else set()
    if missing := theirs - offered:
        names = ", ".join(sorted(missing))
        raise NotAsPromised(promised="every account of the person is listed", seen=f"not: {names}")
    if others := offered - theirs:
        promised = "only accounts that the person belongs to are listed"
        raise NotAsPromised(promised=promised, seen=", ".join(others))
