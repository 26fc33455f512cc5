"""The canvas that painters paint on: smooth shapes, letters and icons in display coordinates."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from typing import Literal, NamedTuple

from PIL import Image, ImageDraw

from virtual_phone.drawing.icons import icon_mask
from virtual_phone.drawing.lettering import (
    Weight,
    break_lines,
    line_height,
    line_mask,
    one_line,
    width,
)
from virtual_phone.drawing.theme import Color, Theme
from virtual_phone.tree.node import Bounds

Align = Literal["left", "center", "right"]


_TIGHT = 0.72
"""Below this share of a line's height a view has been cut by scrolling: its letters are cut too."""

_SLACK = 0.25
"""Share of its height that a wrapped text's last line may lack: bounds are often a bit tight."""

_LOOSE = 1.5
"""Up to this share of a line's height a single line stands in the middle, whatever its style."""


class Box(NamedTuple):
    """A rectangle in picture pixels; right and bottom lie outside it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Width in picture pixels; not positive when the box is empty."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Height in picture pixels; not positive when the box is empty."""
        return self.bottom - self.top

    @property
    def center(self) -> tuple[int, int]:
        """The middle, rounded down."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    def inset(self, x: int, y: int = 0) -> "Box":
        """The box without a margin of x on the sides and y above and below."""
        return Box(self.left + x, self.top + y, self.right - x, self.bottom - y)

    def around(self, width: int, height: int) -> "Box":
        """A box of that size with the same middle."""
        left, top = self.center[0] - width // 2, self.center[1] - height // 2
        return Box(left, top, left + width, top + height)

    def overlap(self, other: "Box") -> "Box":
        """The common part; not positive in width or height when there is none."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies inside as a whole."""
        return self.overlap(other) == other


@dataclass(frozen=True)
class Lettering:
    """How a text is set: `size` in sp, which is dp here (font scale 1)."""

    size: float
    weight: Weight = "Regular"
    align: Align = "left"
    wrap: bool = False
    middle: bool = True


@lru_cache(maxsize=128)
def _disc(radius: int) -> Image.Image:
    """A smooth disc: "L" mask of twice the radius."""
    large = Image.new("L", (8 * radius, 8 * radius), 0)
    ImageDraw.Draw(large).ellipse((0, 0, 8 * radius - 1, 8 * radius - 1), fill=255)
    return large.reduce(4)


