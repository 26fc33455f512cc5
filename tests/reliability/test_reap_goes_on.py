"""A reap whose session is lost on the way begins anew with another one."""

import pytest
from lab import MEMBERS, Lab
from one_invitation import Ended
from way_to_phone import Strike


@pytest.mark.parametrize("nth", [8, 16, 24])
def test_a_session_that_ends_under_a_reap_is_replaced(lab: Lab, nth: int) -> None:
    """On the way to Permissions, in the list, or after Remove: nothing is left by it."""
    assert lab.invite(MEMBERS[0], "Operator") == Ended()
    assert lab.reap(Strike("session-expired", nth)) == Ended()
    assert lab.way.requests > nth
    assert lab.pending() == []
    assert [entry.state for entry in lab.journal()] == ["closed"]
