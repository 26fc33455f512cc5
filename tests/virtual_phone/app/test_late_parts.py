"""Builds in which some parts are drawn a moment after their screen, as in a web container."""

from datetime import UTC, datetime, timedelta

import pytest
from hand import Hand, MakeHand, invite

from virtual_phone.app.build import PRESETS
from virtual_phone.app.late_parts import LATE_S
from virtual_phone.clock import Clock
from virtual_phone.organization.world import MEMBER_PHONE

LAST_S = max(LATE_S.values())


@pytest.fixture
def clock() -> Clock:
    """Stands still until it is moved."""
    return Clock(datetime(2026, 5, 4, 9, 30, tzinfo=UTC), running=False)


@pytest.fixture
def late(make_hand: MakeHand) -> Hand:
    """The Admin's phone, nothing started yet."""
    return make_hand(sim="+12025550100", build=PRESETS["late-parts"])


@pytest.fixture
def on_permissions(late: Hand, clock: Clock) -> Hand:
    """The Admin, on Permissions, which has just opened."""
    late.log_in_with_password("2025550100")
    clock.advance(timedelta(seconds=LAST_S))
    late.tap("Blue Fern Studio")
    late.open_permissions()
    return late


def _come(hand: Hand, clock: Clock, *labels: str) -> list[float]:
    """After how many seconds each of these is there, for the first time."""
    came_s: dict[str, float] = {}
    for tenths in range(round(LAST_S * 10) + 1):
        came_s |= {each: tenths / 10 for each in labels if hand.sees(each) and each not in came_s}
        clock.advance(timedelta(seconds=0.1))
    return [came_s[each] for each in labels]


def test_the_account_chooser_fills_late(late: Hand, clock: Clock) -> None:
    """Its title is there at once."""
    late.log_in_with_password("2025550100")
    assert _come(late, clock, "Choose an account", "Blue Fern Studio") == [0, 0.3]


def test_profile_names_its_account_late(late: Hand, clock: Clock) -> None:
    """Its menu is there at once."""
    late.log_in_with_password("2025550100")
    clock.advance(timedelta(seconds=LAST_S))
    late.tap("Blue Fern Studio")
    late.tap("Profile")
    assert _come(late, clock, "Profile menu", "Blue Fern Studio") == [0, 0.2]


def test_the_list_on_permissions_fills_late(on_permissions: Hand, clock: Clock) -> None:
    """Title and Invite are there at once; coming back to it, all of it is."""
    labels = ("Permissions", "Invite", "3 members", "+1 202-555-0101", "More")
    assert _come(on_permissions, clock, *labels) == [0, 0, 0.3, 0.3, 0.4]
    on_permissions.tap("Invite")
    on_permissions.back()
    assert on_permissions.sees("3 members")


def test_roles_and_confirmation_come_one_after_the_other(
    on_permissions: Hand, clock: Clock
) -> None:
    """Invite and OK are there at once."""
    on_permissions.tap("Invite")
    on_permissions.enter("Phone number", "2025550147")
    on_permissions.tap("Continue")
    labels = ("Invite", "+1 202-555-0147", "Admin", "Operator")
    assert _come(on_permissions, clock, *labels) == [0, 0.2, 0.2, 0.4]
    on_permissions.tap("Operator")
    on_permissions.tap("Invite")
    assert _come(on_permissions, clock, "OK", "Invitation sent") == [0, 0.3]


def test_the_way_to_remove_comes_late(on_permissions: Hand, clock: Clock) -> None:
    """The menu is there before what it offers, Remove before the question."""
    clock.advance(timedelta(seconds=LAST_S))
    on_permissions.tap("More")
    assert _come(on_permissions, clock, "Bottom sheet", "Remove user") == [0, 0.2]
    on_permissions.tap("Remove user")
    assert _come(on_permissions, clock, "Remove", "Remove this person?") == [0, 0.3]


def test_the_members_side_comes_late(make_hand: MakeHand, clock: Clock) -> None:
    """Who invites, and of the final message the role last of all."""
    hand = make_hand(sim=MEMBER_PHONE.value, build=PRESETS["late-parts"])
    invite(hand.organization)
    hand.follow(hand.newest_link())
    assert _come(hand, clock, "6-digit code", "Join Blue Fern Studio") == [0, 0.2]
    hand.enter("6-digit code", hand.newest_code())
    hand.tap("Continue")
    labels = ("OK", "You were added to Blue Fern Studio", "Your role: Operator")
    assert _come(hand, clock, *labels) == [0, 0.2, 0.4]


def test_the_inbox_fills_late(make_hand: MakeHand, clock: Clock) -> None:
    """What it always has is there at once."""
    hand = make_hand(sim=MEMBER_PHONE.value, build=PRESETS["late-parts"])
    hand.log_in_with_password("2025550147")
    invite(hand.organization)
    hand.tap("Inbox")
    labels = ("System notifications", "Organization invitation")
    assert _come(hand, clock, *labels) == [0, 0.3]


def test_other_builds_draw_all_at_once(admin: Hand) -> None:
    """Late parts are asked for by name."""
    admin.open_permissions()
    assert admin.sees("3 members")
