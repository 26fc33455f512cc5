"""Paints over what a picture of a screen may not show."""

import io
import math
from typing import Protocol

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from harness.session.sighting import Bounds

COLOUR = (38, 38, 44)
# Letters may reach a little over the bounds of their view.
_AROUND_PX = 4
# Bars that do not belong to the tree: the picture may be this much higher than the tree.
_HIGHER = 1.15
_SMALLEST = 0.2
_MOST_PIXELS = 40_000_000


class Painted(Protocol):
    """What of a screen may be seen; see `MaskedScreen`."""

    @property
    def size(self) -> Bounds:
        """Of the display, as the source has it."""

    @property
    def painted(self) -> list[Bounds]:
        """Where the picture is painted over."""

    @property
    def kept(self) -> list[Bounds] | None:
        """All that may stay of it; None where that is all the rest."""


class NotPaintable(Exception):
    """The picture cannot be masked, so it may not be saved; says why."""


def painted_over(png: bytes, screen: Painted, mark: str = "") -> bytes:
    """The picture without people's data.

    Args:
        png: As the phone took it, of the very screen.
        screen: What was masked, and where.
        mark: Written over the upper edge: the phone's own mark may lie under the paint.

    Raises:
        NotPaintable: It is no picture, too big, or not of this screen's size.
    """
    try:
        file = Image.open(io.BytesIO(png), formats=["PNG"])
        if file.width * file.height > _MOST_PIXELS:
            raise NotPaintable(f"the picture is too big: {file.size}")
        picture = file.convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise NotPaintable(f"what the phone sent is no picture: {error}") from None
    scale = _scale(picture.size, screen.size)
    result = picture
    if screen.kept is not None:
        result = Image.new("RGB", picture.size, COLOUR)
        for each in screen.kept:
            if box := _box(each, picture.size, scale, 0):
                result.paste(picture.crop(box), box[:2])
    draw = ImageDraw.Draw(result)
    for each in screen.painted:
        if box := _box(each, picture.size, scale, _AROUND_PX):
            left, top, right, bottom = box
            draw.rectangle((left, top, right - 1, bottom - 1), COLOUR)
    if mark:
        size_px = picture.width // 24
        draw.rectangle((0, 0, picture.width, size_px * 1.4), COLOUR)
        font = ImageFont.load_default(size_px)
        draw.text((picture.width // 2, size_px * 0.7), mark, "#fab92a", font, anchor="mm")
    result.info.clear()  # nothing but what is seen
    written = io.BytesIO()
    result.save(written, "PNG")
    return written.getvalue()


def _scale(picture: tuple[int, int], screen: Bounds) -> float:
    """Pixels of the picture for one of the source; some servers make pictures smaller."""
    width_px, height_px = picture
    scale = width_px / screen.width_px
    height_of_tree_px = screen.height_px * scale
    fits = height_of_tree_px - 1 <= height_px <= _HIGHER * height_of_tree_px
    if not fits or not _SMALLEST <= scale <= 1:
        message = (
            f"the picture has {width_px} x {height_px} pixels, the source"
            f" {screen.width_px} x {screen.height_px}"
        )
        raise NotPaintable(message)
    return scale


def _box(
    bounds: Bounds, size: tuple[int, int], scale: float, around_px: int
) -> tuple[int, int, int, int] | None:
    """Where a rectangle of the source lies on the picture; None where it does not."""
    if bounds.area_px == 0:
        return None
    left = max(0, math.floor((bounds.left - around_px) * scale))
    top = max(0, math.floor((bounds.top - around_px) * scale))
    right = min(size[0], math.ceil((bounds.right + around_px) * scale))
    bottom = min(size[1], math.ceil((bounds.bottom + around_px) * scale))
    return (left, top, right, bottom) if left < right and top < bottom else None
