"""A run goes no further than a server that does not answer."""

import socket
from pathlib import Path

import pytest
from tiny_server import Handler, TinyServer, answering

from harness.errors import ConfigurationError, Place
from harness.session.preflight import refuse_unreachable_server
from harness.settings.environment import FromEnvironment

PLACE = Place(Path("config/profiles/emulator.yaml"), 7)


def test_a_server_that_answers_is_taken(server: TinyServer) -> None:
    """One request, and nothing is started."""
    refuse_unreachable_server(server.url, PLACE)
    assert [path for _, path, _ in server.requests] == ["/status"]


def test_any_answer_will_do(server: TinyServer) -> None:
    """A farm may tell its status to logged-in people only."""
    server.reply = answering(401, "who are you?")
    refuse_unreachable_server(server.url, PLACE)


def test_a_server_that_is_not_there_is_refused_with_its_line() -> None:
    """Before a scenario begins, as a mistake in the profile."""
    with pytest.raises(ConfigurationError) as refused:
        refuse_unreachable_server("http://127.0.0.1:9", PLACE)
    first, expected, do = str(refused.value).splitlines()
    assert first.startswith(
        "config/profiles/emulator.yaml:7: no WebDriver server answers at http://127.0.0.1:9 ("
    )
    assert expected == "  Expected: the address of an Appium server, grid or farm that is up"
    assert do.startswith("  Do: start it (appium server")


def test_an_address_that_is_a_secret_is_not_shown() -> None:
    """A farm's endpoint for one session lets in whoever knows it; its host is part of it."""
    url = FromEnvironment("https://no-such-host.invalid/t-12345678/wd")
    url.template, url.parts = "${FARM_URL}", {"FARM_URL": str(url)}
    with pytest.raises(ConfigurationError) as refused:
        refuse_unreachable_server(url, PLACE)
    assert "no WebDriver server answers at ${FARM_URL} (" in str(refused.value)
    assert "no-such-host" not in str(refused.value)
    assert "t-12345678" not in str(refused.value)


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment, without anything that leads elsewhere."""
    for name in ("http_proxy", "https_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    return monkeypatch


def test_the_proxy_of_a_session_is_taken(server: TinyServer, ways: pytest.MonkeyPatch) -> None:
    """Some networks let nobody out but through one: the server's own name means nothing there."""
    ways.setenv("HTTP_PROXY", server.url)
    refuse_unreachable_server("http://grid.invalid:4444", PLACE)
    assert [path for _, path, _ in server.requests] == ["http://grid.invalid:4444/status"]


def test_a_proxy_that_is_not_there_is_blamed_and_not_shown(ways: pytest.MonkeyPatch) -> None:
    """Its variable may hold a password."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens there
        port = taken.getsockname()[1]
        ways.setenv("HTTPS_PROXY", f"http://somebody:open-sesame@127.0.0.1:{port}")
        with pytest.raises(ConfigurationError) as refused:
            refuse_unreachable_server("https://hub.example.com", PLACE)
    first, _, do = str(refused.value).splitlines()
    assert first.endswith(
        ": no WebDriver server answers at https://hub.example.com, through the proxy of"
        " $HTTPS_PROXY (no answer over HTTP)"
    )
    assert do == (
        "  Do: correct the variable, or name hub.example.com in $NO_PROXY where it needs no proxy"
    )
    assert "sesame" not in str(refused.value)


def test_a_proxy_that_refuses_is_quoted(server: TinyServer, ways: pytest.MonkeyPatch) -> None:
    """With what it answers, so that whoever keeps it can be asked."""
    ways.setenv("HTTPS_PROXY", server.url)
    with pytest.raises(ConfigurationError, match=r"\(the proxy says 501 Unsupported method"):
        refuse_unreachable_server("https://hub.example.com", PLACE)


def test_a_proxy_that_hangs_up(server: TinyServer, ways: pytest.MonkeyPatch) -> None:
    """In words, and not as Python's own exception."""
    ways.setenv("HTTP_PROXY", server.url)
    server.reply = Handler.reset
    with pytest.raises(ConfigurationError) as refused:
        refuse_unreachable_server("http://grid.invalid:4444", PLACE)
    assert (
        str(refused.value)
        .splitlines()[0]
        .endswith(", through the proxy of $HTTP_PROXY (no answer over HTTP)")
    )
