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


def test_places_are_known_of_what_a_search_passes_over_too() -> None:
    """A search notes the places that it comes by; the others are looked up when they are asked."""
    hidden = Node("hidden", "a.Row", Bounds(0, 0, 9, 9), displayed=False)
    inside = Node("inside", "a.Text", Bounds(0, 0, 9, 9))
    hidden.children.append(inside)
    shown = Node("shown", "a.Row", Bounds(0, 0, 9, 9))
    root = Node("root", "a.Root", Bounds(0, 0, 1000, 1000), children=[hidden, shown])
    forest = Forest([root], 1080, 2400)
    assert [(node.key, index) for node, index in forest.searched] == [("root", 0), ("shown", 1)]
    assert (forest.parent_of(shown), forest.index_of(shown)) == (root, 1)
    assert (forest.parent_of(inside), forest.index_of(hidden)) == (hidden, 0)
    assert (forest.parent_of(root), forest.index_of(root)) == (None, 0)


def test_windows_are_those_of_the_look() -> None:
    """All of them, also where one is searched only."""
    app, bar = (Node(name, "a.Root", Bounds(0, 0, 9, 9)) for name in ("app", "bar"))
    assert Forest([app], 1080, 2400, [app, bar]).windows == [app, bar]
    assert Forest([app, bar], 1080, 2400).windows == (app, bar)
