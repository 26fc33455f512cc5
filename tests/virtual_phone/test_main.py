import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from virtual_phone.__main__ import main
from virtual_phone.adb.packets import CNXN, LARGEST, VERSION, Packet

_ENVIRONMENT = {**os.environ, "VIRTUAL_PHONE_PASSWORD": "correct horse"}


@contextmanager
def _started(
    *arguments: str, environment: dict[str, str] = _ENVIRONMENT
) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-m", "virtual_phone", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _ready(process: "subprocess.Popen[str]") -> dict[str, Any]:
    assert process.stdout
    ready: dict[str, Any] = json.loads(process.stdout.readline())
    return ready


def test_one_line_says_where_the_phones_are() -> None:
    """The promised shape; every address answers; the end of input ends it."""
    with _started() as process:
        ready = _ready(process)
        assert [(phone["udid"], phone["sim"]) for phone in ready["phones"]] == [
            ("virtual-1", "+12025550100"),
            ("virtual-2", "+12025550147"),
        ]
        assert ready["imap"].keys() == {"host", "port", "user", "tls"}
        for phone in ready["phones"]:
            address = f"{phone['url']}/status"
            with urllib.request.urlopen(address) as answer:  # noqa: S310 -- our own, on loopback
                assert json.load(answer)["value"]["ready"]
        rest, errors = process.communicate("")
        assert (process.returncode, rest, errors) == (0, "", "")


def test_adb_ports_are_said_where_they_are_asked_for() -> None:
    """Two apart, as emulators' are; each one greets."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        first = free.getsockname()[1]
    with _started("--no-mailbox", "--adb-port", str(first)) as process:
        phones = _ready(process)["phones"]
        assert [phone["adb"] for phone in phones] == [
            f"127.0.0.1:{first}",
            f"127.0.0.1:{first + 2}",
        ]
        greeting = Packet(CNXN, VERSION, LARGEST, b"host::").encode(checked=True)
        for phone in phones:
            host, _, port = phone["adb"].partition(":")
            with socket.create_connection((host, int(port)), 10) as adb:
                adb.sendall(greeting)
                assert adb.recv(4) == b"CNXN"
        process.communicate("")
        assert process.returncode == 0


def test_page_is_said_where_it_is_asked_for() -> None:
    """Its address answers with the page; without the option there is none."""
    with _started("--no-mailbox", "--page") as process:
        with urllib.request.urlopen(_ready(process)["page"]) as answer:  # noqa: S310 -- our own
            assert b"<title>Virtual phones</title>" in answer.read()
        process.communicate("")
        assert process.returncode == 0
    with _started("--no-mailbox", "--phones", "1") as process:
        assert "page" not in _ready(process)


def test_page_port_asks_for_the_page_at_that_port() -> None:
    """No need to say --page, too."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with _started("--no-mailbox", "--page-port", str(port)) as process:
        assert _ready(process)["page"] == f"http://127.0.0.1:{port}/"


def test_taken_page_port_is_said() -> None:
    """With exit code 2, no traceback, and nothing left running."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with _started("--no-mailbox", "--page-port", str(port)) as process:
            _, errors = process.communicate("")
            assert process.returncode == 2
            assert errors.startswith("virtual_phone: cannot listen on 127.0.0.1: ")


def test_signal_ends_it() -> None:
    """SIGTERM is enough, also with --stay."""
    with _started("--stay", "--no-mailbox", "--phones", "1") as process:
        assert "imap" not in _ready(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_password_is_made_up_and_said() -> None:
    """Where the variable is not set."""
    environment = {k: v for k, v in _ENVIRONMENT.items() if k != "VIRTUAL_PHONE_PASSWORD"}
    with _started("--no-mailbox", "--phones", "1", environment=environment) as process:
        _ready(process)
        _, errors = process.communicate("")
        assert errors.startswith("Everybody's password is ")


def test_listening_beyond_this_machine_is_said_loudly() -> None:
    """On standard error, before anything else."""
    arguments = ("--host", "0.0.0.0", "--no-mailbox", "--phones", "1")  # noqa: S104 -- is warned of
    with _started(*arguments) as process:
        _ready(process)
        _, errors = process.communicate("")
        assert errors.startswith("WARNING: listening on 0.0.0.0: anybody who reaches this machine")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fault", "adb-ofline"], 'There is no fault "adb-ofline". Near it: adb-offline'),
        (
            ["--defect", "endless-spinner:sms"],
            '"endless-spinner" has no variant "sms". '
            "It has: endless-spinner:phone, endless-spinner:email.",
        ),
        (["--defect", "role-mising"], 'There is no defect "role-mising". Near it: role-missing'),
        (["--build", "layout-c"], 'No build is called "layout-c". Known builds: current'),
        (
            ["--build", "interstitials=x@y"],
            'No interstitial is called "x". Known ones: save-log-in',
        ),
        (["--phones", "0"], 'phones: a whole number from 1 to 20, not "0"'),
        (["--port", "http"], 'port: a whole number from 0 to 65535, not "http"'),
        (["--page-port", "any"], 'port: a whole number from 0 to 65535, not "any"'),
        (["--page-port", "65536"], 'port: a whole number from 0 to 65535, not "65536"'),
        (["--port", "65535", "--phones", "2"], "--port: the last of 2 phones would get 65536"),
        (["--adb-port", "65533", "--phones", "3"], "--adb-port: the last of 3 phones would get"),
        (["--animation-scale", "nan"], 'a number from 0 to 10, not "nan"'),
        (["--animation-scale=-3"], 'a number from 0 to 10, not "-3"'),
        (["--animation-scale", "inf"], 'a number from 0 to 10, not "inf"'),
        (["--language", "../.."], 'write it as fr or pt-BR, not "../.."'),
        (["--build", "package=a/b"], "package is written as com.zhiliaoapp.musically, not"),
        (["--build", "permissions_row=0"], 'permissions_row is a whole number from 1, not "0"'),
        (["--sim", "12"], 'write it as +12025550148, or "none", not "12"'),
    ],
)
def test_wrong_use_is_one_clear_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and what would be right."""
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    errors = capsys.readouterr().err
    assert message in errors
    assert errors.count("\n") == 1


def test_help_lists_builds_and_defects(capsys: pytest.CaptureFixture[str]) -> None:
    """A person finds every name there."""
    with pytest.raises(SystemExit):
        main(["--help"])
    words = capsys.readouterr().out
    assert "layout-b" in words
    assert "continue-does-nothing[:phone|email]" in words
    assert "adb-unauthorized" in words
    assert max(map(len, words.splitlines())) <= 100


def test_taken_port_is_said() -> None:
    """With exit code 2 and no traceback."""
    with _started("--no-mailbox", "--phones", "1") as first:
        port = _ready(first)["phones"][0]["url"].rpartition(":")[2]
        with _started("--no-mailbox", "--phones", "1", "--port", port) as second:
            _, errors = second.communicate("")
            assert second.returncode == 2
            assert errors.startswith("virtual_phone: cannot listen on 127.0.0.1: ")
