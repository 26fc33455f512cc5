"""What a finger meets."""

from virtual_phone.tree.hit_testing import (
    long_press_target,
    path_at,
    scroll_targets,
    tap_target,
)
from virtual_phone.tree.node import Bounds, Node

SCREEN = Bounds(0, 0, 100, 100)


def nothing() -> None:
    """Done by a tap."""


def view(name: str, *children: Node, bounds: Bounds = SCREEN, **more: object) -> Node:
    """A view of the whole screen that draws nothing."""
    return Node(name, "a.View", bounds, children=list(children), **more)  # type: ignore[arg-type]


def test_tap_goes_up_to_the_nearest_ancestor_that_takes_it() -> None:
    """A label on a button is the button's."""
    label = view("label", look="label")
    button = view("button", label, on_tap=nothing)
    root = view("root", button, on_tap=nothing)
    assert path_at([root], 5, 5)[-1] is label
    assert tap_target([root], 5, 5) is button
    assert [each.key for each in path_at([root], 5, 5)] == ["root", "button", "label"]


def test_later_sibling_covers_earlier_unless_drawing_order_says_otherwise() -> None:
    """What is drawn last is touched."""
    low, high = view("low", look="box", on_tap=nothing), view("high", look="box", on_tap=nothing)
    assert tap_target([view("root", low, high)], 5, 5) is high
    low.drawing_order = 1
    assert tap_target([view("root", low, high)], 5, 5) is low


def test_front_window_wins() -> None:
    """The keyboard takes what is tapped on it."""
    app, keyboard = (
        view("app", on_tap=nothing),
        view("keys", look="k", bounds=Bounds(0, 50, 99, 99)),
    )
    assert tap_target([app, keyboard], 5, 5) is app
    assert tap_target([app, keyboard], 5, 60) is None


def test_what_is_not_displayed_is_not_there() -> None:
    """A hidden overlay lets the finger through, with all below it."""
    button = view("button", look="button", on_tap=nothing)
    overlay = view("overlay", view("inside", look="x", on_tap=nothing), displayed=False)
    assert tap_target([view("root", button, overlay)], 5, 5) is button


def test_container_that_draws_nothing_is_looked_through() -> None:
    """An empty group in front is no obstacle; a scrim that can be clicked is."""
    button = view("button", look="button", on_tap=nothing)
    group = view("group")
    root = view("root", button, group)
    assert tap_target([root], 5, 5) is button
    group.clickable = True
    assert tap_target([root], 5, 5) is None


def test_disabled_view_swallows_the_tap() -> None:
    """Neither it nor what holds it is tapped."""
    button = view("button", look="button", on_tap=nothing, enabled=False)
    assert tap_target([view("row", button, on_tap=nothing)], 5, 5) is None


def test_nothing_outside_of_the_parent() -> None:
    """A child that sticks out can only be touched inside."""
    child = view("child", look="x", on_tap=nothing)
    root = view("root", view("box", child, bounds=Bounds(0, 0, 10, 10)))
    assert tap_target([root], 5, 5) is child
    assert tap_target([root], 50, 5) is None
    assert path_at([root], 50, 5) == ()


def test_long_press_and_scroll_have_their_own_targets() -> None:
    """The innermost list gets the movement first."""
    inner = view("inner", look="x", on_scroll=lambda _dx, _dy: False, on_tap=nothing)
    outer = view("outer", inner, on_scroll=lambda _dx, _dy: True, on_long_press=nothing)
    assert scroll_targets([outer], 5, 5) == (inner, outer)
    assert long_press_target([outer], 5, 5) is outer
