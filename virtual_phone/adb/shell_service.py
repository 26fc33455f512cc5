"""`shell:` in both versions, and `exec:`: a command line's input, output and exit code."""

import io
import struct
import threading
from collections.abc import Sequence
from typing import Any, BinaryIO, Final

from virtual_phone.adb.android import Android
from virtual_phone.adb.shell.process import Process
from virtual_phone.adb.shell.shell import Shell
from virtual_phone.adb.stream import Stream

_STDIN, _STDOUT, _STDERR, _EXIT, _CLOSE_STDIN = range(5)
_HEAD: Final = struct.Struct("<BI")
_LARGEST_INPUT: Final = 1024 * 1024
_LATE_S: Final = 30.0
_PROMPT: Final = b"virtual:/ $ "


def serve_shell(android: Android, line: str, options: Sequence[str], stream: Stream) -> None:
    """`adb shell`: one command line, or a conversation where there is none.

    Args:
        android: The phone.
        line: What to run; "" for a conversation.
        options: `v2` for separate outputs and an exit code, `pty` for a terminal.
        stream: The client's.
    """
    _be_slow(android, stream)
    v2 = "v2" in options
    out = _Framed(stream, _STDOUT) if v2 else stream.writer
    error = _Framed(stream, _STDERR) if v2 else stream.writer
    given: BinaryIO = io.BufferedReader(_FramedInput(stream)) if v2 else stream.reader
    process = Process(given, out, error, stream.ended)
    shell = Shell(android)
    if line:
        code = shell.run(line, process)
    else:
        code = _converse(shell, process, echo=v2 is False or "raw" not in options)
    if v2:
        stream.write(_HEAD.pack(_EXIT, 1) + bytes([code & 0xFF]))


def serve_exec(android: Android, line: str, stream: Stream) -> None:
    """`adb exec-out` and `adb exec-in`: raw, with both outputs in one."""
    _be_slow(android, stream)
    Shell(android).run(line, Process(stream.reader, stream.writer, stream.writer, stream.ended))


def _be_slow(android: Android, stream: Stream) -> None:
    """A phone under load: nothing begins at once. A client that goes away ends the wait."""
    if android.device.faults.on("adb-slow"):
        stream.ended.wait(_LATE_S)


def _converse(shell: Shell, process: Process, *, echo: bool) -> int:
    """Line after line, until the client ends or says `exit`."""
    code = 0
    while not shell.left:
        if echo:
            process.out(_PROMPT)
        line = _typed_line(process, echo=echo)
        if line is None:
            break
        code = shell.run(line, process)
    return code


def _typed_line(process: Process, *, echo: bool) -> str | None:
    """A line; a terminal shows what is typed, and sends a carriage return for Enter."""
    line = bytearray()
    while True:
        letter = process.stdin.read(1)
        if not letter or (letter == b"\x04" and not line):
            return line.decode(errors="replace") if line else None
        if letter in {b"\r", b"\n"}:
            if echo:
                process.out(b"\r\n")
            return line.decode(errors="replace")
        if letter in {b"\x7f", b"\b"}:
            del line[-1:]
        else:
            line += letter
        if echo:
            process.out(letter)


class _Framed(io.RawIOBase):
    """One of the two outputs of a shell of version 2."""

    def __init__(self, stream: Stream, kind: int) -> None:
        self._stream, self._kind = stream, kind

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """All of it, in one frame."""
        if data:
            self._stream.write(_HEAD.pack(self._kind, len(data)) + bytes(data))
        return len(data)


class _FramedInput(io.RawIOBase):
    """What is typed into a shell of version 2; sizes of its window are left out."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._left = 0
        self._closed_by_client = False
        self._lock = threading.Lock()

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some bytes; 0 when the client has closed its input."""
        with self._lock:
            while not self._left and not self._closed_by_client:
                self._next_frame()
            if self._closed_by_client:
                return 0
            data = self._stream.reader.read1(min(self._left, len(buffer)))
            self._left -= len(data)
            self._closed_by_client = not data
            buffer[: len(data)] = data
            return len(data)

    def _next_frame(self) -> None:
        head = self._stream.reader.read(_HEAD.size)
        kind, length = _HEAD.unpack(head) if len(head) == _HEAD.size else (_CLOSE_STDIN, 0)
        if kind == _CLOSE_STDIN or length > _LARGEST_INPUT:
            self._closed_by_client = True
        elif kind == _STDIN:
            self._left = length
        else:
            self._stream.reader.read(length)
