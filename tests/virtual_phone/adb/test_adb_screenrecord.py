"""`screenrecord`: started, seen in `ps`, ended by a signal, and its file."""

import logging
import threading
from collections.abc import Callable

import pytest
from adb_client import AdbClient
from hand import Hand

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.shell.process import Process
from virtual_phone.adb.shell.shell import Shell
from virtual_phone.adb.stream import StreamClosed

Sh = Callable[..., tuple[int, str, str]]


class Running:
    """A line that runs in a shell of its own."""

    def __init__(self, door: AdbDoor, line: str) -> None:
        self.process = Process()
        self.code: int | None = None

        def run() -> None:
            self.code = Shell(door.android).run(line, self.process)

        self._thread = threading.Thread(target=run)
        self._thread.start()

    def ended(self) -> int | None:
        self._thread.join(20)
        assert not self._thread.is_alive()
        return self.code


def _pid(sh: Sh, name: str = "screenrecord") -> str:
    pause = threading.Event()
    for _ in range(100):
        pid = sh(f"pidof {name}")[1].strip()
        if pid:
            return pid
        pause.wait(0.02)
    raise AssertionError(f"{name} does not run")


@pytest.mark.parametrize("signal", ["-2", "-INT", "-s SIGHUP", "-1"])
def test_ctrl_c_ends_a_film(sh: Sh, adb_door: AdbDoor, signal: str) -> None:
    """The file is there at once, and is whole when the program has gone."""
    running = Running(adb_door, "screenrecord --time-limit 100 --bit-rate 4M /sdcard/f.mp4")
    pid = _pid(sh)
    assert f" {pid} " in sh("ps -A | grep screenrecord")[1]
    assert sh("[ -e '/sdcard/f.mp4' ] && echo __PASS__")[1] == "__PASS__\n"
    assert sh(f"kill {signal} {pid}")[0] == 0
    assert running.ended() == 0
    assert sh("pidof screenrecord")[0] == 1
    assert adb_door.android.files.read("/sdcard/f.mp4")[4:8] == b"ftyp"


@pytest.mark.parametrize(
    "line",
    ["pkill -2 screenrec", "pkill -l INT -x screenrecord", "pkill -INT -f record",
     "killall -2 screenrecord", "killall -q -s INT screenrecord"],
)  # fmt: skip
def test_a_film_is_ended_by_name(sh: Sh, adb_door: AdbDoor, line: str) -> None:
    """As scripts do that never learn its number."""
    running = Running(adb_door, "screenrecord /sdcard/f.mp4")
    _pid(sh)
    assert sh("pkill -x screenrec") == (1, "", "")
    assert sh(line) == (0, "", "")
    assert running.ended() == 0
    assert b"moov" in adb_door.android.files.read("/sdcard/f.mp4")


@pytest.mark.parametrize(("signal", "code"), [("-9", 137), ("-15", 143), ("", 143)])
def test_a_killed_film_is_lost(sh: Sh, adb_door: AdbDoor, signal: str, code: int) -> None:
    """As on a phone: nothing that could be played is left."""
    running = Running(adb_door, "screenrecord /sdcard/f.mp4")
    sh(f"kill {signal} {_pid(sh)}")
    assert running.ended() == code
    assert adb_door.android.files.read("/sdcard/f.mp4") == b""


def test_time_limit_and_a_client_that_goes(sh: Sh, adb_door: AdbDoor) -> None:
    """Both end the film as Ctrl-C does; two may run side by side."""
    first = Running(adb_door, "screenrecord --time-limit=1 --size 180x400 /sdcard/a.mp4")
    second = Running(adb_door, "screenrecord --verbose /sdcard/b.mp4")
    assert first.ended() == 0
    second.process.gone.set()
    assert second.ended() == 0
    for name in "ab":
        assert b"moov" in adb_door.android.files.read(f"/sdcard/{name}.mp4")


def test_a_raw_stream_down_the_line(new_client: Callable[[], AdbClient], sh: Sh) -> None:
    """As mirroring programs ask for it: `exec-out screenrecord --output-format=h264 -`."""
    client = new_client()
    client.greet()
    stream = client.open("exec:screenrecord --output-format=h264 -")
    sh(f"kill -2 {_pid(sh)}")
    _nothing, *units = client.all_output(stream).split(b"\0\0\0\1")
    # A sequence, a picture, and the one frame of a phone on which nothing moves.
    assert [unit[0] & 0x1F for unit in units] == [7, 8, 5]
    assert client.run("shell:pidof screenrecord", number=2) == b""


