"""Which view a finger really touches: windows and views cover each other."""

from collections.abc import Sequence
from operator import attrgetter

from virtual_phone.tree.node import Node

_HEIGHT = attrgetter("drawing_order")


def path_at(windows: Sequence[Node], x_px: float, y_px: float) -> tuple[Node, ...]:
    """The views under a point, from the topmost window's root down to the deepest drawn one.

    Args:
        windows: Roots from back to front; a higher `drawing_order` comes to the front anyway.
        x_px: Distance from the display's left edge.
        y_px: Distance from its top.

    Returns:
        The way down; empty where nothing is drawn. A view that is not displayed does not count,
        nor does a part of a view that sticks out of its parent.
    """
    for root in _front_to_back(windows):
        path = _path_below(root, x_px, y_px)
        if path:
            return tuple(reversed(path))
    return ()


def tap_target(windows: Sequence[Node], x_px: float, y_px: float) -> Node | None:
    """The view whose `on_tap` a tap calls; None where the tap does nothing.

    The tap goes up from the deepest drawn view to the nearest one that can be tapped. A disabled
    one swallows it, as on Android: what lies behind a disabled button is not tapped instead.
    """
    for node in reversed(path_at(windows, x_px, y_px)):
        if node.on_tap is not None:
            return node if node.enabled else None
    return None


def long_press_target(windows: Sequence[Node], x_px: float, y_px: float) -> Node | None:
    """The view whose `on_long_press` is called; None where there is none."""
    for node in reversed(path_at(windows, x_px, y_px)):
        if node.on_long_press is not None:
            return node if node.enabled else None
    return None


def scroll_targets(windows: Sequence[Node], x_px: float, y_px: float) -> tuple[Node, ...]:
    """The views that can scroll under a point, the innermost first.

    A list at its end lets the movement go on to the next one.
    """
    path = path_at(windows, x_px, y_px)
    return tuple(node for node in reversed(path) if node.on_scroll is not None)


def _front_to_back(nodes: Sequence[Node]) -> list[Node]:
    ordered = sorted(nodes, key=_HEIGHT)
    ordered.reverse()
    return ordered


def _path_below(node: Node, x_px: float, y_px: float) -> list[Node]:
    """The way up from the deepest drawn view to this one; empty where nothing is drawn."""
    if not node.displayed or not node.bounds.contains(x_px, y_px):
        return []
    for child in _front_to_back(node.children):
        path = _path_below(child, x_px, y_px)
        if path:
            path.append(node)
            return path
    return [node] if is_there(node) else []


def is_there(node: Node) -> bool:
    """Whether a finger meets this view itself, and not only its children."""
    return bool(
        node.look
        or node.text
        or node.clickable
        or node.on_tap
        or node.on_long_press
        or node.on_scroll
    )
