from dataclasses import fields, replace
from typing import Any

import pytest

from virtual_phone.drawing.kept import Picture, keeping
from virtual_phone.drawing.theme import LIGHT
from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Bounds, Node

_CHANGED: dict[type, Any] = {bool: True, int: 7, str: "other"}


def _window(**told: Any) -> Node:
    name = Node(key="name", class_name="android.widget.TextView", bounds=Bounds(0, 0, 9, 9))
    return Node("root", "android.widget.FrameLayout", Bounds(0, 0, 99, 99), children=[name], **told)


def _picture(*windows: Node, display: Display | None = None, scale: float = 0.5) -> Picture:
    return Picture.of(windows, display or Display(), LIGHT, scale)


def test_a_screen_that_was_drawn_is_not_drawn_again() -> None:
    """It is built anew for each look, and yet the same; what reacts to a tap is not seen."""
    drawn: list[Picture] = []

    @keeping
    def draw(picture: Picture) -> bytes:
        drawn.append(picture)
        return b"png"

    assert draw(_picture(_window())) == b"png"
    assert draw(_picture(_window(on_tap=lambda: None))) == b"png"
    assert len(drawn) == 1
    draw(_picture(_window(text="other")))
    assert len(drawn) == 2


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
    to = Bounds(1, 1, 2, 2) if name in ("bounds", "drawn") else _CHANGED[type(now)]
    if now is True:
        to = False
    changed.children = [replace(changed.children[0], **{name: to})]
    assert _picture(window) != _picture(changed)


def test_so_do_the_order_of_windows_the_display_and_the_scale() -> None:
    """The same views are another picture there."""
    one, other = _window(), _window(text="other")
    assert _picture(one, other) != _picture(other, one)
    assert _picture(one) != _picture(one, other)
    assert _picture(one) != _picture(one, display=Display(width_px=720))
    assert _picture(one) != _picture(one, scale=1.0)


def test_a_child_is_no_sibling() -> None:
    """What stands in a view may be cut by it, what stands beside it may not."""
    leaf = Node("leaf", "android.view.View", Bounds(0, 0, 1, 1))
    inside = Node("root", "android.view.View", Bounds(0, 0, 9, 9), children=[leaf])
    beside = replace(inside, children=[])
    assert _picture(inside) != _picture(beside, leaf)
