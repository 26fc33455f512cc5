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
    Given the member has received an invitation as Operator
    When the member opens the link of the invitation
    And the member enters the code that was sent to them
    Then the app says that the member was added to the Organization Account as Operator

  @guide @phone @two_phones
  Scenario: What happens on a phone in the other one's hand is not asked
    Given the member has accepted an invitation as Operator
    When the Admin removes the member
    Then the member is logged out of the Organization Account on their own phone
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
    result, without_answer = summary["results"]
    notes = [note for step in result["steps"] for note in step["notes"]] + result["notes"]
    assert notes == [
        "Second way: the profile has one phone: the scenario's people took turns on it",
        *(
            "Taking turns: phone 1: the invited member takes over from the Admin",
            "Taking turns: phone 1: the Admin takes over from the invited member",
        )
        * 2,
    ]
    assert without_answer["skipped_because"] == (
        "needs a phone for the Admin and another for the member"
    )
    assert set(summary["fallbacks"]) == {
        "the profile has one phone: the scenario's people took turns on it"
    }
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
