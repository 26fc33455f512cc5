"""Painters of what lies behind: pages, bars, sheets, pictures."""

import zlib
from functools import lru_cache
from typing import NamedTuple

from PIL import Image

from virtual_phone.drawing.canvas import Box, Canvas, Lettering
from virtual_phone.drawing.painters.painter import Painter, shown_text
from virtual_phone.drawing.theme import Color
from virtual_phone.tree.node import Node

_HUES: tuple[Color, ...] = (
    (231, 111, 81),
    (42, 137, 128),
    (87, 117, 182),
    (176, 90, 146),
    (214, 150, 58),
    (96, 143, 88),
    (124, 104, 190),
    (70, 140, 176),
)
"""Muted colours for avatars, icons and thumbnails, picked by a name's checksum."""


def color_for(name: str) -> Color:
    """Always the same colour for the same name, in every process; grey for none."""
    if not name:
        return 158, 164, 176
    return _HUES[zlib.crc32(name.encode()) % len(_HUES)]


def mix(one: Color, other: Color, share: float) -> Color:
    """`share` of the other colour in the one."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


@lru_cache(maxsize=32)
def _slope(width: int, height: int, upper: Color, lower: Color) -> Image.Image:
    """A vertical gradient. Rows of one colour: they cost nearly nothing in the PNG."""
    column = Image.new("RGB", (1, height))
    column.putdata([mix(upper, lower, y / max(1, height - 1)) for y in range(height)])
    return column.resize((width, height), Image.Resampling.NEAREST)


def slope(canvas: Canvas, box: Box, upper: Color, lower: Color) -> None:
    """Paint a vertical gradient."""
    if box.width > 0 and box.height > 0:
        x, y = canvas.origin
        canvas.image.paste(_slope(box.width, box.height, upper, lower), (box.left - x, box.top - y))


def _screen(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.fill(box, canvas.theme.page)


def _grey_screen(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.fill(box, canvas.theme.page_grey)


def _group(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.rounded(box, canvas.dp(10), canvas.theme.page)


def _card(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.rounded(box, canvas.dp(10), canvas.theme.soft)


class _Scene(NamedTuple):
    """Colours of a landscape: sky above and at the horizon, sun, far hill, near hill."""

    sky: Color
    horizon: Color
    sun: Color
    far: Color
    near: Color


_SCENES = (
    _Scene((24, 26, 52), (206, 108, 94), (250, 190, 128), (74, 50, 76), (44, 34, 56)),
    _Scene((20, 48, 78), (122, 176, 190), (240, 236, 214), (44, 92, 108), (22, 52, 68)),
    _Scene((34, 56, 48), (214, 190, 120), (252, 226, 160), (66, 98, 66), (34, 58, 44)),
    _Scene((44, 26, 66), (190, 116, 170), (246, 200, 220), (92, 56, 112), (50, 32, 70)),
)


def _dark_screen(canvas: Canvas, node: Node, box: Box) -> None:
    """A sun over hills: something to look at that nobody takes for a real video."""
    scene = _SCENES[sum(node.text.encode()) % len(_SCENES)]  # "video 2" is never as "video 1"
    part = canvas.cut(box)
    horizon = box.top + round(box.height * 0.62)
    slope(part, Box(box.left, box.top, box.right, horizon), scene.sky, scene.horizon)
    middle = box.left + round(box.width * 0.64)
    part.disc((middle, horizon - canvas.dp(62)), canvas.dp(46), scene.sun)
    part.fill(Box(box.left, horizon, box.right, box.bottom), scene.far)
    far, near = round(box.width * 0.62), round(box.width * 1.3)
    part.disc((box.left + canvas.dp(70), horizon + far - canvas.dp(34)), far, scene.far)
    part.disc((box.right - canvas.dp(60), horizon + near + canvas.dp(6)), near, scene.near)
    foot = Box(box.left, horizon + canvas.dp(150), box.right, box.bottom)
    slope(part, foot, scene.near, canvas.theme.dark)
    canvas.join(part)


def _video_cell(canvas: Canvas, node: Node, box: Box) -> None:
    color = color_for(node.content_desc or repr(node.key))
    slope(canvas, box, mix(color, (255, 255, 255), 0.25), mix(color, (0, 0, 0), 0.45))
    if node.text:
        foot = Box(box.left, box.bottom - canvas.dp(24), box.right, box.bottom).inset(canvas.dp(6))
        side = canvas.dp(16)
        canvas.icon("play", Box(foot.left, foot.top, foot.left + side, foot.bottom), WHITE, 16)
        text = Box(foot.left + side + canvas.dp(2), foot.top, foot.right, foot.bottom)
        canvas.write(text, node.text, Lettering(12, "Medium"), WHITE)


WHITE: Color = (255, 255, 255)


def _bottom_bar(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.fill(box, canvas.theme.page)
    canvas.fill(Box(box.left, box.top, box.right, box.top + 1), canvas.theme.line)


def _bottom_bar_dark(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.fill(box, canvas.theme.dark)


def _scrim(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.veil(box, (0, 0, 0), canvas.theme.scrim_alpha)


def _sheet(canvas: Canvas, _node: Node, box: Box) -> None:
    radius = canvas.dp(14)
    canvas.rounded(box, radius, canvas.theme.page)
    canvas.fill(Box(box.left, box.bottom - radius, box.right, box.bottom), canvas.theme.page)


def _sheet_handle(canvas: Canvas, _node: Node, box: Box) -> None:
    grip = box.around(canvas.dp(36), canvas.dp(4))
    canvas.rounded(grip, canvas.dp(2), canvas.theme.line_strong)


def _dialog(canvas: Canvas, _node: Node, box: Box) -> None:
    canvas.rounded(box, canvas.dp(14), canvas.theme.page)


def _divider(canvas: Canvas, _node: Node, box: Box) -> None:
    thick = canvas.dp(0.7)
    line = box.around(box.width, thick) if box.height >= box.width * 0.02 else box
    if box.width < box.height:
        line = box.around(thick, box.height)
    canvas.fill(line, canvas.theme.line)


def _banner(canvas: Canvas, node: Node, box: Box) -> None:
    canvas.rounded(box, canvas.dp(8), canvas.theme.note)
    inner = box.inset(canvas.dp(12), canvas.dp(8))
    sign = Box(inner.left, inner.top, inner.left + canvas.dp(20), inner.bottom)
    canvas.icon("info", sign, canvas.theme.link, 20, filled=True)
    text = Box(sign.right + canvas.dp(10), inner.top, inner.right, inner.bottom)
    canvas.write(text, node.text, Lettering(13, wrap=True), canvas.theme.text)


def _toast(canvas: Canvas, node: Node, box: Box) -> None:
    canvas.rounded(box, canvas.dp(10), canvas.theme.toast)
    style = Lettering(14, align="center", wrap=True)
    canvas.write(box.inset(canvas.dp(14), canvas.dp(6)), shown_text(node), style, WHITE)


PAINTERS: dict[str, Painter] = {
    "screen": _screen,
    "grey-screen": _grey_screen,
    "group": _group,
    "card": _card,
    "dark-screen": _dark_screen,
    "video-cell": _video_cell,
    "top-bar": _screen,
    "bottom-bar": _bottom_bar,
    "bottom-bar-dark": _bottom_bar_dark,
    "scrim": _scrim,
    "sheet": _sheet,
    "sheet-handle": _sheet_handle,
    "dialog": _dialog,
    "divider": _divider,
    "banner": _banner,
    "toast": _toast,
}
