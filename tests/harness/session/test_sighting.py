from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.session.sighting import ELEMENT_KEY, Bounds, Sighting

RECT = {"x": 10, "y": 20, "width": 100, "height": 50}
FULL: dict[str, Any] = {
    ELEMENT_KEY: "e1",
    "name": "Phone",
    "text": "Phone number",
    "rect": RECT,
    "enabled": "true",
    "displayed": "true",
    "selected": "false",
    "attribute/class": "android.widget.EditText",
    "attribute/clickable": "true",
    "attribute/checked": "false",
    "attribute/hint": "Phone number",
    "attribute/password": "false",
}
_SIDES = st.integers(-3000, 3000)


def _seen(answer: Mapping[str, Any]) -> Sighting:
    sighting = Sighting.of(answer)
    assert sighting is not None
    return sighting


def test_bounds_are_read_as_uiautomator_writes_them() -> None:
    """Also those that lie outside the display."""
    assert Bounds.parse("[0,63][1080,210]") == (0, 63, 1080, 210)
    assert Bounds.parse(" [-40,-1][0,5] ") == (-40, -1, 0, 5)


@pytest.mark.parametrize("text", ["", "0,0,1,1", "[0,0][1]", "[a,b][c,d]", "[0,0][1,1]x"])
def test_what_is_no_rectangle_is_refused(text: str) -> None:
    """With the text in the error."""
    with pytest.raises(ValueError, match="no bounds"):
        Bounds.parse(text)


@given(_SIDES, _SIDES, _SIDES, _SIDES)
def test_bounds_survive_writing_and_reading(left: int, top: int, right: int, bottom: int) -> None:
    """Whatever the numbers."""
    assert Bounds.parse(f"[{left},{top}][{right},{bottom}]") == (left, top, right, bottom)


@given(_SIDES, _SIDES, st.integers(1, 2000), st.integers(1, 2000))
def test_bounds_have_their_own_middle(left: int, top: int, width: int, height: int) -> None:
    """A finger on the middle lands inside, and each encloses itself."""
    bounds = Bounds.of_rect({"x": left, "y": top, "width": width, "height": height})
    assert bounds.has_center_of(bounds)
    assert bounds.encloses(bounds)
    assert bounds.is_level_with(bounds)
    assert (bounds.width_px, bounds.height_px, bounds.area_px) == (width, height, width * height)


def test_nothing_visible_has_no_area() -> None:
    """The server gives negative sizes for views that are clipped away."""
    assert Bounds(100, 0, 50, 10).area_px == 0
    assert Bounds(100, 0, 50, -10).area_px == 0


def test_levels_are_compared_by_the_middles() -> None:
    """A picture and a name of a row are level, a name and the next row's are not."""
    picture, name, following = (
        Bounds(0, 300, 100, 400),
        Bounds(200, 330, 500, 370),
        Bounds(200, 430, 500, 470),
    )
    assert picture.is_level_with(name)
    assert name.is_level_with(picture)
    assert not name.is_level_with(following)
    tall = Bounds(0, 300, 100, 1300)
    assert not name.is_level_with(tall)


def test_an_answer_with_all_attributes_is_a_sighting() -> None:
    """Nothing more has to be asked."""
    assert _seen(FULL) == Sighting(
        element_id="e1",
        text="Phone number",
        description="Phone",
        bounds=Bounds(10, 20, 110, 70),
        displayed=True,
        enabled=True,
        selected=False,
        checked=False,
        clickable=True,
        class_name="android.widget.EditText",
        hint="Phone number",
        password=False,
    )


@pytest.mark.parametrize("missing", ["text", "rect", "displayed", "enabled"])
def test_an_answer_without_what_counts_is_none(missing: str) -> None:
    """A server that ignores the setting is asked attribute by attribute."""
    assert Sighting.of({key: value for key, value in FULL.items() if key != missing}) is None


def test_an_answer_may_leave_the_rest_out() -> None:
    """Older servers do not know every attribute; an unknown one is left out of the answer."""
    few = {key: FULL[key] for key in (ELEMENT_KEY, "text", "rect", "displayed", "enabled")}
    sighting = _seen(few)
    assert (sighting.hint, sighting.class_name, sighting.description) == ("", "", "")
    states = (sighting.clickable, sighting.checked, sighting.selected, sighting.password)
    assert states == (False,) * 4


@pytest.mark.parametrize(("value", "meant"), [("true", True), (True, True), ("false", False)])
def test_truth_comes_as_a_word_or_as_a_value(value: object, meant: bool) -> None:
    """Servers differ."""
    assert _seen(FULL | {"displayed": value}).displayed is meant


def test_nothing_stands_for_an_empty_text() -> None:
    """A view without description answers null."""
    sighting = _seen(FULL | {"name": None, "attribute/hint": None, "text": None})
    assert (sighting.text, sighting.description, sighting.hint) == ("", "", "")
    assert sighting.labels == ()


def test_labels_are_what_can_be_read() -> None:
    """Text first, then description; empty ones left out."""
    assert _seen(FULL).labels == ("Phone number", "Phone")
    assert _seen(FULL | {"text": ""}).labels == ("Phone",)
