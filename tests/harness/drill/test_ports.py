import socket

import pytest

from harness.drill import ports
from harness.drill.ports import free_ports


def test_each_run_has_its_own() -> None:
    """The same ones again as long as nobody takes them."""
    found = free_ports(8)
    assert len(set(found)) == 8
    assert free_ports(8) == found


def test_a_port_that_is_taken_is_left_out() -> None:
    """Whoever took it."""
    first, second = free_ports(2)
    with socket.create_server(("127.0.0.1", first)):
        assert first not in free_ports(2)
        assert second in free_ports(2)


def test_no_port_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how many there are."""
    [only] = free_ports(1)
    monkeypatch.setattr(ports, "_PORTS", range(only, only + 1))
    with pytest.raises(OSError, match="1 of 2 ports for mailboxes are free"):
        free_ports(2)
