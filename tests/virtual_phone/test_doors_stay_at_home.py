"""Every door of the virtual phone is for this machine, unless somebody asks otherwise."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_LISTENS = "0A"  # /proc/net/tcp's word for it
_PHONE = ("virtual_phone", "--phones", "1")
_PROXY = ("virtual_phone.faults.proxy", "--to", "http://127.0.0.1:4723")


def _start(*words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=_ROOT,
        env={**os.environ, "VIRTUAL_PHONE_PASSWORD": "of this test"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _with_children(pid: int) -> list[int]:
    """The mailbox is a process of its own."""
    files = Path(f"/proc/{pid}/task").glob("*/children")
    return [pid, *(int(child) for file in files for child in file.read_text().split())]


def _listening(pid: int) -> Iterator[str]:
    """Addresses, in hexadecimal as /proc has them, on which a process listens."""
    links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]
    sockets = {link[8:-1] for link in links if link.startswith("socket:[")}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == _LISTENS and words[9] in sockets:
                yield words[1].partition(":")[0]


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="looks into Linux's /proc")
def test_every_door_is_on_loopback() -> None:
    """WebDriver, adb, page and mailbox: whatever listens, listens on 127.0.0.1."""
    with _start(*_PHONE, "--adb-port", _free_odd_port(), "--page") as phone:
        assert phone.stdout is not None
        ready = json.loads(phone.stdout.readline())
        addresses = [each for pid in _with_children(phone.pid) for each in _listening(pid)]
        _, said = phone.communicate("")
    assert {"phones", "imap", "page"} <= ready.keys()
    assert len(addresses) >= 4
    assert set(addresses) == {"0100007F"}
    assert "WARNING" not in said


@pytest.mark.parametrize(
    ("program", "what"),
    [
        (_PHONE, "use these phones and read their mailbox, without a password for the phones."),
        (_PROXY, "use the server behind this proxy as if from here."),
    ],
    ids=["phones", "proxy"],
)
@pytest.mark.parametrize(("host", "is_wide"), [("0.0.0.0", True), ("localhost", False)])  # noqa: S104 - what is tried
def test_a_wider_door_is_said_loudly(
    program: tuple[str, ...], what: str, host: str, *, is_wide: bool
) -> None:
    """In capitals, with the address and what it means; a door for this machine needs no word."""
    with _start(*program, "--host", host) as started:
        assert started.stdout is not None
        assert started.stdout.readline()
        started.terminate()
        _, said = started.communicate("")
    warning = f"WARNING: listening on {host}: anybody who reaches this machine can {what}"
    assert said.strip() == (warning if is_wide else "")


def _free_odd_port() -> str:
    """Not among those that are emulators' to adb, which would take them for its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1] | 1)
