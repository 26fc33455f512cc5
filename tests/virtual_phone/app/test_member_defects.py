from datetime import timedelta

import pytest
from hand import MakeHand, admin_of, invite, invited, remove

from virtual_phone.clock import Clock
from virtual_phone.organization import Contact, Role
from virtual_phone.organization.refusals import Refused
from virtual_phone.organization.world import (
    BLUE_FERN_STUDIO,
    MANY_ACCOUNTS_PHONE,
    MEMBER_PHONE,
    SECOND_MEMBER_PHONE,
)


def test_defect_final_message_names_wrong_role(make_hand: MakeHand) -> None:
    """Switched on, only the words are wrong."""
    hand = invited(make_hand, "final-message-names-wrong:role")
    hand.join()
    assert hand.sees("Your role: Admin")
    hand.tap("OK")
    hand.open_account()
    assert not hand.sees("Permissions")


@pytest.mark.parametrize(
    ("contact", "named"),
    [(MEMBER_PHONE, "another account"), (MANY_ACCOUNTS_PHONE, "Grey Willow Bakery")],
)
def test_defect_final_message_names_wrong_account(
    make_hand: MakeHand, contact: Contact, named: str
) -> None:
    """Switched on, it names another one of the member's, or none."""
    hand = invited(make_hand, "final-message-names-wrong:account", contact=contact)
    hand.join()
    assert hand.sees(f"You were added to {named}")
    hand.tap("OK")
    hand.tap("Profile")
    assert hand.sees("Blue Fern Studio")


def test_defect_joined_with_other_role(make_hand: MakeHand) -> None:
    """Switched on, invited as Operator and told so, the member is an Admin."""
    hand = invited(make_hand, "joined-with-other-role")
    hand.join()
    assert hand.sees("Your role: Operator")
    hand.tap("OK")
    hand.open_permissions()
    assert hand.sees("Invite")


def test_defect_code_not_checked(make_hand: MakeHand) -> None:
    """Switched on, any six digits do."""
    hand = invited(make_hand, "code-not-checked")
    hand.follow(hand.newest_link())
    wrong = f"{(int(hand.newest_code()) + 1) % 1_000_000:06d}"
    hand.enter("6-digit code", wrong)
    assert hand.find("Continue").enabled
    hand.tap("Continue")
    assert hand.sees("You were added to Blue Fern Studio")


def test_defect_code_not_sent(make_hand: MakeHand) -> None:
    """Switched on, the page asks for a code that never comes."""
    hand = invited(make_hand, "code-not-sent")
    hand.follow(hand.newest_link())
    hand.tap("Resend code")
    assert hand.sees("Join Blue Fern Studio")
    assert len(hand.phone.text_messages()) == 1


def test_defect_expired_link_not_said(make_hand: MakeHand, clock: Clock) -> None:
    """Switched on, the app opens where it was; other links are said as always."""
    hand = invited(make_hand, "expired-link-not-said")
    clock.advance(timedelta(hours=24))
    hand.follow(hand.newest_link())
    assert hand.phone.current_package == hand.package
    assert not hand.sees("This invitation has expired")
    assert not hand.sees("Join Blue Fern Studio")
    hand.follow("https://www.example.com/organization/join?token=none")
    assert hand.sees("This invitation doesn't exist")


def test_defect_link_works_twice(make_hand: MakeHand) -> None:
    """Switched on, who was removed gets in again by the old link."""
    hand = invited(make_hand, "link-works-twice")
    link = hand.newest_link()
    hand.join()
    hand.tap("OK")
    remove(hand.organization)
    hand.follow(link)
    hand.enter("6-digit code", hand.newest_code())
    hand.tap("Continue")
    assert hand.sees("You were added to Blue Fern Studio")


def test_defect_account_missing_from_chooser(make_hand: MakeHand) -> None:
    """Switched on, the account that was joined last cannot be chosen."""
    hand = invited(make_hand, "account-missing-from-chooser", contact=MANY_ACCOUNTS_PHONE)
    hand.join()
    another = make_hand()
    another.log_in_with_password("2025550149")
    names = {node.text for node in another.nodes()}
    assert "Wild Sorrel Garden" not in names
    assert "Tall Reed Boats" in names
    assert "Blue Fern Studio" not in names


def test_defect_removed_account_stays_in_chooser(make_hand: MakeHand) -> None:
    """Switched on, it can be chosen, and leads to the notice."""
    hand = invited(make_hand, "removed-account-stays-in-chooser")
    hand.join()
    remove(hand.organization)
    another = make_hand()
    another.log_in_with_password("2025550147")
    another.tap("Blue Fern Studio")
    assert another.sees("You no longer have access to Blue Fern Studio.")


def test_defect_admin_cannot_invite_after_joining(make_hand: MakeHand) -> None:
    """Switched on, the last tap is refused; the Admin from the beginning still can."""
    hand = invited(make_hand, "admin-cannot-invite-after-joining", role=Role.ADMIN)
    hand.join()
    hand.tap("OK")
    hand.open_permissions()
    hand.invite_by_phone("2025550148")
    assert hand.sees("Only an Admin can do this")
    assert hand.organization.pending(BLUE_FERN_STUDIO) == []
    invite(hand.organization, SECOND_MEMBER_PHONE)
    assert len(hand.organization.pending(BLUE_FERN_STUDIO)) == 1


