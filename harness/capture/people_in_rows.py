"""Where a screen lists people: rows that name somebody beside a role or beside something to tap."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from harness.capture.saved_screen import bounds_of, is_displayed
from harness.capture.ui_selector import Node
from harness.session.sighting import Bounds

LABELS = ("text", "content-desc")
"""What a person or a screen reader reads on a node."""

_ROW_WIDTH, _ROW_HEIGHT = 0.5, 0.25


class PeopleInRows:
    """Finds them by shape: nobody knows what people are called.

    Args:
        nodes: The app's own, in document order.
        roles: Words beside which a person is named.
        size: Of the display.
    """

    def __init__(self, nodes: Sequence[Node], roles: tuple[str, ...], size: Bounds) -> None:
        self._nodes, self._roles, self._size = nodes, roles, size

    @property
    def names_a_role(self) -> bool:
        """Whether a role stands anywhere on the screen."""
        return any(map(self._names_a_role, chain(*map(labels_of, self._nodes))))

    def in_rows(self) -> set[Node]:
        """All nodes in rows that say more than one thing, or that something can be done with."""
        found: set[Node] = set()
        for node in self._nodes:
            if self._is_row(node) and self._is_about_somebody(node):
                found |= set(node.iter())
        return found | set(self._beside_roles())

    def _is_row(self, node: Node) -> bool:
        bounds = bounds_of(node)
        return (
            is_displayed(node)
            and bounds.width_px >= _ROW_WIDTH * self._size.width_px
            and 0 < bounds.height_px <= _ROW_HEIGHT * self._size.height_px
        )

    def _is_about_somebody(self, row: Node) -> bool:
        labels = {label for node in row.iter() for label in labels_of(node)}
        controls = [node for node in row.iterdescendants() if node.get("clickable") == "true"]
        beside = [node for node in controls if not any(map(labels_of, node.iter()))]
        return len(labels) > 1 or (bool(labels) and bool(beside))

    def _beside_roles(self) -> Iterator[Node]:
        """What names a role, and what stands beside or right above it, where there are no rows."""
        labelled = [node for node in self._nodes if any(labels_of(node))]
        for role in (node for node in labelled if any(map(self._names_a_role, labels_of(node)))):
            yield role
            bounds = bounds_of(role)
            yield from (node for node in labelled if bounds_of(node).is_level_with(bounds))
            above = [node for node in labelled if bounds_of(node).bottom <= bounds.center[1]]
            if above:
                nearest = max(bounds_of(node).bottom for node in above)
                yield from (node for node in above if bounds_of(node).bottom == nearest)

    def _names_a_role(self, label: str) -> bool:
        return any(re.search(rf"\b{re.escape(role)}\b", label) for role in self._roles)


def labels_of(node: Node) -> tuple[str, ...]:
    """What stands on a node."""
    return tuple(str(node.get(name)) for name in LABELS if node.get(name))
