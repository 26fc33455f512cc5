"""An H.264 encoder for screens (ITU-T H.264, Constrained Baseline): lossless, and small enough.

Of each square of 16 x 16 pixels one of three things is said: it is as it was in the frame before;
it continues the square above or to the left; or else its pixels follow one by one. Most of a screen
is background, and most of it stays as it is, so no transform is needed, and what a film shows is
what the phone drew, but for the colours' halved resolution. Every decoder knows these three.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from virtual_phone.recording.bits import Bits

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE: Final = 16
_BASELINE, _CONSTRAINTS = 66, 0xC0
# Squares in a frame -> the lowest level that allows as many (table A-1).
_LEVELS: Final = {1620: 30, 3600: 31, 5120: 32, 8192: 40, 8704: 42, 22080: 50, 36864: 51}
_FRAME_NUMBER_BITS: Final = 8
_SLICE, _KEY_SLICE, _SEQUENCE, _PICTURE = 1, 5, 7, 8
_ALL_P, _ALL_I = 5, 7  # slice types, table 7-6
_VERTICAL, _HORIZONTAL = 0, 1  # of 16 x 16 luma prediction, table 8-4
_CHROMA_MODE: Final = {_VERTICAL: 2, _HORIZONTAL: 1}  # table 8-5
_PIXELS: Final = 25  # I_PCM, table 7-11
_P_OFFSET: Final = 5  # what intra macroblocks are moved by in a P slice


@dataclass(frozen=True)
class Frame:
    """One encoded picture.

    Attributes:
        unit: A NAL unit, without a start code.
        is_key: Whether it can be shown without those before.
    """

    unit: bytes
    is_key: bool


@dataclass(frozen=True)
class _Plane:
    """Brightness, or one of the colour differences, of a whole picture."""

    data: bytes
    stride: int
    side: int  # of a square: 16 for brightness, 8 for colour

    def square(self, column: int, row: int) -> list[bytes]:
        """Lines of a square."""
        start = row * self.side * self.stride + column * self.side
        data, stride, side = self.data, self.stride, self.side
        return [data[at : at + side] for at in range(start, start + side * stride, stride)]

    def line_above(self, column: int, row: int) -> bytes:
        """The last line of the square above."""
        at = (row * self.side - 1) * self.stride + column * self.side
        return self.data[at : at + self.side]

    def pixels_left(self, column: int, row: int) -> bytes:
        """The last column of the square to the left."""
        start = row * self.side * self.stride + column * self.side - 1
        return self.data[start : start + self.side * self.stride : self.stride]


class Encoder:
    """Encodes the pictures of one film.

    Args:
        width_px: Of every picture; even.
        height_px: Of every picture; even.

    Attributes:
        sequence: The sequence's parameter set, a NAL unit.
        picture: The pictures' parameter set, a NAL unit.
    """

    def __init__(self, width_px: int, height_px: int) -> None:
        self.width_px, self.height_px = width_px, height_px
        self.columns, self.rows = -(-width_px // SIDE), -(-height_px // SIDE)
        self.sequence, self.picture = self._sequence(), _picture()
        self._before: tuple[_Plane, ...] = ()
        self._number, self._key_id = 0, 0

    def encode(self, picture: "Image") -> Frame:
        """The next picture, "RGB" and of the film's size."""
        planes = self._planes(picture)
        changed = self._changed(planes)
        is_key = not self._before or 2 * len(changed) > self.columns * self.rows
        if is_key:
            changed = [(column, row) for row in range(self.rows) for column in range(self.columns)]
            self._number, self._key_id = 0, 1 - self._key_id
        bits = self._slice_header(is_key=is_key)
        self._write(bits, planes, changed, is_key=is_key)
        self._before = planes
        self._number = (self._number + 1) % (1 << _FRAME_NUMBER_BITS)
        return Frame(bits.unit(_KEY_SLICE if is_key else _SLICE), is_key)

    def _planes(self, picture: "Image") -> tuple[_Plane, ...]:
        """The picture in brightness and colour differences, filled up to whole squares."""
        from PIL import Image

        size = (self.columns * SIDE, self.rows * SIDE)
        whole = Image.new("RGB", size)
        whole.paste(picture)
        luma, *chroma = whole.convert("YCbCr").split()
        halves = [(each.reduce(2), SIDE // 2) for each in chroma]
        return tuple(_Plane(e.tobytes(), e.width, side) for e, side in [(luma, SIDE), *halves])

    def _changed(self, planes: tuple[_Plane, ...]) -> list[tuple[int, int]]:
        """Squares that are not as they were, in the order in which they are written."""
        found = []
        for row in range(self.rows if self._before else 0):
            same_row = True
            for now, before in zip(planes, self._before, strict=True):
                strip = slice(row * now.side * now.stride, (row + 1) * now.side * now.stride)
                same_row = same_row and now.data[strip] == before.data[strip]
            if same_row:
                continue
            found += [
                (column, row)
                for column in range(self.columns)
                if any(
                    now.square(column, row) != before.square(column, row)
                    for now, before in zip(planes, self._before, strict=True)
                )
            ]
        return found

    def _write(
        self,
        bits: Bits,
        planes: tuple[_Plane, ...],
        changed: list[tuple[int, int]],
        *,
        is_key: bool,
    ) -> None:
        pixel_wise: set[tuple[int, int]] = set()
        following = 0  # number of the square that comes next
        for column, row in changed:
            number = row * self.columns + column
            if not is_key:
                bits.number(number - following)  # so many are as they were
            following = number + 1
            offset = 0 if is_key else _P_OFFSET
            modes = _modes(planes, column, row)
            if modes is None:
                pixel_wise.add((column, row))
                bits.number(offset + _PIXELS)
                bits.raw(b"".join(b"".join(plane.square(column, row)) for plane in planes))
                continue
            luma, chroma = modes
            bits.number(offset + 1 + luma)
            bits.number(_CHROMA_MODE[chroma])
            bits.number(0)  # no change of the quantiser
            # No coefficients: how this is said depends on how many the neighbours have.
            near = {(column - 1, row), (column, row - 1)}
            bits.put(0b11, 6) if near & pixel_wise else bits.put(1)
        if not is_key and following < self.columns * self.rows:
            bits.number(self.columns * self.rows - following)

    def _slice_header(self, *, is_key: bool) -> Bits:
        bits = Bits()
        bits.number(0)  # the first square
        bits.number(_ALL_I if is_key else _ALL_P)
        bits.number(0)  # the picture's parameter set
        bits.put(self._number, _FRAME_NUMBER_BITS)
        if is_key:
            bits.number(self._key_id)
            bits.put(0, 2)  # earlier pictures are shown, this one is not kept for long
        else:
            bits.put(0, 3)  # one reference, in its order, forgotten in its order
        bits.number(0)  # no change of the quantiser
        bits.number(1)  # no deblocking: squares fit as they are
        return bits

    def _sequence(self) -> bytes:
        squares = self.columns * self.rows
        level = next((level for most, level in _LEVELS.items() if squares <= most), 52)
        bits = Bits()
        for value in (_BASELINE, _CONSTRAINTS, level):
            bits.put(value, 8)
        bits.number(0)  # its id
        bits.number(_FRAME_NUMBER_BITS - 4)
        bits.number(2)  # pictures are shown in the order in which they come
        bits.number(1)  # one picture is referred to
        bits.put(0)
        bits.number(self.columns - 1)
        bits.number(self.rows - 1)
        bits.put(0b11, 2)  # whole frames
        bits.put(1)  # what was filled up is cut off again, in steps of two pixels
        bits.number(0)
        bits.number((self.columns * SIDE - self.width_px) // 2)
        bits.number(0)
        bits.number((self.rows * SIDE - self.height_px) // 2)
        _usability(bits)
        return bits.unit(_SEQUENCE)


def _usability(bits: Bits) -> None:
    """Colours as Pillow has them (BT.601 in full range), and no pictures to wait for."""
    bits.put(1)
    bits.put(0, 2)
    bits.put(1)
    bits.put(5, 3)
    bits.put(1)  # full range
    bits.put(1)
    for value in (1, 13, 6):  # primaries and transfer of sRGB, matrix of BT.601
        bits.put(value, 8)
    bits.put(0, 5)
    bits.put(1)
    bits.put(1)
    for value in (0, 0, 0, 0, 0, 1):
        bits.number(value)


def _picture() -> bytes:
    bits = Bits()
    bits.number(0)  # its id
    bits.number(0)  # the sequence's
    bits.put(0, 2)  # variable-length codes
    for value in (0, 0, 0):
        bits.number(value)
    bits.put(0, 3)
    for value in (0, 0, 0):
        bits.number(value)
    bits.put(0b100, 3)  # slices say whether they are deblocked
    return bits.unit(_PICTURE)


def _modes(planes: tuple[_Plane, ...], column: int, row: int) -> tuple[int, int] | None:
    """How brightness and colours continue a neighbour; None where they do not."""
    luma, *chroma = planes
    of_luma = _continued([luma], column, row)
    of_chroma = None if of_luma is None else _continued(chroma, column, row)
    return None if of_luma is None or of_chroma is None else (of_luma, of_chroma)


def _continued(planes: list[_Plane], column: int, row: int) -> int | None:
    if row and all(
        plane.square(column, row) == [plane.line_above(column, row)] * plane.side
        for plane in planes
    ):
        return _VERTICAL
    if column and all(
        plane.square(column, row)
        == [bytes([pixel]) * plane.side for pixel in plane.pixels_left(column, row)]
        for plane in planes
    ):
        return _HORIZONTAL
    return None
