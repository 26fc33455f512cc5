import re

import pytest
from hand import ADMIN_NUMBER, PASSWORD, Hand, MakeHand

from virtual_phone.app.build import PRESETS

_SHEET = "com.ss.android.ugc.aweme.account.login.auth.I18nSignUpActivity"
_FORM = "com.ss.android.ugc.aweme.account.login.v2.ui.SignUpOrLoginActivity"
_FEED = "com.ss.android.ugc.aweme.main.MainActivity"


def _to_form(hand: Hand) -> None:
    hand.start()
    hand.tap("Agree and continue")
    hand.tap("Already have an account? Log in")
    hand.tap("Use phone / email / username")


def _code(hand: Hand) -> str:
    found = re.search(r"\b\d{6}\b", hand.phone.text_messages()[0].body)
    assert found
    return found.group()


def test_layout_a_by_phone_ends_on_the_feed(hand: Hand) -> None:
    """Welcome, sign-up, form, password, chooser, feed; the activity tells them apart."""
    hand.start()
    hand.tap("Agree and continue")
    assert hand.phone.current_activity == _SHEET
    hand.tap("Already have an account? Log in")
    hand.tap("Use phone / email / username")
    assert hand.phone.current_activity == _FORM
    hand.enter("Phone number", ADMIN_NUMBER)
    hand.tap("Continue")
    hand.enter("Password", PASSWORD)
    hand.tap("Log in")
    hand.tap("Amber Pine Kitchen")
    assert hand.phone.current_activity == _FEED


def test_layout_a_by_email(hand: Hand) -> None:
    """The second tab takes an address."""
    _to_form(hand)
    hand.tap("Email / Username")
    hand.enter("Email or username", "admin@example.com")
    hand.tap("Continue")
    hand.enter("Password", PASSWORD)
    hand.tap("Log in")
    assert hand.sees("Blue Fern Studio")


def test_layout_b_goes_through_the_profile_tab(make_hand: MakeHand) -> None:
    """One field at a time, a link to the other one, and the Profile tab stays in the tree."""
    hand = make_hand(build=PRESETS["layout-b"])
    hand.start()
    hand.tap("Agree and continue")
    hand.tap("Profile")
    assert hand.sees("Phone number")
    assert hand.sees("Profile")
    hand.tap("Continue with email / username")
    assert hand.sees("Continue with phone")
    hand.enter("Email or username", "admin@example.com")
    hand.tap("Log in")
    hand.enter("Password", PASSWORD)
    hand.tap("Log in")
    assert hand.sees("Blue Fern Studio")


def test_wrong_password_is_said(hand: Hand) -> None:
    """The person stays on the screen and may try again."""
    _to_form(hand)
    hand.enter("Phone number", ADMIN_NUMBER)
    hand.tap("Continue")
    hand.enter("Password", "wrong")
    hand.tap("Log in")
    assert hand.sees("Account or password is incorrect")


def test_password_field_says_that_it_is_one(hand: Hand) -> None:
    """UiAutomator reports password=true."""
    _to_form(hand)
    hand.enter("Phone number", ADMIN_NUMBER)
    hand.tap("Continue")
    assert hand.field().password


def test_code_as_first_factor(make_hand: MakeHand) -> None:
    """Six digits come by SMS; the sixth one sends them."""
    hand = make_hand(build=PRESETS["by-code"], sim="+12025550100")
    _to_form(hand)
    hand.enter("Phone number", ADMIN_NUMBER)
    hand.tap("Continue")
    assert hand.phone.set_text(hand.field(), _code(hand))
    assert hand.sees("Blue Fern Studio")


def test_password_instead_of_code(make_hand: MakeHand) -> None:
    """The code screen has a link to the password."""
    hand = make_hand(build=PRESETS["by-code"])
    _to_form(hand)
    hand.enter("Phone number", ADMIN_NUMBER)
    hand.tap("Continue")
    hand.tap("Log in with password")
    hand.enter("Password", PASSWORD)
    hand.tap("Log in")
    assert hand.sees("Blue Fern Studio")


def test_two_step_verification(make_hand: MakeHand) -> None:
    """A second code is asked after the password, and sent by Continue."""
    hand = make_hand(build=PRESETS["two-step"], sim="+12025550100")
    _to_form(hand)
    hand.enter("Phone number", ADMIN_NUMBER)
    hand.tap("Continue")
    hand.enter("Password", PASSWORD)
    hand.tap("Log in")
    assert hand.sees("2-step verification")
    assert not hand.find("Continue").enabled
    assert hand.phone.set_text(hand.field(), _code(hand))
    hand.tap("Continue")
    assert hand.sees("Blue Fern Studio")


def test_person_without_an_organization_goes_to_the_feed(hand: Hand) -> None:
    """There is nothing to choose from."""
    _to_form(hand)
    hand.enter("Phone number", "2025550147")
    hand.tap("Continue")
    hand.enter("Password", PASSWORD)
    hand.tap("Log in")
    assert hand.phone.current_activity == _FEED


def test_switch_account(admin: Hand) -> None:
    """The chooser opens again from Settings, and Back leaves all as it was."""
    _to_end_of_settings(admin)
    admin.tap("Switch account")
    admin.tap("Amber Pine Kitchen")
    admin.tap("Profile")
    assert admin.sees("Amber Pine Kitchen")


def test_log_out_is_asked_for(admin: Hand) -> None:
    """Log out leads back to where a phone without a log-in starts."""
    _to_end_of_settings(admin)
    admin.tap("Log out")
    admin.tap("Log out")
    assert admin.sees("Already have an account? Log in")


def test_switch_account_and_log_out_touch(admin: Hand) -> None:
    """Nothing is between the two rows."""
    _to_end_of_settings(admin)
    upper, lower = (
        next(n for n in admin.nodes() if n.clickable and admin.find(label) in list(n.walk()))
        for label in ("Switch account", "Log out")
    )
    assert upper.bounds.bottom == lower.bounds.top


@pytest.mark.parametrize("name", list(PRESETS))
def test_every_build_can_be_started(make_hand: MakeHand, name: str) -> None:
    """Whatever differs, the welcome comes first."""
    hand = make_hand(build=PRESETS[name])
    hand.start()
    assert hand.sees("Welcome to TikTok")
    assert hand.phone.app_version(hand.package) == PRESETS[name].version


def _to_end_of_settings(hand: Hand) -> None:
    hand.tap("Profile")
    hand.tap("Profile menu")
    hand.tap("Settings and privacy")
    while hand.swipe_up():
        pass
