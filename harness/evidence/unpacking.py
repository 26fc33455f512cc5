"""What is in zip archives and in files that gzip, bzip2 or xz have packed."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, NamedTuple

_LARGEST_BYTES = 256 * 2**20
_PIECE_BYTES = 2**20
_BROKEN = (OSError, EOFError, RuntimeError, lzma.LZMAError, zipfile.BadZipFile, zlib.error)
_OPENERS: dict[bytes, Callable[[BinaryIO], Any]] = {
    b"\x1f\x8b\x08": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
_UNKNOWN = {
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"\x04\x22\x4d\x18": "LZ4",
}


class Unpacked(NamedTuple):
    """One part of what a file has packed.

    Attributes:
        place: Behind the file's name: "!log.txt"; empty where it has one part only.
        name: What the archive says of the part.
        content: Of a part that is broken further on, what can be read.
        problem: Why there is more that cannot be read; empty where that is all.
    """

    place: str
    name: str
    content: bytes
    problem: str = ""


def is_packed(content: bytes) -> bool:
    """Whether there is something to be unpacked, known or not."""
    begins = (*_OPENERS, *_UNKNOWN)
    return content.startswith(begins) or zipfile.is_zipfile(io.BytesIO(content))


def unpacked(content: bytes) -> Iterator[Unpacked]:
    """Yields what `is_packed`, part by part; what cannot be read is told as a part's problem."""
    for begin, kind in _UNKNOWN.items():
        if content.startswith(begin):
            yield Unpacked("", "", b"", f"it is packed with {kind}")
            return
    for begin, opened in _OPENERS.items():
        if content.startswith(begin):
            yield _read("", "", partial(opened, io.BytesIO(content)))
            return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                name = f"{member.filename} {member.comment.decode('utf-8', 'replace')}"
                yield _read(f"!{member.filename}", name, partial(archive.open, member))
    except _BROKEN as error:
        yield Unpacked("", "", b"", str(error) or "it is broken")


def _read(place: str, name: str, opened: Callable[[], Any]) -> Unpacked:
    """All members that follow each other in a file, too."""
    pieces: list[bytes] = []
    left, problem = _LARGEST_BYTES, ""
    try:
        with opened() as file:
            while left >= 0 and (piece := file.read1(_PIECE_BYTES)):
                pieces.append(piece)
                left -= len(piece)
    except _BROKEN as error:
        problem = str(error) or "it is broken"
    return Unpacked(place, name, b"".join(pieces), problem if left >= 0 else "it is too big")
