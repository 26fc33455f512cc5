"""Drawing: node trees of a phone's windows become a picture of its screen.

`Node.look` names how a view is drawn; `looks.py` has the vocabulary. Every picture bears the mark
VIRTUAL in its status bar. Pillow is imported with the first picture and not before, so that a phone
which nobody looks at starts without it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from virtual_phone.drawing.kept import KeptPictures, seen
from virtual_phone.drawing.looks import ICONS, LOOKS, UnknownLook, check_look
from virtual_phone.drawing.theme import LIGHT, Theme
from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Node

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
]

DEFAULT_SCALE = 0.5
"""Picture pixels per display pixel: 540x1200 for a 1080x2400 display."""
_KEPT = KeptPictures(most=64)


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
    """Draw windows, back to front, as a PNG; one that was drawn lately is not drawn again.

    Raises:
        UnknownLook: A node names a look that does not exist.
    """
    from virtual_phone.drawing.png import encode

    return _KEPT.of(
        (seen(windows), display, style, scale),
        lambda: encode(draw_image(windows, display, style, scale)),
    )
