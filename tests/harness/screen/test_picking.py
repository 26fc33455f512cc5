import pytest
from sightings import WINDOW, seen, seen_field

from harness.screen.locator import Explicit, Locator
from harness.screen.picking import Match, Missing, first_shown, is_on_display, matches, pick
from harness.session.sighting import Bounds, Sighting

INVITE = Locator("button", ("Invite",))
ROW = Locator("row", ("Amber Pine Kitchen",))
NUMBER = Locator("field", ("Phone number",))
PASSWORD = Locator("password", ("Password",))


def _picked(locator: Locator, *views: Sighting) -> Match:
    match = pick(locator, views, WINDOW)
    assert isinstance(match, Match), match
    return match


def _missing(locator: Locator, *views: Sighting) -> str:
    missing = pick(locator, views, WINDOW)
    assert isinstance(missing, Missing), missing
    return missing.why


# One thing, several nodes


@pytest.mark.parametrize("view", [seen("Invite"), seen(description="Invite")])
def test_a_label_stands_in_text_or_in_description(view: Sighting) -> None:
    """Apps use either."""
    assert _picked(INVITE, view).target is view


def test_nodes_inside_one_another_are_one_thing() -> None:
    """A clickable frame with a description and a text in it; the finger goes to the text."""
    frame = seen(bounds=(0, 0, 1080, 200), description="Invite", clickable=True)
    text = seen("Invite", (400, 50, 600, 150))
    match = _picked(INVITE, frame, text)
    assert match.nodes == (text, frame)
    assert match.target is text
    assert match.clickable


def test_nodes_of_the_same_bounds_are_one_thing() -> None:
    """A name in a clickable frame of its own size."""
    assert len(_picked(INVITE, seen("Invite"), seen(description="Invite")).nodes) == 2


def test_a_container_that_carries_its_buttons_label_is_not_in_the_way() -> None:
    """The smallest node is what a finger aims at."""
    container = seen(bounds=(0, 0, 1080, 2340), description="Invite")
    button = seen("Invite", clickable=True)
    assert _picked(INVITE, container, button).target is button


def test_a_container_around_two_buttons_does_not_make_them_one() -> None:
    """Two things stay two."""
    container = seen(bounds=(0, 0, 1080, 2340), description="Invite")
    upper, lower = seen("Invite"), seen("Invite", (100, 400, 300, 500))
    assert len(matches(INVITE, [container, upper, lower], WINDOW)) == 2


def test_nodes_that_overlap_in_part_are_two_things() -> None:
    """Only one that lies wholly inside belongs to the other."""
    views = seen("Invite", (0, 0, 200, 100)), seen("Invite", (150, 50, 350, 150))
    assert len(matches(INVITE, views, WINDOW)) == 2


def test_parts_come_from_top_to_bottom() -> None:
    """In the order in which a person reads them."""
    lower, right, left = (
        seen("Invite", (0, 500, 100, 600)),
        seen("Invite", (500, 100, 600, 200)),
        seen("Invite", (0, 100, 100, 200)),
    )
    found = matches(INVITE, [lower, right, left], WINDOW)
    assert [match.target for match in found] == [left, right, lower]


@pytest.mark.parametrize(
    ("outer", "inner", "enabled"),
    [(True, True, True), (False, True, False), (True, False, False), (False, False, False)],
)
def test_a_part_with_a_node_switched_off_is_switched_off(
    outer: bool, inner: bool, enabled: bool
) -> None:
    """`enabled` is not inherited: either node may say it."""
    frame = seen(bounds=(0, 0, 1080, 200), description="Invite", enabled=outer)
    assert _picked(INVITE, frame, seen("Invite", enabled=inner)).enabled is enabled


@pytest.mark.parametrize("state", ["selected", "checked"])
def test_a_part_is_marked_when_one_of_its_nodes_is(state: str) -> None:
    """Selected or checked, on the frame or on the text."""
    frame = seen(bounds=(0, 0, 1080, 200), description="Invite", **{state: True})  # type: ignore[arg-type]
    assert _picked(INVITE, frame, seen("Invite")).marked
    assert not _picked(INVITE, seen("Invite")).marked


# Exactly one


def test_more_than_one_is_not_ready() -> None:
    """The first is never simply taken; the reason says where they are."""
    why = _missing(INVITE, seen("Invite"), seen("Invite", (100, 400, 300, 500)))
    assert why == ("it is on the screen 2 times (at (200, 150), (200, 450)); which one is meant?")


def test_what_is_not_there_is_said_so() -> None:
    """Also among other things."""
    assert _missing(INVITE) == "it is not on the screen"
    assert _missing(INVITE, seen("Invite friends")) == "it is not on the screen"


@pytest.mark.parametrize(
    "view",
    [
        seen("Invite", displayed=False),
        seen("Invite", (1080, 100, 2160, 200)),
        seen("Invite", (100, 2400, 300, 2500)),
        seen("Invite", (100, 100, 100, 200)),
        seen("Invite", (300, 100, 100, 200)),
        seen("Invite", (-500, 100, 300, 200)),
    ],
)
def test_off_screen_is_not_shown(view: Sighting) -> None:
    """Pages beside the display stay in the tree; the reason tells the difference."""
    assert not is_on_display(view, WINDOW)
    assert _missing(INVITE, view) == "it exists, but outside the visible part of the screen"


