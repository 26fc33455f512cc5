"""`harness run` and `harness reap`, killed at random points: nothing is lost, nothing is left."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Event

import pytest
from lab import Lab

from harness.invitations.journal import Entry, Journal

_COPIED = ("conftest.py", "pyproject.toml", "steps", "pages", "config", "features")
# A whole invitation on one phone, from Permissions to OK.
_RUN = ("run", "features/invite_by_phone.feature", "-k", "screens", "--evidence", "none")
_ENDS_S = 120


class Runs:
    """Commands in a project of their own, on the lab's phone.

    Args:
        lab: Whose settings they get.
        project: Of which steps, pages and languages are taken.
        root: An empty folder.
    """

    def __init__(self, lab: Lab, project: Path, root: Path) -> None:
        self._project, self.root = project, root
        for name in _COPIED:
            source = project / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, root / name)
        shutil.copy(lab.place.profile, root / "config/profiles/lab.yaml")
        shutil.copy(lab.place.people, root / "config/people.yaml")

    def ended(self, *words: str, after_s: float | None = None, since: Event | None = None) -> int:
        """The exit code of a command, or minus the signal that ended it.

        Args:
            words: Of the command.
            after_s: When it is killed; None lets it come to its end.
            since: From when on that counts; None: from its beginning.
        """
        process = subprocess.Popen(
            [sys.executable, "-m", "harness.command_line", *words, "--profile", "lab"],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self._project)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if since is not None:
            since.wait(_ENDS_S)
        try:
            return process.wait(_ENDS_S if after_s is None else after_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return process.wait(_ENDS_S)

    def open_entries(self) -> list[Entry]:
        """What the journal has open."""
        file = self.root / "reports/journal.sqlite3"
        return Journal(file).open_entries() if file.exists() else []


@pytest.fixture
def runs(lab: Lab, project: Path, tmp_path: Path) -> Runs:
    """A project with the lab's settings."""
    root = tmp_path / "project"
    root.mkdir()
    return Runs(lab, project, root)


def _lasting_s(runs: Runs, *command: str) -> float:
    began_s = time.monotonic()
    assert runs.ended(*command) == 0
    return time.monotonic() - began_s


def test_killed_at_random_points(
    lab: Lab, runs: Runs, sizes: dict[str, int], seed: int, figures: list[str]
) -> None:
    """What was sent has an entry; the reap after it, killed or not, and the next one leave none."""
    chance = random.Random(seed)  # noqa: S311 - trials, not secrets
    run_s, reap_s = _lasting_s(runs, *_RUN), _lasting_s(runs, "reap")
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(sizes["kills"]):
        asked_before = lab.organization.asked
        invited = Event()
        lab.organization.at_invite = invited.set
        # Every other one while it holds an invitation, which is a small part of a run.
        since = invited if number % 2 else None
        after_s = chance.uniform(0, 0.2 * run_s) if since else chance.uniform(0.2, 1) * run_s
        code = runs.ended(*_RUN, after_s=after_s, since=since)
        held, noted = lab.pending(), [each.contact for each in runs.open_entries()]
        ends["killed" if code < 0 else "ended first"] += 1
        ends["held an invitation"] += bool(held)
        lost = len(held) > len(noted) or lab.organization.asked - asked_before > 1
        if code not in {-signal.SIGKILL, 0, 3} or lost:
            wrong.append(f"kill {number} after {after_s:.2f} s: {code}, {held}, {noted}")
        if chance.random() < 0.5:
            killed = runs.ended("reap", after_s=chance.uniform(0.2 * reap_s, 2 * reap_s))
            ends["reaps killed"] += killed == -signal.SIGKILL
        code = runs.ended("reap")
        if code != 0 or lab.pending() or runs.open_entries():
            wrong.append(f"reap {number}: {code}, {lab.pending()}, {runs.open_entries()}")
    figures.append(
        f"{sizes['kills']} runs to be killed at a random point: {len(wrong)} wrong,"
        f" {len(lab.pending())} invitations left; "
        + ", ".join(f"{count} {name}" for name, count in ends.items())
    )
    assert not wrong, "\n".join(wrong)
