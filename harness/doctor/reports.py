"""Where a run leaves its files, and what earlier runs left open."""

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from harness.doctor.finding import Finding, broken, ok, warning
from harness.doctor.registry import look
from harness.doctor.subject import Subject

_AREA = "Reports"
_ENOUGH_MB = 500


@look(_AREA, "Folder")
def folder(subject: Subject) -> Iterator[Finding]:
    """reports/ can be written to; it is made where it is missing."""
    reports = subject.root / "reports"
    place = reports if reports.exists() else subject.root
    shown = subject.short(str(reports))
    if not place.is_dir():
        yield broken(f"{shown} is no folder", "move it away", f"mv {reports} {reports}.old")
    elif not os.access(place, os.W_OK | os.X_OK):
        yield broken(f"{shown} cannot be written to", "take it over", f"ls -ld {place}")
    else:
        yield ok(f"{shown} can be written to")


@look(_AREA, "Disk")
def disk(subject: Subject) -> Iterator[Finding]:
    """There is room for pictures and results."""
    reports = subject.root / "reports"
    left_mb = shutil.disk_usage(reports if reports.exists() else subject.root).free // 1_000_000
    if left_mb < _ENOUGH_MB:
        said = f"{left_mb} MB left; a run with a picture of each step may need {_ENOUGH_MB}"
        yield warning(said, "make room")
    else:
        yield ok(f"{left_mb / 1000:.1f} GB left")


@look(_AREA, "Journal")
def journal(subject: Subject) -> Iterator[Finding]:
    """No invitation of an earlier run is still open."""
    file = subject.root / "reports" / "journal.sqlite3"
    if not file.exists():
        yield ok("nothing was ever sent from here")
        return
    try:
        open_ones = Counter(_open_invitations(file))
    except sqlite3.Error as error:
        yield broken(
            f"{subject.short(str(file))} cannot be read: {error}",
            "keep it: it says who was invited; move it away, and look at Permissions by hand",
            f"mv {file} {file}.broken",
        )
        return
    profile = subject.profile.name if subject.profile else None
    if not open_ones:
        yield ok("no invitation is open")
    for name, count in open_ones.items():
        yield warning(
            f"{count} still open, sent with the profile {name}",
            "a run with that profile takes them back first; else remove them on Permissions",
            f"harness run --profile {subject.names.profile}" if name == profile else "",
        )


def _open_invitations(file: Path) -> list[str]:
    """The profile of each; the file is read only, and not made."""
    where = f"{file.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(where, uri=True, timeout=5)) as connection:
        query = "SELECT profile FROM invitation WHERE state != 'closed' ORDER BY id"
        return [str(row[0]) for row in connection.execute(query)]
