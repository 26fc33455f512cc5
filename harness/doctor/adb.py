"""The adb program and its server: which ones, and whether they fit each other."""

import re
import shlex
import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from harness.adb import DEFAULT_PORT, Adb, AdbFailed, adb_program
from harness.doctor.finding import Finding, broken, ok, unseen, warning
from harness.doctor.registry import look
from harness.doctor.subject import Subject
from harness.errors import InfrastructureError
from harness.settings import PhoneSettings
from harness.settings.network import is_on_this_machine
from harness.stack.program import program as started

_AREA = "adb"
_ANSWER_S = 15
_GREETING_S = 5
_CLIENT = re.compile(r"version 1\.0\.(\d+)")


def why_no_phones(subject: Subject) -> Finding | None:
    """Why phones cannot be looked at from this computer; None where they can."""
    profile = subject.profile
    if profile is None:
        return unseen("the profile has to be right first")
    if not profile.servers():
        return unseen("virtual phones are started for the run, and need no adb")
    if any(map(is_on_this_machine, profile.servers())):
        return None
    hosts = ", ".join(urlsplit(url).hostname or "" for url in profile.servers())
    return unseen(f"{hosts} drives them, and they cannot be seen from here")


def capabilities_of(subject: Subject, phone: PhoneSettings | None = None) -> dict[str, Any]:
    """What a session with a phone asks for."""
    common = dict(subject.profile.capabilities) if subject.profile else {}
    return common | (phone.capabilities if phone else {})


def port_of(subject: Subject) -> int:
    """Of the adb server that Appium asks: its own choice, whatever adb itself would do."""
    wanted = str(capabilities_of(subject).get("appium:adbPort", ""))
    return int(wanted) if wanted.isdecimal() else DEFAULT_PORT


def adb_for(subject: Subject) -> Adb | Finding:
    """An adb that does no harm to the server that is there; else why there is none."""
    program, port = adb_program(subject.environment), port_of(subject)
    if program is None:
        fix = "install Android's platform-tools, or the package that carries adb"
        return broken("no adb on this computer", fix, "python -m pip install adbutils")
    adb = Adb(program, port, subject.environment)
    try:
        client = _CLIENT.search(adb.run("version", timeout_s=_ANSWER_S))
    except AdbFailed as error:
        return broken(f"{program} does not run: {error}", "install another one")
    if client is None:
        return broken(f"{program} does not say its version", "install another one")
    server = _server_version(port)
    if server == "something else":
        fix = "end it; or run adb's own server elsewhere, and add appium:adbPort to capabilities"
        return broken(f"port {port} is taken, and not by adb", fix, f"lsof -i :{port}")
    if server is not None and server != int(client[1]):
        return broken(
            f"the server at port {port} is of version {server}, {program} is {client[1]}: "
            "each ends the other's server, and Appium's phones go with it",
            "let ANDROID_HOME name the one SDK that all of them use, and end the server",
            f"{words_for(adb)} kill-server",
        )
    return adb


@contextmanager
def adb_left_as_found(subject: Subject) -> Iterator[None]:
    """Where no adb server runs, one runs as a child of ours for the looks, and ends with them.

    adb itself would start one that stays; and to end whichever is there afterwards might end
    another's, such as that of an Appium which was started meanwhile.
    """
    program_path, port = adb_program(subject.environment), port_of(subject)
    with ExitStack() as stack:
        if why_no_phones(subject) is None and program_path and _server_version(port) is None:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="harness-doctor-")))
            command = [program_path, "-P", str(port), "nodaemon", "server"]
            with suppress(OSError, InfrastructureError):  # said by the look at adb
                server = stack.enter_context(
                    started("The adb server", command, subject.environment, folder / "adb.log")
                )
                server.wait_until(lambda: _server_version(port) is not None, _ANSWER_S)
        yield


def has_server(subject: Subject) -> bool:
    """Whether the adb server that Appium asks runs already."""
    return isinstance(_server_version(port_of(subject)), int)


def words_for(adb: Adb) -> str:
    """How a person calls this adb."""
    found = shutil.which("adb")
    program = "adb" if found == adb.program else shlex.quote(adb.program)
    return program if adb.port == DEFAULT_PORT else f"{program} -P {adb.port}"


@look(_AREA, "Program")
def program(subject: Subject) -> Iterator[Finding]:
    """There is an adb, and it fits the adb server that runs."""
    reason = why_no_phones(subject)
    if reason is not None:
        yield reason
        return
    adb = adb_for(subject)
    if isinstance(adb, Finding):
        yield adb
        return
    version = re.search(r"^Version (\S+)", adb.run("version", timeout_s=_ANSWER_S), re.MULTILINE)
    yield ok(
        f"{version[1] if version else 'adb'} at {adb.program}, which starts its server at port "
        f"{adb.port} where none runs"
    )
    own = subject.environment.get("ANDROID_ADB_SERVER_PORT")
    if own and own != str(adb.port):
        yield warning(
            f"$ANDROID_ADB_SERVER_PORT is {own}, but Appium asks the server at {adb.port}",
            f"{subject.line_of('capabilities')}: add appium:adbPort: {own}",
        )


def _server_version(port: int) -> int | str | None:
    """The version of the adb server; None where none runs, "something else" for what is none."""
    try:
        with socket.create_connection(("127.0.0.1", port), _GREETING_S) as connection:
            connection.sendall(b"000chost:version")
            answer = connection.makefile("rb").read(12)
    except ConnectionRefusedError:
        return None
    except OSError:
        return "something else"
    if re.fullmatch(rb"OKAY0004[0-9a-fA-F]{4}", answer):
        return int(answer[8:], 16)
    return "something else"