def test_one_off_screen_does_not_make_two() -> None:
    """The neighbour page has a button of the same name."""
    shown = seen("Invite")
    assert _picked(INVITE, shown, seen("Invite", (1180, 100, 1380, 200))).target is shown


def test_a_row_clipped_to_a_few_pixels_is_shown() -> None:
    """It can still be tapped, as in the country picker's dump."""
    assert is_on_display(seen("Zambia", (0, 2334, 1080, 2340)), WINDOW)


def test_of_several_labels_the_first_is_preferred() -> None:
    """Where both are there, the order of the page decides."""
    locator = Locator("button", ("Continue", "Next"))
    following, forward = seen("Next"), seen("Continue", (100, 400, 300, 500))
    assert _picked(locator, following, forward).target is forward
    assert _picked(locator, following).target is following


# Rows


def test_a_picture_and_a_name_side_by_side_are_one_row() -> None:
    """The avatar's description is the name, too; the finger goes to the name."""
    avatar = seen(bounds=(40, 300, 160, 420), description="Amber Pine Kitchen")
    name = seen("Amber Pine Kitchen", (200, 330, 800, 390))
    match = _picked(ROW, avatar, name)
    assert match.target is name
    assert set(match.nodes) == {name, avatar}


def test_two_rows_of_one_name_stay_two() -> None:
    """One below the other: nobody knows which is meant."""
    upper = seen("Amber Pine Kitchen", (200, 300, 800, 400))
    lower = seen("Amber Pine Kitchen", (200, 400, 800, 500))
    assert "2 times" in _missing(ROW, upper, lower)


def test_buttons_side_by_side_stay_two() -> None:
    """Only a row is known to span the width."""
    left, right = seen("Invite", (0, 0, 200, 100)), seen("Invite", (500, 0, 700, 100))
    assert "2 times" in _missing(INVITE, left, right)


# Fields


def test_a_field_is_known_by_its_hint() -> None:
    """While it is empty the hint stands in the text; afterwards in the hint."""
    other = seen_field("Search", (0, 100, 1080, 200))
    for number in (
        seen_field("Phone number", hint="Phone number"),
        seen_field("2025550147", hint="Phone number"),
        seen_field("Phone number"),
        seen_field("2025550147", description="Phone number"),
    ):
        assert _picked(NUMBER, other, number).target is number


def test_the_only_field_is_meant_when_none_carries_the_label() -> None:
    """Something was typed, and this build gives no hint."""
    number = seen_field("2025550147")
    assert _picked(NUMBER, number).target is number


def test_a_field_on_a_page_beside_the_display_does_not_count() -> None:
    """The neighbour page stays in the tree; the only field to be seen is meant."""
    number = seen_field("2025550147")
    beside = seen_field("", (1080, 300, 2160, 400))
    assert _picked(NUMBER, number, beside).target is number


def test_of_two_fields_without_the_label_none_is_meant() -> None:
    """Guessing would type into the wrong one."""
    first, second = seen_field("a"), seen_field("b", (0, 500, 1080, 600))
    assert _missing(NUMBER, first, second) == "it is not on the screen"


def test_only_an_input_field_is_a_field() -> None:
    """A text with the same words is its caption."""
    number = seen_field("2025550147")
    assert _picked(NUMBER, seen("Phone number", (0, 200, 1080, 300)), number).target is number


def test_a_caption_alone_is_no_field() -> None:
    """Nothing can be typed into it."""
    assert _missing(NUMBER, seen("Phone number")) == "it is not on the screen"


def test_a_password_is_known_by_hiding_what_is_typed() -> None:
    """Whatever its label, and however many other fields there are."""
    secret = seen_field("", (0, 500, 1080, 600), hint="Enter it", password=True)
    assert _picked(PASSWORD, seen_field("Password"), secret).target is secret
    assert isinstance(pick(PASSWORD, [seen_field("Password")], WINDOW), Missing)


# Raw locators


def test_a_raw_locator_names_what_it_found() -> None:
    """Whatever the labels say."""
    by_id = Explicit("id", "com.example:id/x1")
    locator = Locator("button", ("Invite",), explicit=(by_id,))
    hit = seen("Send", found_by=frozenset({("id", "com.example:id/x1")}))
    assert _picked(locator, seen("Invite", (100, 400, 300, 500)), hit).target is hit
    assert _missing(locator, seen("Invite")) == "it is not on the screen"


def test_a_raw_locator_of_a_field_replaces_the_rules_of_fields() -> None:
    """A build may draw its own field."""
    locator = Locator("field", ("Phone number",), explicit=(Explicit("xpath", "//x"),))
    hit = seen("", found_by=frozenset({("xpath", "//x")}))
    assert _picked(locator, seen_field("Phone number"), hit).target is hit


# Others


def test_the_first_of_several_that_is_shown_is_told() -> None:
    """Which neighbour page is still in front; off-screen does not count."""
    done = Locator("button", ("Continue",))
    assert first_shown([done, INVITE], [seen("Invite")], WINDOW) is INVITE
    assert first_shown([done], [seen("Continue", displayed=False)], WINDOW) is None
    assert first_shown([], [seen("Invite")], WINDOW) is None


def test_a_small_window_counts_from_its_own_corner() -> None:
    """On a split screen the app has a part of the display."""
    lower_half = Bounds(0, 1170, 1080, 2340)
    assert not is_on_display(seen("Invite"), lower_half)
    assert is_on_display(seen("Invite", (0, 1200, 100, 1300)), lower_half)
