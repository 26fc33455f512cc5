"""Painters: for every look a function that paints it.

`PAINTERS` has exactly the looks of `virtual_phone.drawing.looks.LOOKS`, but for the empty one.
"""

from dataclasses import replace

from virtual_phone.drawing.canvas import Box, Canvas
from virtual_phone.drawing.looks import check_look
from virtual_phone.drawing.painters import controls, lists, panels, system, texts
from virtual_phone.drawing.painters.painter import Painter, chosen
from virtual_phone.drawing.theme import Color
from virtual_phone.tree.node import Node

PAINTERS: dict[str, Painter] = {
    **panels.PAINTERS,
    **texts.PAINTERS,
    **lists.PAINTERS,
    **controls.PAINTERS,
    **system.PAINTERS,
}

DARK_LOOKS = frozenset({"dark-screen", "bottom-bar-dark", "video-cell", "launcher", "shade"})
"""Below these, letters are light."""

LIGHT_LOOKS = frozenset(
    {"screen", "grey-screen", "group", "card", "top-bar", "bottom-bar", "sheet", "dialog"}
    | {"notification", "keyboard"}
)
"""Below these, letters are dark again."""

_ICON_DP = 26
_FILLED_ICON_DP = 36
_PICTURE_DP = 60


def paint(canvas: Canvas, node: Node, box: Box) -> None:
    """Paint a node by its look, without its children.

    Raises:
        UnknownLook: There is no such look.
    """
    look, equals, words = node.look.partition("=")
    if equals:
        node = replace(node, look=look, text=words)
    painter = PAINTERS.get(node.look)
    if painter is not None:
        painter(canvas, node, box)
    elif node.look:
        check_look(node.look)
        _paint_icon(canvas, node, box)


def _paint_icon(canvas: Canvas, node: Node, box: Box) -> None:
    kind, _, name = node.look.partition(":")
    side = min(box.width, box.height) / canvas.dp_px
    largest: float = _FILLED_ICON_DP if kind == "icon-filled" else _ICON_DP
    if side > _PICTURE_DP:
        largest = side
    largest = min(largest, canvas.largest_icon_dp)
    filled = kind == "icon-filled" or chosen(node)
    canvas.icon(name, box, _icon_color(canvas, node, kind), min(side, largest), filled=filled)


def _icon_color(canvas: Canvas, node: Node, kind: str) -> Color:
    if not node.enabled:
        return canvas.theme.text_disabled
    if kind == "icon-red":
        return canvas.theme.accent
    if kind == "icon-green":
        return canvas.theme.switch_on
    if kind == "icon-grey":
        return canvas.pale_ink()
    return canvas.theme.text_on_dark if kind == "icon-white" else canvas.ink()
