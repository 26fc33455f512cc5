"""What a painter is, and what all of them need of a node."""

from collections.abc import Callable

from virtual_phone.drawing.canvas import Box, Canvas
from virtual_phone.tree.node import Node

Painter = Callable[[Canvas, Node, Box], None]
"""Paints one node, without its children, into its box."""


def shown_text(node: Node) -> str:
    """What a person reads on the view: its text, or its description where it has no text."""
    return node.text or node.content_desc


def chosen(node: Node) -> bool:
    """Whether a choice is on; builds differ in which of the two attributes says so."""
    return node.checked or node.selected
