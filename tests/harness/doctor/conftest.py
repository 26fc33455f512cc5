"""A project to look at, and phones behind a real adb with a server of its own."""

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from bed import Bed
from ward import Ward

from virtual_phone.adb import AdbDoor
from virtual_phone.faults import Faults
from virtual_phone.organization import Organization, default_world
from virtual_phone.phone import Phone


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    """A project that is well, but for a server and phones."""
    root = tmp_path / "project"
    root.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    names = ("PATH", "LANG", "SYSTEMROOT")
    own = {name: os.environ[name] for name in names if name in os.environ}
    return Ward(root, {**own, "HOME": str(home), "APPIUM_HOME": str(home / ".appium")})


@contextmanager
def _serving(adb_path: str, home: Path) -> Iterator[tuple[str, int, dict[str, str]]]:
    """A private adb server: the program, its port, its environment."""
    sdk = home / "sdk" / "platform-tools"
    sdk.mkdir(parents=True)
    (sdk / "adb").symlink_to(adb_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "ANDROID_HOME": str(home / "sdk"),
        "ADB_LOCAL_TRANSPORT_MAX_PORT": "5553",  # do not look for emulators
        "ADB_MDNS_AUTO_CONNECT": "",
    }

    def run(verb: str) -> None:
        command = [adb_path, "-P", str(port), verb]
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=30)

    run("start-server")
    yield adb_path, port, environment
    run("kill-server")


@pytest.fixture(scope="session")
def adb_server(
    adb_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, int, dict[str, str]]]:
    """The server that the phones of all tests are behind, one after the other."""
    with _serving(adb_path, tmp_path_factory.mktemp("adb")) as server:
        yield server


@pytest.fixture(scope="session")
def empty_adb_server(
    adb_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, int, dict[str, str]]]:
    """A server that never had a phone: the other one may still list a phone that has gone."""
    with _serving(adb_path, tmp_path_factory.mktemp("empty-adb")) as server:
        yield server


@pytest.fixture(scope="session")
def ports(adb_server: tuple[str, int, dict[str, str]]) -> Iterator[ExitStack]:
    """Ports that nobody else may have while that server lives."""
    with ExitStack() as kept:
        yield kept


@pytest.fixture
def bed(
    ward: Ward, adb_server: tuple[str, int, dict[str, str]], ports: ExitStack
) -> Iterator[Callable[..., Bed]]:
    """Puts a virtual phone behind adb, writes a profile for it; faults by name."""
    _, port, environment = adb_server
    ward.environment.update(environment)
    with ExitStack() as stack:

        def make(*faults: str, profile: str = "", **options: object) -> Bed:
            organization = Organization(default_world("open sesame"))
            phone = Phone(organization, faults=Faults(faults), **options)  # type: ignore[arg-type]
            door = AdbDoor(phone)
            door.start()
            stack.callback(door.stop)
            made = Bed(ward, door, port, ports)
            made.plug_in()
            stack.callback(made.unplug)
            ward.profile(udid=made.udid, adb=port, more=profile)
            return made

        yield make
