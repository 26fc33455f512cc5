"""Letters: fonts, widths, line breaks and glyph masks, all remembered.

A suite draws the same few hundred words over and over, so every answer here is cached. Characters
that Roboto lacks come from a Japanese font; what that lacks too is an empty box.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageFont

FONTS: Final = Path(__file__).with_name("fonts")

Weight = Literal["Regular", "Medium", "Bold"]

_JAPANESE: Final = "DroidSansFallback-Japanese"
_FIRST_CJK: Final = 0x2E80
_FINE: Final = 4
"""Letters are set this much larger and shrunk: FreeType puts each on a whole pixel, which sets
small text too wide; phones put them between pixels."""

_ELLIPSIS: Final = "\u2026"


@lru_cache(maxsize=128)
def font(face: str, size_px: int) -> ImageFont.FreeTypeFont:
    """One of the vendored fonts (file name without `.ttf`) at a size in picture pixels."""
    path = str(FONTS / f"{face}.ttf")
    return ImageFont.truetype(path, size_px, layout_engine=ImageFont.Layout.BASIC)


def _face(char: str, weight: Weight) -> str:
    return _JAPANESE if ord(char) >= _FIRST_CJK else f"Roboto-{weight}"


def _runs(text: str, weight: Weight) -> Iterator[tuple[str, str]]:
    for face, chars in groupby(text, lambda char: _face(char, weight)):
        yield face, "".join(chars)


@lru_cache(maxsize=16384)
def width(text: str, weight: Weight, size_px: int) -> float:
    """Advance width of one line, in picture pixels."""
    fine = size_px * _FINE
    return sum(font(face, fine).getlength(run) for face, run in _runs(text, weight)) / _FINE


def line_height(size_px: int) -> int:
    """Distance of two baselines, in picture pixels."""
    return round(size_px * 1.32)


@lru_cache(maxsize=8192)
def line_mask(text: str, weight: Weight, size_px: int) -> Image.Image:
    """One line as an "L" mask: `line_height` high, as wide as its letters."""
    height, fine = line_height(size_px), size_px * _FINE
    columns = ceil(width(text, weight, size_px)) + 2
    mask = Image.new("L", (columns * _FINE, height * _FINE), 0)
    draw = ImageDraw.Draw(mask)
    # Roboto's capitals are 0.71 em high; the middle of line and capitals shall meet.
    baseline = round(height / 2 + size_px * 0.355) * _FINE
    x = float(_FINE)
    for face, run in _runs(text, weight):
        draw.text((x, baseline), run, fill=255, font=font(face, fine), anchor="ls")
        x += font(face, fine).getlength(run)
    return mask.reduce(_FINE)


@lru_cache(maxsize=8192)
def break_lines(
    text: str, weight: Weight, size_px: int, width_px: int, max_lines: int
) -> tuple[str, ...]:
    """Lines no wider than `width_px`, `max_lines` at most; an ellipsis for what is left out."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap(paragraph, weight, size_px, width_px)
        if len(lines) > max_lines:
            break
    if len(lines) > max_lines:
        shortened = f"{lines[max_lines - 1]}{_ELLIPSIS}"
        lines = [*lines[: max_lines - 1], shortened]
    return tuple(_cut(line, weight, size_px, width_px) for line in lines)


def _wrap(paragraph: str, weight: Weight, size_px: int, width_px: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, weight, size_px) <= width_px:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _break_word(word, weight, size_px, width_px)
        lines += full
    return [*lines, line]


def _break_word(word: str, weight: Weight, size_px: int, width_px: int) -> list[str]:
    """A word too long for a line, by letters: Japanese and addresses have no spaces."""
    pieces, piece = [], ""
    for char in word:
        if piece and width(piece + char, weight, size_px) > width_px:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]


def _cut(line: str, weight: Weight, size_px: int, width_px: int) -> str:
    if width(line, weight, size_px) <= width_px:
        return line
    kept = line.removesuffix(_ELLIPSIS)
    while kept and width(kept + _ELLIPSIS, weight, size_px) > width_px:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def one_line(text: str, weight: Weight, size_px: int, width_px: int) -> str:
    """The text on one line, cut with an ellipsis where it is too long."""
    return _cut(text.replace("\n", " "), weight, size_px, width_px)
