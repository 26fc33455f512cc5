"""Looks through the files that a run has left for secrets, in every form, also inside archives."""

import base64
import binascii
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXELS = (b"IDAT", b"fdAT")
_COMPRESSED_TEXT = (b"zTXt", b"iTXt", b"iCCP")
_ZLIB_HEADERS = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP_SIGNATURE = b"\x1f\x8b"
_ENCODED = re.compile(r"[A-Za-z0-9+/]{64,}={0,2}|[A-Za-z0-9_-]{64,}={0,2}")
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_DEEPEST = 3
_LARGEST_UNPACKED_BYTES = 256 * 2**20
_CLOCKS_DIFFER_S = 2


@dataclass(frozen=True)
class Leak:
    """A secret in a file.

    Attributes:
        file: Where; inside an archive with the member's name behind it.
        secret: Its name, never its value; or why nobody can tell.
    """

    file: str
    secret: str

    def __str__(self) -> str:
        return f"{self.file} holds {self.secret}"


class LeakScan:
    """Remembers what it has looked through, so that a second look takes up only what is new.

    Args:
        found_in: Returns the names of the secrets in a text.
        since: Files that have not changed since this moment, in seconds since the epoch, were
            left by earlier runs.
    """

    def __init__(self, found_in: Callable[[str], Iterable[str]], since: float) -> None:
        self._found_in, self._since = found_in, since - _CLOCKS_DIFFER_S
        self._seen: set[tuple[int, int, int, int]] = set()

    def look(self, places: Iterable[Path]) -> list[Leak]:
        """Looks through files, and folders with all that is in them.

        Args:
            places: What is not there is left out.
        """
        leaks = (leak for file in _files(places) for leak in self._look_at(file))
        return sorted(set(leaks), key=lambda leak: (leak.file, leak.secret))

    def _look_at(self, file: Path) -> Iterator[Leak]:
        here = Path.cwd()
        shown = str(file.relative_to(here) if file.is_relative_to(here) else file)
        try:
            about = file.stat()
            # Pictures stand there twice, as hard links.
            identity = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns)
            if max(about.st_mtime, about.st_ctime) < self._since or identity in self._seen:
                return
            self._seen.add(identity)
            content = file.read_bytes()
        except OSError as error:
            yield Leak(shown, f"what cannot be looked at ({error.strerror})")
            return
        for name in self._found_in(file.name):
            yield Leak(f"{shown}, in its name", name)
        try:
            for place, text in _texts(content, "", 0):
                for name in self._found_in(text):
                    yield Leak(f"{shown}{place}", name)
        except NotReadable as problem:
            yield Leak(f"{shown}{problem.place}", f"what cannot be looked at ({problem.why})")


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from (file for file in sorted(place.rglob("*")) if file.is_file())
        elif place.is_file():
            yield place


def _texts(content: bytes, place: str, depth: int) -> Iterator[tuple[str, str]]:
    """All texts in a file's content, each with where in the file it stands."""
    if content.startswith(_PNG_SIGNATURE):
        yield from ((place, text) for text in _said_in_picture(content))
        return
    if depth <= _DEEPEST and zipfile.is_zipfile(io.BytesIO(content)):
        yield from _in_archive(content, place, depth)
    elif depth <= _DEEPEST and content.startswith(_GZIP_SIGNATURE):
        gzipped = zlib.decompressobj(_GZIP_OR_ZLIB)
        yield from _unpacked(
            lambda: gzipped.decompress(content, _LARGEST_UNPACKED_BYTES), place, depth
        )
    text = _decoded(content)
    yield place, text
    if depth <= _DEEPEST:
        for encoded in _ENCODED.findall(text):
            if decoded := _from_base64(encoded):
                yield from _texts(decoded, place, depth + 1)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8", "replace")


def _from_base64(encoded: str) -> bytes:
    bare = encoded.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error:
        return b""


def _in_archive(content: bytes, place: str, depth: int) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            inside = f"{place}!{member.filename}"
            yield place, f"{member.filename} {member.comment.decode('utf-8', 'replace')}"
            if member.file_size > _LARGEST_UNPACKED_BYTES:
                raise NotReadable(inside, "it is too big")
            yield from _unpacked(partial(archive.read, member), inside, depth)


def _unpacked(read: Callable[[], bytes], place: str, depth: int) -> Iterator[tuple[str, str]]:
    try:
        content = read()
    except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        raise NotReadable(place, str(error)) from error
    yield from _texts(content, place, depth + 1)


class NotReadable(Exception):
    """Part of an archive cannot be unpacked: encrypted, broken or too big."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.place, self.why = place, why


def _said_in_picture(png: bytes) -> Iterator[str]:
    """What stands in a PNG file beside its pixels."""
    at = len(_PNG_SIGNATURE)
    while at + 8 <= len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        if kind not in _PIXELS:
            yield body.decode("utf-8", "replace")
            yield body.decode("latin-1")
        if kind in _COMPRESSED_TEXT:
            for begin in _ZLIB_HEADERS.finditer(body):
                try:
                    unpacked = zlib.decompressobj().decompress(body[begin.start() :], 2**20)
                except zlib.error:
                    continue
                yield unpacked.decode("utf-8", "replace")
        at += size + 12
    yield png[at:].decode("utf-8", "replace")
