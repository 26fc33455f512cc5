"""A whole phone with faults behind its WebDriver door, and a client of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fault_client import Client
from hand import MakeHand

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
