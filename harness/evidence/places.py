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
from harness.evidence.trail import FOLDER as TRAILS

# The last two are not made any more; a version before may have left them.
_FOLDERS = ("pictures", "allure-report", ".allure-draft", TRAILS, "allure", "assets")


@dataclass(frozen=True)
class Collected:
    """What a run was to do, as it wrote it down before anything ran.

    Attributes:
        run_id: Of the run.
        started_at: When that was, in seconds since the epoch.
        cards: The scenarios, by node id.
        allure_results: Where Allure's results go: from the reports on, if they are in them.
        epic: What all features together are about.
    """

    run_id: str
    started_at: float
    cards: dict[str, Card]
    allure_results: str
    epic: str


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
    def trails(self) -> Path:
        """What the run's processes lay down while they work; there until the run has ended."""
        return self.reports / TRAILS

    def start(self, run_id: str, cards: Iterable[Card], epic: str = "") -> None:
        """Empties the place and writes down what is to be run, once per run.

        Parallel workers all call this; whoever comes first does it, also for a worker that
        replaces a crashed one.
        """
        self.reports.mkdir(parents=True, exist_ok=True)
        with FileLock(self.reports / ".lock"):
            if self.read_collected(run_id) is None:
                self._empty()
                content = {
                    "run": run_id,
                    "started_at": time.time(),
                    "epic": epic,
                    "allure_results": self.told_of_results,
                    "scenarios": [card.as_json() for card in cards],
                }
                self._write(self.collected, content)
                self.trails.mkdir()
        self.allure_results.mkdir(parents=True, exist_ok=True)

    def read_collected(self, run_id: str) -> dict[str, Card] | None:
        """The scenarios that this run collected, by node id; None when it has not started."""
        last = self.read_last()
        return last.cards if last and last.run_id == run_id else None

    def read_last(self) -> Collected | None:
        """What the last run was to do that began here; None where none has begun."""
        try:
            content = json.loads(self.collected.read_text(encoding="utf-8"))
            cards = [Card.from_json(card) for card in content["scenarios"]]
            return Collected(
                content["run"],
                content["started_at"],
                {card.node_id: card for card in cards},
                content["allure_results"],
                content["epic"],
            )
        except (OSError, ValueError, LookupError, TypeError):
            return None  # what another version has written is no run of this one's

    def remove_trails(self) -> None:
        """The run has ended: all that was laid down is in the summary."""
        shutil.rmtree(self.trails, ignore_errors=True)

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
