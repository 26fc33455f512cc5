"""`screenrecord`: started, seen in `ps`, ended by a signal, and its file."""

import threading
from collections.abc import Callable

import pytest
from adb_client import AdbClient
from hand import Hand

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.shell.process import Process
from virtual_phone.adb.shell.shell import Shell

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
    packet = client.receive()
    assert packet is not None
    assert packet.payload.startswith(b"\0\0\0\1\x67")
    sh(f"kill -2 {_pid(sh)}")
    assert stream


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
