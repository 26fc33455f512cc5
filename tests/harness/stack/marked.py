"""Processes that carry a mark in their environment: all that a test started, however deep."""

import os
import signal
import time
import uuid
from contextlib import suppress
from pathlib import Path

_VARIABLE = "HARNESS_TEST_MARK"
_LOOK_S = 0.1


class Marked:
    """A mark for the environment of a command, and who bears it."""

    def __init__(self) -> None:
        self._mark = f"{_VARIABLE}={uuid.uuid4().hex}"

    @property
    def environment(self) -> dict[str, str]:
        """The test's own, with the mark."""
        name, _, value = self._mark.partition("=")
        return {**os.environ, name: value}

    def left_after(self, seconds: float) -> list[str]:
        """Wait until nobody bears it; returns the command lines of those who still do."""
        give_up_at_s = time.monotonic() + seconds
        while self.alive() and time.monotonic() < give_up_at_s:
            time.sleep(_LOOK_S)
        return list(self.alive().values())

    def kill(self, word: str = "") -> None:
        """End whoever has the word in its command line."""
        for number, line in self.alive().items():
            if word in line:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)

    def alive(self) -> dict[int, str]:
        """Number and command line of the processes that bear it."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                environment = (folder / "environ").read_bytes().decode(errors="replace")
                line = (folder / "cmdline").read_bytes().decode(errors="replace")
                state = (folder / "stat").read_text().rpartition(") ")[2][:1]
            except OSError:
                continue
            if self._mark in environment.split("\0") and state != "Z":
                found[int(folder.name)] = line.replace("\0", " ").strip()
        return found
