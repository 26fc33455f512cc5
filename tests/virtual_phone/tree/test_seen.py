"""What tells two looks at a phone apart."""

from dataclasses import fields, replace

import pytest

from virtual_phone.tree.node import Bounds, Node
from virtual_phone.tree.seen import what_is_seen

BELOW = Node("below", "android.view.View", Bounds(0, 0, 10, 10))
ROOT = Node("root", "android.widget.FrameLayout", Bounds(0, 0, 20, 20), children=[BELOW])
OTHER = {"bounds": Bounds(0, 0, 5, 5), "drawn": Bounds(0, 0, 5, 5)}
FIELDS = [each.name for each in fields(Node)]


def test_two_looks_at_the_same_are_equal() -> None:
    """Of trees that were built anew, too, whatever a touch of them would call."""
    again = replace(ROOT, children=[replace(BELOW, on_tap=lambda: None)])
    assert what_is_seen([ROOT]) == what_is_seen([again])


@pytest.mark.parametrize("name", [name for name in FIELDS if not name.startswith("on_")])
def test_every_change_tells_them_apart(name: str) -> None:
    """Also deep in the tree, and also where a view moves to another parent."""
    before = getattr(BELOW, name)
    value = OTHER.get(name, not before if isinstance(before, bool) else f"{before}!")
    changed = replace(BELOW, **{name: [BELOW] if name == "children" else value})
    assert what_is_seen([ROOT]) != what_is_seen([replace(ROOT, children=[changed])])


def test_structure_counts() -> None:
    """The same views, one below the other or side by side."""
    beside = [replace(BELOW, children=[]), BELOW]
    nested = [replace(BELOW, children=[BELOW])]
    assert what_is_seen(beside) != what_is_seen(nested)
