"""What really leaves this machine for each profile, recorded by a server that is none of theirs."""

import copy
import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from documented_shapes import SHAPES, NewSession
from pydantic import ValidationError
from switched_on import with_everything_switched_on
from tiny_server import TinyServer, answering

from harness.errors import InfrastructureError
from harness.session.phones import Phone, phones_of
from harness.session.sessions import Sessions
from harness.settings import load_profile

ROOT = Path(__file__).parents[2]
PROFILES = ROOT / "config" / "profiles"
W3C = {"platformName"}
Asked = Callable[[str, str], list[dict[str, Any]]]


def _sessions(
    text: str, server: TinyServer, folder: Path, environment: dict[str, str]
) -> tuple[Sessions, list[Phone]]:
    """Sessions as a run makes them; only the address is the recording server's."""
    file = folder / "profile.yaml"
    file.write_text(re.sub(r"(?m)^server_url: .*$", f"server_url: {server.url}", text), "utf-8")
    profile = load_profile(ROOT, str(file), environment)
    with phones_of(profile, environment) as phones:
        ignored: Callable[[object], None] = lambda _: None  # noqa: E731 - nobody listens
        return Sessions(profile, opened=ignored, closing=ignored), phones


@pytest.fixture
def asked(server: TinyServer, tmp_path: Path, placeholders: dict[str, str]) -> Asked:
    """The bodies of POST /session for a profile's text, one for each of its phones."""

    def asking(name: str, text: str) -> list[dict[str, Any]]:
        server.phones = [{"udid": f"phone-{number}"} for number in range(3)]
        sessions, phones = _sessions(text, server, tmp_path, placeholders)
        for phone in phones:
            sessions.on(phone)
        return server.bodies("/session")

    return asking


def _always(name: str, asked: Asked) -> dict[str, Any]:
    body = asked(name, (PROFILES / f"{name}.yaml").read_text("utf-8"))[0]
    capabilities: dict[str, Any] = body["capabilities"]["alwaysMatch"]
    return capabilities


@pytest.mark.parametrize("name", SHAPES)
def test_a_session_is_asked_for_in_the_documented_shape(name: str, asked: Asked) -> None:
    """W3C around it, the vendor's options inside, and nothing without a prefix."""
    for body in asked(name, (PROFILES / f"{name}.yaml").read_text("utf-8")):
        request = NewSession.model_validate(body).capabilities
        assert request.first_match == [{}]
        assert {key for key in request.always_match if ":" not in key} <= W3C
        SHAPES[name][1].model_validate(request.always_match)


@pytest.mark.parametrize("name", SHAPES)
def test_so_it_is_with_everything_switched_on(name: str, asked: Asked) -> None:
    """With the second phone, the SIM and whatever else a profile proposes in comments."""
    requests = asked(name, with_everything_switched_on(PROFILES / f"{name}.yaml"))
    for body in requests:
        SHAPES[name][1].model_validate(body["capabilities"]["alwaysMatch"])
    assert len(requests) == (1 if name in {"lambdatest", "aws-device-farm"} else 2)


def _without(*path: str) -> Callable[[dict[str, Any]], None]:
    def change(capabilities: dict[str, Any]) -> None:
        for key in path[:-1]:
            capabilities = capabilities[key]
        del capabilities[path[-1]]

    return change


def _with(*path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(capabilities: dict[str, Any]) -> None:
        for key in path[:-1]:
            capabilities = capabilities[key]
        capabilities[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("emulator", _with("appium:automatonName", value="UiAutomator2")),
        ("emulator", _with("udid", value="emulator-5554")),
        ("emulator", _with("appium:noReset", value="true")),
        ("phone", _with("appium:systemPort", value="8200")),
        ("phone", _without("appium:udid")),
        ("grid", _with("appium:newCommandTimeout", value="300")),
        ("browserstack", _without("appium:app")),
        ("browserstack", _with("appium:app", value="storage:filename=app.apk")),
        ("browserstack", _with("bstack:options", "username", value="me")),
        ("browserstack", _with("bstack:options", "appiumVersion", value="3.8.0")),
        ("browserstack", _with("bstack:options", "idleTimeout", value="300")),
        ("browserstack", _with("bstack:options", "sessionName", value="invite members")),
        ("browserstack", _with("bstack:options", "enableSim", value=True)),
        ("browserstack", _without("bstack:options", "accessKey")),
        ("browserstack", _with("sauce:options", value={})),
        ("saucelabs", _without("appium:app")),
        ("saucelabs", _with("appium:app", value="app.apk")),
        ("saucelabs", _with("appium:newCommandTimeout", value=1800)),
        ("saucelabs", _with("appium:noReset", value=True)),
        ("saucelabs", _with("sauce:options", "userName", value="me")),
        ("saucelabs", _with("sauce:options", "appiumVersion", value="stable")),
        ("saucelabs", _with("sauce:options", "idleTimeout", value=300)),
        ("saucelabs", _with("sauce:options", "resigningEnabled", value=False)),
        ("lambdatest", _without("lt:options", "app")),
        ("lambdatest", _with("lt:options", "app", value="bs://123")),
        ("lambdatest", _with("lt:options", "isRealMobile", value="true")),
        ("lambdatest", _with("lt:options", "queueTimeout", value=60)),
        ("lambdatest", _with("lt:options", "appiumVersion", value="3.0.2")),
        ("lambdatest", _with("lt:options", "userName", value="me")),
        ("lambdatest", _with("appium:app", value="lt://1")),
        ("aws-device-farm", _with("appium:udid", value="R5CT")),
        ("aws-device-farm", _with("appium:newCommandTimeout", value=1800)),
    ],
)
def test_a_slip_does_not_fit(
    name: str, change: Callable[[dict[str, Any]], None], asked: Asked
) -> None:
    """Unknown names, wrong types, another vendor's words, no app: the shapes can tell."""
    capabilities = copy.deepcopy(_always(name, asked))
    SHAPES[name][1].model_validate(capabilities)
    change(capabilities)
    with pytest.raises(ValidationError):
        SHAPES[name][1].model_validate(capabilities)


@pytest.mark.parametrize("name", SHAPES)
def test_no_credential_is_in_what_is_logged_or_raised(
    name: str,
    server: TinyServer,
    tmp_path: Path,
    placeholders: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A server that refuses repeats all that it was asked; the harness does not."""
    caplog.set_level(logging.INFO)
    text = (PROFILES / f"{name}.yaml").read_text("utf-8")
    sessions, phones = _sessions(text, server, tmp_path, placeholders)
    server.starts = False
    server.reply = lambda handler: answering(
        500,
        {
            "value": {
                "error": "session not created",
                "message": json.dumps([server.requests[-1][2], dict(handler.headers.items())]),
            }
        },
    )(handler)
    with pytest.raises(InfrastructureError) as refused:
        sessions.on(phones[0])
    assert "session did not start" in str(refused.value)
    seen = f"{refused.value} {caplog.text} {sessions!r}"
    assert not [word for word in placeholders.values() if word in seen]


@pytest.mark.parametrize(
    ("name", "sent"),
    [("grid", "Basic value-of-GRID_BASIC_AUTH"), ("browserstack", None), ("emulator", None)],
)
def test_a_header_is_sent_where_the_profile_says_so(
    name: str, sent: str | None, server: TinyServer, asked: Asked
) -> None:
    """With the very first request: a grid that wants to know who asks lets nothing else through."""
    asked(name, (PROFILES / f"{name}.yaml").read_text("utf-8"))
    assert server.headers[0].get("Authorization") == sent
