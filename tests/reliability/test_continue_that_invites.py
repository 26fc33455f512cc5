"""An app that sends the invitation when Continue is tapped: it is noted, and taken back."""

import pytest
from lab import MEMBERS, Lab
from one_invitation import Ended

from harness.invitations.contact import Contact
from virtual_phone.app.screens.invite import Invite


@pytest.mark.parametrize("contact", [MEMBERS[0], MEMBERS[2]])
def test_what_continue_has_sent_is_taken_back(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, contact: Contact
) -> None:
    """No intent was noted before, as the guide has Continue tell nobody."""
    monkeypatch.setattr(
        Invite, "_wrong", lambda _screen, name: name == "continue-skips-role-screen"
    )
    ended = lab.invite(contact, "Operator")
    assert ended is not None
    assert ended.error == "NotShown"
    assert len(lab.pending()) == 1
    assert [entry.state for entry in lab.journal()] == ["tapped"]
    assert lab.reap() == Ended()
    assert lab.pending() == []
    assert (lab.organization.asked, {entry.state for entry in lab.journal()}) == (1, {"closed"})