class Canvas:
    """An image being painted, with the scale, the colours and the darkness at the current place.

    Attributes:
        image: Mode "RGB".
        theme: The colours.
        scale: Picture pixels per display pixel.
        dp_px: Picture pixels per dp.
        origin: Display's picture coordinates of the image's upper left corner; not (0, 0) while
            a node is painted that its scrolling parent clips.
        dark: Whether a dark look lies behind, so that letters must be light.
        largest_icon_dp: What the bar around allows; no limit elsewhere.
    """

    def __init__(self, image: Image.Image, theme: Theme, scale: float, dp_px: float) -> None:
        self.image = image
        self.theme = theme
        self.scale = scale
        self.dp_px = dp_px
        self.dark = False
        self.largest_icon_dp = inf
        self.origin = (0, 0)

    def cut(self, box: Box) -> "Canvas":
        """A canvas of its own for a part of this one, to be `join`ed after."""
        x, y = self.origin
        part = self.image.crop((box.left - x, box.top - y, box.right - x, box.bottom - y))
        canvas = Canvas(part, self.theme, self.scale, self.dp_px)
        canvas.dark, canvas.largest_icon_dp = self.dark, self.largest_icon_dp
        canvas.origin = (box.left, box.top)
        return canvas

    def join(self, part: "Canvas") -> None:
        """Put a part back at its place."""
        self.image.paste(part.image, self._at(*part.origin))

    def _at(self, x: int, y: int) -> tuple[int, int]:
        return x - self.origin[0], y - self.origin[1]

    def box(self, bounds: Bounds) -> Box:
        """Display pixels to picture pixels."""
        return Box(*(round(edge * self.scale) for edge in bounds))

    def dp(self, length: float) -> int:
        """Density-independent pixels to picture pixels, 1 at least."""
        return max(1, round(length * self.dp_px))

    # Colours that depend on what lies behind
    def ink(self, *, enabled: bool = True) -> Color:
        """The colour of ordinary letters here."""
        if self.dark:
            return self.theme.text_on_dark if enabled else self.theme.text_secondary_on_dark
        return self.theme.text if enabled else self.theme.text_disabled

    def pale_ink(self, *, enabled: bool = True) -> Color:
        """The colour of secondary letters here."""
        if self.dark:
            return self.theme.text_secondary_on_dark
        return self.theme.text_secondary if enabled else self.theme.text_disabled

    def color_at(self, x: int, y: int) -> Color:
        """What is painted at a place so far; the nearest pixel where it lies outside."""
        x, y = self._at(x, y)
        x = min(max(x, 0), self.image.width - 1)
        y = min(max(y, 0), self.image.height - 1)
        red, green, blue = self.image.crop((x, y, x + 1, y + 1)).tobytes()
        return red, green, blue

    # Shapes
    def fill(self, box: Box, color: Color) -> None:
        """A plain rectangle."""
        if box.width > 0 and box.height > 0:
            x, y = self.origin
            self.image.paste(color, (box.left - x, box.top - y, box.right - x, box.bottom - y))

    def veil(self, box: Box, color: Color, alpha: int) -> None:
        """A rectangle of `color` at `alpha` (0 to 255) over what is there."""
        if box.width > 0 and box.height > 0:
            self.stamp(Image.new("L", (box.width, box.height), alpha), box.left, box.top, color)

    def stamp(self, mask: Image.Image, x: int, y: int, color: Color) -> None:
        """A mask's shape in one colour."""
        self.image.paste(color, self._at(x, y), mask)

    def disc(self, center: tuple[int, int], radius: int, color: Color) -> None:
        """A smooth filled circle."""
        self.stamp(_disc(radius), center[0] - radius, center[1] - radius, color)

    def rounded(self, box: Box, radius: int, color: Color) -> None:
        """A rectangle with smooth round corners; the radius shrinks to fit."""
        radius = min(radius, box.width // 2, box.height // 2)
        if radius < 1:
            self.fill(box, color)
            return
        disc = _disc(radius)
        self.fill(Box(box.left + radius, box.top, box.right - radius, box.bottom), color)
        self.fill(Box(box.left, box.top + radius, box.right, box.bottom - radius), color)
        for part_x, x in ((0, box.left), (radius, box.right - radius)):
            for part_y, y in ((0, box.top), (radius, box.bottom - radius)):
                corner = disc.crop((part_x, part_y, part_x + radius, part_y + radius))
                self.stamp(corner, x, y, color)

    def outlined(self, box: Box, radius: int, line: Color, inside: Color, thick: float) -> None:
        """A rounded rectangle with a line `thick` dp wide."""
        edge = self.dp(thick)
        self.rounded(box, radius, line)
        self.rounded(box.inset(edge, edge), max(1, radius - edge), inside)

    def icon(self, name: str, box: Box, color: Color, size: float, *, filled: bool = False) -> None:
        """An icon in the middle of a box, `size` dp or smaller where the box is."""
        side = min(self.dp(size), max(box.width, 1), max(box.height, 1))
        place = box.around(side, side)
        self.stamp(icon_mask(name, side, filled=filled), place.left, place.top, color)

    # Letters
    def write(self, box: Box, text: str, style: Lettering, color: Color) -> None:
        """Text inside a box: wrapped or on one line, cut with an ellipsis where it does not fit."""
        size = self.dp(style.size)
        high = line_height(size)
        if not text or box.width <= 0 or box.height <= 0:
            return
        if box.height < _TIGHT * high:
            self._write_clipped(box, text, style, color)
            return
        if style.wrap:
            fitting = max(1, int(box.height / high + _SLACK))
            lines = break_lines(text, style.weight, size, box.width, fitting)
        else:
            lines = (one_line(text, style.weight, size, box.width),)
        top = box.top
        if style.middle or (len(lines) == 1 and box.height < _LOOSE * high):
            top += (box.height - len(lines) * high) // 2
        for number, line in enumerate(lines):
            self._write_line(box, line, style, size, top + number * high, color)

    def _write_line(
        self, box: Box, line: str, style: Lettering, size: int, y: int, color: Color
    ) -> None:
        mask = line_mask(line, style.weight, size)
        x = box.left - 1
        if style.align == "center":
            x = box.left + (box.width - mask.width) // 2
        elif style.align == "right":
            x = box.right - mask.width + 1
        self.stamp(mask, x, y, color)

    def _write_clipped(self, box: Box, text: str, style: Lettering, color: Color) -> None:
        """A view that scrolling has cut to a strip shows a strip of its letters."""
        part = self.cut(box)
        high = 2 * line_height(self.dp(style.size))
        part.write(
            Box(box.left, box.top, box.right, box.top + high),
            text,
            replace(style, middle=False),
            color,
        )
        self.join(part)

    def text_width(self, text: str, style: Lettering) -> int:
        """Width of one line in picture pixels, rounded up."""
        return int(width(text, style.weight, self.dp(style.size))) + 1
