"""A phone behind an adb door."""

from collections.abc import Callable, Iterator

import pytest
from adb_client import AdbClient
from hand import Hand

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.shell.process import Process
from virtual_phone.adb.shell.shell import Shell


@pytest.fixture
def adb_door(hand: Hand) -> Iterator[AdbDoor]:
    door = AdbDoor(hand.phone)
    door.start()
    yield door
    door.stop()


@pytest.fixture
def new_client(adb_door: AdbDoor) -> Iterator[Callable[[], AdbClient]]:
    """Makes connections to the door."""
    made: list[AdbClient] = []

    def make() -> AdbClient:
        made.append(AdbClient(adb_door.address))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def adb(new_client: Callable[[], AdbClient]) -> AdbClient:
    """A client that has greeted."""
    client = new_client()
    client.greet()
    return client


@pytest.fixture
def sh(adb_door: AdbDoor) -> Callable[..., tuple[int, str, str]]:
    """Runs a line in the phone's shell; returns exit code, output, errors."""

    def run(line: str, given: bytes = b"") -> tuple[int, str, str]:
        process = Process()
        process.stdin.write(given)
        process.stdin.seek(0)
        process.gone.set()  # so that nothing waits
        code = Shell(adb_door.android).run(line, process)
        return code, process.stdout.getvalue().decode(), process.stderr.getvalue().decode()

    return run
