from datetime import timedelta
from types import SimpleNamespace

import pytest
from hand import PASSWORD, Hand, MakeHand

from virtual_phone.app.build import Build
from virtual_phone.clock import Clock
from virtual_phone.system import transition
from virtual_phone.system.bars import PACKAGE as SYSTEM
from virtual_phone.tree.device import Device
from virtual_phone.tree.node import Node


def _at_form(hand: Hand) -> Hand:
    hand.start()
    hand.tap("Agree and continue")
    hand.tap("Already have an account? Log in")
    hand.tap("Use phone / email / username")
    return hand


def _root(hand: Hand, package: str) -> Node | None:
    return next((root for root in hand.phone.windows() if root.package == package), None)


def _keyboard(hand: Hand) -> Node | None:
    return _root(hand, "com.google.android.inputmethod.latin")


def test_phone_is_a_device(hand: Hand) -> None:
    """What doors are written against."""
    device: Device = hand.phone
    assert device.udid == "virtual-1"


def test_windows_of_the_system_have_words_of_their_own(hand: Hand) -> None:
    """The navigation bar's Home and Back share their words with views of apps."""
    words = {n.content_desc for root in hand.phone.windows() for n in root.walk()}
    assert {"Home", "Back", "Overview"} <= words
    assert (
        len([root for root in hand.phone.windows() if root.package == "com.android.systemui"]) == 2
    )


def test_status_bar_follows_time_language_and_notifications(hand: Hand, clock: Clock) -> None:
    """Its views are kept as long as they show the same, and no longer."""

    def shown() -> set[str]:
        windows = [root for root in hand.phone.windows() if root.package == SYSTEM]
        return {node.content_desc for root in windows for node in root.walk()}

    before = f"{hand.phone.now():%H:%M}"
    assert {before, "Home", "Wifi signal full."} <= shown()
    clock.advance(timedelta(minutes=1))
    assert before not in shown()
    assert f"{hand.phone.now():%H:%M}" in shown()
    hand.phone.notify(hand.package, "Title", "Text", lambda: None)
    assert "TikTok notification" in shown()
    hand.phone.language = "de"
    assert {"Startbildschirm", "WLAN: volle Stärke"} <= shown()
    assert "Home" not in shown()


def test_launcher_starts_apps(hand: Hand) -> None:
    """Icons are tapped like anything else."""
    hand.tap("Settings")
    assert hand.phone.current_package == "com.android.settings"
    assert hand.sees("+12025550100")


def test_unknown_app_or_activity_is_not_started(hand: Hand) -> None:
    """As `am start` would say."""
    assert not hand.phone.start_app("com.example.nothing")
    assert not hand.phone.start_app(hand.package, "com.example.Nothing")
    assert hand.phone.app_state("com.example.nothing") == "not_installed"


def test_keyboard_comes_with_a_tap_and_shrinks_the_app(hand: Hand) -> None:
    """It is a window of its own; the app's column ends above it."""
    _at_form(hand)
    hand.back()
    assert _keyboard(hand) is None
    hand.tap("Phone number")
    keyboard, app = _keyboard(hand), _root(hand, hand.package)
    assert keyboard
    assert app
    assert hand.phone.keyboard_shown
    assert app.bounds.bottom == keyboard.bounds.top


def test_keyboard_may_cover_the_app(make_hand: MakeHand) -> None:
    """In some builds the app keeps its size, and a button below the keyboard cannot be tapped."""
    hand = make_hand(build=Build(keyboard_covers=True))
    hand.log_in()
    hand.open_permissions()
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    hand.tap("2025550147")
    hand.tap("Continue")
    assert not hand.sees("Choose a role")
    hand.phone.hide_keyboard()
    hand.enter(hand.field().text, "2025550147")
    hand.tap("Continue")
    assert hand.sees("Choose a role")


def test_keys_type_and_delete(hand: Hand) -> None:
    """By their descriptions."""
    _at_form(hand)
    hand.tap("Phone number")
    for key in ("2", "0", "3", "Delete", "2"):
        hand.tap(key)
    assert hand.field().text == "202"


