"""Servers that are wrong, for real: what the doctor says of each."""

import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from servers import READY, StatusServer, certificate, line_server, status_server
from ward import Ward

from harness import npm
from harness.doctor.diagnose import diagnose
from harness.doctor.finding import Finding
from harness.stack import requirements
from virtual_phone.organization import Organization, default_world
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor

LINE = "config/profiles/bench.yaml:3"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server(ward: Ward) -> Iterator[StatusServer]:
    """One that is well, in the profile."""
    with status_server() as server:
        ward.profile(server=server.port)
        yield server


def _answer(ward: Ward) -> Finding:
    return ward.finding("Server", "Answer")


def test_server_that_is_well(ward: Ward, server: StatusServer) -> None:
    """Asked for its status once, and for nothing else."""
    assert _answer(ward).said == f"Appium 3.8.0 at http://127.0.0.1:{server.port}"
    assert [path for path, _ in server.asked] == ["/status"]


def test_the_virtual_phones_own_door(ward: Ward) -> None:
    """A virtual phone behind a profile of kind `appium` is a server as any."""
    door = WebDriverDoor(Phone(Organization(default_world("open sesame"))))
    door.start()
    try:
        ward.profile(server=int(door.url.rpartition(":")[2]))
        assert _answer(ward).said == f"a virtual phone (no evidence about the app) at {door.url}"
    finally:
        door.stop()


def test_every_server_that_a_phone_is_behind(ward: Ward, server: StatusServer) -> None:
    """Each is asked; one that is away does not hide the other."""
    profile = ward.root / "config" / "profiles" / "bench.yaml"
    own = "udid: absent, server_url: 'http://127.0.0.1:9'}\n  - {udid: two"
    profile.write_text(profile.read_text("utf-8").replace("udid: absent", own), "utf-8")
    away, well = (each for each in ward.findings("Server") if each.title == "Answer")
    assert "http://127.0.0.1:9" in away.said
    assert well.said == f"Appium 3.8.0 at http://127.0.0.1:{server.port}"


def test_nothing_listens(ward: Ward) -> None:
    """The line of the profile, and a command."""
    finding = _answer(ward)
    assert (finding.state, finding.blames) == ("wrong", "infrastructure")
    assert finding.said == "nothing listens at http://127.0.0.1:9"
    assert finding.fix == f"start it, or correct {LINE}"


def test_start_command_names_the_address(ward: Ward, tmp_path: Path) -> None:
    """Where Appium is installed; else how to install it."""
    command = _answer(ward).command
    assert command == "make appium" or "/node_modules/appium/index.js server --address" in command
    (tmp_path / "appium").write_text("#!/bin/sh\n")
    (tmp_path / "appium").chmod(0o755)
    ward.environment["PATH"] += f"{os.pathsep}{tmp_path}"
    assert _answer(ward).command == "appium server --address 127.0.0.1 --port 9 --log-level warn"


@pytest.mark.parametrize(
    ("status", "content", "headers", "said", "blames"),
    [
        (200, "<html>Hi</html>", {}, "is no WebDriver server", "infrastructure"),
        (404, "no such page", {"Server": "files/1"}, "is no WebDriver server", "infrastructure"),
        (502, "<html>Bad gateway</html>", {}, "HTTP 502, which is a gateway's", "infrastructure"),
        (401, "who are you?", {}, "refuses the credentials (HTTP 401)", "configuration"),
        (403, READY | {"value": {}}, {}, "refuses the credentials (HTTP 403)", "configuration"),
        (
            301,
            "",
            {"Location": "https://grid.example.com/status"},
            "sends one on to",
            "configuration",
        ),
        (
            200,
            {"value": {"ready": False, "message": "Selenium Grid not ready."}},
            {},
            "is not ready: Selenium Grid not ready.",
            "infrastructure",
        ),
        (
            200,
            {"value": {"ready": True, "build": {"version": "2.19.0"}}},
            {},
            "Appium 2.19.0",
            "infrastructure",
        ),
    ],
    ids=["page", "files", "gateway", "401", "403", "redirect", "not-ready", "old"],
)
def test_server_that_is_wrong(
    ward: Ward,
    server: StatusServer,
    status: int,
    content: object,
    headers: dict[str, str],
    said: str,
    blames: str,
) -> None:
    """Whose fault it is decides the exit code."""
    server.otherwise = (status, content, headers)
    finding = _answer(ward)
    assert (finding.state, finding.blames) == ("wrong", blames)
    assert said in finding.said
    assert finding.fix


