"""adb and its server."""

import socket
from pathlib import Path

from servers import line_server
from ward import Ward

from harness.adb import Adb
from harness.doctor.adb import adb_left_as_found
from harness.doctor.diagnose import diagnose

AdbServer = tuple[str, int, dict[str, str]]


def test_adb_that_is_well(ward: Ward, adb_server: AdbServer) -> None:
    """Its version, and where it is."""
    program, port, environment = adb_server
    ward.environment.update(environment)
    ward.profile(adb=port)
    finding = ward.finding("adb", "Program")
    assert finding.state == "ok"
    assert "platform-tools/adb" in finding.said
    assert program


def test_servers_of_other_versions_are_not_ended(ward: Ward, adb_server: AdbServer) -> None:
    """The one fault that looking with adb itself would make worse."""
    ward.environment.update(adb_server[2])
    with line_server(b"OKAY00040020") as port:
        ward.profile(adb=port)
        finding = ward.finding("adb", "Program")
        assert finding.said.startswith(f"the server at port {port} is of version 32, ")
        assert finding.command.endswith(f"-P {port} kill-server")
        assert ward.finding("Phone", "adb").said == "adb has to be right first"


def test_port_that_something_else_has(ward: Ward, adb_server: AdbServer) -> None:
    """adb would wait for an answer."""
    ward.environment.update(adb_server[2])
    with line_server(b"HTTP/1.1 400 Bad Request\r\n") as port:
        ward.profile(adb=port)
        finding = ward.finding("adb", "Program")
    assert finding.said == f"port {port} is taken, and not by adb"
    assert finding.command == f"lsof -i :{port}"


def test_adb_that_does_not_run(ward: Ward, tmp_path: Path) -> None:
    """Such as one for another processor."""
    adb = tmp_path / "sdk" / "platform-tools" / "adb"
    adb.parent.mkdir(parents=True)
    adb.write_bytes(b"\x7fELF nonsense")
    adb.chmod(0o755)
    ward.environment["ANDROID_HOME"] = str(tmp_path / "sdk")
    finding = ward.finding("adb", "Program")
    assert finding.said.startswith(f"{adb} does not run: adb cannot be started")


def test_server_of_the_environment_is_not_the_one_that_appium_asks(
    ward: Ward, adb_server: AdbServer
) -> None:
    """Appium does not read the variable."""
    ward.environment.update(adb_server[2])
    ward.environment["ANDROID_ADB_SERVER_PORT"] = "5038"
    ward.profile(adb=adb_server[1])
    warned = [each for each in ward.findings("adb") if each.state == "warning"]
    assert [each.fix for each in warned] == [
        "config/profiles/bench.yaml:6: add appium:adbPort: 5038"
    ]


def test_a_server_that_looking_started_is_ended(ward: Ward, adb_path: str, tmp_path: Path) -> None:
    """Who only looks leaves no process behind."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    ward.environment.update(
        PATH=f"{Path(adb_path).parent}:{ward.environment['PATH']}", TMPDIR=str(tmp_path)
    )
    ward.profile(adb=port)
    said = {each.title: each.said for each in diagnose(ward.subject()).findings}
    assert "not connected" in said["adb"]
    assert not _listens(port)


def test_a_server_that_another_started_meanwhile_is_left(
    ward: Ward, adb_path: str, tmp_path: Path
) -> None:
    """Such as an IDE's, or that of an Appium which begins a session just now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    ward.environment.update(
        PATH=f"{Path(adb_path).parent}:{ward.environment['PATH']}", TMPDIR=str(tmp_path)
    )
    ward.profile(adb=port)
    adb = Adb(adb_path, port, ward.environment)
    with adb_left_as_found(ward.subject()):
        adb.run("kill-server")
        adb.run("start-server")
    try:
        assert _listens(port)
    finally:
        adb.run("kill-server")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
