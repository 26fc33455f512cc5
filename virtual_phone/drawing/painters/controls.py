"""Painters of what a finger presses and types into."""

from functools import lru_cache

from PIL import Image, ImageDraw

from virtual_phone.drawing.canvas import Align, Box, Canvas, Lettering
from virtual_phone.drawing.painters.painter import Painter, chosen, shown_text
from virtual_phone.drawing.painters.panels import WHITE
from virtual_phone.drawing.theme import Color
from virtual_phone.tree.node import Node

_BUTTON = Lettering(15.5, "Bold", "center")


def _primary_button(canvas: Canvas, node: Node, box: Box) -> None:
    theme = canvas.theme
    canvas.rounded(box, canvas.dp(8), theme.accent if node.enabled else theme.disabled)
    ink = theme.text_on_accent if node.enabled else theme.text_disabled
    canvas.write(box.inset(canvas.dp(10)), shown_text(node), _BUTTON, ink)
    canvas.dark = node.enabled  # a label that is a child of its own is as light as the button's


def _secondary_button(canvas: Canvas, node: Node, box: Box) -> None:
    theme = canvas.theme
    canvas.rounded(box, canvas.dp(8), theme.soft)
    ink = theme.text if node.enabled else theme.text_disabled
    style = Lettering(15, "Bold", "center")
    canvas.write(box.inset(canvas.dp(6)), shown_text(node), style, ink)


def _outline_button(canvas: Canvas, node: Node, box: Box) -> None:
    theme = canvas.theme
    canvas.outlined(box, canvas.dp(6), theme.line_strong, theme.page, 1)
    ink = theme.text if node.enabled else theme.text_disabled
    style = Lettering(15, "Medium", "center")
    canvas.write(box.inset(canvas.dp(40)), shown_text(node), style, ink)


def _text_button(canvas: Canvas, node: Node, box: Box) -> None:
    style = Lettering(15.5, "Bold", "center")
    canvas.write(box, shown_text(node), style, canvas.ink(enabled=node.enabled))


def _danger_button(canvas: Canvas, node: Node, box: Box) -> None:
    ink = canvas.theme.accent if node.enabled else canvas.theme.text_disabled
    canvas.write(box, shown_text(node), Lettering(15.5, "Bold", "center"), ink)


def _typed(canvas: Canvas, node: Node, box: Box, align: Align = "left") -> None:
    """Text, dots or hint of an input, with the caret behind what was typed."""
    empty = node.showing_hint or not node.text
    text = (node.text or node.hint) if empty else node.text
    if node.password and not empty:
        text = "\u2022" * len(text)
    style = Lettering(22 if node.password and not empty else 16, align=align)
    ink = canvas.theme.text_disabled if empty else canvas.ink(enabled=node.enabled)
    canvas.write(box, text, style, ink)
    if node.focused:
        _caret(canvas, box, 0 if empty else canvas.text_width(text, style), align)


def _caret(canvas: Canvas, box: Box, text_width: int, align: Align) -> None:
    """The line where the next letter goes: behind the text, before the hint."""
    text_width = min(box.width, text_width)
    x = box.left + text_width if align == "left" else box.center[0] + text_width // 2
    thick = canvas.dp(1.6)
    x += canvas.dp(1) if text_width else -thick
    line = Box(x, box.top, x + thick, box.bottom).around(thick, min(box.height, canvas.dp(21)))
    canvas.fill(line, canvas.theme.accent)


def _field(canvas: Canvas, node: Node, box: Box) -> None:
    color = canvas.theme.line_strong if node.focused else canvas.theme.line
    canvas.fill(Box(box.left, box.bottom - canvas.dp(0.8), box.right, box.bottom), color)
    _typed(canvas, node, box.inset(canvas.dp(2)))


def _field_box(canvas: Canvas, node: Node, box: Box) -> None:
    canvas.rounded(box, canvas.dp(8), canvas.theme.soft)
    _typed(canvas, node, box.inset(canvas.dp(12)))


def _code_box(canvas: Canvas, node: Node, box: Box) -> None:
    canvas.rounded(box, canvas.dp(6), canvas.theme.soft)
    if node.focused:
        thick = canvas.dp(2)
        line = Box(box.left, box.bottom - thick, box.right, box.bottom)
        canvas.fill(line, canvas.theme.accent)
    _typed(canvas, node, box, "center")


def _chip(canvas: Canvas, node: Node, box: Box) -> None:
    style, ink = Lettering(16, "Medium"), canvas.ink(enabled=node.enabled)
    words = node.text.rstrip("\u25be\u25bc ")  # the arrow is drawn: no font here has it
    side = canvas.dp(20)
    text = Box(box.left + canvas.dp(2), box.top, box.right - side, box.bottom)
    canvas.write(text, words, style, ink)
    left = text.right
    if words:
        left = min(left, text.left + canvas.text_width(words, style) + canvas.dp(2))
    canvas.icon("dropdown", Box(left, box.top, left + side, box.bottom), ink, 20)


