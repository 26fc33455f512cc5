"""Sessions with a tiny server, and with a virtual phone behind its own door."""

from collections.abc import Iterator

import pytest
from tiny_server import TinyServer, start, tiny_server

from harness.session.session import Session


@pytest.fixture
def server() -> Iterator[TinyServer]:
    with tiny_server() as server:
        yield server


@pytest.fixture
def session(server: TinyServer) -> Session:
    return start(server)
