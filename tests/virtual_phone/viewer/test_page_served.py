"""The page of phones that are served with all their doors."""

import json
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from virtual_phone.arguments import read
from virtual_phone.serving import served

_PORTS = range(5585, 5554, -2)


@pytest.fixture
def ready() -> Iterator[dict[str, Any]]:
    """One phone with a page, on a port where adb looks for emulators."""
    with ExitStack() as stack:
        yield _served(stack)


def _served(stack: ExitStack) -> dict[str, Any]:
    for port in _PORTS:
        options = read(["--phones", "1", "--no-mailbox", "--page", "--adb-port", str(port)])
        try:
            return stack.enter_context(served(options, "correct horse"))
        except OSError:
            continue  # somebody has it
    pytest.skip("somebody has all ports of emulators")


def _asked(ready: dict[str, Any], path: str) -> Any:
    with urllib.request.urlopen(f"{ready['page']}{path}", timeout=30) as answer:  # noqa: S310 -- our own
        return json.load(answer)["value"]


def test_an_ended_emulator_is_no_longer_offered(ready: dict[str, Any]) -> None:
    """`adb emu kill` ends adb's door alone; who has the page open is told."""
    seen = _asked(ready, "api/changes")
    assert _asked(ready, "api/world")["adb_off"] == []
    port = int(ready["phones"][0]["emulator"].rpartition("-")[2])
    with socket.create_connection(("127.0.0.1", port), 10) as console:
        console.sendall(b"kill\n")
        with console.makefile("rb") as answers:
            assert b"bye bye" in answers.read()
    news = _asked(ready, f"api/changes?since={seen['stamp']}")
    assert news["world"] != seen["world"]
    assert _asked(ready, "api/world")["adb_off"] == ["virtual-1"]
