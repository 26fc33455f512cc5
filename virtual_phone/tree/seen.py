"""Whether anything has changed that can be seen."""

from collections.abc import Hashable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Final

from virtual_phone.tree.forest import in_document_order
from virtual_phone.tree.node import Node

_SEEN: Final = attrgetter(
    *(each.name for each in fields(Node) if each.name != "children" and each.name[:3] != "on_")
)
"""Everything of a node that can be seen on a picture or in a tree; fields to come included."""


def what_is_seen(windows: Sequence[Node]) -> Hashable:
    """The same as long as nothing changes on a picture of the windows or in their trees.

    Args:
        windows: Their roots, in the phone's order.
    """
    nodes = (node for root in windows for node in in_document_order(root))
    return tuple((_SEEN(node), len(node.children)) for node in nodes)
