"""Looks at the workers of the load trial while they work, notes their memory, and ends some."""

import os
import random
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load_witness import Taken, holder_of, notice_of_end

_LOOK_EVERY_S = 5.0
_TRY_EVERY_S = 0.1
_GOES_ON = ("R", "S", "D")


@dataclass(frozen=True)
class Cut:
    """A worker that was ended by `kill -9` while it had a phone.

    Attributes:
        taken: The scenario that it was at, and the phone.
        at_s: When, as `time.time()` has it.
    """

    taken: Taken
    at_s: float


class Watch(threading.Thread):
    """Notes the memory of workers, from Linux's /proc, and ends some of them.

    Args:
        pid: Of pytest, whose children they are.
        kill: How many to end, from the beginning on, one after the other.
        witness: Where a scenario that has a phone says so.

    Attributes:
        pss_mb: Largest proportional share of memory of each worker, by process.
        cut: The workers that were ended.
    """

    def __init__(self, pid: int, kill: int, witness: Path) -> None:
        super().__init__(daemon=True)
        self.pss_mb: dict[int, float] = {}
        self.cut: list[Cut] = []
        self._pid, self._kill, self._witness = pid, kill, witness
        self._chance = random.Random(pid)  # noqa: S311 - no secret
        self._over = threading.Event()

    def run(self) -> None:
        """Until the run is over."""
        next_look_s = 0.0
        while not self._over.wait(_TRY_EVERY_S):
            due = time.monotonic() >= next_look_s
            if due:
                self._look()
            # One at each look, and the first one as soon as there is one.
            wanted = len(self.cut) < self._kill and (due or not self.cut)
            if wanted:
                self._end_one()
            if due:
                next_look_s = time.monotonic() + _LOOK_EVERY_S

    def end(self) -> None:
        """Stop looking."""
        self._over.set()
        self.join()

    def _look(self) -> None:
        for worker in _children(self._pid):
            self.pss_mb[worker] = max(_pss_mb(worker), self.pss_mb.get(worker, 0.0))

    def _end_one(self) -> None:
        marks = sorted(self._witness.glob("*.taken"))
        taken = holder_of(self._chance.choice(marks)) if marks else None
        if taken is None or taken.pid in {each.taken.pid for each in self.cut}:
            return
        with suppress(ProcessLookupError):  # its work is done
            # It may give the phone back at this very moment: first it stands still, then it is
            # asked again, and only who has the phone then is ended.
            os.kill(taken.pid, signal.SIGSTOP)
            while _state(taken.pid) in _GOES_ON and not self._over.wait(0.001):
                pass
            if holder_of(self._witness / f"{taken.phone}.taken") == taken:
                notice_of_end(self._witness, taken.pid).touch()
                self.cut.append(Cut(taken, time.time()))
                os.kill(taken.pid, signal.SIGKILL)
            else:
                os.kill(taken.pid, signal.SIGCONT)


def _state(pid: int) -> str:
    """One letter: R runs, S and D wait, T stands still, Z has ended; "" is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def _children(pid: int) -> list[int]:
    try:
        files = Path(f"/proc/{pid}/task").glob("*/children")
        return [int(child) for file in files for child in file.read_text().split()]
    except OSError:
        return []


def _pss_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
