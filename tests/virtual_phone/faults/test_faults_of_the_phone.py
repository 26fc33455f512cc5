import io
from datetime import timedelta

import pytest
from hand import Hand, MakeHand
from PIL import Image

from virtual_phone.clock import Clock
from virtual_phone.faults import Faults
from virtual_phone.system.bars import PACKAGE as SYSTEM
from virtual_phone.system.messages import PACKAGE as MESSAGES
from virtual_phone.system.settings import PACKAGE as SETTINGS
from virtual_phone.tree.screen_lock import MENU, POWER, SLEEP, WAKEUP

UP = ((540.0, 2000.0), (540.0, 400.0), 300)


def test_a_sleeping_phone_is_woken_and_opened(make_hand: MakeHand) -> None:
    """It feels no finger while it sleeps; a swipe opens the lock then."""
    phone = make_hand(faults=Faults(["screen-off"])).phone
    assert phone.active_window().package == SYSTEM
    phone.swipe(*UP)
    assert phone.screen_lock.shown
    phone.press_key(WAKEUP)
    assert phone.screen_lock.shown
    phone.swipe(*UP)
    assert not phone.screen_lock.shown
    assert phone.active_window().package != SYSTEM


def test_a_pin_cannot_be_swiped_away(make_hand: MakeHand) -> None:
    """Nor do Home, Menu or a tap lead past it."""
    hand = make_hand(faults=Faults(["screen-locked"]))
    assert "Enter your PIN" in [node.text for node in hand.phone.active_window().walk()]
    hand.phone.swipe(*UP)
    for key in (3, 4, MENU, POWER, POWER):
        hand.phone.press_key(key)
    hand.phone.tap(540, 1200)
    assert hand.phone.screen_lock.shown
    assert hand.phone.screenshot_png().startswith(b"\x89PNG")


def test_the_power_key_locks_a_phone_and_menu_opens_it(make_hand: MakeHand) -> None:
    """As an emulator that CI has just started."""
    phone = make_hand().phone
    phone.press_key(POWER)
    assert not phone.screen_lock.awake
    phone.press_key(POWER)
    phone.press_key(MENU)
    assert (phone.screen_lock.awake, phone.screen_lock.shown) == (True, False)


def test_what_is_wrong_with_a_phone(make_hand: MakeHand) -> None:
    """Its version, its apps, its clock."""
    assert make_hand(faults=Faults(["old-android"])).phone.sdk == 25
    phone = make_hand(faults=Faults(["app-missing", "clock-off"])).phone
    assert phone.installed_packages() == [MESSAGES, SETTINGS]
    assert phone.current_package.endswith("launcher")
    assert (make_hand().phone.device_time() - phone.device_time()).total_seconds() > 1190


def test_another_time_zone_tells_the_same_moment(make_hand: MakeHand) -> None:
    """What is read from the phone is nine hours later; its log is written in that time, too."""
    phone = make_hand(faults=Faults(["wrong-timezone"])).phone
    here, there = make_hand().phone.device_time(), phone.device_time()
    assert abs((here - there).total_seconds()) < 5
    assert (there.tzname(), there.utcoffset()) == ("Asia/Tokyo", timedelta(hours=9))
    phone.log("Test", "now")
    assert phone.device_log()[-1].startswith(f"{there:%m-%d %H}")


def _typing(make_hand: MakeHand) -> tuple[Hand, str]:
    """A phone with the caret in a field, and the text that is in it."""
    hand = make_hand()
    hand.start()
    hand.tap("Agree and continue")
    hand.tap("Already have an account? Log in")
    hand.tap("Use phone / email / username")
    hand.phone.tap(*hand.field().bounds.center)
    hand.phone.type_text("2025")
    return hand, hand.field().text


@pytest.mark.parametrize("key", [POWER, SLEEP])
def test_a_locked_phone_takes_no_text(make_hand: MakeHand, key: int) -> None:
    """Neither asleep nor behind its lock; caret and keyboard are gone when it is opened."""
    hand, before = _typing(make_hand)
    field = hand.field()
    hand.phone.press_key(key)
    for wake in (False, True):
        hand.phone.type_text("9")
        assert not hand.phone.set_text(field, "9")
        assert not hand.phone.keyboard_shown
        assert not hand.phone.hide_keyboard()
        if not wake:
            hand.phone.press_key(WAKEUP)
    hand.phone.swipe(*UP)
    assert hand.phone.screen_lock.is_open
    hand.phone.type_text("9")
    assert (hand.field().text, hand.phone.keyboard_shown) == (before, False)


@pytest.mark.parametrize("fault", ["screen-off", "screen-locked"])
def test_no_shade_opens_behind_a_lock(make_hand: MakeHand, fault: str) -> None:
    """By a swipe or by a command; nor do the bars' buttons lead anywhere."""
    phone = make_hand(faults=Faults([fault])).phone
    package = phone.current_package
    phone.swipe((540.0, 10.0), (540.0, 1500.0), 300)
    phone.open_notifications()
    phone.tap(540, phone.display.height_px - 20)
    assert phone.current_package == package
    phone.screen_lock.awake, phone.screen_lock.shown = True, False
    assert phone.active_window().package == package


def test_an_open_shade_is_gone_after_the_lock(make_hand: MakeHand) -> None:
    """The lock folds it up."""
    phone = make_hand().phone
    package = phone.current_package
    phone.open_notifications()
    for key in (POWER, POWER, MENU):
        phone.press_key(key)
    assert phone.active_window().package == package


def test_a_sleeping_phone_is_black(make_hand: MakeHand) -> None:
    """But for the mark in its status bar; also in the middle of a change of screens."""
    phone = make_hand(animation_scale=1, clock=Clock(running=False)).phone

    def colors() -> int:
        with Image.open(io.BytesIO(phone.screenshot_png())) as picture:
            below = picture.crop((0, 40, *picture.size)).convert("RGB")
            return len(below.getcolors(1 << 24) or ()) if below.getbbox() else 0

    phone.go_home()
    assert colors() > 1
    phone.press_key(POWER)
    assert colors() == 0
    assert phone.active_window().package == SYSTEM
    phone.press_key(WAKEUP)
    assert colors() > 1
