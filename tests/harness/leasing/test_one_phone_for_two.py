"""A profile with one phone: two people take turns on it, and the report says so."""

import pytest
from shared_pool import SharedPool

_RUN_S = 120
PROFILE = """\
name: one
kind: virtual
phones: [{number: "+1 202-555-0147"}]
people: people.virtual
timeouts: {quiet_s: 0.05}
"""
FEATURE = """\
Feature: One phone
  Two people, and nothing but time between them.

  @guide @phone @two_phones
  Scenario: The member has the phone at the end
    Given the Admin has opened Permissions of the Organization Account
    When the Admin invites the member's phone number as Operator
    Then the app confirms the invitation
    Given the member is logged in to the app on their own phone
"""


@pytest.fixture
def one_phone(shared_pool: SharedPool) -> SharedPool:
    """The project, with a profile of one phone, the member's."""
    shared_pool.write("config/profiles/one.yaml", PROFILE)
    shared_pool.write("features/one.feature", FEATURE)
    return shared_pool


def test_the_admin_takes_back_what_was_sent_although_the_member_has_the_phone(
    one_phone: SharedPool,
) -> None:
    """Whoever had the phone last: after the scenario the Admin logs in again."""
    with one_phone.start("--profile", "one") as run:
        said = run.communicate(timeout=_RUN_S)[0]
    assert run.returncode == 0, said
    summary = one_phone.summary()
    (result,) = summary["results"]
    notes = [note for step in result["steps"] for note in step["notes"]] + result["notes"]
    assert notes == [
        "Second way: the profile has one phone: the scenario's people took turns on it",
        "Taking turns: phone 1: the invited member takes over from the Admin",
        "Taking turns: phone 1: the Admin takes over from the invited member",
    ]
    assert summary["fallbacks"] == [
        "the profile has one phone: the scenario's people took turns on it"
    ]
    assert summary["journal_open"] == 0


def test_a_phone_whose_server_is_away_is_said_before_the_run(shared_pool: SharedPool) -> None:
    """With the line of the phones: the profile itself names no server here."""
    shared_pool.write_feature(1)
    shared_pool.stop()
    with shared_pool.start() as run:
        said = run.communicate(timeout=_RUN_S)[0]
    assert run.returncode == 2
    assert "profiles/lab.yaml:" in said
    assert "no WebDriver server answers at http://127.0.0.1:" in said