def _tab(canvas: Canvas, node: Node, box: Box) -> None:
    _draw_tab(canvas, node, box, selected=node.selected)


def _tab_selected(canvas: Canvas, node: Node, box: Box) -> None:
    _draw_tab(canvas, node, box, selected=True)


def _draw_tab(canvas: Canvas, node: Node, box: Box, *, selected: bool) -> None:
    ink = canvas.ink() if selected else canvas.pale_ink()
    style = Lettering(15.5, "Bold" if selected else "Medium", "center")
    words = shown_text(node)
    canvas.write(box, words, style, ink)
    if selected:
        width = min(box.width, max(canvas.text_width(words, style), canvas.dp(24)))
        line = box.around(width, 2)
        canvas.fill(line._replace(top=box.bottom - canvas.dp(2), bottom=box.bottom), ink)


def _bottom_tab(canvas: Canvas, node: Node, box: Box) -> None:
    style = Lettering(10.5, "Bold" if node.selected else "Medium", "center")
    ink = canvas.ink() if node.selected else canvas.pale_ink()
    canvas.write(box, shown_text(node), style, ink)


def _create_button(canvas: Canvas, _node: Node, box: Box) -> None:
    plate = box.around(min(box.width, canvas.dp(44)), min(box.height, canvas.dp(29)))
    canvas.rounded(plate, canvas.dp(9), WHITE if canvas.dark else canvas.theme.text)
    canvas.icon("add", plate, canvas.theme.text if canvas.dark else WHITE, 22)


def _badge(canvas: Canvas, node: Node, box: Box) -> None:
    if not node.text:
        canvas.disc(box.center, canvas.dp(4), canvas.theme.accent)
        return
    style = Lettering(10.5, "Bold", "center")
    width = max(canvas.dp(16), canvas.text_width(node.text, style) + canvas.dp(8))
    plate = box.around(width, canvas.dp(16))
    canvas.rounded(plate, canvas.dp(8), canvas.theme.accent)
    canvas.write(plate, node.text, style, WHITE)


def _radio(canvas: Canvas, node: Node, box: Box) -> None:
    _ring(canvas, box, node, "radio-on")


def _ring(canvas: Canvas, box: Box, node: Node, on: str) -> None:
    name = on if chosen(node) else "radio-off"
    if not node.enabled:
        color = canvas.theme.text_disabled
    else:
        color = canvas.theme.accent if chosen(node) else canvas.theme.line_strong
    canvas.icon(name, box, color, 24, filled=on == "check-circle" and chosen(node))


def _checkbox(canvas: Canvas, node: Node, box: Box) -> None:
    _ring(canvas, box, node, "check-circle")


def _switch(canvas: Canvas, node: Node, box: Box) -> None:
    slot = box.around(canvas.dp(44), canvas.dp(25))
    color: Color = canvas.theme.switch_on if chosen(node) else canvas.theme.line_strong
    canvas.rounded(slot, slot.height // 2, color)
    radius = slot.height // 2 - canvas.dp(2)
    edge = slot.height // 2
    x = slot.right - edge if chosen(node) else slot.left + edge
    canvas.disc((x, slot.center[1]), radius, WHITE)


def _option_card(canvas: Canvas, node: Node, box: Box) -> None:
    theme = canvas.theme
    if chosen(node):
        canvas.outlined(box, canvas.dp(10), theme.accent, theme.accent_soft, 1.6)
    else:
        canvas.outlined(box, canvas.dp(10), theme.line, theme.page, 1)


@lru_cache(maxsize=8)
def _arc(side: int) -> Image.Image:
    large = Image.new("L", (4 * side, 4 * side), 0)
    edge = 2 * side // 5
    ImageDraw.Draw(large).arc((2, 2, 4 * side - 3, 4 * side - 3), -60, 200, 255, edge)
    return large.reduce(4)


def _spinner(canvas: Canvas, _node: Node, box: Box) -> None:
    side = max(8, min(box.width, box.height, canvas.dp(36)))
    place = box.around(side, side)
    canvas.stamp(_arc(side), place.left, place.top, canvas.theme.accent)


PAINTERS: dict[str, Painter] = {
    "primary-button": _primary_button,
    "secondary-button": _secondary_button,
    "outline-button": _outline_button,
    "text-button": _text_button,
    "danger-button": _danger_button,
    "field": _field,
    "field-box": _field_box,
    "code-box": _code_box,
    "chip": _chip,
    "tab": _tab,
    "tab-selected": _tab_selected,
    "bottom-tab": _bottom_tab,
    "create-button": _create_button,
    "badge": _badge,
    "radio": _radio,
    "checkbox": _checkbox,
    "switch": _switch,
    "option-card": _option_card,
    "spinner": _spinner,
}
