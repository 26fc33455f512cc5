"""Parts of a screenshot."""

import io

from virtual_phone.tree.node import Bounds
from virtual_phone.webdriver.errors import WebDriverError


def cropped(png: bytes, bounds: Bounds, display_width_px: int) -> bytes:
    """The part of a picture within bounds, as PNG.

    Args:
        png: A picture of the whole display, which may be smaller than the display.
        bounds: In pixels of the display.
        display_width_px: How wide the display is.

    Raises:
        WebDriverError: Nothing of the picture lies within.
    """
    from PIL import Image  # it takes longer to import than a phone takes to start

    with Image.open(io.BytesIO(png)) as picture:
        scale = picture.width / display_width_px
        sides = (bounds.left, bounds.top, bounds.right, bounds.bottom)
        scaled = Bounds(*(round(side * scale) for side in sides))
        inside = scaled.intersect(Bounds(0, 0, picture.width, picture.height))
        if not inside.width_px:
            raise WebDriverError(
                "unable to capture screen",
                f"The screenshot of the area {bounds} cannot be made: it lies outside the display",
            )
        part = io.BytesIO()
        picture.crop((inside.left, inside.top, inside.right, inside.bottom)).save(part, "PNG")
    return part.getvalue()