def test_letters_on_the_keyboard_of_a_text(hand: Hand) -> None:
    """A field for text has letters, a space and a key for Enter."""
    _at_form(hand)
    hand.tap("Email / Username")
    hand.tap("Email or username")
    for key in ("a", "@", "b"):
        hand.tap(key)
    assert hand.field().text == "a@b"


def test_set_text_shows_no_keyboard(hand: Hand) -> None:
    """ACTION_SET_TEXT needs neither caret nor keys."""
    hand.log_in()
    hand.open_permissions()
    hand.tap("Invite")
    hand.enter("Phone number", "202")
    assert not hand.phone.keyboard_shown


def test_back_closes_the_keyboard_first(hand: Hand) -> None:
    """The second Back leaves the screen."""
    _at_form(hand)
    hand.tap("Phone number")
    hand.back()
    assert not hand.phone.keyboard_shown
    assert hand.sees("Phone number")
    hand.back()
    assert hand.sees("Use phone / email / username")


def test_keyboard_has_a_back_of_its_own(hand: Hand) -> None:
    """Its word is the same as the navigation bar's."""
    _at_form(hand)
    hand.tap("Phone number")
    keyboard = _keyboard(hand)
    assert keyboard
    back = next(node for node in keyboard.walk() if node.content_desc == "Back")
    hand.phone.tap(*back.bounds.center)
    assert not hand.phone.keyboard_shown


def test_keys_of_a_keyboard_beside_the_phone(hand: Hand) -> None:
    """Key codes type into the field with the caret, and nowhere else."""
    hand.start()
    hand.phone.press_key(9)
    _at_form(hand)
    assert hand.sees("Phone number")
    for keycode in (9, 7, 9, 67):
        hand.phone.press_key(keycode)
    assert hand.field().text == "20"


def test_enter_does_what_the_screen_is_for(hand: Hand) -> None:
    """On the password screen it logs in."""
    _at_form(hand)
    hand.enter("Phone number", "2025550100")
    hand.tap("Continue")
    hand.tap("Password")
    hand.phone.type_text(PASSWORD)
    hand.phone.press_key(66)
    assert hand.sees("Blue Fern Studio")


def test_old_screen_lingers_and_swallows_taps(make_hand: MakeHand, clock: Clock) -> None:
    """At scale 1 a change of screens takes 300 ms of the phone's time."""
    standing = Clock(running=False)
    hand = make_hand(clock=standing)
    hand.start()
    hand.phone.animation_scale = 1
    hand.tap("Agree and continue")
    assert hand.sees("Welcome to TikTok")
    hand.tap("Agree and continue")
    standing.advance(timedelta(seconds=0.3))
    assert hand.sees("Sign up for TikTok")
    assert not hand.sees("Welcome to TikTok")


def test_waiting_for_idle_ends_with_the_transition(make_hand: MakeHand) -> None:
    """Where time runs, waiting is enough."""
    hand = make_hand()
    hand.start()
    hand.phone.animation_scale = 0.1
    hand.tap("Agree and continue")
    hand.phone.wait_idle(5)
    assert hand.sees("Sign up for TikTok")


@pytest.mark.parametrize(("scale", "waited_s"), [(0, 0), (0.1, 0.2), (1, 2), (10, 2)])
def test_a_playing_video_is_waited_for_at_the_phones_pace(
    make_hand: MakeHand, monkeypatch: pytest.MonkeyPatch, scale: float, waited_s: float
) -> None:
    """It never comes to rest: all of the time-out passes, and less of it on a quicker phone."""
    waits: list[float] = []
    event = SimpleNamespace(wait=waits.append)
    hand = make_hand()
    hand.log_in()
    monkeypatch.setattr(transition, "Event", lambda: event)
    hand.phone.animation_scale = scale
    assert hand.phone.wait_idle(2) == (scale == 0)
    assert sum(waits) == pytest.approx(waited_s, abs=0.02)


def test_sms_is_posted_stored_and_readable(make_hand: MakeHand) -> None:
    """Store, notification, shade and the app for messages agree."""
    hand = make_hand(sim="+12025550100")
    hand.organization.send_login_code("+12025550100")
    body = hand.phone.text_messages()[0].body
    assert [entry.text for entry in hand.phone.notifications()] == [body]
    hand.phone.open_notifications()
    hand.tap(body)
    assert hand.phone.current_package == "com.google.android.apps.messaging"
    assert hand.sees(body)
    assert hand.phone.notifications() == ()


