"""The number of members that some builds show in Permissions."""

from contextlib import ExitStack

import pytest
from pytest_bdd import given, then

from harness.errors import NotAsPromised
from pages.app import App
from pages.member_count import MemberCount
from steps.cast import Cast
from steps.removal import reopen_permissions


@given("the Admin has seen the number of members", target_fixture="member_count")
def has_seen_number(cast: Cast, list_kept: ExitStack) -> int:
    """As it is now; from here on nobody but this scenario changes it."""
    list_kept.enter_context(cast.admin().screen.guard.changing_list())
    number = MemberCount(reopen_permissions(cast.admin()).screen).read()
    if number is None:
        pytest.skip("this build of the app shows no number of members in Permissions")
    return number


@then("the number of members is the same")
def is_the_same(cast: Cast, member_count: int) -> None:
    """In the list, loaded anew."""
    expect_number(cast.admin(), member_count)


@then("the number of members is one less")
def is_one_less(cast: Cast, member_count: int) -> None:
    """In the list, loaded anew."""
    expect_number(cast.admin(), member_count - 1)


def expect_number(app: App, expected: int) -> None:
    """What Permissions says."""
    seen = MemberCount(reopen_permissions(app).screen).read(expected)
    if seen != expected:
        promised = f"{expected} members"
        raise NotAsPromised(promised=promised, seen="no number" if seen is None else f"{seen}")
