"""The adb program: where it is, and one conversation with an adb server through it."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from harness.errors import InfrastructureError

DEFAULT_PORT = 5037
_ANSWER_S = 30
_LISTED = re.compile(r"(?P<serial>\S+)\s+(?P<state>no permissions|\S+)")


class AdbFailed(InfrastructureError):
    """adb is not there, does not answer, or says that something failed."""


@dataclass(frozen=True)
class Said:
    """What a command on a phone left.

    Attributes:
        exit_code: Of the command.
        output: What it printed.
        errors: What it printed to its error output; adb's own words, where adb failed.
    """

    exit_code: int
    output: str
    errors: str


class Adb:
    """The real adb, speaking to one adb server, which it starts when none is there.

    Args:
        program: Its path.
        port: Of the adb server; None: adb's own choice ($ANDROID_ADB_SERVER_PORT, else 5037).
        environment: For adb and for a server that it starts.
    """

    def __init__(
        self, program: str, port: int | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        self.program, self.port = program, port
        self._environment = None if environment is None else dict(environment)

    def run(self, *arguments: str, timeout_s: float = _ANSWER_S) -> str:
        """Run adb and return what it printed.

        Raises:
            AdbFailed: It did not answer in time, or ended with an error.
        """
        said = self._said(arguments, timeout_s)
        if said.exit_code != 0:
            words = _last_line(said.errors) or _last_line(said.output)
            message = f"adb {' '.join(arguments)}: {words or f'exit code {said.exit_code}'}"
            raise AdbFailed(message)
        return said.output

    def devices(self) -> dict[str, str]:
        """State by serial number: `device`, `offline`, `unauthorized`, `no permissions` ...

        Raises:
            AdbFailed: adb failed.
        """
        lines = self.run("devices").partition("List of devices attached")[2].splitlines()
        found = (_LISTED.match(line) for line in lines)
        return {each["serial"]: each["state"] for each in found if each}

    def shell(self, serial: str, line: str, timeout_s: float = _ANSWER_S) -> Said:
        """Run a command line on a phone.

        Raises:
            AdbFailed: adb did not answer in time. That the command failed is no error.
        """
        return self._said(["-s", serial, "shell", line], timeout_s)

    def _said(self, arguments: "tuple[str, ...] | list[str]", timeout_s: float) -> Said:
        port = [] if self.port is None else ["-P", str(self.port)]
        try:
            done = subprocess.run(
                [self.program, *port, *arguments],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=timeout_s,
                check=False,
                env=self._environment,
            )
        except subprocess.TimeoutExpired:
            words = " ".join(arguments)
            raise AdbFailed(f"adb {words}: no answer within {timeout_s:g} s") from None
        except OSError as error:
            raise AdbFailed(f"adb cannot be started: {error}") from error
        return Said(done.returncode, done.stdout, done.stderr)


def adb_program(environment: Mapping[str, str] = os.environ) -> str | None:
    """Path of an adb: the SDK's, else the one on the PATH, else the one that came along.

    Several versions of adb on one machine end each other's servers: the user's own goes first.
    """
    name = "adb.exe" if os.name == "nt" else "adb"
    for variable in ("ANDROID_HOME", "ANDROID_SDK_ROOT"):
        own = Path(environment.get(variable) or "nowhere") / "platform-tools" / name
        if own.is_file():
            return str(own)
    return shutil.which("adb", path=environment.get("PATH")) or carried_adb()


def carried_adb() -> str | None:
    """Path of the adb in the package `adbutils`; None where it carries none for this machine."""
    spec = find_spec("adbutils")
    if spec is None or spec.origin is None:
        return None
    carried = Path(spec.origin).parent / "binaries" / ("adb.exe" if os.name == "nt" else "adb")
    return str(carried) if carried.is_file() else None


def _last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
