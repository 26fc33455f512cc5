"""`harness run` and `harness reap` as a person calls them, in a project of their own."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from lab import Lab
from way_to_phone import Strike

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
        self._lab, self._project, self.root = lab, project, root
        for name in _COPIED:
            source = project / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, root / name)
        shutil.copy(lab.place.profile, root / "config/profiles/lab.yaml")
        shutil.copy(lab.place.people, root / "config/people.yaml")

    def ended(
        self,
        *words: str,
        after_s: float | None = None,
        strike: Strike | None = None,
        from_invite: bool = False,
    ) -> int:
        """The exit code of a command, or minus the signal that ended it.

        Args:
            words: Of the command.
            after_s: When it is killed; None lets it come to its end.
            strike: At which request of it it is killed.
            from_invite: Whether requests count from when the organization has invited.
        """
        process = subprocess.Popen(
            [sys.executable, "-m", "harness.command_line", *words, "--profile", "lab"],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self._project)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

        def kill() -> None:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)

        def begin() -> None:
            self._lab.way.begin(strike, kill)

        self._lab.way.begin(None if from_invite else strike, kill)
        self._lab.organization.at_invite = begin if from_invite else _nothing
        try:
            return process.wait(_ENDS_S if after_s is None else after_s)
        except subprocess.TimeoutExpired:
            kill()
            return process.wait(_ENDS_S)
        finally:
            self._lab.organization.at_invite = _nothing

    def open_entries(self) -> list[Entry]:
        """What the journal has open."""
        file = self.root / "reports/journal.sqlite3"
        return Journal(file).open_entries() if file.exists() else []


def _nothing() -> None:
    """The organization has invited, and that is no matter."""
