"""Drawing: node trees of a phone's windows become a picture of its screen.

`Node.look` names how a view is drawn; `looks.py` has the vocabulary. Every picture bears the mark
VIRTUAL in its status bar. Pillow is imported with the first picture and not before, so that a phone
which nobody looks at starts without it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from virtual_phone.drawing.looks import ICONS, LOOKS, UnknownLook, check_look
from virtual_phone.drawing.theme import LIGHT, Theme
from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Bounds, Node

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = [
    "DEFAULT_SCALE",
    "ICONS",
    "LIGHT",
    "LOOKS",
    "Theme",
    "UnknownLook",
    "check_look",
    "draw_image",
    "render",
    "render_element",
]

DEFAULT_SCALE = 0.5
"""Picture pixels per display pixel: 540x1200 for a 1080x2400 display."""


def draw_image(
    windows: Sequence[Node],
    display: Display,
    style: Theme = LIGHT,
    scale: float = DEFAULT_SCALE,
) -> "Image":
    """Draw windows, back to front, as a Pillow "RGB" image (for the frames of a film).

    Raises:
        UnknownLook: A node names a look that does not exist.
    """
    from virtual_phone.drawing.picture import draw

    return draw(windows, display, style, scale)


def render(
    windows: Sequence[Node],
    display: Display,
    style: Theme = LIGHT,
    scale: float = DEFAULT_SCALE,
) -> bytes:
    """Draw windows, back to front, as a PNG.

    Raises:
        UnknownLook: A node names a look that does not exist.
    """
    from virtual_phone.drawing.png import encode

    return encode(draw_image(windows, display, style, scale))


def render_element(
    windows: Sequence[Node],
    display: Display,
    bounds: Bounds,
    style: Theme = LIGHT,
    scale: float = DEFAULT_SCALE,
) -> bytes:
    """The part of the picture that an element covers, as a PNG.

    Raises:
        ValueError: Nothing of the element is on the display.
        UnknownLook: A node names a look that does not exist.
    """
    from virtual_phone.drawing.png import encode

    shown = bounds.intersect(Bounds(0, 0, display.width_px, display.height_px))
    if not shown.width_px or not shown.height_px:
        raise ValueError(
            f"Cannot draw the element at {bounds}: it lies outside the display of "
            f"{display.width_px}x{display.height_px} pixels. Scroll it into view first."
        )
    image = draw_image(windows, display, style, scale)
    left, top = int(shown.left * scale), int(shown.top * scale)
    right = max(left + 1, round(shown.right * scale))
    bottom = max(top + 1, round(shown.bottom * scale))
    return encode(image.crop((left, top, right, bottom)))
