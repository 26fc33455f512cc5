"""Child processes that say in one line of JSON that they are ready, and end with their input.

A child that ends when its standard input does is gone whenever its parent is, however that ended.
"""

import json
import os
import select
import shlex
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from harness.errors import ConfigurationError, InfrastructureError

_WRONG_USE = 2  # the exit code of a child that says what it was told wrong


@dataclass(frozen=True)
class Child:
    """A program to be started.

    Attributes:
        name: For people: "the virtual phone".
        command: Program and arguments.
        by_hand: The command that a person would type to see more of it.
        start_s: How long it may take until it is ready.
        stop_s: How long it may take to end.
    """

    name: str
    command: list[str]
    by_hand: list[str]
    start_s: float
    stop_s: float


@contextmanager
def running(child: Child, environment: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Run a child as long as the block lasts; yields what it said when it was ready.

    It has a session of its own: Ctrl-C reaches it through its parent, which first ends in order
    what uses it.

    Raises:
        ConfigurationError: It refuses what it is told.
        InfrastructureError: It ended, or was not ready in time.
    """
    with TemporaryFile() as said:
        process = subprocess.Popen(
            child.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            env=dict(environment),
            start_new_session=True,
        )
        try:
            yield _greeting(process, child, said)
        finally:
            _stop(process, child.stop_s)


def _greeting(process: "subprocess.Popen[str]", child: Child, said: IO[bytes]) -> dict[str, Any]:
    output = process.stdout
    answered = output is not None and select.select([output], [], [], child.start_s)[0]
    line = output.readline() if output is not None and answered else ""
    if not line:
        raise _not_started(process, child, said, ended=bool(answered))
    greeting: dict[str, Any] = json.loads(line)
    return greeting


def _not_started(
    process: "subprocess.Popen[str]", child: Child, said: IO[bytes], *, ended: bool
) -> ConfigurationError | InfrastructureError:
    """Why: told something wrong, broken, or slow."""
    exit_code = process.wait(child.stop_s) if ended else None
    said.seek(0)
    lines = said.read().decode(errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
    if exit_code == _WRONG_USE:
        return ConfigurationError(None, f"{child.name} refuses what it is told: {last}")
    how = (
        f"ended with exit code {exit_code}" if ended else f"was not ready within {child.start_s} s"
    )
    named = child.name[:1].upper() + child.name[1:]
    return InfrastructureError(
        f"{named} {how}: {last}\n  Do: start it by hand to see more: {shlex.join(child.by_hand)}"
    )


def _stop(process: "subprocess.Popen[str]", stop_s: float) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(stop_s)
    except subprocess.TimeoutExpired:
        _kill(process)
    if process.stdout is not None:
        process.stdout.close()


def _kill(process: "subprocess.Popen[str]") -> None:
    """The child, and all that it has started: it has a process group of its own."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
