"""Painters of rows and of what stands in them."""

from virtual_phone.drawing.canvas import Box, Canvas, Lettering
from virtual_phone.drawing.painters.painter import Painter, shown_text
from virtual_phone.drawing.painters.panels import WHITE, color_for
from virtual_phone.tree.node import Node


def _row_plain(canvas: Canvas, node: Node, box: Box) -> None:
    if node.selected:
        canvas.fill(box, canvas.theme.soft_pressed)


def _row(canvas: Canvas, node: Node, box: Box) -> None:
    _row_plain(canvas, node, box)
    line = Box(box.left + canvas.dp(16), box.bottom - 1, box.right, box.bottom)
    canvas.fill(line, canvas.theme.line)


def _chevron(canvas: Canvas, node: Node, box: Box) -> None:
    canvas.icon("chevron", box, canvas.pale_ink(enabled=node.enabled), 20)


def initials(name: str) -> str:
    """Two letters at most; none for a number, which a person's sign stands for."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in words[:2]).upper()


def _avatar(canvas: Canvas, node: Node, box: Box) -> None:
    name = shown_text(node)
    radius = max(1, min(box.width, box.height) // 2)
    color = color_for(name)
    canvas.disc(box.center, radius, color)
    letters = initials(name)
    if letters:
        style = Lettering(radius * 0.74 / canvas.dp_px, "Medium", "center")
        canvas.write(box, letters, style, WHITE)
    else:
        canvas.icon("person", box, WHITE, radius * 1.25 / canvas.dp_px, filled=True)


PAINTERS: dict[str, Painter] = {
    "row": _row,
    "row-plain": _row_plain,
    "chevron": _chevron,
    "avatar": _avatar,
}
