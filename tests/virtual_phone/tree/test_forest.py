"""The way up, and visible bounds."""

from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Bounds, Node


def test_bounds_are_cut_to_window_and_scrolling_container() -> None:
    """A row that sticks out of its list is reported as far as it shows."""
    row = Node("row", "a.Row", Bounds(-50, 150, 500, 400))
    below = Node("below", "a.Row", Bounds(0, 900, 100, 1000))
    scroller = Node(
        "list",
        "a.List",
        Bounds(0, 100, 400, 300),
        scrollable=True,
        children=[Node("box", "a.Box", Bounds(0, 0, 9, 9), children=[row]), below],
    )
    root = Node("root", "a.Root", Bounds(0, 0, 1000, 1000), children=[scroller])
    forest = Forest([root], 1080, 2400)
    assert forest.visible_bounds(row) == Bounds(0, 150, 400, 300)
    assert forest.visible_bounds(below) == below.bounds  # nothing in common: left as it is
    assert forest.parent_of(row) is not None
    assert forest.parent_of(root) is None
    assert forest.index_of(below) == 1
    assert forest.window_of(row) is root
    assert forest.with_key("row") is row
    assert forest.with_key("nobody") is None
