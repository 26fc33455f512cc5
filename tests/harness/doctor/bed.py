"""A virtual phone that a real adb server holds."""

import shlex
import socket
import subprocess
from contextlib import ExitStack

from ward import Ward

from harness.adb import adb_program
from harness.doctor.finding import Finding
from virtual_phone.adb import AdbDoor


class Bed:
    """One phone, as the adb server has it.

    Args:
        ward: The project that the doctor looks at.
        door: The phone's.
        port: The adb server's.
        ports: Keeps a port that a phone has left, until the server has ended.
    """

    def __init__(self, ward: Ward, door: AdbDoor, port: int, ports: ExitStack) -> None:
        self.ward, self.door, self.port, self._ports = ward, door, port, ports
        self._phone_port = int(door.address.rpartition(":")[2])
        self.udid = f"emulator-{self._phone_port - 1}"

    def plug_in(self) -> None:
        """Tell the server as an emulator does, which waits for nothing."""
        self._say(f"host:emulator:{self._phone_port}")

    def unplug(self) -> None:
        """End the phone's side, as adb forgets no emulator that is there; until adb knows."""
        self.door.stop()
        self._keep_port()
        self._adb("wait-for-disconnect")

    def finding(self, title: str) -> Finding:
        return self.ward.finding("Phone", title)

    def do(self, finding: Finding) -> str:
        """Do what a finding advises, in a shell, as it stands there."""
        words = shlex.split(finding.command)
        assert words[0] == adb_program(self.ward.environment)
        return self._run(words)

    def shell(self, line: str) -> str:
        return self._adb("shell", line)

    def _adb(self, *words: str) -> str:
        program = adb_program(self.ward.environment)
        return self._run([str(program), "-P", str(self.port), "-s", self.udid, *words])

    def _run(self, words: list[str]) -> str:
        done = subprocess.run(
            words,
            env=self.ward.environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        return done.stdout

    def _keep_port(self) -> None:
        """For a minute adb looks for the phone there, and would take another test's for it."""
        kept = self._ports.enter_context(socket.socket())
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.bind(("127.0.0.1", self._phone_port))

    def _say(self, message: str) -> None:
        with socket.create_connection(("127.0.0.1", self.port), 10) as server:
            server.sendall(f"{len(message):04x}{message}".encode())
            server.recv(4)
