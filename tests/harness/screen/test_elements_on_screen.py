from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pytest
from dumps import dump, stacked, view
from sightings import WINDOW, seen, seen_field

from harness.errors import NotAsPromised, NotShown
from harness.screen.element import Element
from harness.screen.locator import Explicit, Locator
from harness.screen.picking import Missing
from harness.screen.reading import Reading
from harness.screen.screen import Screen, Sought
from harness.screen.sight import Override
from harness.screen.wait import polls
from harness.session.faults import SelectorRefused, Stale
from harness.session.sighting import Bounds, Sighting
from harness.settings import Timeouts


@dataclass
class Phone:
    """A session with a phone of a few views; remembers what was done to it."""

    views: list[Sighting] = field(default_factory=list)
    found_by_id: list[Sighting] = field(default_factory=list)
    done: list[object] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    keyboard: bool = False
    one_at_a_time: bool = False
    window: Bounds = WINDOW
    on_look: Callable[["Phone"], None] = lambda _: None
    types: Callable[[str], str] = lambda text: text
    sent: int = 0
    is_lost: bool = False

    def find(self, value: str, using: str = "-android uiautomator") -> list[Sighting]:
        self.sent += 1
        self.looks.append(value)
        if self.one_at_a_time and ";" in value:
            raise SelectorRefused("one selector, please")
        self.on_look(self)
        return list(self.views if using == "-android uiautomator" else self.found_by_id)

    def page_source(self) -> str:
        shown = [view(each.text, "[{},{}][{},{}]".format(*each.bounds)) for each in self.views]
        return dump(*shown)

    def keyboard_is_shown(self) -> bool:
        self.sent += 1
        self.done.append("keyboard?")
        return self.keyboard

    def hide_keyboard(self) -> None:
        self.done.append("hide")
        self.keyboard = False

    def tap(self, sighting: Sighting) -> None:
        self.done.append(f"tap {sighting.text}")

    def type(self, sighting: Sighting, text: str) -> None:
        self.done.append(f"type {text}")
        self.views = [
            replace(each, text=self.types(text)) if each.element_id == sighting.element_id else each
            for each in self.views
        ]

    def clear(self, sighting: Sighting) -> None:
        self.done.append("clear")

    def interstitial(self, name: str) -> None:
        self.done.append(name)

    def fallback(self, what: str) -> None:
        self.done.append(what)

    def keep_secret(self, codes: Iterable[str]) -> None:
        self.done.append("keep secret")

    code = ""

    def text(self, label: str) -> str:
        return label


@dataclass
class SlowClock:
    """Goes on by what each look takes, and by pauses."""

    now_s: float = 0.0
    looks_since: int = 0

    def __call__(self) -> float:
        return self.now_s

    def pause(self, seconds: float) -> None:
        self.now_s += max(seconds, 1e-4)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SlowClock:
    """Of the waits of a screen: time goes on as a test says."""
    clock = SlowClock()
    slow = partial(polls, clock=clock, pause=clock.pause)
    monkeypatch.setattr("harness.screen.screen.polls", slow)
    return clock


@pytest.fixture
def phone() -> Phone:
    """Nothing on it yet."""
    return Phone()


def _screen(phone: Phone, override: Override | None = None, element_s: float = 0) -> Screen:
    held: Any = phone
    return Screen(
        held,
        words=phone,
        override=lambda _: override or Override(),
        interstitials=(),
        notes=phone,
        guard=held,
        package="",
        timeouts=Timeouts.model_construct(element_s=element_s, quiet_s=0),
    )


def _element(phone: Phone, label: str = "Invite", element_s: float = 0, **more: Any) -> Element:
    kind = more.pop("kind", "button")
    screen = _screen(phone, element_s=element_s)
    return Element(screen, "RolePage.part", Locator(kind, (label,)), **more)


def test_a_tap_costs_one_look_and_one_tap(phone: Phone) -> None:
    """In the good case nothing else is asked."""
    phone.views = [seen("Invite")]
    _element(phone).tap()
    assert (len(phone.looks), phone.done) == (1, ["tap Invite"])


