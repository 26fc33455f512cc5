"""Phones that are forked: to whoever starts them, they are as phones that were started."""

import imaplib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from virtual_phone.standby import command_for

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Python cannot fork here")

Process = subprocess.Popen[str]
Start = Callable[..., Process]
_WAIT_S = 30


def _popen(command: list[str], **environment: str) -> Process:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
        start_new_session=True,
    )


def _said(process: Process) -> dict[str, Any]:
    assert process.stdout
    said: dict[str, Any] = json.loads(process.stdout.readline())
    return said


def _is_up(phone: dict[str, Any]) -> bool:
    try:
        # Our own, on loopback.
        with urllib.request.urlopen(f"{phone['url']}/status", timeout=_WAIT_S) as answer:  # noqa: S310
            return bool(json.load(answer)["value"]["ready"])
    except OSError:
        return False


@pytest.fixture(scope="module")
def standby() -> Iterator[Process]:
    """A process that stands by."""
    with _popen([sys.executable, "-m", "virtual_phone.standby"]) as process:
        yield process
        process.kill()


@pytest.fixture(scope="module")
def command(standby: Process) -> list[str]:
    """What it says to start instead of `python -m virtual_phone`."""
    words: list[str] = _said(standby)["command"]
    return words


@pytest.fixture
def start(command: list[str]) -> Iterator[Start]:
    """Starts phones; they are gone after the test."""
    with ExitStack() as stack:

        def started(*arguments: str, **environment: str) -> Process:
            process = stack.enter_context(_popen([*command, *arguments], **environment))
            stack.callback(process.kill)
            return process

        yield started


def test_forked_phones_are_as_started_ones(start: Start) -> None:
    """Their one line, their doors, and their end with the end of their input."""
    process = start("--phones", "1", "--sim", "+12025550148")
    ready = _said(process)
    [phone] = ready["phones"]
    assert (phone["udid"], phone["sim"]) == ("virtual-1", "+12025550148")
    assert _is_up(phone)
    rest, errors = process.communicate("", _WAIT_S)
    assert (process.returncode, rest) == (0, "")
    assert "Everybody's password is" in errors
    assert not _is_up(phone)


def test_each_start_has_its_own_environment(start: Start) -> None:
    """The password is that of whoever started the phones; the mailbox is forked, too."""
    both = [start(VIRTUAL_PHONE_PASSWORD=password) for password in ("horse", "staple")]
    for process, right, wrong in zip(both, ("horse", "staple"), ("staple", "horse"), strict=True):
        imap = _said(process)["imap"]
        with imaplib.IMAP4(imap["host"], imap["port"], _WAIT_S) as mailbox:
            with pytest.raises(imaplib.IMAP4.error):
                mailbox.login(imap["user"], wrong)
            assert mailbox.login(imap["user"], right)[0] == "OK"


def test_refusals_come_with_words_and_code(start: Start) -> None:
    """As those of `python -m virtual_phone`."""
    process = start("--phones", "many")
    said, errors = process.communicate(timeout=_WAIT_S)
    assert (process.returncode, said) == (2, "")
    assert errors == (
        'virtual_phone: argument --phones: phones: a whole number from 1 to 20, not "many"\n'
    )


def test_phones_end_with_whoever_started_them(start: Start) -> None:
    """However that ends."""
    process = start("--stay")
    [phone, _] = _said(process)["phones"]
    process.kill()
    process.wait(_WAIT_S)
    assert process.stdout
    assert process.stdout.read() == ""  # ends only when nobody can write any more
    assert not _is_up(phone)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_phones_that_are_told_to_end_do_so_in_order(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    """As those of `python -m virtual_phone`: what they write down is whole, and the code is 0."""
    ledger = tmp_path / "ledger.jsonl"
    process = start("--stay", "--ledger", str(ledger))
    [phone, _] = _said(process)["phones"]
    process.send_signal(number)
    assert process.wait(_WAIT_S) == 0
    assert '"event": "faults"' in ledger.read_text("utf-8")
    assert not _is_up(phone)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who serves whom")
def test_a_killed_phone_is_no_success(start: Start) -> None:
    """The exit code says so."""
    process = start("--stay", "--no-mailbox")
    _said(process)
    [pid] = _serving(process)
    os.kill(pid, signal.SIGKILL)
    assert process.wait(_WAIT_S) == 1


def test_phones_outlive_the_standby() -> None:
    """Who uses them is not disturbed; nobody can start others."""
    with _popen([sys.executable, "-m", "virtual_phone.standby"]) as standby:
        words = _said(standby)["command"]
        with _popen(words) as phones:
            [phone, _] = _said(phones)["phones"]
            standby.communicate("", _WAIT_S)
            assert standby.returncode == 0
            assert _is_up(phone)
            phones.communicate("", _WAIT_S)
            assert phones.returncode == 0
        late = subprocess.run(words, capture_output=True, text=True, check=False, timeout=_WAIT_S)
        assert late.returncode == 1
        assert late.stderr.startswith(f"phones: nobody stands by at {words[-2]}: ")


def test_who_is_gone_early_does_no_harm(command: list[str], start: Start) -> None:
    """Neither one who says nothing, nor one who is killed at whatever moment of its start."""
    for _ in range(3):
        with socket.socket(socket.AF_UNIX) as silent:
            silent.connect(command[-2])
    for number in range(12):
        process = start("--phones", "1", "--no-mailbox")
        time.sleep(number / 200)
        process.kill()
        process.wait(_WAIT_S)
    assert _is_up(_said(start("--phones", "1"))["phones"][0])


def test_a_long_temporary_folder_is_no_obstacle(tmp_path: Path) -> None:
    """A socket's address is short, a CI server's folder may not be."""
    folder = tmp_path / ("long" * 25)
    folder.mkdir()
    words = [sys.executable, "-m", "virtual_phone.standby"]
    with _popen(words, TMPDIR=str(folder)) as standby:
        assert Path(_said(standby)["command"][-2]).parent.parent == Path("/tmp")
        standby.communicate("", _WAIT_S)
        assert standby.returncode == 0


def test_the_command_is_a_file(command: list[str]) -> None:
    """An interpreter that looks for no packages is what makes it quick."""
    assert command == command_for("phones", command[-2])
    assert command[:3] == [sys.executable, "-I", "-S"]


def _serving(client: Process) -> list[int]:
    """The processes that serve a client, as Linux knows them: its standard output is theirs."""
    assert client.stdout
    pipe = Path(f"/proc/self/fd/{client.stdout.fileno()}").readlink()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # gone, or somebody else's
            if Path(process, "fd", "1").readlink() == pipe:
                found.append(int(process.name))
    # The client gives its own end away a moment after the phones have it.
    return [each for each in found if each != client.pid]
