"""Foreign invitations and members by the hundred: a reap takes back its own, and touches nobody."""

from dataclasses import dataclass

from broken_harness import reap_by_the_end
from lab import MEMBERS, Lab
from one_invitation import Ended, Reap, reap
from strangers import bring_strangers, listed

from virtual_phone.organization import Contact as Addressed
from virtual_phone.organization.roles import Role
from virtual_phone.organization.world import ADMIN_PHONE, BLUE_FERN_STUDIO


@dataclass(frozen=True)
class _Fate:
    """What a reap has done among strangers.

    Attributes:
        touched: Entries of others that are gone, or have come.
        left: Contacts of ours in the list, and entries that are open.
    """

    reaped: Ended | None
    touched: int
    left: list[str]


def _reaped_among(lab: Lab, strangers: int, run: Reap = reap) -> _Fate:
    """All members are invited, then come strangers who resemble them."""
    nobody = listed(lab)
    for contact in MEMBERS:
        assert lab.invite(contact, "Operator") == Ended()
    ours = listed(lab) - nobody
    assert len(ours) == len(MEMBERS)
    bring_strangers(lab, strangers)
    others = listed(lab) - ours
    assert len(others) == len(nobody) + strangers
    reaped, now = lab.reap(run=run), listed(lab)
    still_open = [entry.who for entry in lab.journal() if entry.state != "closed"]
    left = [*(contact for _, _, contact in now & ours), *still_open]
    return _Fate(reaped, len(others ^ (now - ours)), left)


def test_strangers_are_not_touched(lab: Lab, sizes: dict[str, int], figures: list[str]) -> None:
    """Exactly the same people afterwards, and none of ours."""
    fate = _reaped_among(lab, sizes["strangers"])
    figures.append(
        f"{sizes['strangers']} others who resemble {len(MEMBERS)} of ours, half of them joined:"
        f" {fate.touched} touched, {len(fate.left)} of ours left"
    )
    assert fate == _Fate(Ended(), 0, [])


def test_a_harness_that_goes_by_the_end_of_a_contact_is_found_out(lab: Lab) -> None:
    """The trial can fail: strangers whose numbers and addresses end like the members'."""
    assert _reaped_among(lab, 4, reap_by_the_end).touched > 0


def test_an_invitation_of_a_member_by_somebody_else_is_not_taken_back(lab: Lab) -> None:
    """It was in the list before ours: the entry stays open until they are removed by hand."""
    admin, contact = lab.organization.person(ADMIN_PHONE), MEMBERS[2]
    assert admin is not None
    theirs = lab.organization.invite(
        BLUE_FERN_STUDIO, admin, Addressed("email", contact.written), Role.OPERATOR
    )
    lab.invite(contact, "Operator")  # which the app may refuse, or confirm
    [entry] = lab.journal()
    assert (entry.was_listed, entry.state != "closed") == (True, True)
    before = listed(lab)
    for _ in range(2):
        assert lab.reap() != Ended()
        [entry] = lab.journal()
        assert "was in the list on Permissions before Invite was tapped" in entry.remark
        assert listed(lab) == before
    for each in lab.organization.pending(BLUE_FERN_STUDIO):
        lab.organization.cancel(BLUE_FERN_STUDIO, admin, each)
    assert theirs not in lab.organization.pending(BLUE_FERN_STUDIO)
    assert lab.reap() == Ended()
    assert [each.state for each in lab.journal()] == ["closed"]