def test_a_part_that_does_not_come_is_told_with_what_was_seen(phone: Phone) -> None:
    """What, how long, what was there, why not, where to look."""
    phone.views = [seen("Account", (0, 0, 500, 100)), seen("Password", (0, 100, 500, 200))]
    with pytest.raises(NotShown) as missing:
        _element(phone, hint="only an Admin sees Invite").tap()
    assert str(missing.value) == (
        'Waited 0 s for RolePage.part (button "Invite") to be shown.\n'
        '  Last seen: the screen "Account" showing: Password\n'
        "  Why not: it is not on the screen\n"
        "  Look: only an Admin sees Invite"
    )


def test_not_to_come_may_be_the_answer(phone: Phone) -> None:
    """What a look finds counts, and otherwise the default: also where that is no truth."""
    found: list[int | Missing] = [Missing("not yet"), 0, Missing("gone"), Missing("gone")]
    phone.views = [seen("Account")]
    screen, sought = _screen(phone), Sought("a number")
    assert screen.answers(lambda: found.pop(0), sought, default=7) == 0
    assert screen.answers(lambda: found.pop(0), sought, default=7) == 7
    assert found == []


def test_a_button_that_is_switched_off_is_not_tapped(phone: Phone) -> None:
    """The one tap would be lost; it comes to life a moment later."""
    phone.views = [seen("Invite", clickable=True, enabled=False)]
    with pytest.raises(NotShown, match="it is there, but switched off"):
        _element(phone).tap_once()
    assert phone.done == []

    def wake(phone: Phone) -> None:
        if len(phone.looks) > 3:
            phone.views = [seen("Invite", clickable=True)]

    phone.on_look = wake
    _element(phone, element_s=1).tap_once()
    assert phone.done == ["tap Invite"]


def test_a_neighbour_page_still_in_front_is_waited_for(phone: Phone) -> None:
    """A tap right after a transition would land on the old screen."""
    phone.views = [seen("Invite"), seen("Continue", (0, 500, 200, 600))]
    element = _element(phone, never_with=[Locator("button", ("Continue",))])
    with pytest.raises(NotShown, match="another screen is still in front: it shows the button"):
        element.tap()
    assert phone.done == []


def test_a_keyboard_over_the_part_is_put_away_first(phone: Phone) -> None:
    """And the part is looked for again, as it may have moved."""
    low = (0, 2000, 200, 2100)
    phone.views = [seen_field("", hint="Phone number"), seen("Continue", low)]
    phone.keyboard = True
    screen = _screen(phone)
    Element(screen, "P.number", Locator("field", ("Phone number",))).enter("2025550147")
    Element(screen, "P.go", Locator("button", ("Continue",))).tap()
    assert phone.done == ["type 2025550147", "keyboard?", "hide", "tap Continue"]


def test_a_tap_above_does_not_make_the_keyboard_forgotten(phone: Phone) -> None:
    """A chip beside the field leaves it up, and the next tap could land on a key."""
    phone.views = [
        seen_field("", hint="Phone number"),
        seen("Chip", (0, 100, 200, 200)),
        seen("Continue", (0, 2000, 200, 2100)),
    ]
    phone.keyboard = True
    screen = _screen(phone)
    Element(screen, "P.number", Locator("field", ("Phone number",))).enter("2025550147")
    for label in ("Chip", "Continue"):
        Element(screen, "P.part", Locator("button", (label,))).tap_once()
    assert phone.done[-4:] == ["tap Chip", "keyboard?", "hide", "tap Continue"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2025550147", "202-555-0147"),
        ("+442079460147", "\u200e+44 20 7946 0147 "),
        ("a b", "a b "),
    ],
)
def test_grouping_and_outer_blanks_are_the_same_input(
    phone: Phone, typed: str, written: str
) -> None:
    """A field may set digits in groups while one types."""
    phone.views, phone.types = [seen_field("", hint="N")], lambda _: written
    _element(phone, "N", kind="field").enter(typed)
    assert phone.done == [f"type {typed}"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2025550147", "202555014"),
        ("@@", "@"),
        ("é", "e"),
        ("+44 20 7946 0147", "442079460147"),
        ("2025550147", "+2025550147"),
        ("2025550147", "2025550147x"),
    ],
)
def test_what_is_written_wrong_in_one_way_is_the_products_failure(
    phone: Phone, typed: str, written: str
) -> None:
    """The same each time is the field's doing; signs count as well as letters and digits."""
    phone.views, phone.types = [seen_field("", hint="N")], lambda _: written
    with pytest.raises(NotAsPromised) as wrong:
        _element(phone, "N", kind="field").enter(typed)
    assert f"Promised: {typed!r}\n  Seen: {written!r}" in str(wrong.value)
    again = ["clear", f"type {typed}"]
    assert phone.done == [f"type {typed}", *again, *again]


