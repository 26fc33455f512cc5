"""Nothing that is meant for this machine goes through a proxy, whatever the environment says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_server import TinyServer, start, tiny_server

from harness.errors import Place
from harness.session.preflight import refuse_unreachable_server
from harness.session.server_status import proxy_for

VARIABLES = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY")


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[TinyServer]:
    """The one that every variable names, and no variable makes an exception."""
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with tiny_server() as proxy:
        for name in VARIABLES:
            monkeypatch.setenv(name, proxy.url)
        yield proxy


def test_a_session_on_this_machine_asks_no_proxy(server: TinyServer, proxy: TinyServer) -> None:
    """From the first question to the last command."""
    refuse_unreachable_server(server.url, Place(Path("profile.yaml"), 3))
    start(server).driver.quit()
    assert server.asked("/status") == 1
    assert server.asked("/session") == 1
    assert proxy.requests == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "localhost", "LOCALHOST.", "[::1]"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_name_of_this_machine(proxy: TinyServer, scheme: str, host: str) -> None:
    """As the settings have them, which let plain HTTP go there only."""
    assert proxy.url.startswith("http://127.0.0.1:")
    assert proxy_for(f"{scheme}://{host}:4723/wd/hub") is None


@pytest.mark.parametrize("host", ["grid.example.com", "192.0.2.7", "localhost.example.com"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_other_machines_are_reached_through_it(proxy: TinyServer, scheme: str, host: str) -> None:
    """Some networks let nobody out but through one."""
    assert proxy_for(f"{scheme}://{host}:4723/wd/hub") == proxy.url
