"""What a process that runs scenarios lays down while it works, so that it is found however it ends.

Each process has a file, and adds a line when a scenario begins, when a step does, and when an
attempt has ended. The folder is there from a run's beginning until all of it is in the summary:
where it is left, the run had no end.
"""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from harness.evidence.records import Attempt
from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts

FOLDER = ".attempts"
MAIN = "main"
"""The process that answers for a run, as a worker."""
_LOCK = ".lock"


@dataclass(frozen=True)
class Mark:
    """Where a process was.

    Attributes:
        node_id: Of the scenario.
        started_at: When this attempt of it began, in seconds since the epoch.
        statuses: Of its steps that had begun; one that still runs is none that did not pass.
        in_step: Whether the last of these was still running.
        at: When the process was there, in seconds since the epoch.
    """

    node_id: str
    started_at: float
    statuses: list[str]
    in_step: bool
    at: float


@dataclass
class Trails:
    """What all processes of a run have laid down.

    Attributes:
        attempts: That have ended, in the order in which they began.
        under_way: Where processes were in attempts that have not.
        facts: What the engine counted, up to the last attempt that ended.
        last_s: The last sign of life, in seconds since the epoch; 0 where there is none.
    """

    attempts: list[Attempt] = field(default_factory=list)
    under_way: list[Mark] = field(default_factory=list)
    facts: RunFacts = field(default_factory=RunFacts)
    last_s: float = 0.0


class Trail:
    """Of one process. What cannot be written, as on a full disk, changes nothing else.

    Args:
        folder: Of all trails of the run.
        worker: The process's name, its own in the run.
        redactor: Keeps secrets out.
        facts: What the engine counts.
    """

    def __init__(self, folder: Path, worker: str, redactor: Redactor, facts: RunFacts) -> None:
        self._folder, self._worker = folder, worker
        self._redactor, self._facts = redactor, facts
        self._told: dict[str, Any] = {}
        self._lock = FileLock(folder / f"{worker}{_LOCK}")

    def begin(self) -> None:
        """From now on until this process ends, however it does, it is seen to be alive."""
        with suppress(OSError, Timeout):
            self._lock.acquire(timeout=0)

    def mark(self, attempt: Attempt, *, in_step: bool) -> None:
        """The process is here.

        Args:
            attempt: Which has not ended.
            in_step: Whether the last of its steps is running.
        """
        here = attempt.card.node_id, attempt.started_at, attempt.statuses
        line: dict[str, Any] = {"mark": asdict(Mark(*here, in_step=in_step, at=time.time()))}
        phone = {
            "profile": self._facts.profile,
            "phone_kind": self._facts.phone_kind,
            "details": dict(self._facts.details),
        }
        # Of a run that dies in its first scenario nothing else tells on what phone it was.
        if phone != self._told:
            self._told = phone
            line["phone"] = self._redactor.everything(phone)
        self._add(line)

    def keep(self, attempt: Mapping[str, Any], facts: Mapping[str, Any] | None = None) -> None:
        """An attempt has ended; both without secrets, as JSON."""
        self._add({"attempt": attempt} | ({"facts": facts} if facts else {}))

    def _add(self, line: Mapping[str, Any]) -> None:
        file = self._folder / f"{self._worker}.jsonl"
        with suppress(OSError), file.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line) + "\n")


def somebody_is_alive(folder: Path) -> bool:
    """Whether a process that laid down something there still runs."""
    for file in folder.glob(f"*{_LOCK}"):
        try:
            with FileLock(file, timeout=0):
                pass
        except Timeout:
            return True
    return False


def read_trails(folder: Path) -> Trails:
    """All that is there; a line that was being written is left out."""
    found = Trails()
    marks: list[Mark] = []
    for file in sorted(folder.glob("*.jsonl")):
        facts: Mapping[str, Any] | None = None
        for line in _lines(file):
            if "mark" in line:
                mark = Mark(**line["mark"])
                # Of each attempt the last one counts.
                marks = [each for each in marks if _attempt(each) != _attempt(mark)] + [mark]
            if "attempt" in line:
                found.attempts.append(Attempt.from_json(line["attempt"]))
            if "phone" in line:
                found.facts.merge(RunFacts(**line["phone"]))
            facts = line.get("facts", facts)  # the latest holds the earlier ones
        if facts:
            found.facts.merge(RunFacts.from_json(facts))
    found.attempts.sort(key=lambda each: each.started_at)
    # What the run itself took for lost is told as if it had begun when that was seen.
    latest = {each.card.node_id: each.started_at for each in found.attempts}
    found.under_way = [each for each in marks if latest.get(each.node_id, 0) < each.started_at]
    ends = [each.started_at + each.duration_s for each in found.attempts]
    found.last_s = max([*ends, *(each.at for each in marks)], default=0.0)
    return found


def _attempt(mark: Mark) -> tuple[str, float]:
    return mark.node_id, mark.started_at


def _lines(file: Path) -> list[dict[str, Any]]:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]
