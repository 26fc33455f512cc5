"""Rows that do not say wholly whose they are: what was sent stays in the journal until they do."""

import pytest
from lab import MEMBERS, Lab
from one_invitation import Ended

from harness.invitations.contact import Contact
from virtual_phone.app.screens import member_menu, permissions
from virtual_phone.organization import Invitation

BY_PHONE, BY_EMAIL = MEMBERS[0], MEMBERS[2]


def _show_invitations_as(text: str, screen: object, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = member_menu.shown_in_list
    monkeypatch.setattr(
        screen,
        "shown_in_list",
        lambda app, entry: text if isinstance(entry, Invitation) else usual(app, entry),
    )


@pytest.mark.parametrize(
    ("contact", "text"),
    [
        (BY_PHONE, "202***0147"),
        (BY_PHONE, "(202) ***-0147"),
        (BY_PHONE, "user8472910384"),
        (BY_EMAIL, "m***@***"),
        (BY_EMAIL, "m\u2026r@example.com"),
    ],
)
def test_a_row_that_may_be_theirs_closes_nothing(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, contact: Contact, text: str
) -> None:
    """Nobody is removed; once the list says who it is, they are taken back."""
    assert lab.invite(contact, "Operator") == Ended()
    with monkeypatch.context() as patch:
        _show_invitations_as(text, permissions, patch)
        assert lab.reap() != Ended()
    assert len(lab.pending()) == 1
    [entry] = lab.journal()
    assert entry.state == "seen"
    assert "does not tell whether" in entry.remark
    assert lab.reap() == Ended()
    assert lab.pending() == []


@pytest.mark.parametrize("behind", [",Operator", "\u00b7Operator"])
def test_an_address_without_a_blank_behind_it_is_taken_back(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, behind: str
) -> None:
    """Its row is found, and the question names it in the same way."""
    assert lab.invite(BY_EMAIL, "Operator") == Ended()
    for screen in (permissions, member_menu):
        _show_invitations_as(f"{BY_EMAIL}{behind}", screen, monkeypatch)
    assert lab.reap() == Ended()
    assert lab.pending() == []
    assert [entry.state for entry in lab.journal()] == ["closed"]


@pytest.mark.parametrize("asked", ["user8472910384", "+1 202***0147"])
def test_a_question_that_does_not_say_wholly_about_whom_is_answered(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """It follows from a row that does."""
    assert lab.invite(BY_PHONE, "Operator") == Ended()
    _show_invitations_as(asked, member_menu, monkeypatch)
    assert lab.reap() == Ended()
    assert lab.pending() == []
