"""The faults of the table that show on the screen: what is verified, and what is never repeated."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sightings import seen, seen_field
from test_elements_on_screen import Phone, _element, _screen

from harness.errors import ActInDoubt, CannotSee, InfrastructureError, NotAsPromised, NotShown
from harness.screen.element import Element
from harness.screen.locator import Locator
from harness.session.faults import AppNotStarted, KeyboardStays, Stale, TextRefused
from harness.session.sighting import Sighting


@pytest.fixture
def phone() -> Phone:
    """With something on it that can be read."""
    return Phone(views=[seen("Account")])


def _raising(*faults: Exception | None) -> Callable[[Any], None]:
    """A function that raises these one after the other; None: nothing."""
    waiting = list(faults)

    def act(_: Any, *_more: Any) -> None:
        if waiting and (fault := waiting.pop(0)):
            raise fault

    return act


def test_4_a_forgotten_element_is_not_absent(phone: Phone) -> None:
    """It was there when it was found; whether it is gone is not said by the server's memory."""
    phone.on_look = _raising(Stale("not present in the cache or has expired"))
    phone.views = [seen("Invite")]
    assert _element(phone).is_shown()
    phone.on_look = _raising(*[Stale("not present in the cache or has expired")] * 99)
    for ask in (_element(phone).is_shown, _element(phone).find):
        with pytest.raises(CannotSee, match="Looked 4 times at a screen that changes all the time"):
            ask()
    with pytest.raises(CannotSee, match=r"Waited \S+ s for RolePage"):
        _element(phone).wait_shown()


def test_5_a_look_that_is_older_than_a_command_is_taken_again(phone: Phone) -> None:
    """What was seen some commands ago may be another view by now."""
    phone.views = [seen("Invite")]
    element = _element(phone)
    match = element.wait_shown()
    phone.sent += 2
    element.tap_seen(match)
    assert (len(phone.looks), phone.done) == (2, ["tap Invite"])


def test_28_what_moves_between_two_looks_is_looked_at_until_it_rests(phone: Phone) -> None:
    """The second look costs nothing where the first one was taken anyhow."""
    phone.views = [seen("Invite", (0, 0, 100, 100))]
    element = _element(phone)
    element.wait_shown()
    phone.views = [replace(each, bounds=each.bounds._replace(bottom=90)) for each in phone.views]
    element.tap_once()
    assert (len(phone.looks), phone.done) == (3, ["tap Invite"])


def test_28_a_tap_that_is_not_sent_again_meets_a_view_at_rest(phone: Phone) -> None:
    """It is seen twice at one place, also where a server has another id for it at each look."""
    heights_px = iter([100, 90, 80, 80])

    def move(phone: Phone) -> None:
        view = seen("Invite", (0, 0, 100, next(heights_px)))
        phone.views = [replace(view, element_id=f"look {len(phone.looks)}")]

    phone.on_look = move
    _element(phone, element_s=1).tap_once()
    assert (len(phone.looks), phone.done) == (4, ["tap Invite"])


def test_28_what_was_seen_beside_another_part_is_known_to_be_at_rest(phone: Phone) -> None:
    """A look more for the first part, and none more for the second one."""
    phone.views = [seen("Operator", (0, 0, 100, 100)), seen("Invite", (0, 200, 100, 300))]
    screen = _screen(phone)
    first, second = (
        Element(screen, f"RolePage.{label}", Locator("button", (label,)))
        for label in ("Operator", "Invite")
    )
    first.tap_once(beside=[second.locator])
    second.tap_once()
    assert (len(phone.looks), phone.done) == (3, ["tap Operator", "tap Invite"])


def test_27_a_part_below_the_display_is_scrolled_to(phone: Phone) -> None:
    """A tap outside would be answered as done, and do nothing."""
    below = replace(seen("Invite"), bounds=seen("x", (0, 9000, 100, 9100)).bounds, displayed=False)
    phone.views = [below]
    with pytest.raises((NotShown, CannotSee), match="outside the visible part"):
        _element(phone).tap_once()
    found = _element(phone).look()
    assert getattr(found, "is_further_down", False)
    assert phone.done == []


@pytest.mark.parametrize("words", ["Unable to perform W3C actions", "Click failed at (1, 2)"])
def test_29_36_37_39_a_tap_in_doubt_is_verified(phone: Phone, words: str) -> None:
    """What the app shows next decides; a tap that must not be sent twice is not verified here."""
    phone.views = [seen("Invite")]
    phone.tap = _raising(ActInDoubt(words))  # type: ignore[method-assign]
    _element(phone).tap()
    assert phone.done == [f"looked what came of a tap in doubt: {words}"]
    phone.tap = _raising(ActInDoubt(words))  # type: ignore[method-assign]
    with pytest.raises(ActInDoubt):
        _element(phone).tap_once()


def test_30_of_two_none_is_taken(phone: Phone) -> None:
    """The first match would be chance."""
    phone.views = [seen("Invite"), seen("Invite", (0, 900, 100, 1000))]
    with pytest.raises(NotShown, match="it is on the screen 2 times"):
        _element(phone, kind="text").wait_shown()


def test_31_an_empty_tree_is_not_absence(phone: Phone) -> None:
    """Neither for what must come, nor for what must not be there."""
    phone.views = []
    element = _element(phone)
    for ask in (element.wait_shown, element.is_offered, element.becomes_enabled):
        with pytest.raises(CannotSee, match="nothing can be read on the screen"):
            ask()
    held: Any = phone
    held.swipe = lambda _start, _end: None
    phone.views = [seen("Account")]
    assert not element.is_offered()
    assert not element.becomes_enabled()


