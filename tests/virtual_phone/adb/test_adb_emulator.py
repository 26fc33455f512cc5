"""An emulator: found by a real adb by itself, with its console."""

import errno
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from emulators import AVD, emulator
from hand import Hand

from virtual_phone.adb import AdbDoor, EmulatorConsole, console_port


@pytest.fixture
def doors(hand: Hand) -> Iterator[tuple[AdbDoor, EmulatorConsole]]:
    """The phone on a pair of ports of emulators."""
    with emulator(hand.phone) as both:
        yield both


@pytest.fixture
def talk(doors: tuple[AdbDoor, EmulatorConsole]) -> Callable[[bytes], str]:
    """Says something to the console, and returns all that it answers."""

    def say(words: bytes) -> str:
        with socket.create_connection(("127.0.0.1", doors[1].port), 10) as client:
            client.sendall(words)
            client.shutdown(socket.SHUT_WR)
            with client.makefile("rb") as answers:
                return answers.read().decode()

    return say


GREETING = "Android Console: type 'help' for a list of commands\r\nOK\r\n"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (b"avd name\r\n", f"{AVD}\r\nOK\r\n"),
        (b"avd status\n", "virtual device is running\r\nOK\r\n"),
        (b"ping\n", "I am alive!\r\nOK\r\n"),
        (b"auth 0123\nping\nquit\nping\n", f"{GREETING}I am alive!\r\nOK\r\n"),
        (b"\n", "OK\r\n"),
        (b"frobnicate 1\n", "KO: unknown command, try 'help'\r\n"),
        (b"\xff\xfe\n", "KO: unknown command, try 'help'\r\n"),
        (b"avd ping", "KO:  bad sub-command\r\n"),
    ],
)
def test_console_answers(talk: Callable[[bytes], str], words: bytes, answer: str) -> None:
    """Line by line, ended by OK, or by KO and the reason."""
    said = talk(words)
    assert said.startswith(GREETING + answer)


def test_console_lists_its_commands(talk: Callable[[bytes], str]) -> None:
    """Every command that it knows."""
    said = talk(b"help\n")
    for command in ("ping", "avd", "kill", "quit"):
        assert f"\r\n    {command}" in said


def _refused(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED


def test_a_killed_emulator_has_no_console(
    doors: tuple[AdbDoor, EmulatorConsole], talk: Callable[[bytes], str]
) -> None:
    """Its port is closed, and nobody who was connected before hears that it runs."""
    port = doors[1].port
    with socket.create_connection(("127.0.0.1", port), 10) as before:
        answers = before.makefile("rb")
        assert answers.readline().startswith(b"Android Console")
        assert answers.readline() == b"OK\r\n"
        assert talk(b"kill\n").endswith("OK: killing emulator, bye bye\r\n")
        pause, deadline_s = threading.Event(), time.monotonic() + 10
        while not _refused(port):
            assert time.monotonic() < deadline_s, "the console of a killed emulator still listens"
            pause.wait(0.05)
        before.sendall(b"avd status\n")
        assert answers.read() == b""


@pytest.mark.parametrize(
    ("port", "console"), [(5555, 5554), (5585, 5584), (5556, None), (5587, None), (0, None)]
)
def test_only_emulators_have_a_console(port: int, console: int | None) -> None:
    """Odd ports in adb's range."""
    assert console_port(port) == console


def test_a_fresh_adb_server_finds_it(
    doors: tuple[AdbDoor, EmulatorConsole], adb_path: str, tmp_path: Path
) -> None:
    """By itself, under an emulator's name; `adb emu` reaches its console, and may end it."""
    port = int(doors[0].address.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = str(taken.getsockname()[1])
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "ADB_LOCAL_TRANSPORT_MAX_PORT": str(port),
        "ADB_MDNS_AUTO_CONNECT": "",
    }

    def adb(*words: str) -> str:
        done = subprocess.run(
            [adb_path, "-P", server, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            env=environment,
        )
        return done.stdout

    # adb shows answers only where it has something to authenticate itself with.
    (tmp_path / ".emulator_console_auth_token").write_text("token of the tests")
    name = f"emulator-{port - 1}"
    try:
        adb("start-server")
        adb("-s", name, "wait-for-device")
        assert f"{name}\tdevice" in adb("devices")
        assert adb("-s", name, "shell", "echo", "hi") == "hi\n"
        assert adb("-s", name, "emu", "avd", "name").splitlines()[:2] == [AVD, "OK"]
        adb("-s", name, "emu", "kill")
        pause, deadline_s = threading.Event(), time.monotonic() + 30
        while f"{name}\tdevice" in adb("devices"):
            assert time.monotonic() < deadline_s, "adb still lists an emulator that was killed"
            pause.wait(0.1)
    finally:
        adb("kill-server")
