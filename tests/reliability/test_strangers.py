"""Foreign invitations and members by the hundred: a reap takes back its own, and touches nobody."""

from lab import MEMBERS, Lab
from one_invitation import Ended

from virtual_phone.organization import Contact as Addressed
from virtual_phone.organization.roles import Role
from virtual_phone.organization.world import ADMIN_PHONE, BLUE_FERN_STUDIO


def _people(lab: Lab) -> list[str]:
    """Everybody in the list, members and invited."""
    organization = lab.organization
    members = [str(each) for each in organization.members(BLUE_FERN_STUDIO)]
    return sorted([*members, *(repr(each) for each in organization.pending(BLUE_FERN_STUDIO))])


def _invite_strangers(lab: Lab, count: int) -> None:
    """By hand, so that no journal knows of it; numbers and addresses near the members' own."""
    admin = lab.organization.person(ADMIN_PHONE)
    assert admin is not None
    for number in range(count):
        near = f"member{number}@example.com" if number % 2 else f"{number}member@example.com"
        lab.organization.invite(BLUE_FERN_STUDIO, admin, Addressed("email", near), Role.OPERATOR)


def test_strangers_are_not_touched(lab: Lab, sizes: dict[str, int], figures: list[str]) -> None:
    """Exactly the same people afterwards, and none of ours."""
    for contact in MEMBERS[:2]:
        assert lab.invite(contact, "Operator") == Ended()
    ours = lab.pending()
    assert len(ours) == 2
    _invite_strangers(lab, sizes["strangers"])
    before = [each for each in _people(lab) if not any(own in each for own in ours)]
    assert len(before) >= sizes["strangers"]
    reaped = lab.reap()
    touched = len(set(before) ^ set(_people(lab)))
    still_open = sum(entry.state != "closed" for entry in lab.journal())
    figures.append(
        f"{sizes['strangers']} invitations of others: {touched} touched, {still_open} of ours open"
    )
    assert reaped == Ended()
    assert _people(lab) == before
    assert [entry.state for entry in lab.journal()] == ["closed", "closed"]


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
    before = _people(lab)
    for _ in range(2):
        assert lab.reap() != Ended()
        [entry] = lab.journal()
        assert "was in the list on Permissions before Invite was tapped" in entry.remark
        assert _people(lab) == before
    for each in lab.organization.pending(BLUE_FERN_STUDIO):
        lab.organization.cancel(BLUE_FERN_STUDIO, admin, each)
    assert theirs not in lab.organization.pending(BLUE_FERN_STUDIO)
    assert lab.reap() == Ended()
    assert [each.state for each in lab.journal()] == ["closed"]