def _typing(*written: str) -> Callable[[str], str]:
    waiting = list(written)
    return lambda _: waiting.pop(0)


def test_32_wrong_characters_are_typed_again(phone: Phone) -> None:
    """Twice at most; other ones each time are the phone's doing, the same ones the app's."""
    field = seen_field("", hint="N")
    for written, kind in (
        (["a@exmple.com", "a@example.com"], None),
        (["a@exmple.com", "aexample.com", "a@example.con"], InfrastructureError),
        (["a@example.co"] * 3, NotAsPromised),
    ):
        phone.views, phone.done, phone.types = [field], [], _typing(*written)
        element = _element(phone, "N", kind="field")
        if kind is None:
            element.enter("a@example.com")
            assert phone.done[-1] == 'typed 2 times into RolePage.part (field "N")'
        else:
            with pytest.raises(kind, match="Typed 3 times into RolePage"):
                element.enter("a@example.com")


def test_33_a_field_that_refuses_is_found_again(phone: Phone) -> None:
    """Twice at most; then it is the phone's failure, whatever was to be typed."""
    phone.views, kept = [seen_field("", hint="N")], phone.type
    refused = TextRefused("Cannot set the element to '[text]'")
    refuse = _raising(refused)

    def type_(sighting: Sighting, text: str) -> None:
        refuse(sighting)
        kept(sighting, text)

    phone.type = type_  # type: ignore[method-assign]
    _element(phone, "N", kind="field").enter("a b")
    assert phone.done[-1] == "type a b"
    phone.views = [seen_field("", hint="N")]
    phone.type = _raising(*[refused] * 9)  # type: ignore[method-assign]
    screen = _screen(phone)
    screen.timeout_s = 5
    with pytest.raises(TextRefused):
        Element(screen, "P.number", Locator("field", ("N",))).enter("a b")


class _Stuck(Phone):
    """Its keyboard lies over the lower half of the display and stays."""

    def hide_keyboard(self) -> None:
        raise KeyboardStays("The software keyboard cannot be hidden")

    def everything_shown(self) -> str:
        raise InfrastructureError("no windows here")

    def swipe(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.done.append("swipe")
        self.views = [
            replace(each, bounds=each.bounds._replace(top=500, bottom=600))
            if each.text == "Continue" and self.moves
            else each
            for each in self.views
        ]

    moves = True


@pytest.mark.parametrize("moves", [True, False])
def test_26_a_keyboard_that_stays_is_scrolled_clear_of(moves: bool) -> None:
    """Where that does not help, it is the phone's failure; nothing is tapped through it."""
    phone = _Stuck([seen_field("", hint="N"), seen("Continue", (0, 2000, 200, 2100))])
    phone.moves, phone.keyboard = moves, True
    screen = _screen(phone)
    screen.timeout_s = 1
    Element(screen, "P.number", Locator("field", ("N",))).enter("2025550147")
    button = Element(screen, "P.go", Locator("button", ("Continue",)))
    if moves:
        button.tap()
        assert phone.done[-2:] == ["swipe", "tap Continue"]
    else:
        with pytest.raises(InfrastructureError, match="can neither be put away nor be scrolled"):
            button.tap()
        assert "tap Continue" not in phone.done


def test_22_the_app_is_started_again_only_when_something_was_dismissed(phone: Phone) -> None:
    """Otherwise the phone has failed, and says how."""
    held: Any = phone
    held.current_package = lambda: "com.android.vending"
    held.start_app = _raising(AppNotStarted("Cannot start the 'a.b' application"))
    with pytest.raises(AppNotStarted):
        _screen(phone).start_app()
    held.current_package = lambda: ""
    held.start_app = _raising(AppNotStarted("Cannot start the 'a.b' application"))
    _screen(phone).start_app()


def test_41_a_phone_in_another_language_has_not_failed_to_show(phone: Phone) -> None:
    """Asked only where a part did not come."""
    held: Any = phone
    held.code, held.locale, held.is_locked = "en", lambda: "fr_FR", lambda: False
    with pytest.raises(CannotSee, match="the phone speaks fr_FR, and labels are looked for in en"):
        _element(phone).wait_shown()
    held.locale = lambda: "en_GB"
    with pytest.raises(NotShown):
        _element(phone).wait_shown()


def test_a_locked_phone_has_not_failed_to_show(phone: Phone) -> None:
    """What is behind the lock nobody can see."""
    held: Any = phone
    held.code, held.locale, held.is_locked = "en", lambda: "en_GB", lambda: True
    with pytest.raises(CannotSee, match="the phone is locked"):
        _element(phone).wait_shown()


def test_41_an_app_that_spoke_as_wanted_may_differ_from_its_phone(phone: Phone) -> None:
    """Its language is set in the app: what does not come later is missing."""
    held: Any = phone
    held.code, held.locale, held.is_locked = "en", lambda: "de_DE", lambda: False
    phone.views = [seen("Invite")]
    part = _element(phone)
    for _ in range(12):
        part.wait_shown()
    phone.views = [seen("Settings")]
    with pytest.raises(NotShown):
        part.wait_shown()


def test_41_old_codes_of_languages_are_known(phone: Phone) -> None:
    """Android says in_ID for Indonesian."""
    held: Any = phone
    held.code, held.locale, held.is_locked = "id", lambda: "in_ID", lambda: False
    with pytest.raises(NotShown):
        _element(phone).wait_shown()
