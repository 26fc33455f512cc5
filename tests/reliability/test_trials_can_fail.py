"""A harness that does not keep what is promised is found out by the trials."""

import pytest
from broken_harness import invite_again_on_doubt, invite_and_note_later
from judged_trial import tried
from lab import MEMBERS, Lab
from one_invitation import Invite, invite
from way_to_phone import Fault, Strike

MEMBER = MEMBERS[0]


@pytest.mark.parametrize(
    ("run", "fault", "said", "left"),
    [
        (invite_again_on_doubt, "answer-reset", "a second invitation", []),
        (invite_and_note_later, "killed-during", "no entry of what was sent", [MEMBER.key]),
    ],
)
def test_what_is_broken_is_found_out(
    lab: Lab, run: Invite, fault: Fault, said: str, left: list[str]
) -> None:
    """By the very fault at the tap that the harness as it is comes through."""
    strike = Strike(fault, lab.request_of_tap(MEMBER))
    assert tried(lab, MEMBER, "Operator", strike, invite).is_well
    outcome = tried(lab, MEMBER, "Operator", strike, run)
    assert outcome.said == said
    assert [f"phone {each}" for each in outcome.left] == left
