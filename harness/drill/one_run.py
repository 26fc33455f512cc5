"""One run of scenarios: a pytest session in a process of its own, against phones of its own."""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import connection, parent_process
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml

from harness.drill.course import Attempts
from harness.evidence.records import Attempt
from harness.evidence.verdicts import Verdict

LOG = "log.txt"
"""What a run prints, in its folder."""
LEDGER = "ledger.jsonl"
"""What its phones write down, there too."""
TEMPORARY = "temporary"
"""Where pytest makes its temporary folders, there too; one of them has the journal."""

_TOLD_LINES = 3
_OBJECTS_UNTIL_COLLECTED = 100_000
# Exit codes of a run that has not begun: wrong use, or infrastructure that is not there.
_REFUSED = (2, 3)
_BY_ITSELF = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
# What features need of the plugins that are installed, as modules: to look through everything that
# is installed for one, which -p does for each, took a twentieth of a run.
_WITH = ("pytest_bdd.plugin", "allure_pytest.plugin", "pytest_rerunfailures")
# With these a person changes what pytest runs; every drill runs the same.
_NOT_OURS = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")
# An answer that costs more than a scenario: a second set of phones to look whether they start, a
# page of pictures, all garbage collected five times over. The cache would be written beside the
# sources.
_PREFLIGHT = "harness.preflight"
_WITHOUT = (_PREFLIGHT, "harness-evidence-reporter", "cacheprovider", "unraisableexception")


@dataclass(frozen=True)
class Run:
    """What is to be run.

    Attributes:
        number: From 0; each run of a drill has its own.
        features: Files to take scenarios from.
        profile: What a profile file holds.
        course: Decides on order and end, and keeps the attempts.
        evidence: Pictures of what, as `harness run --evidence` takes it.
        keeps_ledger: Whether its phones write down what became of people, in `LEDGER`.
        is_final: Whether it is believed also where no scenario came through its first step.
        may_be_refused: Whether what every run looks at before it begins is looked at here, too.
    """

    number: int
    features: tuple[Path, ...]
    profile: dict[str, Any]
    course: Attempts
    evidence: str = "none"
    keeps_ledger: bool = False
    may_be_refused: bool = False
    is_final: bool = False


@dataclass(frozen=True)
class Ended:
    """What came of it.

    Attributes:
        attempts: In the order of running.
        duration_s: From its start to its end.
        broken_off: Why it did not come to its end by itself; empty where it did.
        refused: What it said where it was refused before its first scenario; empty where it began.
        ledger: What its phones have written down, a line each; empty where they were not to.
        open_in_journal: Whose invitations its journal has open at the end, as they were written;
            nobody's where no ledger was kept.
        noted: How many invitations its journal has noted, sent or not; 0 where no ledger was kept.
    """

    attempts: tuple[Attempt, ...] = field(default=())
    duration_s: float = 0.0
    broken_off: str = ""
    refused: str = ""
    ledger: tuple[str, ...] = ()
    open_in_journal: tuple[str, ...] = ()
    noted: int = 0

    @property
    def had_no_phones(self) -> bool:
        """Whether it says nothing at all: no scenario has come through its first step.

        Phones that cannot have their port refuse what they are told, so that counts, too.
        """
        return bool(self.attempts) and all(map(_came_to_nothing, self.attempts))

    def followed_by(self, other: "Ended") -> "Ended":
        """What came of this run and of one after it."""
        return Ended(
            (*self.attempts, *other.attempts),
            self.duration_s + other.duration_s,
            self.broken_off or other.broken_off,
        )


def _came_to_nothing(attempt: Attempt) -> bool:
    return attempt.verdict in (Verdict.INFRASTRUCTURE, Verdict.WRONG_USE) and not any(
        step.status == "passed" for step in attempt.steps
    )


def carry_out(
    run: Run,
    root: Path,
    folder: Path,
    environment: Mapping[str, str],
    answer: connection.Connection,
) -> None:
    """Run the scenarios in this process, which is used for nothing else.

    Sends each `Attempt` as soon as it is there, and in the end an `Ended` without them: what has
    been said is not lost with the process.

    Args:
        run: What.
        root: The project's folder.
        folder: Of this run alone, to leave things in, such as its `LOG`; somebody else removes it.
        environment: What is to be added to this process's, such as where its phones' mailbox is to
            listen.
        answer: Where to send what came of it.
    """
    # Ctrl-C is the business of the process that started this one: it ends all runs.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _unwind)
    # All that is imported stays; to look through it again and again took a tenth of a run.
    gc.freeze()
    gc.set_threshold(_OBJECTS_UNTIL_COLLECTED)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    folder.mkdir()
    _print_to(folder / LOG)
    _keep_bytecode(folder.with_name("bytecode"))
    os.chdir(root)
    for name in _NOT_OURS:
        os.environ.pop(name, None)
    os.environ.update(environment)
    profile = folder / "profile.yaml"
    content = dict(run.profile)
    if run.keeps_ledger:
        content["virtual"] = {**content.get("virtual", {}), "ledger": str(folder / LEDGER)}
    profile.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    without = [name for name in _WITHOUT if not (run.may_be_refused and name == _PREFLIGHT)]
    words = [
        *map(str, run.features),
        f"--profile={profile}",
        f"--evidence={run.evidence}",
        f"--reports={folder / 'reports'}",
        f"--basetemp={folder / TEMPORARY}",
        # No step asserts by itself, so there is nothing to rewrite; and of a failure it is the
        # attempt that tells, so pytest need not read source text for its own account.
        "--assert=plain",
        "--tb=native",
        "--disable-plugin-autoload",
        *(word for name in without for word in ("-p", f"no:{name}")),
    ]
    run.course.tell = answer.send
    started = time.monotonic()
    code = pytest.main(words, plugins=[*map(import_module, _WITH), run.course])
    spent_s = time.monotonic() - started
    if run.may_be_refused and code in _REFUSED and not run.course.planned:
        answer.send(Ended(duration_s=spent_s, refused=last_lines(folder / LOG)))
    else:
        why = _broken_off(code, run.course, folder / LOG)
        answer.send(Ended(duration_s=spent_s, broken_off=why))
    answer.close()


def last_lines(log: Path) -> str:
    """The end of what a run has printed, in one line."""
    text = log.read_text("utf-8", errors="replace") if log.is_file() else ""
    lines = filter(None, (line.strip(" =") for line in text.splitlines()))
    return "; ".join(list(lines)[-_TOLD_LINES:]) or "it said nothing"


def _broken_off(code: int, course: Attempts, log: Path) -> str:
    if code not in _BY_ITSELF:
        return f"pytest ended with {int(code)}: {last_lines(log)}"
    ran, planned = len(course.all), course.planned
    if ran < planned and not course.is_settled:
        return f"Only {ran} of {planned} scenarios came to an end: {last_lines(log)}"
    return ""


def _unwind(_number: int, _frame: FrameType | None) -> None:
    """End as pytest does at Ctrl-C: sessions and phones are closed in order. Once is enough."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def _keep_bytecode(folder: Path) -> None:
    """Where Python is told to leave none beside the sources, all runs share what one compiles."""
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode = False
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(folder)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _print_to(file: Path) -> None:
    """Whatever this process and its children print goes to a file."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    os.close(descriptor)


def _end_with_parent() -> None:
    """However the drill ends, nothing of it goes on; phones end with their input."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
