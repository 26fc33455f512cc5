"""Looks through the files that a run has left for secrets, in every form, also inside archives."""

import base64
import binascii
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from harness.evidence.unpacking import is_packed, unpacked

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXELS = (b"IDAT", b"fdAT")
_COMPRESSED_TEXT = (b"zTXt", b"iTXt", b"iCCP")
_ZLIB_HEADERS = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_WIDE_ASCII = re.compile(rb"(?:[\t\n\r -~]\0(?:\0\0)?){3,}[ -~]?")
_ENCODED = re.compile(r"[A-Za-z0-9+/]{64,}={0,2}|[A-Za-z0-9_-]{64,}={0,2}")
_DEEPEST = 3
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
    if is_packed(content):
        yield from _in_archive(content, place, depth)
    text = _decoded(content)
    yield place, text
    yield from ((place, wide) for wide in _wide_texts(content))
    if depth <= _DEEPEST:
        for encoded in _ENCODED.findall(text):
            if decoded := _from_base64(encoded):
                yield from _texts(decoded, place, depth + 1)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8", "replace")


def _wide_texts(content: bytes) -> Iterator[str]:
    """What has two or four bytes for each character, with nothing in front that says so."""
    runs = [run.replace(b"\0", b"") for run in _WIDE_ASCII.findall(content)]
    if runs:
        yield b"\n".join(runs).decode("ascii", "replace")
    elif _is_utf8(content):
        return
    # What is no text is as good as never well-formed in these.
    for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        width = int(codec[4:6]) // 8
        try:
            yield content[: len(content) // width * width].decode(codec)
        except UnicodeDecodeError:
            continue


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _from_base64(encoded: str) -> bytes:
    bare = encoded.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error:
        return b""


def _in_archive(content: bytes, place: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise NotReadable(place, "it is an archive in an archive, and so on")
    for part in unpacked(content):
        yield place, part.name
        yield from _texts(part.content, place + part.place, depth + 1)
        if part.problem:
            raise NotReadable(place + part.place, part.problem)


class NotReadable(Exception):
    """Part of an archive cannot be unpacked: encrypted, broken, too big or of an unknown kind."""

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
