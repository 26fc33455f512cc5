"""A tap on Invite that arrives late, and a list that lags: nothing is closed too early."""

import math
import re

import pytest
from lab import MEMBERS, Lab
from one_invitation import Ended, reap_without_rest
from way_to_phone import Fault, Strike

MEMBER = MEMBERS[0]
# Longer than any machine takes from a run to the reap after it.
_LONG_S = 3600


def _invited_in_doubt(lab: Lab, strike: Strike) -> str:
    """What the run says; the entry is open."""
    ended = lab.invite(MEMBER, "Operator", strike)
    assert ended is not None
    assert [entry.state for entry in lab.journal()][-1] == "tapped", ended
    assert ended.error == "OutcomeUnknown"
    return ended.message


def _closes_in_the_end(lab: Lab) -> None:
    """With a look at which nothing can be on its way any more."""
    lab.let_deliveries_take(0.01)
    assert lab.reap() == Ended()
    assert {entry.state for entry in lab.journal()} == {"closed"}


def test_what_a_list_shows_late_is_taken_back(lab: Lab) -> None:
    """The answer to the tap is lost, and the list does not show yet what was sent."""
    tap = lab.request_of_tap(MEMBER)
    lab.organization.list_lag_s = math.inf
    said = _invited_in_doubt(lab, Strike("answer-reset", tap))
    assert "does not show +1 202-555-0147 yet" in said
    assert len(lab.pending()) == 1
    lab.organization.list_lag_s = 0
    assert lab.reap() == Ended()
    assert lab.pending() == []
    assert [entry.state for entry in lab.journal()] == ["closed", "closed"]


def test_a_reap_that_sees_nothing_looks_again(lab: Lab) -> None:
    """The run was killed over the tap; the list shows it once the reap has looked in vain."""
    tap = lab.request_of_tap(MEMBER)
    lab.let_deliveries_take(_LONG_S)
    lab.lag_until_looked()
    assert lab.invite(MEMBER, "Operator", Strike("killed-during", tap)) is None
    assert len(lab.pending()) == 1
    reaped = lab.reap(run=reap_without_rest)
    assert reaped is not None
    assert re.search(r"^Waiting \d+ s: what a tap on Invite has sent", reaped.printed, re.MULTILINE)
    assert lab.pending() == []
    _closes_in_the_end(lab)


@pytest.mark.parametrize(
    ("fault", "later"), [("killed-after", 0), ("session-expired", 0), ("session-expired", 1)]
)
def test_a_tap_that_went_well_is_in_doubt_until_the_app_answers(
    lab: Lab, fault: Fault, later: int
) -> None:
    """Nobody has seen the confirmation, and the list lags: the first look closes nothing."""
    tap, asked = lab.request_of_tap(MEMBER), lab.organization.asked
    lab.let_deliveries_take(_LONG_S)
    lab.lag_until_looked()
    ended = lab.invite(MEMBER, "Operator", Strike(fault, tap + later))
    assert ended is None or ended.error
    is_sent = lab.organization.asked > asked
    assert is_sent is (fault == "killed-after" or later > 0)
    assert lab.reap(run=reap_without_rest) is not None
    assert lab.pending() == []
    _closes_in_the_end(lab)


def test_what_never_comes_is_closed_in_the_end(lab: Lab) -> None:
    """By a reap, which waits until nothing can be on its way any more."""
    tap = lab.request_of_tap(MEMBER)
    _invited_in_doubt(lab, Strike("request-reset", tap))
    assert lab.organization.asked == 1
    assert lab.reap() == Ended()
    assert [entry.state for entry in lab.journal()] == ["closed", "closed"]


@pytest.mark.parametrize("late_by", [1, 2, 3, 1000])
def test_a_late_tap_is_one_invitation_at_most(lab: Lab, late_by: int) -> None:
    """Whenever the phone hears of it: the entry is open until nothing is left."""
    tap = lab.request_of_tap(MEMBER)
    asked = lab.organization.asked
    lab.invite(MEMBER, "Operator", Strike("request-late", tap, late_by=late_by))
    assert [entry.state for entry in lab.journal()][-1] == "tapped"
    assert lab.organization.asked - asked == (1 if late_by == 1 else 0)
    assert lab.reap() == Ended()
    assert lab.pending() == []
    assert [entry.state for entry in lab.journal()] == ["closed", "closed"]


def test_a_confirmed_invitation_is_not_closed_by_a_list_that_lags(lab: Lab) -> None:
    """Until the list has shown it once, that it does not show it says nothing."""
    lab.let_deliveries_take(_LONG_S)
    lab.lag_until_looked()
    assert lab.invite(MEMBER, "Operator") == Ended()
    assert len(lab.pending()) == 1
    reaped = lab.reap(run=reap_without_rest)
    assert reaped is not None
    assert "Waiting" in reaped.printed
    assert lab.pending() == []
    assert (lab.organization.asked, {entry.state for entry in lab.journal()}) == (1, {"closed"})