def test_a_client_that_vanishes_before_the_first_frame(
    adb_door: AdbDoor, caplog: pytest.LogCaptureFixture
) -> None:
    """Ends the film, and is nobody's error."""

    class Gone:
        def write(self, _data: bytes) -> int:
            raise StreamClosed("the client has closed its end")

    process = Process(stdout=Gone())
    assert Shell(adb_door.android).run("screenrecord --output-format h264 -", process) == 0
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert not adb_door.android.tools.all()


def test_a_film_without_a_frame(sh: Sh, monkeypatch: pytest.MonkeyPatch, hand: Hand) -> None:
    """What cannot be filmed is said as a codec says it."""
    monkeypatch.setattr(hand.phone, "watch", lambda: 1 / 0)
    assert sh("screenrecord /sdcard/f.mp4") == (1, "", "Encoder failed (err=-38)\n")


@pytest.mark.parametrize(
    ("line", "code", "complaint"),
    [
        ("screenrecord", 2, "Must specify output file (see --help).\n"),
        ("screenrecord a b", 2, "Must specify output file (see --help).\n"),
        ("screenrecord --size 12 /sdcard/a", 2, "Invalid size '12', must be width x height\n"),
        ("screenrecord --size 0x1 /sdcard/a", 2, "Invalid size 0x1, width and height may not be"),
        ("screenrecord --size 9000x1 /sdcard/a", 2, "unable to configure video/avc codec"),
        ("screenrecord --time-limit 181 /sdcard/a", 2, "Time limit 181s outside acceptable range"),
        ("screenrecord --time-limit soon /sdcard/a", 2, "Time limit 0s outside acceptable range"),
        ("screenrecord --bit-rate 1 /sdcard/a", 2, "Bit rate 1bps outside acceptable range"),
        ("screenrecord --output-format webm /sdcard/a", 2, "Unknown format 'webm'\n"),
        ("screenrecord --fast /sdcard/a", 2, "screenrecord: unrecognized option '--fast'\n"),
        ("screenrecord /system/a", 1, "Unable to open '/system/a': Permission denied\n"),
        ("screenrecord --help", 0, "Usage: screenrecord [options] <filename>"),
        ("kill -NOPE 1", 1, "kill: bad signal 'NOPE'\n"),
        (f"screenrecord --time-limit {'9' * 5000} /sdcard/a", 2, "Time limit 2147483647s outside"),
        (f"kill -9 {'9' * 5000}", 1, "kill: 999"),
        (f"kill -{'9' * 5000} 1", 1, "kill: bad signal '999"),
        ("killall", 1, "killall: Needs 1 argument\n"),
        ("killall none", 1, "killall: none: No such process\n"),
        ("killall -NOPE none", 1, "kill"),
        ("killall system_server", 1, "killall: 571: Operation not permitted\n"),
        ("pkill", 1, "pkill: Needs 1 argument\n"),
        ("pkill a b", 1, "pkill: Max 1 argument\n"),
        ("pkill -l NOPE a", 1, "pkill: bad -l 'NOPE'\n"),
        ("pkill 'a('", 1, "pkill: bad regex 'a('"),
        ("kill", 1, "kill: Needs 1 argument\n"),
    ],
)
def test_what_is_refused(sh: Sh, line: str, code: int, complaint: str) -> None:
    """In the words of a phone."""
    said = sh(line)
    assert (said[0], said[1]) == (code, "")
    assert said[2].startswith(complaint)


def test_signal_0_only_asks(sh: Sh, hand: Hand) -> None:
    """Whether a process is there."""
    hand.start()
    pid = _pid(sh, "com.zhiliaoapp.musically")
    assert sh(f"kill -0 {pid}")[0] == 0
    assert sh(f"pidof com.zhiliaoapp.musically; kill -0 {pid}7")[1:] == (
        f"{pid}\n",
        f"kill: {pid}7: No such process\n",
    )