def test_server_below_another_path(ward: Ward, server: StatusServer) -> None:
    """The line to write is said."""
    unknown = {"value": {"error": "unknown command", "message": "", "stacktrace": ""}}
    server.otherwise = (404, unknown, {})
    server.answers["/wd/hub/status"] = (200, READY, {})
    url = f"http://127.0.0.1:{server.port}"
    assert _answer(ward).fix == f"{LINE}: server_url: {url}/wd/hub"


def test_grid(ward: Ward, server: StatusServer) -> None:
    """It has nodes instead of a version."""
    server.otherwise = (200, {"value": {"ready": True, "message": "", "nodes": [{}, {}]}}, {})
    assert _answer(ward).said.startswith("a Selenium Grid with 2 nodes at ")


def test_headers_are_sent(ward: Ward, server: StatusServer) -> None:
    """As a session would send them; without the variable there is nothing to send."""
    headers = 'headers: {Authorization: "Bearer ${GRID_TOKEN}"}\n'
    ward.profile(server=server.port, more=headers)
    ward.environment["GRID_TOKEN"] = "open sesame"
    assert _answer(ward).state == "ok"
    assert server.asked[-1][1]["Authorization"] == "Bearer open sesame"
    del ward.environment["GRID_TOKEN"]
    server.otherwise = (401, "", {})
    assert _answer(ward).state == "not looked at"
    assert "Authorization" not in server.asked[-1][1]


def test_port_that_is_no_http(ward: Ward) -> None:
    """As of a database, or of adb."""
    with line_server(b"-ERR unknown command\r\n") as port:
        ward.profile(server=port)
        finding = _answer(ward)
    assert f"what listens at http://127.0.0.1:{port} is no WebDriver server" in finding.said
    assert finding.command == f"lsof -i :{port}"


