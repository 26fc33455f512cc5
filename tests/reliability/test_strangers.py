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


def test_a_member_whom_somebody_else_has_invited_gets_no_second_invitation(lab: Lab) -> None:
    """It is in the list before ours: nothing is tapped, noted or taken back."""
    admin, contact = lab.organization.person(ADMIN_PHONE), MEMBERS[2]
    assert admin is not None
    theirs = lab.organization.invite(
        BLUE_FERN_STUDIO, admin, Addressed("email", contact.written), Role.OPERATOR
    )
    before, asked = listed(lab), lab.organization.asked
    ended = lab.invite(contact, "Operator")
    assert ended is not None
    assert ended.error == "OutcomeUnknown"
    assert "already, by no invitation that the journal has open" in ended.message
    assert (lab.journal(), lab.organization.asked) == ([], asked)
    assert lab.reap() == Ended()
    assert listed(lab) == before
    assert theirs in lab.organization.pending(BLUE_FERN_STUDIO)
