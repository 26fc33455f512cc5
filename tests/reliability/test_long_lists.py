"""Lists longer than a screen: an invitation by somebody else is found in them, and stays."""

import pytest
from lab import MEMBERS, Lab
from one_invitation import Ended
from strangers import bring_strangers, listed

from virtual_phone.app.screens import permissions
from virtual_phone.organization import Contact as Addressed
from virtual_phone.organization import Invitation, Person
from virtual_phone.organization.roles import Role
from virtual_phone.organization.world import ADMIN_PHONE, BLUE_FERN_STUDIO

MEMBER = MEMBERS[2]


def _admin(lab: Lab) -> Person:
    admin = lab.organization.person(ADMIN_PHONE)
    assert admin is not None
    return admin


def _invited_by_others(lab: Lab) -> Invitation:
    """Of this member, by hand: no journal knows of it."""
    addressed = Addressed("email", MEMBER.written)
    return lab.organization.invite(BLUE_FERN_STUDIO, _admin(lab), addressed, Role.OPERATOR)


@pytest.mark.parametrize("is_first", [True, False])
def test_whom_others_have_invited_gets_no_second_invitation(
    lab: Lab, sizes: dict[str, int], figures: list[str], *, is_first: bool
) -> None:
    """However far down they stand: nothing is tapped, noted or taken back."""
    strangers = sizes["strangers"]
    if not is_first:
        bring_strangers(lab, strangers)
    _invited_by_others(lab)
    if is_first:
        bring_strangers(lab, strangers)
    before, asked = listed(lab), lab.organization.asked
    ended = lab.invite(MEMBER, "Operator")
    assert ended is not None
    assert ended.error == "OutcomeUnknown"
    assert "already, by no invitation that the journal has open" in ended.message
    assert (lab.journal(), lab.organization.asked) == ([], asked)
    assert lab.reap() == Ended()
    assert listed(lab) == before
    where = "before" if is_first else "behind"
    figures.append(f"invited by somebody else {where} {strangers} others: not invited again, stays")


def test_who_is_not_in_a_long_list_is_invited_and_taken_back(
    lab: Lab, sizes: dict[str, int]
) -> None:
    """And nobody else is touched."""
    bring_strangers(lab, sizes["strangers"])
    before = listed(lab)
    assert lab.invite(MEMBER, "Operator") == Ended()
    assert [entry.was_absent for entry in lab.journal()] == [True]
    assert len(listed(lab) - before) == 1
    assert lab.reap() == Ended()
    assert listed(lab) == before


def test_a_refusal_by_a_list_that_did_not_tell_blames_nobody(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their row showed no address: what the app refuses then is not taken for ours."""
    theirs = _invited_by_others(lab)
    before = listed(lab)
    with monkeypatch.context() as patch:
        usual = permissions.shown_in_list
        patch.setattr(
            permissions,
            "shown_in_list",
            lambda app, entry: "Sam Lee" if isinstance(entry, Invitation) else usual(app, entry),
        )
        ended = lab.invite(MEMBER, "Operator")
    assert ended is not None
    assert ended.error == "OutcomeUnknown"
    assert "was not seen as a whole before the tap" in ended.message
    reaped = lab.reap()
    assert reaped is not None
    assert "by an invitation that is not ours: nobody is removed" in reaped.message
    assert listed(lab) == before
    lab.organization.cancel(BLUE_FERN_STUDIO, _admin(lab), theirs)
    assert lab.reap() == Ended()
    assert [entry.state for entry in lab.journal()] == ["closed"]
