"""Bits of an H.264 stream, and the units that they are packed into."""

import re
from typing import Final

_FORBIDDEN: Final = re.compile(rb"\0\0(?=[\0-\3])")


class Bits:
    """Written bit by bit, most significant first."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._pending, self._count = 0, 0

    def put(self, value: int, width: int = 1) -> None:
        """A number of so many bits; its name in the standard is u(width)."""
        self._pending = self._pending << width | value
        self._count += width
        if self._count >= 64:  # noqa: PLR2004 -- seldom enough to be fast, often enough to stay small
            self._spill()

    def number(self, value: int) -> None:
        """A number from 0 on, the shorter the smaller: Exp-Golomb, ue(v)."""
        self.put(value + 1, 2 * (value + 1).bit_length() - 1)

    def raw(self, data: bytes) -> None:
        """Bytes as they are, after zeros up to a whole byte."""
        self.put(0, -self._count % 8)
        self._spill()
        self._bytes += data

    def unit(self, kind: int, importance: int = 3) -> bytes:
        """All of it as a NAL unit, without a start code; nothing may be written afterwards.

        Args:
            kind: 1 a slice, 5 one of a frame that stands alone, 7 and 8 parameter sets.
            importance: From 0 to 3.
        """
        self.put(1)
        self.raw(b"")
        # Within a unit nothing may look like the start of the next one.
        payload = _FORBIDDEN.sub(b"\0\0\3", bytes(self._bytes))
        return bytes([importance << 5 | kind]) + payload

    def _spill(self) -> None:
        whole, rest = divmod(self._count, 8)
        self._bytes += (self._pending >> rest).to_bytes(whole, "big")
        self._pending &= (1 << rest) - 1
        self._count = rest
