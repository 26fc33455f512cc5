"""The member's side on a phone (guide, parts 4 and 6)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hand import OPERATOR_NUMBER, PASSWORD, Hand, MakeHand, invite, invited

from virtual_phone.app.build import PRESETS
from virtual_phone.clock import Clock
from virtual_phone.organization import Role
from virtual_phone.organization.world import (
    ALL_ACCOUNTS_PHONE,
    BLUE_FERN_STUDIO,
    MANY_ACCOUNTS_PHONE,
    MEMBER_PHONE,
    SECOND_MEMBER_PHONE,
)


def _log_out(hand: Hand) -> None:
    hand.tap("Profile")
    hand.tap("Profile menu")
    hand.tap("Settings and privacy")
    for _ in range(3):
        hand.swipe_up()
    hand.tap("Log out")
    hand.tap("Log out")


# Where the link finds the app


def _stopped(hand: Hand) -> None:
    hand.start()
    hand.tap("Agree and continue")
    hand.phone.stop_app(hand.package)


def _in_background(hand: Hand) -> None:
    hand.start()
    hand.tap("Agree and continue")
    hand.phone.press_key(3)


def _with_a_field_open(hand: Hand) -> None:
    hand.start()
    hand.tap("Agree and continue")
    hand.tap("Already have an account? Log in")
    hand.tap("Use phone / email / username")
    hand.tap("Phone number")


STATES: dict[str, Callable[[Hand], None]] = {
    "never started": lambda _: None,
    "at the welcome": Hand.start,
    "stopped": _stopped,
    "in the background": _in_background,
    "with the keyboard up": _with_a_field_open,
}


@pytest.mark.parametrize("prepare", STATES.values(), ids=STATES)
def test_the_link_opens_the_invitation(
    make_hand: MakeHand, prepare: Callable[[Hand], None]
) -> None:
    """However the app was left, and with nobody logged in: the member joins and is logged in."""
    hand = invited(make_hand)
    prepare(hand)

    hand.join()

    assert hand.sees("You were added to Blue Fern Studio")
    assert hand.sees("Your role: Operator")
    hand.tap("OK")
    hand.tap("Profile")
    assert hand.sees("Blue Fern Studio")


@pytest.mark.parametrize("build", ["crowded", "layout-b", "two-step", "labels-in-child"])
def test_builds_open_the_invitation_over_what_interrupts(make_hand: MakeHand, build: str) -> None:
    """Interstitials lie below the page that the link opens."""
    hand = make_hand(sim=MEMBER_PHONE.value, build=PRESETS[build])
    invite(hand.organization)
    hand.start()
    hand.join()
    assert hand.sees("You were added to Blue Fern Studio")


def test_a_newcomer_is_logged_in_by_joining(make_hand: MakeHand) -> None:
    """Whom nobody knew before; afterwards they have one account to choose from."""
    hand = invited(make_hand, contact=SECOND_MEMBER_PHONE, role=Role.ADMIN)
    hand.join()
    assert hand.sees("Your role: Admin")
    hand.tap("OK")
    hand.open_permissions()
    assert hand.sees("+1 202-555-0148")
    assert hand.sees("Invite")


def test_a_member_who_was_logged_in_changes_to_the_new_account(make_hand: MakeHand) -> None:
    """OK acts for the account that they have joined."""
    hand = invited(make_hand)
    hand.log_in_with_password("2025550147")
    hand.join()
    hand.tap("OK")
    hand.tap("Profile")
    assert hand.sees("Blue Fern Studio")


def test_the_final_message_may_be_left_by_back(make_hand: MakeHand) -> None:
    """As by OK: the code has been accepted."""
    hand = invited(make_hand)
    hand.join()
    hand.back()
    hand.tap("Profile")
    assert hand.sees("Blue Fern Studio")


# What does not let in


def _says(hand: Hand, sentence: str) -> None:
    """A notice with OK, and no page to join on; no code was sent."""
    sent = len(hand.phone.text_messages())
    hand.follow(hand.newest_link())
    assert hand.sees(sentence)
    assert hand.sees("OK")
    assert not hand.sees("Join Blue Fern Studio")
    assert len(hand.phone.text_messages()) == sent


def test_an_expired_link_is_said(make_hand: MakeHand, clock: Clock) -> None:
    """24 hours after it was sent."""
    hand = invited(make_hand)
    clock.advance(timedelta(hours=24))
    _says(hand, "This invitation has expired")


def test_a_used_link_is_said(make_hand: MakeHand) -> None:
    """A link works once."""
    hand = invited(make_hand)
    link = hand.newest_link()
    hand.join()
    hand.tap("OK")
    hand.follow(link)
    assert hand.sees("This invitation has already been used")
    hand.tap("OK")
    assert hand.sees("For You")


def test_a_cancelled_link_is_said(make_hand: MakeHand) -> None:
    """The Admin took it back."""
    hand = invited(make_hand)
    organization = hand.organization
    (invitation,) = organization.pending(BLUE_FERN_STUDIO)
    organization.cancel(BLUE_FERN_STUDIO, invitation.invited_by, invitation)
    _says(hand, "This invitation was cancelled")


def test_somebody_elses_link_is_said(make_hand: MakeHand) -> None:
    """On the phone of an Operator of the account, with their log-in: no page, and no code sent."""
    hand = invited(make_hand)
    hand.log_in(OPERATOR_NUMBER)
    _says(hand, "This invitation was sent to someone else")


def test_an_old_code_does_not_let_in(make_hand: MakeHand) -> None:
    """Resend code makes the first one void; the newer one works."""
    hand = invited(make_hand)
    hand.follow(hand.newest_link())
    old = hand.newest_code()
    hand.tap("Resend code")
    if hand.newest_code() == old:  # one in a million
        hand.tap("Resend code")
    hand.enter("6-digit code", old)
    hand.tap("Continue")
    assert hand.sees("Verification code is incorrect")
    assert hand.organization.pending(BLUE_FERN_STUDIO)
    hand.enter(old, hand.newest_code())
    hand.tap("Continue")
    assert hand.sees("You were added to Blue Fern Studio")


def test_continue_waits_for_six_digits(make_hand: MakeHand) -> None:
    """No code, or part of one, cannot be sent."""
    hand = invited(make_hand)
    hand.follow(hand.newest_link())
    assert not hand.find("Continue").enabled
    hand.enter("6-digit code", "12345")
    assert not hand.find("Continue").enabled


# The account chooser


def test_the_chooser_scrolls_through_twenty_accounts(make_hand: MakeHand) -> None:
    """The twentieth is out of sight until the list is scrolled; it can be chosen then."""
    hand = invited(make_hand, contact=MANY_ACCOUNTS_PHONE)
    hand.join()
    hand.tap("OK")
    _log_out(hand)
    hand.tap("Already have an account? Log in")
    hand.tap("Use phone / email / username")
    hand.enter("Phone number", "2025550149")
    hand.tap("Continue")
    hand.enter("Password", PASSWORD)
    hand.tap("Log in")
    names = {n.text for n in hand.nodes() if n.class_name.endswith("TextView") and n.text}
    assert len(names - {"Choose an account"}) >= 20
    assert hand.sees("Grey Willow Bakery")
    assert not hand.sees("Blue Fern Studio")
    hand.swipe_up()
    hand.swipe_up()
    hand.tap("Blue Fern Studio")
    hand.tap("Profile")
    assert hand.sees("Blue Fern Studio")


def test_a_twenty_first_account_is_refused(make_hand: MakeHand) -> None:
    """With the right code, on the invitation's page."""
    hand = invited(make_hand, contact=ALL_ACCOUNTS_PHONE)
    hand.join()
    assert hand.sees("You can be a member of up to 20 accounts")
    assert hand.organization.pending(BLUE_FERN_STUDIO)