def test_sms_for_another_number_does_not_arrive(make_hand: MakeHand) -> None:
    """A SIM card gets what is sent to its number."""
    hand = make_hand(sim="+12025550147")
    hand.organization.send_login_code("+12025550100")
    assert hand.phone.text_messages() == ()


def test_shade_opens_by_a_pull_and_closes_by_back(hand: Hand) -> None:
    """From the status bar downwards."""
    hand.phone.swipe((540, 20), (540, 1200), 300)
    assert hand.sees("No notifications")
    hand.back()
    assert not hand.sees("No notifications")


def test_links_open_the_app_or_nothing(hand: Hand) -> None:
    """An invitation that does not exist is said in the app; calls and the like are nobody's."""
    assert hand.phone.open_url("https://www.example.com/organization/join?token=none", None)
    assert hand.sees("This invitation doesn't exist")
    assert not hand.phone.open_url("nowhere://elsewhere", None)
    assert not hand.phone.open_url("https://www.tiktok.com/", "com.android.settings")


def test_log_never_has_what_was_typed(hand: Hand) -> None:
    """Activities and touches are in it, passwords and places on the keyboard are not."""
    _at_form(hand)
    hand.tap("Phone number")
    hand.tap("7")
    assert hand.phone.set_text(hand.field(), "2025550100")
    hand.tap("Continue")
    hand.enter("Password", PASSWORD)
    hand.tap("Log in")
    log = "\n".join(hand.phone.device_log())
    assert "ActivityTaskManager: Displayed com.zhiliaoapp.musically/" in log
    assert "tap on the keyboard" in log
    assert PASSWORD not in log
    assert "2025550100" not in log


def test_log_lines_are_threadtime(hand: Hand) -> None:
    """Date, time, process, thread, level, tag."""
    hand.start()
    date, time, process, thread, level, tag = hand.phone.device_log()[-1].split()[:6]
    assert (len(date), len(time), level) == (5, 12, "I")
    assert process.isdecimal()
    assert thread.isdecimal()
    assert tag.endswith(":")


def test_screenshot_is_a_png(hand: Hand) -> None:
    """Drawn from the same windows."""
    assert hand.phone.screenshot_png().startswith(b"\x89PNG")


def test_windows_come_in_no_fixed_order(make_hand: MakeHand) -> None:
    """It differs by screen and build; the keyboard comes first; what is above stays above."""
    orders = set()
    for build in (Build(), Build(id_seed=2), Build(id_seed=3)):
        hand = make_hand(build=build)
        _at_form(hand)
        assert hand.phone.windows()[0].package == "com.google.android.inputmethod.latin"
        hand.phone.clear_app_data(hand.package)
        hand.log_in()
        for tab in ("Inbox", "Friends", "Profile"):
            hand.tap(tab)
            windows = hand.phone.windows()
            orders.add(tuple((root.package, root.bounds.top) for root in windows))
            above = max(windows, key=lambda root: root.drawing_order)
            assert above.bounds.top > 0
    assert len(orders) > 1


def test_shortcuts_of_a_keyboard_beside_the_phone(hand: Hand) -> None:
    """Ctrl with A, C, X and V, and the keys for them; Shift makes capitals and signs."""
    _at_form(hand)
    hand.tap("Phone number")
    hand.phone.clipboard = "2025550147"
    press = hand.phone.press_key
    press(50, 0x3000)
    assert hand.field().text == "2025550147"
    for keycode in (29, 52):
        press(keycode, 0x1000)
    assert (hand.phone.clipboard, hand.sees("Phone number")) == ("2025550147", True)
    press(279)
    press(29, 0x1000)
    hand.phone.type_text("7")
    press(42, 0x1000)  # Ctrl with N: nothing
    press(81)
    press(9, 1)
    assert hand.field().text == "7+@"


def test_a_password_is_never_copied(hand: Hand) -> None:
    """As no Android field of that kind lets go of its text."""
    hand.log_in_as_far_as_password()
    hand.tap("Password")
    hand.phone.type_text(PASSWORD)
    for keycode in (29, 31, 52):
        hand.phone.press_key(keycode, 0x1000)
    assert hand.phone.clipboard == ""