def test_server_that_hangs(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up."""
    monkeypatch.setattr("harness.doctor.server._ANSWER_S", 0.5)
    with line_server(b"", hangs=True) as port:
        ward.profile(server=port)
        assert "takes connections, and does not answer" in _answer(ward).said


@pytest.mark.parametrize(
    ("days", "host", "trusted", "said"),
    [
        (2, "localhost", True, "Appium 3.8.0 at https://127.0.0.1:"),
        (2, "localhost", False, "its certificate is not trusted"),
        (-1, "localhost", True, "its certificate has expired"),
        (2, "grid.example.com", True, "its certificate is for another host"),
    ],
)
def test_certificates(
    ward: Ward,
    tmp_path: Path,
    needed: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    days: int,
    host: str,
    *,
    trusted: bool,
    said: str,
) -> None:
    """With the authorities that a session would trust."""
    file = certificate(tmp_path, needed("openssl"), days=days, host=host)
    if trusted:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with status_server(file) as server:
        ward.profile(server=server.port)
        profile = ward.root / "config" / "profiles" / "bench.yaml"
        profile.write_text(profile.read_text().replace("http:", "https:"))
        assert said in _answer(ward).said


def test_tls_where_there_is_none(ward: Ward, server: StatusServer) -> None:
    """The profile says https, the server speaks plain HTTP."""
    profile = ward.root / "config" / "profiles" / "bench.yaml"
    profile.write_text(profile.read_text().replace("http:", "https:"))
    finding = _answer(ward)
    assert finding.said.endswith(" speaks no TLS")
    assert finding.fix == f"{LINE}: write http://"


def test_unknown_host(ward: Ward) -> None:
    """A name that nobody has."""
    profile = ward.root / "config" / "profiles" / "bench.yaml"
    text = profile.read_text().replace("http://127.0.0.1:9", "https://grid.invalid")
    profile.write_text(text)
    assert _answer(ward).said == "no host is called grid.invalid"
    assert ward.finding("Phones", "Phones").said == (
        "grid.invalid drives them, and they cannot be seen from here"
    )
    assert ward.finding("Server", "Driver").said == "it is installed on grid.invalid"


@pytest.mark.parametrize(
    ("wants", "state"),
    [
        ("^3.0.0-rc.2", "ok"),
        ("^2.5.4 || ^3.0.0", "ok"),
        ("^2.4.1", "wrong"),
        (None, "not looked at"),
    ],
)
def test_driver(ward: Ward, wants: str | None, state: str) -> None:
    """As it is installed in $APPIUM_HOME."""
    folder = Path(ward.environment["APPIUM_HOME"]) / "node_modules" / "appium-uiautomator2-driver"
    if wants:
        folder.mkdir(parents=True)
        about = {"version": "8.7.0", "peerDependencies": {"appium": wants}}
        (folder / "package.json").write_text(json.dumps(about))
    finding = ward.finding("Server", "Driver")
    assert finding.state == state
    assert (finding.command == "") == (state == "ok")


def test_the_driver_beside_the_private_appium_is_that_of_no_other_server(
    ward: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts where the advice is to start that one; who runs already has a home of its own."""
    del ward.environment["APPIUM_HOME"]
    ward.environment["PATH"] = str(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(npm.sys, "prefix", str(tmp_path))
    monkeypatch.setattr(npm.sys, "base_prefix", "another")
    home = npm.folder_of(Path(requirements.__file__).parent / "appium", "appium")
    folder = home / "node_modules" / "appium-uiautomator2-driver"
    folder.mkdir(parents=True)
    about = {"version": "8.7.0", "peerDependencies": {"appium": "^3.0.0"}}
    (folder / "package.json").write_text(json.dumps(about))
    (home / ".complete").touch()
    assert str(home) in _answer(ward).command
    assert ward.finding("Server", "Driver").said == f"UiAutomator2 8.7.0, in {home}"
    with status_server() as server:
        ward.profile(server=server.port)
        finding = ward.finding("Server", "Driver")
    assert finding.state == "not looked at"
    assert "the server may have another $APPIUM_HOME" in finding.said


@pytest.mark.parametrize(
    "address", ["https://ep-77sfd.invalid/t-8812-55/wd", "http://127.0.0.1:9/t-8812-55/wd"]
)
def test_an_address_that_is_a_secret_is_in_no_finding(ward: Ward, address: str) -> None:
    """A farm's endpoint for one session lets in whoever knows it: no host and no path of it."""
    ward.environment["DEVICE_FARM_URL"] = address
    findings = diagnose(ward.subject("aws-device-farm")).findings
    words = "\n".join(f"{each.title}: {each.said} {each.fix} {each.command}" for each in findings)
    assert "aws-device-farm: 1 phone, at ${DEVICE_FARM_URL}" in words
    assert "ep-77sfd" not in words
    assert "t-8812-55" not in words


def test_a_key_that_a_server_repeats_is_in_no_finding(ward: Ward, server: StatusServer) -> None:
    """Its words are shown as it says them, but for what must not be seen."""
    ward.environment["GRID_TOKEN"] = "t-5521-secret"
    ward.profile(server=server.port, more='headers: {Authorization: "Bearer ${GRID_TOKEN}"}\n')
    server.otherwise = (200, "who is Bearer t-5521-secret?", {})
    words = "".join(f"{each.said}{each.fix}" for each in diagnose(ward.subject()).findings)
    assert "who is Bearer [secret]?" in words


def test_a_proxy_on_the_way_is_named_and_not_shown(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is not blamed for it."""
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    profile = ward.root / "config" / "profiles" / "bench.yaml"
    profile.write_text(profile.read_text().replace("http://127.0.0.1:9", "https://hub.example.com"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens there
        proxy = f"http://somebody:open-sesame@127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        finding = _answer(ward)
    assert (finding.state, finding.blames) == ("wrong", "configuration")
    assert finding.said == (
        "https://hub.example.com cannot be reached through the proxy of $HTTPS_PROXY: "
        "no answer over HTTP"
    )
    assert finding.fix == "correct the variable, or name hub.example.com in $NO_PROXY"
    assert "sesame" not in repr(finding)
