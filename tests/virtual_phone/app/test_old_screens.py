"""Screens that were left open while the right to them was lost (guide, parts 1 and 5)."""

import re

import pytest
from hand import Hand, MakeHand, invite, invited, remove

from virtual_phone.organization import Organization, Role
from virtual_phone.organization.world import BLUE_FERN_STUDIO, MEMBER_PHONE, OPERATOR_PHONE

GONE = "You no longer have access to Blue Fern Studio."


def _member_admin(make_hand: MakeHand, *defects: str) -> Hand:
    """The member, who has joined as Admin, and is logged in."""
    hand = invited(make_hand, *defects, role=Role.ADMIN)
    hand.join()
    hand.tap("OK")
    return hand


def _rejoin_as_operator(organization: Organization) -> None:
    """On another phone, without this one being looked at meanwhile."""
    sms = organization.deliveries.to_number(MEMBER_PHONE)
    token = invite(organization).token
    organization.open_link(token)
    code = re.findall(r"\b\d{6}\b", sms.take()[-1].body)[0]
    organization.accept(token, code, organization.person(MEMBER_PHONE))


WAYS = {
    "Permissions": (),
    "Invite": ("Invite",),
    "member menu": ("More",),
    "question": ("More", "Remove user"),
}


@pytest.mark.parametrize("taps", WAYS.values(), ids=WAYS)
def test_a_screen_left_open_is_gone_after_removal(
    make_hand: MakeHand, taps: tuple[str, ...]
) -> None:
    """Wherever the person was, they are logged out and told so."""
    hand = _member_admin(make_hand)
    hand.open_permissions()
    for label in taps:
        hand.tap(label)

    remove(hand.organization)

    assert hand.sees(GONE)
    hand.tap("OK")
    assert hand.sees("Already have an account? Log in")


def test_a_chosen_role_cannot_be_sent_after_removal(make_hand: MakeHand) -> None:
    """Invite was one tap away: the tap only closes the notice that has come, and invites nobody."""
    hand = _member_admin(make_hand)
    hand.open_permissions()
    hand.tap("Invite")
    hand.enter("Phone number", "2025550148")
    hand.tap("Continue")
    hand.tap("Operator")
    place = hand.find("Invite").bounds.center

    remove(hand.organization)
    hand.phone.tap(*place)

    assert hand.sees("Already have an account? Log in")
    assert hand.organization.pending(BLUE_FERN_STUDIO) == []


def test_who_comes_back_as_operator_must_log_in_again(make_hand: MakeHand) -> None:
    """Removed and joined again while nobody looked at the phone: the old session is over."""
    hand = _member_admin(make_hand)
    hand.open_permissions()

    remove(hand.organization)
    _rejoin_as_operator(hand.organization)

    assert hand.sees(GONE)
    hand.tap("OK")
    assert not hand.sees("Invite")
    assert hand.organization.members(BLUE_FERN_STUDIO)[-1].role is Role.OPERATOR


def test_an_app_in_the_background_comes_back_logged_out(make_hand: MakeHand) -> None:
    """Permissions was open when the person left the app."""
    hand = _member_admin(make_hand)
    hand.open_permissions()
    hand.phone.press_key(3)

    remove(hand.organization)
    hand.start()

    assert hand.sees(GONE)


def test_joining_as_operator_takes_another_accounts_permissions_away(make_hand: MakeHand) -> None:
    """An Admin of one account joins a second one as Operator, with Permissions open."""
    hand = make_hand(sim=OPERATOR_PHONE.value)
    remove(hand.organization, OPERATOR_PHONE)
    hand.log_in("2025550101", "Amber Pine Kitchen")
    hand.open_permissions()
    invite(hand.organization, OPERATOR_PHONE)

    hand.join()
    hand.tap("OK")

    assert hand.sees("For You")
    hand.open_account()
    assert not hand.sees("Permissions")
    for _ in range(3):
        hand.back()
        assert not hand.sees("Invite")


def test_removing_somebody_who_is_gone_is_refused(admin: Hand) -> None:
    """A question left open about a member whom somebody else has removed."""
    admin.open_permissions()
    admin.tap("More")
    admin.tap("Remove user")
    remove(admin.organization, OPERATOR_PHONE)

    admin.tap("Remove")

    assert admin.sees("This person is no longer a member of this account")


def _choose_for_somebody_else(hand: Hand, role: str = "Admin") -> None:
    """As far as the last tap."""
    hand.open_permissions()
    hand.tap("Invite")
    hand.enter("Phone number", "2025550148")
    hand.tap("Continue")
    hand.tap(role)


def _become_operator(hand: Hand) -> None:
    """Removed and invited again; they join with the same phone, and look at Profile."""
    remove(hand.organization)
    invite(hand.organization)
    hand.join()
    hand.tap("OK")
    hand.tap("Profile")


def test_a_role_above_ones_own_cannot_be_granted(make_hand: MakeHand) -> None:
    """Who has become an Operator finds the prepared invitation gone, wherever they go back to."""
    hand = _member_admin(make_hand)
    _choose_for_somebody_else(hand)
    _become_operator(hand)

    for _ in range(3):
        hand.back()
        assert not hand.sees("Choose a role")
    assert hand.organization.pending(BLUE_FERN_STUDIO) == []


def test_defect_higher_role_can_be_granted(make_hand: MakeHand) -> None:
    """Switched on, an Operator has the roles left open, and Admin can be sent from there."""
    hand = _member_admin(make_hand, "higher-role-can-be-granted")
    _choose_for_somebody_else(hand)
    _become_operator(hand)

    hand.back()
    assert hand.sees("Choose a role")
    hand.tap("Invite")
    assert hand.sees("Invitation sent")
    (sent,) = hand.organization.pending(BLUE_FERN_STUDIO)
    assert sent.role is Role.ADMIN

    hand.tap("OK")
    assert not hand.sees("Invite")


def test_defect_higher_role_leaves_ones_own_refused(make_hand: MakeHand) -> None:
    """Switched on, an Operator cannot make another Operator: that role is not above theirs."""
    hand = _member_admin(make_hand, "higher-role-can-be-granted")
    _choose_for_somebody_else(hand, "Operator")
    _become_operator(hand)

    hand.back()
    hand.tap("Invite")

    assert hand.sees("Only an Admin can do this")
    assert hand.organization.pending(BLUE_FERN_STUDIO) == []


def test_defect_higher_role_lets_nobody_else_grant(make_hand: MakeHand) -> None:
    """Switched on, who was removed altogether is refused: no role is above none."""
    hand = _member_admin(make_hand, "higher-role-can-be-granted")
    _choose_for_somebody_else(hand)
    remove(hand.organization)

    hand.tap("Invite")

    assert hand.sees("Only an Admin can do this")
    assert hand.organization.pending(BLUE_FERN_STUDIO) == []


def test_defect_old_screen_still_invites(make_hand: MakeHand) -> None:
    """Switched on, Permissions goes on inviting and removing, until it is left."""
    hand = _member_admin(make_hand, "old-screen-still-invites")
    hand.open_permissions()
    remove(hand.organization)

    hand.invite_by_phone("2025550148")
    assert hand.sees("Invitation sent")
    hand.tap("OK")
    assert hand.sees("Pending")
    hand.tap("More", -1)
    hand.tap("Remove user")
    hand.tap("Remove")
    assert not hand.sees("Pending")

    hand.back()
    assert hand.sees(GONE)
