"""The embedded phones: a child process that is told what to be and dies with its parent."""

import json
import os
import secrets
import select
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, Any

from harness.errors import ConfigurationError, InfrastructureError
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, VirtualSettings

_START_S = 30
_STOP_S = 5
_WRONG_USE = 2  # the exit code of a child that says what it was told wrong


def virtual_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment with what the virtual phone's people file asks for, where it is not set."""
    return {
        VIRTUAL_PASSWORD: secrets.token_urlsafe(12),
        VIRTUAL_IMAP_PORT: str(_free_port()),
        **environment,
    }


@contextmanager
def virtual_phones(
    count: int, sims: list[str], settings: VirtualSettings | None, environment: Mapping[str, str]
) -> Iterator[list[str]]:
    """Run virtual phones that share one organization.

    Args:
        count: How many.
        sims: Their SIM numbers, E.164, in order.
        settings: Build, defect and so on, from the profile.
        environment: Must hold the password and the mailbox's port.

    Yields:
        The WebDriver URL of each phone.

    Raises:
        ConfigurationError: They do not know what they are told, such as a defect's name.
        InfrastructureError: They did not start.
    """
    command = [sys.executable, "-m", "virtual_phone", "--phones", str(count)]
    for sim in sims:
        command += ["--sim", sim]
    command += ["--imap-port", environment[VIRTUAL_IMAP_PORT], *_options(settings)]
    with TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            env=dict(environment),
        )
        try:
            yield [str(phone["url"]) for phone in _greeting(process, command, said)["phones"]]
        finally:
            _stop(process)


def _options(settings: VirtualSettings | None) -> list[str]:
    if settings is None:
        return []
    given = settings.model_dump(exclude_none=True)
    return [
        word for key, value in given.items() for word in (f"--{key.replace('_', '-')}", str(value))
    ]


def _greeting(
    process: "subprocess.Popen[str]", command: list[str], said: IO[bytes]
) -> dict[str, Any]:
    """The one line that the phones print when they are ready."""
    output = process.stdout
    answered = output is not None and select.select([output], [], [], _START_S)[0]
    line = output.readline() if output is not None and answered else ""
    if not line:
        raise _not_started(process, command, said, ended=bool(answered))
    greeting: dict[str, Any] = json.loads(line)
    return greeting


def _not_started(
    process: "subprocess.Popen[str]", command: list[str], said: IO[bytes], *, ended: bool
) -> ConfigurationError | InfrastructureError:
    """Why: told something wrong, broken, or slow."""
    exit_code = process.wait(_STOP_S) if ended else None
    said.seek(0)
    lines = said.read().decode(errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
    if exit_code == _WRONG_USE:
        return ConfigurationError(None, f"the virtual phone refuses what it is told: {last}")
    how = f"ended with exit code {exit_code}" if ended else f"was not ready within {_START_S} s"
    by_hand = shlex.join(["python", *command[1:], "--stay"])
    return InfrastructureError(
        f"The virtual phone {how}: {last}\n  Do: start it by hand to see more: {by_hand}"
    )


def _stop(process: "subprocess.Popen[str]") -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
