"""Text files that somebody else may have written: read in bounded time and memory, or refused."""

import codecs
import os
import re
import stat
from pathlib import Path
from typing import NoReturn

from harness.errors import ConfigurationError, Place

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# They turn the order of what is shown around: a reader would see another file than the program.
_TURNS_TEXT_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def read_text(file: Path, what: str, most_bytes: int, *, may_have_mark: bool = True) -> str:
    """The text of a regular file; a byte order mark of UTF-8 is left out.

    A link is followed only to what lies in the link's own folder: then it shows nobody a file
    that the folder was never meant to hold. A pipe or a device is never waited for.

    Args:
        file: Where it is.
        what: What it should be, for messages: "a YAML file".
        most_bytes: How big it may be; no more is ever read.
        may_have_mark: Whether UTF-8's byte order mark may stand in front, as some editors write it.

    Raises:
        ConfigurationError: With the line, where there is one.
    """
    raw = _bytes(file, what, most_bytes)
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            _refuse(file, 1, encoding, "text in UTF-8", "save it as UTF-8")
    if raw.startswith(codecs.BOM_UTF8) and not may_have_mark:
        hint = 'save it as "UTF-8 without BOM"'
        _refuse(file, 1, "a byte order mark", "text in UTF-8 without one", hint)
    if b"\0" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        _refuse(file, line, "a NUL byte", "text in UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = f"the byte 0x{raw[error.start]:02x}, not UTF-8"
        _refuse(file, line, byte, "text in UTF-8", "save it as UTF-8")
    if (control := _CONTROL.search(text)) is not None:
        line = text.count("\n", 0, control.start()) + 1
        _refuse(file, line, f"the control character U+{ord(control[0]):04X}", "printable text")
    if not _TURNS_TEXT_AROUND.isdisjoint(text):
        at, character = next(
            (at, each) for at, each in enumerate(text) if each in _TURNS_TEXT_AROUND
        )
        _refuse(
            file,
            text.count("\n", 0, at) + 1,
            f"the invisible character U+{ord(character):04X}, which turns text around",
            "text that reads as it is stored",
        )
    return text


def _bytes(file: Path, what: str, most_bytes: int) -> bytes:
    try:
        _refuse_way_out(file)
        # Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                _refuse(file, None, f"it is {_kind(status.st_mode)}", what)
            raw = b""
            while len(raw) <= most_bytes and (more := os.read(descriptor, most_bytes + 1)):
                raw += more
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        led_on = file.is_symlink()
        _refuse(file, None, f"there is no such file{' behind the link' if led_on else ''}", what)
    except RuntimeError:  # how Python before 3.13 says that links lead in a circle
        _refuse(file, None, "a link that leads in a circle", what)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        _refuse(file, None, f"it cannot be read: {reason}", what)
    if len(raw) > most_bytes:
        size = max(status.st_size, len(raw))
        _refuse(file, None, f"{size:,} bytes", f"at most {most_bytes:,} bytes")
    return raw


def _refuse_way_out(file: Path) -> None:
    if not file.is_symlink():
        return
    folder, leads_to = file.parent.resolve(), file.resolve()
    if not leads_to.is_relative_to(folder):
        _refuse(
            file,
            None,
            f"a link out of its folder, to {leads_to}",
            "a file, or a link to one in the same folder",
            "copy it, or name it by its own path",
        )


def _kind(mode: int) -> str:
    kinds = {stat.S_ISDIR: "a folder", stat.S_ISFIFO: "a pipe", stat.S_ISSOCK: "a socket"}
    return next((words for test, words in kinds.items() if test(mode)), "a device")


def _refuse(file: Path, line: int | None, found: str, expected: str, hint: str = "") -> NoReturn:
    raise ConfigurationError(Place(file, line), found, expected, hint)
