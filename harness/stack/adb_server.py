"""A private adb server that knows the run's phones and no others."""

import shutil
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from harness.adb import Adb, AdbFailed
from harness.errors import InfrastructureError
from harness.stack.program import free_ports, program

_START_S = 20
_CONNECT_S = 20
_STOP_S = 3


@contextmanager
def adb_server(
    adb_path: str, phones: Sequence[str], home: Path, environment: Mapping[str, str]
) -> Iterator[Adb]:
    """Run an adb server on a port of its own, with the phones connected.

    Args:
        adb_path: The adb program.
        phones: Where their adb doors are, as 127.0.0.1:5555: also their serial numbers.
        home: A folder for keys, logs and the private SDK.
        environment: Of the run.

    Raises:
        InfrastructureError: It did not start, or a phone cannot be reached.
    """
    (port,) = free_ports(1)
    own = {
        **environment,
        "HOME": str(home),
        "TMPDIR": str(home),
        # Emulators and phones of the person at this machine are not the run's.
        "ADB_LOCAL_TRANSPORT_MAX_PORT": "5553",
        "ADB_MDNS_AUTO_CONNECT": "",
        "ADB_USB": "0",
    }
    command = [adb_path, "-P", str(port), "nodaemon", "server"]
    adb = Adb(adb_path, port, own)
    with program("The adb server", command, own, home / "adb.log") as server:
        server.wait_until(lambda: _answers(adb), _START_S)
        for phone in phones:
            said = adb.run("connect", phone)
            if "connected to" not in said:
                raise InfrastructureError(f"adb does not reach the phone {phone}: {said.strip()}")
        server.wait_until(lambda: _all_ready(adb, phones), _CONNECT_S)
        try:
            yield adb
        finally:
            # Where the program above had ended, somebody's adb may have started another one.
            with suppress(AdbFailed):
                adb.run("kill-server", timeout_s=_STOP_S)


def private_sdk(adb_path: str, home: Path) -> Path:
    """A folder that Appium takes for an Android SDK, with nothing but adb in it."""
    tools = home / "sdk" / "platform-tools"
    tools.mkdir(parents=True)
    try:
        (tools / Path(adb_path).name).symlink_to(adb_path)
    except OSError:  # Windows lets only some people make links
        shutil.copy2(adb_path, tools)
    return tools.parent


def _answers(adb: Adb) -> bool:
    """Whether the server is there; asked without letting adb start one."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", adb.port or 0), 1):
        return True
    return False


def _all_ready(adb: Adb, phones: Sequence[str]) -> bool:
    states = adb.devices()
    return all(states.get(phone) == "device" for phone in phones)
