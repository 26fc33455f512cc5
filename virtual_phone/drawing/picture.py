"""From node trees to an image: which node is painted when, where, and how much of it is seen."""

from collections.abc import Sequence

from PIL import Image

from virtual_phone.drawing.canvas import Box, Canvas
from virtual_phone.drawing.painters import DARK_LOOKS, LIGHT_LOOKS, paint
from virtual_phone.drawing.painters.system import BACKDROP, paint_mark
from virtual_phone.drawing.theme import Theme
from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Node

_DP_PER_INCH = 160
_CLIPPING = ("RecyclerView", "ScrollView", "ListView", "ViewPager")


def draw(windows: Sequence[Node], display: Display, theme: Theme, scale: float) -> Image.Image:
    """The display as an "RGB" image; see `virtual_phone.drawing.draw_image`."""
    size = (round(display.width_px * scale), round(display.height_px * scale))
    canvas = Canvas(
        Image.new("RGB", size, BACKDROP), theme, scale, display.density_dpi / _DP_PER_INCH * scale
    )
    everything = Box(0, 0, *size)
    for window in _in_order(windows):
        _draw_node(canvas, window, everything)
    paint_mark(canvas, round(display.status_bar_px * scale))
    return canvas.image


def _draw_node(canvas: Canvas, node: Node, seen: Box) -> None:
    """Paint a node and all below it, no further than `seen`."""
    if not node.displayed:
        return
    box = canvas.box(node.drawn or node.bounds)
    part = seen.overlap(canvas.box(node.bounds) if node.drawn else box)
    outside = canvas.dark, canvas.largest_icon_dp
    if node.look and part.width > 0 and part.height > 0:
        _paint_seen(canvas, node, box, part)
    look = node.look.partition("=")[0]
    canvas.dark = (canvas.dark or look in DARK_LOOKS) and look not in LIGHT_LOOKS
    if _clips(node):
        seen = part
    if seen.width > 0 and seen.height > 0:
        for child in _in_order(node.children):
            _draw_node(canvas, child, seen)
    canvas.dark, canvas.largest_icon_dp = outside


def _in_order(nodes: Sequence[Node]) -> Sequence[Node]:
    """Back to front, as touches go the other way: by drawing order, then as they come."""
    return sorted(nodes, key=lambda node: node.drawing_order)


def _paint_seen(canvas: Canvas, node: Node, box: Box, part: Box) -> None:
    cut_by_parent = part != box and part != box.overlap(Box(0, 0, *canvas.image.size))
    if cut_by_parent:
        piece = canvas.cut(part)
        paint(piece, node, box)
        canvas.join(piece)
        canvas.dark, canvas.largest_icon_dp = piece.dark, piece.largest_icon_dp
    else:
        paint(canvas, node, box)


def _clips(node: Node) -> bool:
    """Whether children that stick out of the view are cut off: what scrolls does so.

    The class says it, not `scrollable`: the app's lists report false there.
    """
    return node.scrollable or node.class_name.endswith(_CLIPPING)
