"""`sync:`: push, pull, and what is there (version 1 of its protocol)."""

import logging
import stat
import struct
from collections.abc import Callable
from typing import Final

from virtual_phone.adb.files import Files
from virtual_phone.adb.numbers import digits
from virtual_phone.adb.stream import Stream

_LOG = logging.getLogger(__name__)
_LONGEST_PATH: Final = 1024
_ALL_BITS: Final = 0o177777
_LARGEST_CHUNK: Final = 64 * 1024
_HEAD: Final = struct.Struct("<4sI")
_STAT: Final = struct.Struct("<4s3I")
_ENTRY: Final = struct.Struct("<4s4I")


class _Refused(Exception):
    """A request that ends the conversation, with a reason."""


def serve_sync(files: Files, stream: Stream) -> None:
    """Answer requests until QUIT, the end of the stream, or one that is none.

    Args:
        files: The phone's.
        stream: The client's.
    """
    try:
        while request := _next_request(stream):
            act, path = request
            act(files, stream, path)
    except _Refused as refused:
        _LOG.warning("adb sync: %s", refused)
        _fail(stream, str(refused))


def _next_request(stream: Stream) -> tuple[Callable[[Files, Stream, str], None], str] | None:
    requests = {b"STAT": _stat, b"LIST": _list, b"SEND": _send, b"RECV": _receive}
    head = stream.reader.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    name, length = _HEAD.unpack(head)
    if name == b"QUIT":
        return None
    if name not in requests:
        raise _Refused(f"unknown command {head.hex()}")
    if length > _LONGEST_PATH:
        raise _Refused(f"path too long: {length} bytes, {_LONGEST_PATH} at most")
    return requests[name], stream.reader.read(length).decode(errors="surrogateescape")


def _stat(files: Files, stream: Stream, path: str) -> None:
    found = files.get(path)
    sizes = (found.mode, len(found.data), found.modified_s) if found else (0, 0, 0)
    stream.write(_STAT.pack(b"STAT", *sizes))


def _list(files: Files, stream: Stream, path: str) -> None:
    try:
        inside = files.listed(path)
    except OSError:
        inside = []  # as a phone answers for what it cannot open
    for name, entry in inside:
        shown = name.encode(errors="surrogateescape")
        sizes = (entry.mode, len(entry.data), entry.modified_s, len(shown))
        stream.write(_ENTRY.pack(b"DENT", *sizes) + shown)
    stream.write(_ENTRY.pack(b"DONE", 0, 0, 0, 0))


def _send(files: Files, stream: Stream, target: str) -> None:
    """Take a file; what may not be written is read to its end all the same."""
    path, comma, bits = target.rpartition(",")
    data, modified_s = _received(stream)
    mode = digits(bits, _ALL_BITS) if comma else None
    if mode is None:
        _fail(stream, "missing , in ID_SEND")
        return
    if stat.S_ISLNK(mode):
        _fail(stream, "couldn't create link: Operation not supported")
        return
    try:
        files.write(path, data, mode, modified_s)
    except OSError as error:
        _fail(stream, f"couldn't create file: {error}")
    else:
        stream.write(_HEAD.pack(b"OKAY", 0))


def _received(stream: Stream) -> tuple[bytes, int]:
    """The data and the time of a file that is sent."""
    data = bytearray()
    while True:
        head = stream.reader.read(_HEAD.size)
        if len(head) < _HEAD.size:
            raise _Refused("the client has gone within a file")
        name, number = _HEAD.unpack(head)
        if name == b"DONE":
            return bytes(data), number
        if name != b"DATA":
            raise _Refused(f"invalid data message {head.hex()}")
        if number > _LARGEST_CHUNK:
            raise _Refused(f"oversize data message: {number} bytes")
        data += stream.reader.read(number)


def _receive(files: Files, stream: Stream, path: str) -> None:
    try:
        data = files.read(path)
    except OSError as error:
        _fail(stream, f"open failed: {error}")
        return
    for start in range(0, len(data), _LARGEST_CHUNK):
        part = data[start : start + _LARGEST_CHUNK]
        stream.write(_HEAD.pack(b"DATA", len(part)) + part)
    stream.write(_HEAD.pack(b"DONE", 0))


def _fail(stream: Stream, reason: str) -> None:
    if not stream.ended.is_set():
        said = reason.encode()
        stream.write(_HEAD.pack(b"FAIL", len(said)) + said)
