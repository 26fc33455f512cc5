from datetime import timedelta

from hand import PASSWORD, Hand, MakeHand

from virtual_phone.clock import Clock


def _remove(hand: Hand, label: str) -> None:
    index = [text for text in hand.labels() if text.startswith("+1")].index(label) - 1
    hand.tap("More", index)
    hand.tap("Remove user")
    hand.tap("Remove")


def test_removed_member_is_logged_out_at_once(make_hand: MakeHand) -> None:
    """Another phone removes the person; the very next look shows it (guide, part 5)."""
    operator, admin = make_hand(), make_hand()
    operator.log_in("2025550101")
    operator.tap("Profile")
    admin.log_in()
    admin.open_permissions()
    _remove(admin, "+1 202-555-0101")
    assert operator.sees("You no longer have access to Blue Fern Studio.")
    operator.tap("OK")
    assert operator.sees("Already have an account? Log in")


def test_removed_member_no_longer_finds_the_account(make_hand: MakeHand) -> None:
    """The chooser lists what is left."""
    operator, admin = make_hand(), make_hand()
    admin.log_in()
    admin.open_permissions()
    _remove(admin, "+1 202-555-0101")
    operator.log_in("2025550101", "Amber Pine Kitchen")
    operator.tap("Profile")
    assert operator.sees("Amber Pine Kitchen")


def test_defect_removed_member_keeps_access(make_hand: MakeHand) -> None:
    """Switched on, nothing happens on the other phone."""
    operator = make_hand(defects=("removed-member-keeps-access",))
    admin = make_hand()
    operator.log_in("2025550101")
    admin.log_in()
    admin.open_permissions()
    _remove(admin, "+1 202-555-0101")
    assert operator.sees("For You")


def test_force_stop_keeps_the_log_in(admin: Hand) -> None:
    """The app starts on the feed again, whatever was open."""
    admin.open_permissions()
    assert admin.phone.stop_app(admin.package)
    assert admin.phone.app_state(admin.package) == "not_running"
    admin.start()
    assert admin.sees("For You")


def test_clearing_data_logs_out(admin: Hand) -> None:
    """It is a fresh install again."""
    assert admin.phone.clear_app_data(admin.package)
    admin.start()
    assert admin.sees("Welcome to TikTok")


def test_background_keeps_the_screen(admin: Hand) -> None:
    """Home, and back by the icon: the app is where it was."""
    admin.open_permissions()
    admin.phone.press_key(3)
    assert admin.phone.app_state(admin.package) == "background"
    admin.tap("TikTok")
    assert admin.sees("Permissions")


def test_trip_to_the_background_ends_by_itself(make_hand: MakeHand, clock: Clock) -> None:
    """With animations the phone waits for its clock; then the app is in front again."""
    hand = make_hand()
    hand.log_in()
    hand.phone.animation_scale = 1
    hand.phone.send_to_background(5)
    assert hand.phone.app_state(hand.package) == "background"
    clock.advance(timedelta(seconds=5))
    assert hand.phone.app_state(hand.package) == "foreground"


def test_background_for_good(admin: Hand) -> None:
    """A negative time means: until somebody opens it."""
    admin.phone.send_to_background(-1)
    assert admin.phone.current_package != admin.package


def test_back_leaves_the_app_from_its_first_screen(admin: Hand) -> None:
    """Back on the feed shows the launcher; the app stays in the background."""
    admin.back()
    assert admin.phone.app_state(admin.package) == "background"


def test_member_joins_by_the_link_of_the_sms(make_hand: MakeHand) -> None:
    """SMS, link, invitation page, code that came by itself, last word (guide, part 4)."""
    admin, member = make_hand(), make_hand(sim="+12025550147")
    admin.log_in()
    admin.open_permissions()
    admin.invite_by_phone()
    member.phone.open_notifications()
    member.tap("TikTok")
    member.tap(member.phone.text_messages()[0].body)
    assert member.sees("Join Blue Fern Studio")
    assert not member.find("Continue").enabled
    code = next(
        word
        for m in member.phone.text_messages()
        for word in m.body.split()
        if word.isdigit() and len(word) == 6
    )
    member.enter("6-digit code", code)
    member.tap("Continue")
    assert member.sees("You were added to Blue Fern Studio")
    assert member.sees("Your role: Operator")
    member.tap("OK")
    member.tap("Profile")
    assert member.sees("Blue Fern Studio")


