"""One program of the stack: started, waited for, ended; its last words are kept."""

import json
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import urllib3

from harness.errors import InfrastructureError

_LOOK_S: Final = 0.1
_ANSWER_S: Final = 5
_STOP_S: Final = 3  # nothing is lost with them, and whoever waits for all has little patience
_LINES_SHOWN: Final = 3


class Program:
    """A program that was started.

    Args:
        name: For people: "Appium".
        command: Program and arguments.
        environment: Its own.
        log: A file for all that it prints.
    """

    def __init__(
        self, name: str, command: list[str], environment: Mapping[str, str], log: Path
    ) -> None:
        self.name, self._log = name, log
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(environment),
            )

    def wait_until(self, is_ready: Callable[[], bool], within_s: float) -> None:
        """Wait until it is ready.

        Raises:
            InfrastructureError: It ended, or was not ready in time; with its last words.
        """
        give_up_at_s = time.monotonic() + within_s
        pause = threading.Event()
        while True:
            # Before anything else: what answers may be another program that has taken the port.
            if self._process.poll() is not None:
                how = f"ended with exit code {self._process.returncode}"
                raise InfrastructureError(f"{self.name} {how}: {self._last_words()}")
            if is_ready():
                return
            if time.monotonic() > give_up_at_s:
                how = f"was not ready within {within_s:g} s"
                raise InfrastructureError(f"{self.name} {how}: {self._last_words()}")
            pause.wait(_LOOK_S)

    def stop(self) -> None:
        """End it, first kindly."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _last_words(self) -> str:
        lines = self._log.read_text("utf-8", "replace").splitlines()
        last = [line.strip() for line in lines if line.strip()][-_LINES_SHOWN:]
        return " / ".join(last) or "it said nothing"


@contextmanager
def program(
    name: str, command: list[str], environment: Mapping[str, str], log: Path
) -> Iterator[Program]:
    """Run a program as long as the block lasts."""
    started = Program(name, command, environment, log)
    try:
        yield started
    finally:
        started.stop()


def status(url: str) -> dict[str, Any]:
    """What a WebDriver server says of itself; empty as long as it does not answer."""
    try:
        with urllib3.PoolManager(retries=False, timeout=_ANSWER_S) as pool:
            answer = pool.request("GET", f"{url}/status")
            value = json.loads(answer.data)["value"]
    except (urllib3.exceptions.HTTPError, ValueError, KeyError, TypeError):
        return {}
    return value if isinstance(value, dict) else {}


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, all different."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()
