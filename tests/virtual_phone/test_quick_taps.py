"""Taps that follow each other faster than a phone changes its screen, through every door."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hand import Hand, MakeHand

from virtual_phone.adb.android import Android
from virtual_phone.adb.commands.touch import input_
from virtual_phone.adb.shell.process import Process
from virtual_phone.clock import Clock
from virtual_phone.device_server import DeviceServer
from virtual_phone.viewer import WatchedPhone

Tap = Callable[[Hand, float, float], object]


def _on_the_page(hand: Hand, x_px: float, y_px: float) -> None:
    page = WatchedPhone(hand.phone, sim="", webdriver_url="")
    page.touch("tap", {"at": [x_px, y_px]})
    page.screen()
    page.picture()


def _by_adb(hand: Hand, x_px: float, y_px: float) -> None:
    android = Android(hand.phone, DeviceServer(hand.phone))
    assert input_(android, Process(), ["tap", str(x_px), str(y_px)]) == 0


def _touch(hand: Hand, x_px: float, y_px: float) -> None:
    hand.phone.tap(x_px, y_px)


@pytest.fixture
def clock() -> Clock:
    """Stands still, so that no tap is late because the machine is slow."""
    return Clock(running=False)


def _before_invite(make_hand: MakeHand, *defects: str) -> Hand:
    """The Admin, one tap from inviting a number."""
    hand = make_hand(defects=defects)
    hand.log_in()
    hand.open_permissions()
    hand.tap("Invite")
    hand.enter("Phone number", "2025550147")
    for label in ("Continue", "Operator"):
        hand.tap(label)
    return hand


def _sent(hand: Hand) -> int:
    return len([each for each in hand.organization.deliveries.sent() if each.kind == "sms"])


@pytest.mark.parametrize("tap", [_on_the_page, _by_adb, _touch])
@pytest.mark.parametrize(
    ("defects", "sent"), [((), 1), (("sent-twice-on-double-tap",), 2)], ids=["sound", "defect"]
)
def test_a_quick_second_tap_meets_invite_again(
    make_hand: MakeHand, clock: Clock, tap: Tap, defects: tuple[str, ...], sent: int
) -> None:
    """And not OK, which is where Invite was: only where Invite is not locked it sends again."""
    hand = _before_invite(make_hand, *defects)
    x_px, y_px = hand.find("Invite").bounds.center

    tap(hand, x_px, y_px)
    clock.advance(timedelta(milliseconds=300))
    tap(hand, x_px + 20, y_px - 20)

    assert _sent(hand) == sent
    assert hand.sees("Invitation sent")


def _wait(_: Hand, clock: Clock) -> None:
    clock.advance(timedelta(milliseconds=301))


def _look(hand: Hand, _: Clock) -> None:
    hand.phone.windows()


def _take_a_picture(hand: Hand, _: Clock) -> None:
    hand.phone.screenshot_png()


@pytest.mark.parametrize("meanwhile", [_wait, _look, _take_a_picture])
def test_a_second_tap_that_is_not_blind_meets_what_is_there(
    make_hand: MakeHand, clock: Clock, meanwhile: Callable[[Hand, Clock], object]
) -> None:
    """After a while, and for a client that has looked: it is on OK."""
    hand = _before_invite(make_hand, "sent-twice-on-double-tap")
    place = hand.find("Invite").bounds.center

    hand.phone.tap(*place)
    meanwhile(hand, clock)
    hand.phone.tap(*place)

    assert _sent(hand) == 1
    assert hand.sees("Members")


@pytest.mark.parametrize("apart_px", [(22, 0), (0, -22)])
def test_a_second_tap_elsewhere_meets_what_is_there(
    make_hand: MakeHand, apart_px: tuple[int, int]
) -> None:
    """More than 8 dp away it is not the same place."""
    hand = _before_invite(make_hand, "sent-twice-on-double-tap")
    x_px, y_px = hand.find("Invite").bounds.center

    hand.phone.tap(x_px, y_px)
    hand.phone.tap(x_px + apart_px[0], y_px + apart_px[1])

    assert _sent(hand) == 1
    assert hand.sees("Members")


def test_each_tap_is_measured_from_the_one_before(make_hand: MakeHand, clock: Clock) -> None:
    """However long somebody goes on, all meet what the first one met."""
    hand = _before_invite(make_hand)
    place = hand.find("Invite").bounds.center

    for _ in range(4):
        hand.phone.tap(*place)
        clock.advance(timedelta(milliseconds=200))

    assert hand.sees("Invitation sent")


def test_a_key_in_between_makes_the_next_tap_a_new_one(make_hand: MakeHand) -> None:
    """Back leads elsewhere: what was there before is not met again."""
    hand = _before_invite(make_hand, "sent-twice-on-double-tap")
    place = hand.find("Invite").bounds.center

    hand.phone.tap(*place)
    hand.phone.press_key(4)
    hand.phone.tap(*place)

    assert _sent(hand) == 1