def test_wrong_join_code_is_said(make_hand: MakeHand) -> None:
    """The person may try again."""
    admin, member = make_hand(), make_hand(sim="+12025550147")
    admin.log_in()
    admin.open_permissions()
    admin.invite_by_phone()
    member.phone.open_url(member.phone.text_messages()[0].body.split()[-1], None)
    member.enter("6-digit code", "000000")
    member.tap("Continue")
    assert member.sees("Verification code is incorrect")


def test_expired_link_is_said(make_hand: MakeHand, clock: Clock) -> None:
    """A day later the link shows that it is too late."""
    admin, member = make_hand(), make_hand(sim="+12025550147")
    admin.log_in()
    admin.open_permissions()
    admin.invite_by_phone()
    clock.advance(timedelta(hours=24))
    member.phone.open_url(member.phone.text_messages()[0].body.split()[-1], None)
    assert member.sees("This invitation has expired")


def test_declined_invitation_leaves_the_list(make_hand: MakeHand) -> None:
    """Decline closes the page, and the Admin's pending row is gone (assumed)."""
    admin, member = make_hand(), make_hand(sim="+12025550147")
    admin.log_in()
    admin.open_permissions()
    admin.invite_by_phone()
    admin.tap("OK")
    member.phone.open_url(member.phone.text_messages()[0].body.split()[-1], None)
    member.tap("Decline")
    assert not member.sees("Join Blue Fern Studio")
    assert not admin.sees("Pending")


def test_inbox_has_the_invitation(make_hand: MakeHand) -> None:
    """Somebody who is logged in is told in the app, by a notification and by an entry."""
    admin, member = make_hand(), make_hand()
    member.start()
    member.tap("Agree and continue")
    member.tap("Already have an account? Log in")
    member.tap("Use phone / email / username")
    member.enter("Phone number", "2025550147")
    member.tap("Continue")
    member.enter("Password", PASSWORD)
    member.tap("Log in")
    admin.log_in()
    admin.open_permissions()
    admin.invite_by_phone()
    assert [entry.title for entry in member.phone.notifications()] == ["Organization invitation"]
    member.tap("Inbox")
    member.tap("Organization invitation")
    assert member.sees("Join Blue Fern Studio")


def test_an_entry_leaves_the_inbox_with_its_invitation(make_hand: MakeHand) -> None:
    """It leads nowhere any more; a new invitation has one of its own."""
    admin, member = make_hand(), make_hand()
    member.log_in_with_password("2025550147")
    admin.log_in()
    admin.open_permissions()
    admin.invite_by_phone()
    member.tap("Inbox")
    assert member.sees("Organization invitation")
    organization = member.organization
    inviter = organization.persons()[0]
    account = organization.accounts_of(inviter)[0]
    organization.cancel(account, inviter, organization.pending(account)[0])
    member.tap("Home")
    member.tap("Inbox")
    assert not member.sees("Organization invitation")


def test_a_tapped_notification_opens_the_invitation(make_hand: MakeHand) -> None:
    """Wherever the person is: the app comes to the front with it."""
    admin, member = make_hand(), make_hand()
    member.log_in_with_password("2025550147")
    member.phone.press_key(3)
    admin.log_in()
    admin.open_permissions()
    admin.invite_by_phone()
    member.phone.open_notifications()
    member.tap("Organization invitation")
    assert member.phone.current_package == member.package
    assert member.sees("Join Blue Fern Studio")


def test_defect_link_opens_last_screen(make_hand: MakeHand) -> None:
    """Switched on, the link only brings the app to the front."""
    admin = make_hand(defects=("link-opens-last-screen",))
    member = make_hand(sim="+12025550147")
    admin.log_in()
    admin.open_permissions()
    admin.invite_by_phone()
    member.phone.open_url(member.phone.text_messages()[0].body.split()[-1], None)
    assert member.phone.current_package == member.package
    assert not member.sees("Join Blue Fern Studio")
