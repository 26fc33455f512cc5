"""The windows' trees at one moment, with what a node alone does not know: the way up."""

from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property

from virtual_phone.tree.node import Bounds, Node


def clip(bounds: Bounds, other: Bounds) -> Bounds:
    """What `other` leaves of `bounds`; all of it where the two do not meet.

    `android.graphics.Rect.intersect` leaves a rectangle as it is when there is nothing in common,
    and that is why UiAutomator reports views far outside the display with their own bounds.
    """
    common = bounds.intersect(other)
    return common if common.width_px else bounds


def in_document_order(root: Node) -> Iterator[Node]:
    """A node and all below it; like `Node.walk`, without one generator per level."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.children))


class Forest:
    """A look at some windows; it does not follow later changes of the phone.

    Args:
        roots: Roots of the windows.
        width_px: Width of the display.
        height_px: Height of the display.
        beside: All windows of the same look, where `roots` are not all of them.

    Attributes:
        windows: All windows of the look.
    """

    def __init__(
        self, roots: Sequence[Node], width_px: int, height_px: int, beside: Sequence[Node] = ()
    ) -> None:
        self.roots = tuple(roots)
        self.windows = beside or self.roots
        self.width_px = width_px
        self.height_px = height_px
        self._places: dict[int, tuple[Node | None, int]] = {}
        self._containers: dict[int, Node | None] = {}

    def nodes(self) -> Iterator[Node]:
        """All nodes of all windows, in document order."""
        for root in self.roots:
            yield from in_document_order(root)

    @cached_property
    def searched(self) -> Sequence[tuple[Node, int]]:
        """What a UiSelector search comes by in the first window, each node with its place.

        In document order, the root in any case, and nothing below what is not displayed.
        """
        root, places = self.roots[0], self._places
        passed, stack = [], [(root, 0)]
        while stack:
            node, _ = place = stack.pop()
            passed.append(place)
            if node.children:  # most nodes have none: nothing is made for them
                below = []
                for at, child in enumerate(node.children):
                    if child.displayed:
                        below.append((child, at))
                        places[id(child)] = (node, at)  # spares a survey for what is found
                below.reverse()
                stack += below
        return passed

    def with_key(self, key: Hashable) -> Node | None:
        """The node with this identity; None where it is gone."""
        return next((node for node in self.nodes() if node.key == key), None)

    def parent_of(self, node: Node) -> Node | None:
        """The node above; None for a window's root."""
        return self._place(node)[0]

    def index_of(self, node: Node) -> int:
        """The place among its siblings, from 0."""
        return self._place(node)[1]

    def window_of(self, node: Node) -> Node:
        """The root of the window that holds the node."""
        if len(self.roots) == 1:
            return self.roots[0]
        parent = self.parent_of(node)
        while parent is not None:
            node, parent = parent, self.parent_of(parent)
        return node

    def visible_bounds(self, node: Node) -> Bounds:
        """Bounds as UiAutomator reports them: cut to display, window and scrolling container."""
        bounds = clip(node.bounds, Bounds(0, 0, self.width_px, self.height_px))
        bounds = clip(bounds, self.window_of(node).bounds)
        container = self._container_of(node)
        return bounds if container is None else clip(bounds, self.visible_bounds(container))

    def _container_of(self, node: Node) -> Node | None:
        """The nearest scrolling container above."""
        above = self.parent_of(node)
        if above is None or above.scrollable:
            return above
        if id(above) not in self._containers:
            self._containers[id(above)] = self._container_of(above)
        return self._containers[id(above)]

    def _place(self, node: Node) -> tuple[Node | None, int]:
        place = self._places.get(id(node))
        if place is None:
            # A search asks for its root's place only: that needs no survey of the whole tree.
            for position, root in enumerate(self.roots):
                if root is node:
                    return None, position
            self._survey()
            place = self._places[id(node)]
        return place

    def _survey(self) -> None:
        for position, root in enumerate(self.roots):
            self._places[id(root)] = (None, position)
        places, stack = self._places, list(self.roots)
        while stack:
            node = stack.pop()
            for index, child in enumerate(node.children):
                places[id(child)] = (node, index)
                if child.children:
                    stack.append(child)