def test_a_secret_is_not_read_back(phone: Phone) -> None:
    """It shows as dots."""
    phone.views, phone.types = [seen_field("", password=True)], lambda _: "••"
    _element(phone, kind="password").enter("correct horse", secret=True)
    assert len(phone.looks) == 1


def test_a_server_that_takes_one_selector_is_asked_one_by_one(phone: Phone) -> None:
    """Found out once, and noted."""
    phone.one_at_a_time, phone.views = True, [seen("Invite")]
    element = _element(phone)
    assert element.is_shown()
    assert element.is_shown()
    assert [";" in look for look in phone.looks] == [True, False, False, False, False]
    assert phone.done == ["this server takes one selector at a time"]


def test_a_raw_locator_replaces_the_labels(phone: Phone) -> None:
    """And names nothing that something else found."""
    screen = _screen(phone, Override(explicit=(Explicit("id", "x1"),)))
    phone.views, phone.found_by_id = [seen("Invite")], [seen("Send", (0, 900, 100, 1000))]
    locator = screen.resolve("RolePage.invite", Locator("button", ("Invite",)))
    Element(screen, "RolePage.invite", locator, never_with=[Locator("tab", ("Home",))]).tap()
    assert phone.done == ["tap Send"]


def test_a_view_that_goes_before_the_tap_is_looked_for_again(phone: Phone) -> None:
    """Nothing was tapped, so the tap is sent once all the same."""
    phone.views = [seen("Invite")]
    taps = iter([Stale("gone"), None])

    def tap(sighting: Sighting) -> None:
        if fault := next(taps):
            raise fault
        phone.done.append("tapped")

    phone.tap = tap  # type: ignore[method-assign]
    _element(phone, element_s=1).tap_once()
    assert phone.done == ["tapped"]


