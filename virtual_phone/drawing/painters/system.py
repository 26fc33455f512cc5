"""Painters of what is the system's: bars, keyboard, notifications, home screen."""

from virtual_phone.drawing.canvas import Box, Canvas, Lettering
from virtual_phone.drawing.painters.painter import Painter, shown_text
from virtual_phone.drawing.painters.panels import WHITE, color_for, slope
from virtual_phone.drawing.theme import Color
from virtual_phone.tree.node import Node

BACKDROP: Color = (0, 0, 0)
"""What the display shows where no window has painted."""

_STATUS_ICON_DP = 15
_BUTTON_ICON_DP = 20

_BRIGHT = 330
"""Sum of red, green and blue above which letters are dark."""

_KEY_ICONS = {
    "delete": "backspace",
    "backspace": "backspace",
    "enter": "enter",
    "return": "enter",
    "done": "check",
    "ok": "check",
    "go": "back-arrow",
    "next": "chevron",
    "search": "search",
    "shift": "shift",
    "hide keyboard": "keyboard-hide",
    "back": "down",
    "emoji": "emoji",
    "language": "language",
    "switch language": "language",
}
"""Description of a key without text -> its icon."""

_SILENT_KEYS = frozenset({"space", "space bar", "spacebar"})


def _behind(canvas: Canvas, box: Box, beside_y: int) -> Color:
    """The colour of a system bar: transparent over an app, else that of the window beside it."""
    here = canvas.color_at(box.left + 2, box.center[1])
    if here != BACKDROP:
        return here
    color = canvas.color_at(box.left + 2, beside_y)
    canvas.fill(box, color)
    return color


def _ink_on(canvas: Canvas, color: Color) -> Color:
    return canvas.theme.text if sum(color) > _BRIGHT else WHITE


def _status_bar(canvas: Canvas, node: Node, box: Box) -> None:
    ink = _ink_on(canvas, _behind(canvas, box, box.bottom + 2))
    inner = box.inset(canvas.dp(16))
    canvas.write(inner, _clock(node), Lettering(13, "Medium"), ink)
    canvas.dark, canvas.largest_icon_dp = ink == WHITE, _STATUS_ICON_DP
    side = canvas.dp(16)
    for place, name in enumerate(("battery", "signal", "wifi")):
        right = inner.right - place * (side + canvas.dp(3))
        canvas.icon(name, Box(right - side, box.top, right, box.bottom), ink, 16, filled=True)


def _clock(bar: Node) -> str:
    """The bar's own text, or that of a view in it that has no look of its own."""
    texts = (view.text for view in bar.walk() if view.text and not view.look)
    return bar.text or next(texts, "10:00")


def _navigation_bar(canvas: Canvas, node: Node, box: Box) -> None:
    color = _behind(canvas, box, box.top - 2)
    canvas.dark, canvas.largest_icon_dp = _ink_on(canvas, color) == WHITE, _BUTTON_ICON_DP
    if not node.children:
        pill = box.around(canvas.dp(108), canvas.dp(4))
        canvas.rounded(pill, canvas.dp(2), _ink_on(canvas, color))


def _keyboard(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.fill(box, canvas.theme.keyboard)


def _key(canvas: Canvas, node: Node, box: Box) -> None:
    _draw_key(canvas, node, box, canvas.theme.key, canvas.theme.text)


def _key_wide(canvas: Canvas, node: Node, box: Box) -> None:
    _draw_key(canvas, node, box, canvas.theme.key_function, canvas.theme.text)


def _key_action(canvas: Canvas, node: Node, box: Box) -> None:
    _draw_key(canvas, node, box, canvas.theme.key_action, WHITE)


def _draw_key(canvas: Canvas, node: Node, box: Box, color: Color, ink: Color) -> None:
    cap = box.inset(canvas.dp(2), canvas.dp(2.5))
    canvas.rounded(cap, canvas.dp(6), color)
    name = node.content_desc.strip().lower()
    if node.text.strip():
        upper, _, lower = node.text.partition("\n")
        _write_cap(canvas, cap, upper, lower, ink)
    elif node.children:
        canvas.dark = ink == WHITE
    elif name in _KEY_ICONS:
        canvas.icon(_KEY_ICONS[name], cap, ink, 22)
    elif name not in _SILENT_KEYS:
        _write_cap(canvas, cap, node.content_desc, "", ink)


def _write_cap(canvas: Canvas, cap: Box, upper: str, lower: str, ink: Color) -> None:
    size = 21 if len(upper) == 1 else 14
    middle = cap.center[1] + (canvas.dp(5) if lower else 0)
    first = cap._replace(bottom=middle) if lower else cap
    canvas.write(first, upper, Lettering(size, align="center"), ink)
    if lower:
        second = cap._replace(top=middle - canvas.dp(2), bottom=cap.bottom - canvas.dp(3))
        style = Lettering(9.5, "Medium", "center")
        canvas.write(second, lower, style, canvas.theme.text_secondary)


def _notification(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.outlined(box, canvas.dp(20), canvas.theme.line, canvas.theme.page, 1)


def _shade(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.veil(box, (20, 22, 30), 255)


def _dark(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.fill(box, (0, 0, 0))


def _launcher(canvas: Canvas, _node: Node, box: Box) -> None:
    slope(canvas, box, (36, 70, 122), (132, 176, 190))


def _app_icon(canvas: Canvas, node: Node, box: Box) -> None:
    side = min(box.width, box.height, canvas.dp(56))
    plate = box.around(side, side)
    name = shown_text(node)
    canvas.rounded(plate, side // 4, color_for(name))
    style = Lettering(side * 0.5 / canvas.dp_px, "Bold", "center")
    canvas.write(plate, name[:1].upper(), style, WHITE)


def paint_mark(canvas: Canvas, height_px: int) -> None:
    """The word that keeps a picture from being taken for a real phone's: left of the signal."""
    style = Lettering(9.5, "Bold", "center")
    high = canvas.dp(15)
    top = max(1, (height_px - high) // 2)
    right = canvas.image.width - canvas.dp(82)
    left = right - canvas.text_width(MARK, style) - canvas.dp(10)
    plate = Box(left, top, right, top + high)
    canvas.rounded(plate, canvas.dp(4), canvas.theme.mark)
    canvas.write(plate, MARK, style, canvas.theme.text_on_mark)


MARK = "VIRTUAL"

PAINTERS: dict[str, Painter] = {
    "keyboard": _keyboard,
    "key": _key,
    "key-wide": _key_wide,
    "key-action": _key_action,
    "status-bar": _status_bar,
    "navigation-bar": _navigation_bar,
    "notification": _notification,
    "dark": _dark,
    "shade": _shade,
    "launcher": _launcher,
    "app-icon": _app_icon,
}
