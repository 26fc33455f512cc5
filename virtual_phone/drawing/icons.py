"""Icons: masks of the vendored Material Symbols, remembered by name, size and form."""

from functools import lru_cache

from PIL import Image, ImageDraw, ImageOps

from virtual_phone.drawing.lettering import FONTS, font
from virtual_phone.drawing.looks import ICONS

_MIRRORED = frozenset({"forward"})  # "reply" points left; sharing points right


@lru_cache(maxsize=1)
def _codepoints() -> dict[str, str]:
    lines = (FONTS / "icons-codepoints.txt").read_text(encoding="ascii").splitlines()
    return {name: chr(int(code, 16)) for name, code in (line.split() for line in lines)}


@lru_cache(maxsize=1024)
def icon_mask(name: str, size_px: int, *, filled: bool) -> Image.Image:
    """An icon of `ICONS` as a square "L" mask of `size_px` picture pixels."""
    mask = Image.new("L", (size_px, size_px), 0)
    face = font("Icons-Filled" if filled else "Icons", size_px)
    glyph = _codepoints()[ICONS[name]]
    ImageDraw.Draw(mask).text((0, size_px), glyph, fill=255, font=face, anchor="ls")
    return ImageOps.mirror(mask) if name in _MIRRORED else mask
