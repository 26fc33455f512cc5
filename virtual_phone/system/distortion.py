"""What faults make of the tree that a look gets to see: doubled, textless, out of place."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from virtual_phone.tree.node import Node


class Distortion:
    """Changes trees that were built for one look.

    Args:
        package: The app whose windows it changes.
        height_px: Of the display.

    Attributes:
        by: Names of the faults that strike now.
    """

    def __init__(self, package: str, height_px: int) -> None:
        self._package, self._height_px = package, height_px
        self.by: Collection[str] = ()

    def applied(self, windows: Sequence[Node]) -> Sequence[Node]:
        """The windows as they are reported; their nodes must be nobody else's."""
        roots = [root for root in windows if root.package == self._package]
        for root in roots if self.by else ():
            if "textless-views" in self.by:
                _take_texts(root)
            if "doubled-text" in self.by:
                _double_buttons(root)
            if "off-screen-bounds" in self.by:
                self._push_down(root)
        return windows

    def _push_down(self, root: Node) -> None:
        buttons = [node for node in root.walk() if node.on_tap and node is not root]
        lowest = max(buttons, key=lambda node: node.bounds.bottom, default=None)
        for node in lowest.walk() if lowest else ():
            by_px = self._height_px - node.bounds.top
            bounds = node.bounds
            node.bounds = bounds._replace(top=bounds.top + by_px, bottom=bounds.bottom + by_px)


def _take_texts(root: Node) -> None:
    for node in root.walk():
        node.text = node.content_desc = node.hint = ""


def _double_buttons(root: Node) -> None:
    """Each labelled button once more in its place, under another identity and without life."""
    for parent in list(root.walk()):
        twins = [
            replace(each, key=("twin", each.key), on_tap=None, children=[])
            for each in parent.children
            if each.on_tap and (each.text or each.content_desc)
        ]
        parent.children = [*parent.children, *twins]
