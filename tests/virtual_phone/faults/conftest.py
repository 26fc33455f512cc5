"""A whole phone with faults behind its WebDriver door, and a client of it."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fault_client import Client
from hand import MakeHand

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.packets import CNXN, LARGEST, VERSION, Packet
from virtual_phone.faults import Faults
from virtual_phone.webdriver import WebDriverDoor


@pytest.fixture
def client(make_hand: MakeHand) -> Iterator[Callable[..., Client]]:
    """Makes a client of a phone with faults, with a session unless told otherwise."""
    doors = []

    def make(*faults: str, session: bool = True, **options: Any) -> Client:
        hand = make_hand(faults=Faults(faults), **options)
        doors.append(WebDriverDoor(hand.phone))
        made = Client(doors[-1], hand)
        if session:
            assert "sessionId" in made.begin()
        return made

    yield make
    for door in doors:
        door.stop()


@pytest.fixture
def adb_greeting() -> Callable[[AdbDoor], socket.socket]:
    """Connects to an adb door and is greeted; ConnectionError where it hangs up."""

    def greet(door: AdbDoor) -> socket.socket:
        host, _, port = door.address.rpartition(":")
        connection = socket.create_connection((host, int(port)), 10)
        hello = Packet(CNXN, VERSION, LARGEST, b"host::features=shell_v2,cmd")
        try:
            connection.sendall(hello.encode(checked=True))
            if not connection.recv(LARGEST):
                raise ConnectionResetError("the phone has hung up")
        except ConnectionError:
            connection.close()
            raise
        return connection

    return greet
