"""`harness run` and `harness reap` as a person calls them, in a project of their own."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

from lab import Lab

from harness.invitations.journal import Entry, Journal

_COPIED = ("conftest.py", "pyproject.toml", "steps", "pages", "config", "features")
# A whole invitation on one phone, from Permissions to OK.
RUN = ("run", "features/invite_by_phone.feature", "-k", "screens", "--evidence", "none")
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
