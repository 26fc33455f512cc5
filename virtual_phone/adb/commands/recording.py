"""`screenrecord`: a film of the display, into a file or down the line."""

import logging
import re
from dataclasses import dataclass
from typing import Final

from virtual_phone.adb.android import Android
from virtual_phone.adb.numbers import digits
from virtual_phone.adb.shell.process import Process
from virtual_phone.adb.tools import SIGHUP, SIGINT, Tool
from virtual_phone.recording import Recording

_LOG = logging.getLogger(__name__)
_LOOK_S: Final = 0.05
_LONGEST_S: Final = 180
_LEAST_BIT_RATE, _MOST_BIT_RATE = 100_000, 200_000_000
_LARGEST_SIDE_PX: Final = 4096
_VALUES: Final = ("size", "bit-rate", "time-limit", "output-format", "display-id", "codec-name")
_FLAGS: Final = (
    "verbose", "bugreport", "show-device-info", "show-frame-time", "rotate", "persistent-surface",
    "monotonic-time",
)  # fmt: skip
_HELP: Final = """\
Usage: screenrecord [options] <filename>

The virtual phone's screenrecord: films the display, H.264 in an .mp4 file.

--size WIDTHxHEIGHT   of the film; by default as large as screenshots are
--time-limit TIME     in seconds, 180 at most, which is the default
--output-format FORMAT  mp4, or h264 for the bare stream; the file - is the output
--bit-rate RATE       is accepted; the film is lossless, and as large as that takes
--bugreport, --verbose, --rotate, --display-id ID: accepted, without effect

It ends at its time limit, with Ctrl-C, or by `kill -2`.
"""


class _Refused(Exception):
    """The command line is wrong; exit code 2."""


@dataclass
class _Asked:
    """What a command line asks for."""

    file: str
    size: tuple[int, int] | None = None
    limit_s: int = _LONGEST_S
    raw: bool = False


def screenrecord(android: Android, process: Process, arguments: list[str]) -> int:
    """`screenrecord [--size WxH] [--time-limit S] [--output-format h264] FILE`."""
    if "--help" in arguments:
        process.stderr.write(_HELP.encode())
        return 0
    try:
        asked = _read(arguments)
    except _Refused as refused:
        process.error(str(refused))
        return 2
    with android.tools.running("screenrecord") as tool:
        if asked.raw:
            return _streamed(android, process, asked, tool)
        return _filed(android, process, asked, tool)


def _filed(android: Android, process: Process, asked: _Asked, tool: Tool) -> int:
    """All of it, when it is over."""
    try:
        android.files.write(asked.file, b"", 0o644)  # it is there from the first moment
    except OSError as error:
        process.error(f"Unable to open '{asked.file}': {error}")
        return 1
    recording = Recording(android.device, asked.size, asked.limit_s)
    film = _ended(recording, process, tool)
    if tool.signal not in {0, SIGINT, SIGHUP}:  # before the film was whole
        return 128 + tool.signal
    if film is None:
        process.error("Encoder failed (err=-38)")
        return 1
    android.files.write(asked.file, film, 0o644)
    return 0


def _streamed(android: Android, process: Process, asked: _Asked, tool: Tool) -> int:
    """Frame by frame, into the output or a file."""
    if asked.file == "-":
        _ended(Recording(android.device, asked.size, asked.limit_s, process.out), process, tool)
        return 0
    kept = bytearray()
    _ended(Recording(android.device, asked.size, asked.limit_s, kept.extend), process, tool)
    android.files.write(asked.file, bytes(kept), 0o644)
    return 0


def _ended(recording: Recording, process: Process, tool: Tool) -> bytes | None:
    """The film, when it is over; None where not one frame was taken, or taken by the client.

    A client that goes away hangs up, which ends the film as Ctrl-C does.
    """
    while not (recording.over.is_set() or tool.signalled.is_set() or process.gone.wait(_LOOK_S)):
        pass
    try:
        return recording.stop()
    except RuntimeError as error:
        _LOG.info("screenrecord: %s", error)
        return None


def _read(arguments: list[str]) -> _Asked:
    options: dict[str, str] = {}
    files: list[str] = []
    words = iter(arguments)
    for word in words:
        if not word.startswith("--"):
            files.append(word)
            continue
        name, given, value = word[2:].partition("=")
        if name in _VALUES:
            options[name] = value if given else next(words, "")
        elif name not in _FLAGS:
            raise _Refused(f"screenrecord: unrecognized option '--{name}'")
    if len(files) != 1:
        raise _Refused("Must specify output file (see --help).")
    _check_bit_rate(options.get("bit-rate"))
    return _Asked(
        files[0],
        _size(options.get("size")),
        _limit_s(options.get("time-limit")),
        _is_raw(options.get("output-format", "mp4")),
    )


def _size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = re.fullmatch(r"(\d{1,5})x(\d{1,5})", text)
    if match is None:
        raise _Refused(f"Invalid size '{text}', must be width x height")
    width_px, height_px = int(match[1]), int(match[2])
    if not width_px or not height_px:
        raise _Refused(f"Invalid size {text}, width and height may not be zero")
    if max(width_px, height_px) > _LARGEST_SIDE_PX:
        raise _Refused(f"unable to configure video/avc codec at {text} (err=-22)")
    return max(2, width_px & ~1), max(2, height_px & ~1)  # a codec takes even numbers


def _limit_s(text: str | None) -> int:
    if text is None:
        return _LONGEST_S
    seconds = digits(text) or 0
    if not 0 < seconds <= _LONGEST_S:
        raise _Refused(f"Time limit {seconds}s outside acceptable range [1,{_LONGEST_S}]")
    return seconds


def _check_bit_rate(text: str | None) -> None:
    if text is None:
        return
    match = re.fullmatch(r"(\d{1,9})([mM]?)", text)
    rate = 0 if match is None else int(match[1]) * (1_000_000 if match[2] else 1)
    if not _LEAST_BIT_RATE <= rate <= _MOST_BIT_RATE:
        raise _Refused(
            f"Bit rate {rate}bps outside acceptable range [{_LEAST_BIT_RATE},{_MOST_BIT_RATE}]"
        )


def _is_raw(text: str) -> bool:
    if text not in {"mp4", "h264"}:
        raise _Refused(f"Unknown format '{text}'")
    return text == "h264"
