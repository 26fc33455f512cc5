"""Painters of plain texts: one table, since they differ only in their setting."""

from functools import partial

from virtual_phone.drawing.canvas import Align, Box, Canvas, Lettering
from virtual_phone.drawing.lettering import Weight
from virtual_phone.drawing.painters.painter import Painter, shown_text
from virtual_phone.drawing.theme import Color
from virtual_phone.tree.node import Node

INK = "ink"
PALE = "pale"


def _color(canvas: Canvas, node: Node, name: str) -> Color:
    if name == INK:
        return canvas.ink(enabled=node.enabled)
    if name == PALE or not node.enabled:
        return canvas.pale_ink(enabled=node.enabled)
    color: Color = getattr(canvas.theme, name)
    return color


def _text(style: Lettering, color: str, canvas: Canvas, node: Node, box: Box) -> None:
    canvas.write(box, shown_text(node), style, _color(canvas, node, color))


def _style(
    size: float,
    color: str = INK,
    weight: Weight = "Regular",
    align: Align = "left",
    *,
    wrap: bool = True,
) -> Painter:
    style = Lettering(size, weight, align, wrap, middle=not (wrap and align == "left"))
    return partial(_text, style, color)


PAINTERS: dict[str, Painter] = {
    "wordmark": _style(34, weight="Bold", align="center", wrap=False),
    "title": _style(17, weight="Bold", align="center", wrap=False),
    "big-title": _style(24, weight="Bold"),
    "dialog-title": _style(17, weight="Bold", align="center"),
    "heading": _style(13, PALE, wrap=False),
    "text": _style(15),
    "text-bold": _style(15, weight="Bold"),
    "text-secondary": _style(13, PALE),
    "text-center": _style(15, align="center"),
    "text-secondary-center": _style(13, PALE, align="center"),
    "caption": _style(13, wrap=False),
    "caption-bold": _style(13.5, weight="Bold", wrap=False),
    "count": _style(14, weight="Bold", align="center", wrap=False),
    "link": partial(_text, Lettering(14, "Medium", wrap=True), "link"),
    "link-center": _style(14, "link", "Medium", "center"),
    "error-text": _style(12.5, "error"),
    "row-label": _style(15.5, wrap=False),
    "row-value": _style(14, PALE, align="right", wrap=False),
    "row-note": _style(12.5, PALE, wrap=False),
    "app-label": _style(12, "text_on_dark", align="center", wrap=False),
}
