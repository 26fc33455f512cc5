"""Where a run leaves its files."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from ward import Ward

from harness.errors import ConfigurationError
from harness.invitations.journal import Journal, Scope

AREA = "Reports"


def test_nothing_was_run_yet(ward: Ward) -> None:
    """All is well, and looking has made nothing."""
    assert {each.state for each in ward.findings(AREA)} == {"ok"}
    assert not (ward.root / "reports").exists()


def test_a_file_where_the_folder_should_be(ward: Ward) -> None:
    """With the command that moves it away."""
    (ward.root / "reports").write_text("")
    finding = ward.finding(AREA, "Folder")
    assert (finding.state, finding.said) == ("wrong", "reports is no folder")
    assert finding.command.startswith("mv ")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system that is full")
def test_full_disk(ward: Ward) -> None:
    """/proc is one: nothing is ever left on it."""
    (ward.root / "reports").symlink_to("/proc")
    finding = ward.finding(AREA, "Disk")
    assert finding.state == "warning"
    assert finding.said.startswith("0 MB left")


def test_open_invitations(ward: Ward) -> None:
    """Counted by profile, without saying whose they are; the journal stays as it is."""
    journal = Journal(ward.root / "reports" / "journal.sqlite3")
    for profile in ("bench", "bench", "emulator"):
        journal.intend(
            Scope(profile, "phone", "Blue Fern Studio"), "phone", "+12025550147", "Admin"
        )
    journal.mark(journal.intend(Scope("bench", "p", "o"), "email", "a@example.com", "x"), "closed")
    before = journal.file.read_bytes()
    found = [each for each in ward.findings(AREA) if each.title == "Journal"]
    assert [(each.state, each.said[:42]) for each in found] == [
        ("warning", "2 still open, sent with the profile bench"),
        ("warning", "1 still open, sent with the profile emulat"),
    ]
    assert found[0].command == "harness run --profile bench"
    assert "555" not in repr(found)
    assert journal.file.read_bytes() == before


def test_broken_journal(ward: Ward) -> None:
    """It is moved away, never deleted."""
    file = ward.root / "reports" / "journal.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"not a database at all" * 100)
    finding = ward.finding(AREA, "Journal")
    assert finding.said == "reports/journal.sqlite3 cannot be read: file is not a database"
    assert finding.command == f"mv {file} {file}.broken"
    with closing(sqlite3.connect(file)), pytest.raises(ConfigurationError):
        Journal(file)