class LongList(Phone):
    """Shows four rows of a list; the last one is loaded when its end has been reached."""

    at, rows, loaded = 0, 8, 8

    def page_source(self) -> str:
        shown = range(self.at, min(self.at + 4, self.loaded))
        return dump(*stacked([f"row {number}" for number in shown]))

    def swipe(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        down, last = start > end, self.loaded - 4
        if down and self.at == last:
            self.loaded = self.rows
        self.at = max(0, min(last, self.at + (2 if down else -2)))


def _row(name: str) -> Callable[[Reading], str | Missing]:
    return lambda reading: name if name in reading.texts else Missing("no such row")


def test_all_of_a_list_is_read() -> None:
    """Down to its end."""
    phone = LongList()
    assert _screen(phone).read_anywhere(_row("row 7")) == "row 7"
    assert _screen(phone).read_anywhere(_row("row 8")) is None


def test_rows_that_load_late_further_down_are_seen() -> None:
    """The end of a list may be the end of what has been loaded: it is gone through once more."""
    phone = LongList()
    phone.rows = 9
    assert _screen(phone).read_anywhere(_row("row 8")) == "row 8"


def test_a_list_is_read_in_one_pass() -> None:
    """What is loaded late at its end is waited for there, not by another pass."""
    phone = LongList()
    phone.rows = 9
    readings = _screen(phone).read_through()
    assert "row 8" in {text for each in readings for text in each.texts}
    tops = [each.texts[0] for each in readings]
    assert tops == ["row 0", "row 2", "row 4", "row 5", "row 3", "row 1", "row 0"]


def test_a_screen_that_stands_still_is_parsed_once() -> None:
    """It is asked for each time; what has changed is read anew."""
    phone = LongList()
    screen = _screen(phone)
    before = screen.read()
    assert screen.read() is before
    phone.at = 2
    assert screen.read().texts == ["row 2", "row 3", "row 4", "row 5"]


def test_a_tap_that_is_sent_again_late_has_time_to_lead_on(phone: Phone, clock: SlowClock) -> None:
    """On a machine that has much to do each look takes long, and what came is seen two later."""

    def look(phone: Phone) -> None:
        clock.now_s += 0.8
        taps = phone.done.count("tap Profile")
        if taps == 2:
            clock.looks_since += 1
        if clock.looks_since > 1:
            phone.views = [seen("Profile menu")]

    phone.views, phone.on_look = [seen("Profile")], look
    screen = _screen(phone, element_s=2)
    Element(screen, "Bar.profile", Locator("button", ("Profile",))).tap()
    Element(screen, "ProfilePage.menu", Locator("button", ("Profile menu",))).wait_shown()
    assert "a tap was swallowed and sent again" in phone.done


def test_a_look_that_takes_all_of_the_time_is_no_reason_to_blame_the_app(
    phone: Phone, clock: SlowClock
) -> None:
    """A phone that stalls: what is in the way is still cleared, and the tap sent again."""

    def look(phone: Phone) -> None:
        clock.now_s += 5.5 if phone.done == ["tap Profile"] else 0.1
        if phone.done.count("tap Profile") == 2:
            phone.views = [seen("Profile menu")]

    phone.views, phone.on_look = [seen("Profile")], look
    screen = _screen(phone, element_s=5)
    Element(screen, "Bar.profile", Locator("button", ("Profile",))).tap()
    Element(screen, "ProfilePage.menu", Locator("button", ("Profile menu",))).wait_shown()
    assert "a tap was swallowed and sent again" in phone.done


def test_what_is_cleared_again_and_again_ends_the_wait_all_the_same(
    phone: Phone, clock: SlowClock
) -> None:
    """A tap is sent again twice at the most: then the app is at fault, however slow the looks."""

    def look(phone: Phone) -> None:
        clock.now_s += 5.5

    phone.views, phone.on_look = [seen("Profile")], look
    screen = _screen(phone, element_s=5)
    Element(screen, "Bar.profile", Locator("button", ("Profile",))).tap()
    with pytest.raises(NotShown, match='button "Profile menu"'):
        Element(screen, "ProfilePage.menu", Locator("button", ("Profile menu",))).wait_shown()
    assert phone.done.count("a tap was swallowed and sent again") == 2


def test_what_has_just_come_at_the_last_look_has_time_to_stay(
    phone: Phone, clock: SlowClock
) -> None:
    """On a phone that stalls the last look may be the first that tells anything."""
    looks: list[float] = []

    def look() -> str | Missing:
        clock.now_s += 0.1 if looks else 5.5
        looks.append(clock.now_s)
        stays = len(looks) > 2
        return "there" if stays else Missing("not yet", has_to_stay=len(looks) == 2)

    assert _screen(phone, element_s=5).wait_for(look, Sought("it to stay")) == "there"


@pytest.mark.parametrize("has_to_stay", [True, False])
def test_what_never_stays_ends_the_wait_all_the_same(
    phone: Phone, has_to_stay: bool, clock: SlowClock
) -> None:
    """A few more looks, and none for what is not there at all."""
    looks: list[float] = []

    def look() -> Missing:
        clock.now_s += 5.5
        looks.append(clock.now_s)
        return Missing("not yet", has_to_stay=has_to_stay)

    phone.views = [seen("Something else")]
    with pytest.raises(NotShown, match="not yet"):
        _screen(phone, element_s=5).wait_for(look, Sought("it to stay"))
    assert len(looks) in (range(3, 9) if has_to_stay else [2])
