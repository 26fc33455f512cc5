"""The tap that sends a password: again only where it was evidently swallowed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from by_password import PASSWORD, MakeApp, Notes, log_in_with

from harness.errors import (
    ActInDoubt,
    CannotSee,
    InfrastructureError,
    NotShown,
)
from harness.screen.element import Element
from harness.screen.locator import Locator
from harness.screen.screen import Screen
from harness.session.faults import Stale
from harness.session.sighting import Sighting
from pages.credentials import CredentialsPage
from pages.log_in_way import LogInWay
from virtual_phone.app.screens.password import Password
from virtual_phone.organization import Organization
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import text
from virtual_phone.tree.device import Display


def _swallow_first(monkeypatch: pytest.MonkeyPatch) -> list[Password]:
    """The first tap that would send the password does nothing; returns all taps, as they come."""
    sends, taps = Password._log_in, list[Password]()

    def log_in(page: Password) -> None:
        taps.append(page)
        if len(taps) > 1:
            sends(page)

    monkeypatch.setattr(Password, "_log_in", log_in)
    return taps


def test_a_log_in_that_does_nothing_is_the_apps_fault(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, notes: Notes
) -> None:
    """It refuses nothing; it just does not go on. A swallowed tap is counted, too."""
    taps: list[Password] = []

    def log_in(page: Password) -> None:
        taps.append(page)

    monkeypatch.setattr(Password, "_log_in", log_in)
    app = make_app(element_s=2)
    with pytest.raises(NotShown, match="the app to be logged in"):
        log_in_with(app)
    assert "the password was refused, and typed once more" not in notes.said
    with pytest.raises(InfrastructureError, match="is not logged in any more in this run"):
        log_in_with(app)
    assert len(taps) == 2


def test_a_swallowed_tap_is_sent_again(
    make_app: MakeApp, organization: Organization, monkeypatch: pytest.MonkeyPatch, notes: Notes
) -> None:
    """Where nothing at all came of it."""
    taps = _swallow_first(monkeypatch)
    log_in_with(make_app(element_s=2))
    assert (organization.asked, len(taps)) == (1, 2)  # type: ignore[attr-defined]
    assert "a tap was swallowed and sent again" in notes.said


@pytest.mark.parametrize("hint", ["after the keyboard", "another one at each look"])
def test_what_else_is_on_the_page_says_nothing_of_a_swallowed_tap(
    make_app: MakeApp,
    organization: Organization,
    monkeypatch: pytest.MonkeyPatch,
    notes: Notes,
    hint: str,
) -> None:
    """There is more of it once the keyboard has gone, and a countdown or a hint changes it."""
    draws, taps = Password.draw, _swallow_first(monkeypatch)
    looks = 0

    def draw(page: Password, layout: Layout) -> None:
        nonlocal looks
        draws(page, layout)
        looks += 1
        if hint == "another one at each look":
            text(layout, f"Hint {looks}")
        elif taps:  # Continue is above a keyboard, which the tap puts away
            text(layout, "Forgot password?")

    monkeypatch.setattr(Password, "draw", draw)
    log_in_with(make_app(element_s=2))
    assert (organization.asked, len(taps)) == (1, 2)  # type: ignore[attr-defined]
    assert "a tap was swallowed and sent again" in notes.said


@pytest.mark.parametrize("nth", range(1, 17))
def test_views_that_move_fail_nobody_on_the_way(
    make_app: MakeApp, organization: Organization, nth: int
) -> None:
    """Whichever tap they swallow: of a form, of the password, in the list of accounts, in menus."""
    app = make_app(PASSWORD, f"moving-views:nth={nth}")
    log_in_with(app)
    app.open_permissions()
    assert organization.asked == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("place", ["below the display", "twice"])
def test_a_button_out_of_reach_says_nothing_of_a_swallowed_tap(
    make_app: MakeApp,
    organization: Organization,
    monkeypatch: pytest.MonkeyPatch,
    notes: Notes,
    place: str,
) -> None:
    """At one look after the tap it is reported elsewhere than it is."""
    draws, taps = Password.draw, _swallow_first(monkeypatch)
    looks = 0

    def draw(page: Password, layout: Layout) -> None:
        nonlocal looks
        draws(page, layout)
        looks += len(taps) == 1
        if looks != 2:
            return
        button = layout.body[-1]
        bounds, edge_px = button.bounds, Display().height_px
        away_px = edge_px - bounds.top if place == "below the display" else 2 * bounds.height_px
        lower = bounds._replace(top=bounds.top + away_px, bottom=bounds.bottom + away_px)
        layout.over.append(replace(button, key="elsewhere", bounds=lower))
        if place == "below the display":
            layout.body.remove(button)

    monkeypatch.setattr(Password, "draw", draw)
    log_in_with(make_app(element_s=2))
    assert (organization.asked, len(taps)) == (1, 2)  # type: ignore[attr-defined]
    assert "a tap was swallowed and sent again" in notes.said


@pytest.mark.parametrize("reaction", ["loads", "empties the field", "switches Continue off"])
def test_a_page_that_has_reacted_has_not_swallowed_the_tap(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, reaction: str
) -> None:
    """It may be slow, or has answered: that is not asked for once more."""
    draws, taps = Password.draw, list[Password]()

    def log_in(page: Password) -> None:
        taps.append(page)
        if reaction == "empties the field":
            page.password.value = ""

    def draw(page: Password, layout: Layout) -> None:
        draws(page, layout)
        if taps and reaction == "loads":
            slot = layout.next(dp(48))
            slot.put(layout.node("spinner", "ProgressBar", slot.bounds, look="spinner"))
        if taps and reaction == "switches Continue off":
            layout.body[-1].enabled = False

    monkeypatch.setattr(Password, "_log_in", log_in)
    monkeypatch.setattr(Password, "draw", draw)
    with pytest.raises(NotShown, match="the app to be logged in"):
        log_in_with(make_app(element_s=2))
    assert len(taps) == 1


@pytest.mark.parametrize(("is_wrong", "looks_in_vain"), [(False, 6), (False, 10**6), (True, 10**6)])
def test_a_screen_that_moves_after_typing_fails_no_log_in(
    make_app: MakeApp,
    organization: Organization,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_wrong: bool,
    looks_in_vain: int,
) -> None:
    """A keyboard comes up, so that no look before the password is sent tells anything.

    A refusal that stands there at the first look after that may have been there before.
    """
    finds, touches, left = Screen.find, LogInWay._touch, 0
    types = CredentialsPage.type_password

    def type_and_move(page: CredentialsPage, secret: str) -> None:
        nonlocal left
        types(page, secret)
        left = looks_in_vain

    def find(screen: Screen, locators: Sequence[Locator]) -> list[Sighting]:
        nonlocal left
        if left:
            left -= 1
            message = "it was moving"
            raise Stale(message)
        return finds(screen, locators)

    def touch(way: LogInWay, element: Element, tap: Callable[[], None]) -> None:
        nonlocal left
        left = 0
        touches(way, element, tap)

    monkeypatch.setattr(CredentialsPage, "type_password", type_and_move)
    monkeypatch.setattr(Screen, "find", find)
    monkeypatch.setattr(LogInWay, "_touch", touch)
    password = "another one" if is_wrong else PASSWORD
    app = make_app(password, quiet_s=0.5, element_s=2)
    if is_wrong:
        with pytest.raises(InfrastructureError, match="since the first look that was possible"):
            log_in_with(app, password)
    else:
        log_in_with(app)
    assert organization.asked == 1  # type: ignore[attr-defined]


def _doubt_each_tap(monkeypatch: pytest.MonkeyPatch, *, is_done: bool) -> None:
    taps = Element.tap_once

    def tap_once(element: Element) -> None:
        if is_done or element.name != CredentialsPage.go_on.name:
            taps(element)
        message = "The answer to a tap was lost.\n  More of it"
        raise ActInDoubt(message)

    monkeypatch.setattr(Element, "tap_once", tap_once)


def test_of_a_tap_in_doubt_the_screen_tells(
    make_app: MakeApp, organization: Organization, monkeypatch: pytest.MonkeyPatch, notes: Notes
) -> None:
    """Where it was done, its answer comes."""
    _doubt_each_tap(monkeypatch, is_done=True)
    log_in_with(make_app())
    assert organization.asked == 1  # type: ignore[attr-defined]
    assert "looked what came of a tap in doubt: The answer to a tap was lost." in notes.said


def test_a_tap_that_may_not_have_arrived_says_nothing_of_the_app(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often."""
    _doubt_each_tap(monkeypatch, is_done=False)
    with pytest.raises(CannotSee, match="the tap before may not have arrived"):
        log_in_with(make_app(element_s=2))
