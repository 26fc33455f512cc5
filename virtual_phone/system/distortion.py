"""What faults make of the tree that a look gets to see: doubled, textless, out of place."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from virtual_phone.tree.node import Node

# In looks of any kind; who reads the screen as a whole looks up nothing meanwhile.
_LONGEST_WAY = 16


class Distortion:
    """Changes trees that were built for one look.

    Args:
        package: The app whose windows it changes.
        height_px: Of the display.

    """

    def __init__(self, package: str, height_px: int) -> None:
        self._package, self._height_px = package, height_px
        self._by: Collection[str] = ()
        self._until_look_up: Collection[str] = ()
        self._moved = 0

    def look(self, by: Collection[str]) -> None:
        """Somebody looks anew.

        Args:
            by: Names of the faults that strike at this look alone.
        """
        self._by = by
        self._moved = self._moved + 1 if self._is_moving else 0

    def look_up(self, by: Collection[str]) -> None:
        """Elements are looked up.

        Args:
            by: Names of the faults that strike at this look-up, and stay until the next one.
        """
        self._until_look_up = by

    @property
    def moves(self) -> bool:
        """Whether views are on their way, and reported elsewhere than before."""
        return self._is_moving and self._moved <= _LONGEST_WAY

    @property
    def _is_moving(self) -> bool:
        return "moving-views" in self._until_look_up

    def applied(self, windows: Sequence[Node]) -> Sequence[Node]:
        """The windows as they are reported."""
        if not self._by and not self._until_look_up:
            return windows
        return tuple(self._distorted(root) for root in windows)

    def _distorted(self, window: Node) -> Node:
        if window.package != self._package:
            return window
        root = _copied(window)  # some views are kept from one look to the next
        if "textless-views" in self._by:
            _take_texts(root)
        if "doubled-text" in self._until_look_up:
            _double_buttons(root)
        if "off-screen-bounds" in self._by:
            self._push_down(root)
        if self.moves:
            _shift(root, self._height_px // 4 // max(1, self._moved))
        return root

    def _push_down(self, root: Node) -> None:
        buttons = [node for node in root.walk() if node.on_tap and node is not root]
        lowest = max(buttons, key=lambda node: node.bounds.bottom, default=None)
        for node in lowest.walk() if lowest else ():
            _move(node, self._height_px - node.bounds.top)


def _copied(node: Node) -> Node:
    return replace(node, children=[_copied(child) for child in node.children])


def _shift(root: Node, by_px: int) -> None:
    """All that is on a window, and not the window itself, lies further down than it is."""
    for node in root.walk():
        if node is not root:
            _move(node, by_px)


def _take_texts(root: Node) -> None:
    for node in root.walk():
        node.text = node.content_desc = node.hint = ""


def _double_buttons(root: Node) -> None:
    """Each labelled button once more before it, below it, under another identity and lifeless."""
    for parent in list(root.walk()):
        twins = [
            replace(each, key=("twin", each.key), on_tap=None, children=[])
            for each in parent.children
            if each.on_tap and (each.text or each.content_desc)
        ]
        for twin in twins:
            _move(twin, twin.bounds.height_px)
        parent.children = [*twins, *parent.children]


def _move(node: Node, by_px: int) -> None:
    bounds = node.bounds
    node.bounds = bounds._replace(top=bounds.top + by_px, bottom=bounds.bottom + by_px)
