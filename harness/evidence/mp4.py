"""How long a film is, read from its MP4 file (ISO/IEC 14496-12)."""

import struct
from collections.abc import Iterator

_HEADER = struct.Struct(">I4s")
_LONG_SIZE = struct.Struct(">Q")
_SIZE_FOLLOWS, _TO_THE_END = 1, 0


def duration_s(mp4: bytes) -> float:
    """The length of a film in seconds.

    Raises:
        ValueError: It is not an MP4 file, or not a whole one: what describes the film is missing
            where a phone was cut short.
    """
    if mp4[4:8] != b"ftyp":
        raise ValueError(f"the phone sent {len(mp4)} bytes that are no MP4 film")
    header = next((head for film in _boxes(mp4, b"moov") for head in _boxes(film, b"mvhd")), b"")
    try:
        ticks_per_s, ticks = struct.unpack_from(
            ">16xIQ" if header[:1] == b"\1" else ">8xII", header, 4
        )
    except struct.error:
        ticks_per_s = ticks = 0
    if not ticks_per_s:
        raise ValueError(f"the phone sent {len(mp4)} bytes of a film that was cut short")
    return round(float(ticks / ticks_per_s), 1)


def _boxes(content: bytes, kind: bytes) -> Iterator[bytes]:
    """What is in the boxes of a kind, one level down."""
    at = 0
    while at + _HEADER.size <= len(content):
        size, found = _HEADER.unpack_from(content, at)
        begin = at + _HEADER.size
        if size == _SIZE_FOLLOWS and begin + _LONG_SIZE.size <= len(content):
            [size] = _LONG_SIZE.unpack_from(content, begin)
            begin += _LONG_SIZE.size
        end = len(content) if size == _TO_THE_END else at + size
        if end < begin or end > len(content):
            return
        if found == kind:
            yield content[begin:end]
        at = end
