from dataclasses import fields, replace
from typing import Any

import pytest

from virtual_phone.drawing.kept import KeptPictures, seen
from virtual_phone.tree.node import Bounds, Node

_CHANGED: dict[type, Any] = {int: 7, str: "other"}


def _window(**told: Any) -> Node:
    name = Node(key="name", class_name="android.widget.TextView", bounds=Bounds(0, 0, 9, 9))
    return Node("root", "android.widget.FrameLayout", Bounds(0, 0, 99, 99), children=[name], **told)


def test_a_screen_that_was_drawn_is_not_drawn_again() -> None:
    """It is built anew for each look, and yet the same; what reacts to a tap is not seen."""
    drawn: list[Node] = []
    kept = KeptPictures(most=2)

    def picture_of(window: Node) -> bytes:
        return kept.of(seen([window]), lambda: drawn.append(window) or b"png")

    assert picture_of(_window()) == b"png"
    assert picture_of(_window(on_tap=lambda: None)) == b"png"
    assert len(drawn) == 1
    picture_of(_window(text="other"))
    assert len(drawn) == 2


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    """A phone runs for days; it keeps a handful."""
    drawn: list[str] = []
    kept = KeptPictures(most=2)
    for name in ("a", "b", "a", "c", "a", "b"):
        kept.of(name, lambda name=name: drawn.append(name) or b"png")  # type: ignore[misc]
    assert drawn == ["a", "b", "c", "b"]


@pytest.mark.parametrize(
    "name",
    [
        each.name
        for each in fields(Node)
        if not each.name.startswith("on_") and each.name not in ("key", "children")
    ],
)
def test_whatever_is_told_of_a_view_makes_another_picture(name: str) -> None:
    """Also deep in a window, and whichever of it a painter looks at today."""
    window, changed = _window(), _window()
    now = getattr(changed.children[0], name)
    if name in ("bounds", "drawn"):
        to: Any = Bounds(1, 1, 2, 2)
    else:
        to = not now if isinstance(now, bool) else _CHANGED[type(now)]
    changed.children = [replace(changed.children[0], **{name: to})]
    assert seen([window]) != seen([changed])


def test_so_does_the_order_of_windows() -> None:
    """The same views are another picture there."""
    one, other = _window(), _window(text="other")
    assert seen([one, other]) != seen([other, one])
    assert seen([one]) != seen([one, other])


def test_a_child_is_no_sibling() -> None:
    """What stands in a view may be cut by it, what stands beside it may not."""
    leaf = Node("leaf", "android.view.View", Bounds(0, 0, 1, 1))
    inside = Node("root", "android.view.View", Bounds(0, 0, 9, 9), children=[leaf])
    beside = replace(inside, children=[])
    assert seen([inside]) != seen([beside, leaf])
