"""Programs of the shell that run for a while, as `ps` lists them and `kill` reaches them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Final

SIGHUP: Final = 1
SIGINT: Final = 2
SIGKILL: Final = 9
SIGTERM: Final = 15
_FIRST_PID: Final = 9210


@dataclass
class Tool:
    """A running program.

    Attributes:
        name: As `ps` shows it.
        pid: Its number.
        signalled: Set when a signal has come.
        signal: The one that came first; 0 for none.
    """

    name: str
    pid: int
    signalled: threading.Event = field(default_factory=threading.Event)
    signal: int = 0

    def send(self, signal: int) -> None:
        """A signal comes; 0 only asks whether the program is there."""
        if signal and not self.signalled.is_set():
            self.signal = signal
            self.signalled.set()


class Tools:
    """The programs that run at the moment."""

    def __init__(self) -> None:
        self._pids = count(_FIRST_PID, 7)
        self._running: dict[int, Tool] = {}

    @contextmanager
    def running(self, name: str) -> Iterator[Tool]:
        """A program that runs until the block ends."""
        tool = Tool(name, next(self._pids))
        self._running[tool.pid] = tool
        try:
            yield tool
        finally:
            del self._running[tool.pid]

    def all(self) -> list[Tool]:
        """In the order in which they were started."""
        return list(self._running.values())

    def find(self, pid: int) -> Tool | None:
        """The program of that number; None where none runs."""
        return self._running.get(pid)
