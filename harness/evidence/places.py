"""Where the files of a run stand, and how a run starts with an empty place."""

import json
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from harness.evidence.records import Card

# The last two are not made any more; a version before may have left them.
_FOLDERS = ("pictures", "allure-report", ".allure-draft", ".attempts", "allure", "assets")


@dataclass(frozen=True)
class Places:
    """The files of a run.

    Args:
        reports: The folder of all of them.
        allure_results: What Allure renders; usually below `reports`.
        keeps_allure_results: True where a person named the folder: it may hold other runs.
    """

    reports: Path
    allure_results: Path
    keeps_allure_results: bool = False

    @property
    def pictures(self) -> Path:
        """Pictures, each stored once."""
        return self.reports / "pictures"

    @property
    def summary(self) -> Path:
        """The run's outcome for machines."""
        return self.reports / "summary.json"

    @property
    def collected(self) -> Path:
        """What was to be run, written before anything ran."""
        return self.reports / "collected.json"

    @property
    def told_of_results(self) -> str:
        """Where Allure's results are, for the summary: from `reports` on, if they are in it."""
        if self.allure_results.is_relative_to(self.reports):
            return self.allure_results.relative_to(self.reports).as_posix()
        return str(self.allure_results)

    @property
    def _attempts(self) -> Path:
        return self.reports / ".attempts"

    def start(self, run_id: str, cards: Iterable[Card]) -> None:
        """Empties the place and writes down what is to be run, once per run.

        Parallel workers all call this; whoever comes first does it, also for a worker that
        replaces a crashed one.
        """
        self.reports.mkdir(parents=True, exist_ok=True)
        with FileLock(self.reports / ".lock"):
            if self.read_collected(run_id) is None:
                self._empty()
                content = {"run": run_id, "started_at": time.time()}
                scenarios = [card.as_json() for card in cards]
                self._write(self.collected, {**content, "scenarios": scenarios})
        self.allure_results.mkdir(parents=True, exist_ok=True)

    def read_collected(self, run_id: str) -> dict[str, Card] | None:
        """The scenarios that this run collected, by node id; None when it has not started."""
        try:
            content = json.loads(self.collected.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if content.get("run") != run_id:
            return None
        cards = [Card.from_json(card) for card in content["scenarios"]]
        return {card.node_id: card for card in cards}

    def keep_attempt(self, worker: str, attempt: dict[str, Any]) -> None:
        """Lays an attempt down where it is found also when its report never arrives."""
        self._attempts.mkdir(exist_ok=True)
        with (self._attempts / f"{worker}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(attempt) + "\n")

    def take_attempts(self) -> list[dict[str, Any]]:
        """All that the workers laid down; it is removed. One that was being written is left out."""
        lines = [
            line
            for file in sorted(self._attempts.glob("*.jsonl"))
            for line in file.read_text(encoding="utf-8").splitlines(keepends=True)
        ]
        shutil.rmtree(self._attempts, ignore_errors=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def write_summary(self, summary: dict[str, Any]) -> None:
        """Writes `summary.json`."""
        self._write(self.summary, summary)

    def _write(self, path: Path, content: dict[str, Any]) -> None:
        text = json.dumps(content, indent=2, ensure_ascii=False)
        # Renamed when complete: half of it would be worse than none, or than the one before.
        draft = path.with_name(f"{path.name}.tmp")
        try:
            draft.write_text(text + "\n", encoding="utf-8")
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _empty(self) -> None:
        """Removes what earlier runs left, by name: the folder may hold a person's own files."""
        for name in _FOLDERS:
            shutil.rmtree(self.reports / name, ignore_errors=True)
        for name in (
            "summary.json",
            "collected.json",
            "index.html",
            "page.css",
            "page-of-pictures.html",
            "allure-report.html",
            "junit.xml",
        ):
            (self.reports / name).unlink(missing_ok=True)
        if not self.keeps_allure_results:
            shutil.rmtree(self.allure_results, ignore_errors=True)