def test_defect_chosen_account_does_nothing(make_hand: MakeHand) -> None:
    """Switched on, the list stays."""
    hand = make_hand(defects=("chosen-account-does-nothing",))
    hand.log_in_with_password("2025550150")
    hand.tap("Red Maple Travel")
    assert hand.sees("Choose an account")


def test_defect_chosen_account_is_another(make_hand: MakeHand) -> None:
    """Switched on, the first of the others is opened."""
    hand = make_hand(defects=("chosen-account-is-another",))
    hand.log_in_with_password("2025550150")
    hand.tap("Red Maple Travel")
    hand.tap("Profile")
    assert hand.sees("Grey Willow Bakery")


def test_defect_admin_cannot_cancel_after_joining(make_hand: MakeHand) -> None:
    """Switched on, who has joined as Admin takes nothing back; the first Admin does."""
    hand = invited(make_hand, "admin-cannot-cancel-after-joining", role=Role.ADMIN)
    hand.join()
    organization = hand.organization
    invite(organization, SECOND_MEMBER_PHONE)
    (waiting,) = organization.pending(BLUE_FERN_STUDIO)
    (joined,) = (
        each for each in organization.members(BLUE_FERN_STUDIO) if each.contact == MEMBER_PHONE
    )
    with pytest.raises(Refused, match="Only an Admin can do this"):
        organization.cancel(BLUE_FERN_STUDIO, joined.person, waiting)
    organization.cancel(BLUE_FERN_STUDIO, admin_of(organization), waiting)
    assert organization.pending(BLUE_FERN_STUDIO) == []


def test_defect_removing_does_nothing(make_hand: MakeHand) -> None:
    """Switched on, the row stays, and the member stays in."""
    admin = make_hand(defects=("removing-does-nothing",))
    admin.log_in()
    admin.open_permissions()
    admin.tap("More")
    admin.tap("Remove user")
    admin.tap("Remove")
    assert admin.sees("+1 202-555-0101")


def test_defect_removing_asks_no_confirmation(make_hand: MakeHand) -> None:
    """Switched on, the menu's row is the last word."""
    admin = make_hand(defects=("removing-asks-no-confirmation",))
    admin.log_in()
    admin.open_permissions()
    admin.tap("More")
    admin.tap("Remove user")
    assert not admin.sees("Cancel")
    assert not admin.sees("+1 202-555-0101")


def test_defect_accepting_does_nothing_ends_the_session(make_hand: MakeHand) -> None:
    """Switched on, who was told that they joined is logged out of an account they are not in."""
    hand = invited(make_hand, "accepting-does-nothing")
    hand.join()
    assert hand.sees("You were added to Blue Fern Studio")
    hand.tap("OK")
    assert hand.sees("You no longer have access to Blue Fern Studio.")


def test_defect_code_not_needed(make_hand: MakeHand) -> None:
    """Switched on, nothing needs to be typed; what is typed is checked."""
    hand = invited(make_hand, "code-not-needed")
    hand.follow(hand.newest_link())
    hand.enter("6-digit code", "12345")
    hand.tap("Continue")
    assert hand.sees("Verification code is incorrect")
    hand.enter("12345", "")
    hand.tap("Continue")
    assert hand.sees("You were added to Blue Fern Studio")


def test_defect_link_opens_browser(make_hand: MakeHand) -> None:
    """Switched on, the app is not asked; its own notification still opens it."""
    hand = invited(make_hand, "link-opens-browser")
    hand.follow(hand.newest_link())
    assert hand.sees("Get the app to join Blue Fern Studio")
    another = make_hand()
    another.log_in_with_password("2025550147")
    another.tap("Inbox")
    another.tap("Organization invitation")
    assert another.sees("Join Blue Fern Studio")


def test_defect_cancelling_does_nothing(make_hand: MakeHand) -> None:
    """Switched on, the pending row stays where it is."""
    admin = make_hand(defects=("cancelling-does-nothing",))
    invite(admin.organization)
    admin.log_in()
    admin.open_permissions()
    admin.tap("More", -1)
    admin.tap("Remove user")
    admin.tap("Remove")
    assert admin.sees("Pending")


def test_defect_operator_can_remove(make_hand: MakeHand) -> None:
    """Switched on, an Operator finds the three dots beside others, and no Invite."""
    hand = invited(make_hand, "operator-can-remove")
    hand.join()
    hand.tap("OK")
    hand.open_permissions()
    assert hand.sees("More")
    assert not hand.sees("Invite")


def test_defect_list_names_other_role(make_hand: MakeHand) -> None:
    """Switched on, the list says Operator of the Admins, too, and an Admin can do what they can."""
    hand = make_hand(sim="+12025550100", defects=("list-names-other-role:Admin",))
    hand.start()
    hand.log_in()
    hand.open_permissions()
    assert not hand.sees("Admin")
    assert hand.sees("Operator")
    assert hand.sees("Invite")
