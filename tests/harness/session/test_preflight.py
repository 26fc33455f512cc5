from pathlib import Path

import pytest
from tiny_server import TinyServer, answering

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
