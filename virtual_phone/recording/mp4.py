"""An MP4 file with one film in it (ISO/IEC 14496-12 and -15)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from virtual_phone.recording.h264 import Encoder, Frame

_TICKS_PER_S: Final = 1000
_UNITY: Final = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_UNDETERMINED: Final = 0x55C4  # the language "und"


@dataclass(frozen=True)
class Shot:
    """A frame, and how long it is shown."""

    frame: Frame
    duration_ms: int


def write_mp4(encoder: Encoder, shots: Sequence[Shot]) -> bytes:
    """The whole file; what describes the film comes first, so that it can be played at once.

    Args:
        encoder: That made the frames.
        shots: At least one.
    """
    samples = [struct.pack(">I", len(shot.frame.unit)) + shot.frame.unit for shot in shots]
    head = _box(b"ftyp", b"isom" + struct.pack(">I", 0x200) + b"isomiso2avc1mp41")
    description = _movie(encoder, shots, samples, 0)  # as long as with the true offset
    begin = len(head) + len(description) + 8
    return head + _movie(encoder, shots, samples, begin) + _box(b"mdat", *samples)


def _movie(encoder: Encoder, shots: Sequence[Shot], samples: Sequence[bytes], begin: int) -> bytes:
    lasts = sum(shot.duration_ms for shot in shots)
    header = struct.pack(">IIIIIH10x", 0, 0, _TICKS_PER_S, lasts, 0x10000, 0x100)
    size = struct.pack(">II", encoder.width_px << 16, encoder.height_px << 16)
    track = struct.pack(">IIIII8xHHHH", 0, 0, 1, 0, lasts, 0, 0, 0, 0) + _UNITY + size
    media = struct.pack(">IIIIHH", 0, 0, _TICKS_PER_S, lasts, _UNDETERMINED, 0)
    handler = struct.pack(">I4s12x", 0, b"vide") + b"VideoHandler\0"
    reference = struct.pack(">I", 1) + _full(b"url ", b"", flags=1)
    return _box(
        b"moov",
        _full(b"mvhd", header + _UNITY + struct.pack(">24xI", 2)),
        _box(
            b"trak",
            _full(b"tkhd", track, flags=3),
            _box(
                b"mdia",
                _full(b"mdhd", media),
                _full(b"hdlr", handler),
                _box(
                    b"minf",
                    _full(b"vmhd", bytes(8), flags=1),
                    _box(b"dinf", _full(b"dref", reference)),
                    _box(b"stbl", *_tables(encoder, shots, samples, begin)),
                ),
            ),
        ),
    )


def _tables(
    encoder: Encoder, shots: Sequence[Shot], samples: Sequence[bytes], begin: int
) -> list[bytes]:
    """What the samples are, how long each is shown, which stand alone, and where they lie."""
    count = len(shots)
    durations = b"".join(struct.pack(">II", 1, shot.duration_ms) for shot in shots)
    keys = [number for number, shot in enumerate(shots, 1) if shot.frame.is_key]
    sizes = [len(sample) for sample in samples]
    return [
        _full(b"stsd", struct.pack(">I", 1) + _entry(encoder)),
        _full(b"stts", struct.pack(">I", count) + durations),
        _full(b"stss", struct.pack(f">{len(keys) + 1}I", len(keys), *keys)),
        _full(b"stsc", struct.pack(">4I", 1, 1, count, 1)),
        _full(b"stsz", struct.pack(f">{count + 2}I", 0, count, *sizes)),
        _full(b"stco", struct.pack(">II", 1, begin)),
    ]


def _entry(encoder: Encoder) -> bytes:
    """The one kind of sample: H.264 with its parameter sets."""
    sequence, picture = encoder.sequence, encoder.picture
    parameters = (
        bytes([1, *sequence[1:4], 0xFF, 0xE1])
        + struct.pack(">H", len(sequence))
        + sequence
        + struct.pack(">BH", 1, len(picture))
        + picture
    )
    size = struct.pack(">HH", encoder.width_px, encoder.height_px)
    look = struct.pack(">IIIH32xHh", 0x480000, 0x480000, 0, 1, 24, -1)
    return _box(b"avc1", struct.pack(">6xH16x", 1), size, look, _box(b"avcC", parameters))


def _full(kind: bytes, body: bytes, flags: int = 0) -> bytes:
    return _box(kind, struct.pack(">I", flags), body)


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body
