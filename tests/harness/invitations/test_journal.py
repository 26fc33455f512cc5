import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from harness.invitations.journal import Entry, Journal, Scope

_DIES = """
import os, signal, sys
from pathlib import Path
from harness.invitations.journal import Journal, Scope
journal = Journal(Path(sys.argv[1]))
entry = journal.intend(Scope("emulator", "emulator-5554", "Blue Fern Studio"), "email",
                       "member@example.com", "Admin")
journal.mark(entry, "tapped", "half way")
os.kill(os.getpid(), signal.SIGKILL)
"""
_OPENS = """
import sys
from pathlib import Path
from harness.invitations.journal import Journal, Scope
print("ready", flush=True)
sys.stdin.read()
journal = Journal(Path(sys.argv[1]))
for _ in range(5):
    journal.intend(Scope("virtual", sys.argv[2], "Blue Fern Studio"), "phone", "+12025550147", "")
"""

_OF_BEFORE = """
CREATE TABLE invitation (
    id INTEGER PRIMARY KEY,
    profile TEXT NOT NULL,
    phone TEXT NOT NULL,
    organization TEXT NOT NULL,
    contact_kind TEXT NOT NULL CHECK (contact_kind IN ('phone', 'email')),
    contact TEXT NOT NULL,
    role TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('intended', 'tapped', 'seen', 'closed')),
    remark TEXT NOT NULL DEFAULT '',
    intended_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
INSERT INTO invitation VALUES (1, 'emulator', 'emulator-5554', 'Blue Fern Studio', 'email',
    'member@example.com', 'Admin', 'seen', '', '2026-01-01T00:00:00', '2026-01-01T00:00:00');
"""


def test_an_intent_is_an_open_entry(journal: Journal, scope: Scope) -> None:
    """All that is needed to undo it comes back as it was given."""
    number = journal.intend(scope, "phone", "+1 202-555-0147", "Operator")
    assert journal.open_entries() == [
        Entry(number, scope, "phone", "+1 202-555-0147", "Operator", "intended", "")
    ]


def test_an_entry_is_moved_on_until_it_is_closed(journal: Journal, scope: Scope) -> None:
    """Intended, tapped, seen: open. Closed: gone from the list."""
    number = journal.intend(scope, "phone", "+1 202-555-0147", "Operator")
    for state in ("tapped", "seen"):
        journal.mark(number, state, f"was {state}")
        (entry,) = journal.open_entries()
        assert (entry.state, entry.remark) == (state, f"was {state}")
    journal.mark(number, "closed", "removed")
    assert journal.open_entries() == []


def test_entries_come_oldest_first_and_by_profile(journal: Journal, scope: Scope) -> None:
    """One run cleans up after its own profile."""
    first = journal.intend(scope, "phone", "+1 202-555-0147", "Operator")
    other = journal.intend(Scope("emulator", "x", "y"), "email", "member@example.com", "")
    last = journal.intend(scope, "email", "member@example.com", "Admin")
    assert [entry.id for entry in journal.open_entries()] == [first, other, last]
    assert [entry.id for entry in journal.open_entries("virtual")] == [first, last]
    assert [entry.id for entry in journal.open_entries("farm")] == []


@pytest.mark.parametrize("contact", ["o'brien@example.com", 'a"b@example.com', "josé@example.com"])
def test_any_contact_is_kept_as_it_is(journal: Journal, scope: Scope, contact: str) -> None:
    """Quotation marks and other alphabets do not disturb it."""
    journal.intend(scope, "email", contact, "")
    assert journal.open_entries()[0].contact == contact


def test_a_second_journal_reads_what_the_first_wrote(journal: Journal, scope: Scope) -> None:
    """The next run finds what this one left open."""
    number = journal.intend(scope, "phone", "+1 202-555-0147", "Operator")
    assert [entry.id for entry in Journal(journal.file).open_entries()] == [number]


def test_that_somebody_may_have_joined_is_kept_until_it_is_known(
    journal: Journal, scope: Scope
) -> None:
    """With its time, for a person who cleans up by hand; the next run reads it, too."""
    number = journal.intend(scope, "phone", "+1 202-555-0147", "Operator")
    assert journal.open_entries()[0].joined_at == ""
    journal.note_joined(number, joined=True)
    journal.mark(number, "seen")
    assert Journal(journal.file).open_entries()[0].joined_at.endswith("+00:00")
    journal.note_joined(number, joined=False)
    assert journal.open_entries()[0].joined_at == ""


def test_a_journal_of_before_still_opens(tmp_path: Path) -> None:
    """What it has open is read, and can be noted to have been joined."""
    file = tmp_path / "journal.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(_OF_BEFORE)
    Journal(file)
    journal = Journal(file)
    (entry,) = journal.open_entries()
    assert (entry.contact, entry.state, entry.joined_at) == ("member@example.com", "seen", "")
    assert (entry.was_absent, entry.confirmed_at) == (False, "")
    journal.note_joined(entry.id, joined=True)
    assert journal.open_entries()[0].joined_at


def test_in_a_journal_of_before_all_may_have_been_sent(tmp_path: Path) -> None:
    """Nobody had noted what was not; of what is noted from then on it is known."""
    file, began = tmp_path / "journal.sqlite3", datetime(2025, 12, 31, tzinfo=UTC)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(_OF_BEFORE)
        connection.execute("UPDATE invitation SET state = 'closed', remark = 'not tapped: away'")
        connection.commit()
    journal = Journal(file)
    scope = Scope("emulator", "emulator-5554", "Blue Fern Studio")
    number = journal.intend(scope, "email", "member@example.com", "Admin")
    assert [entry.id for entry in journal.sent_since(began, "emulator")] == [1, number]
    journal.close_unsent(number, "whatever it says")
    assert [entry.id for entry in journal.sent_since(began, "emulator")] == [1]
    [_, closed] = journal.entries()
    assert (closed.state, closed.remark) == ("closed", "whatever it says")


def test_what_was_sent_is_read_since_a_moment(
    journal: Journal, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whatever zone it is given; what is older is not even looked at, as seals take long."""
    number = journal.intend(scope, "phone", "+1 202-555-0147", "Operator")
    journal.mark(number, "closed", "removed")
    journal.intend(Scope("emulator", "x", "y"), "email", "member@example.com", "")
    now, zone = datetime.now(UTC), timezone(timedelta(hours=-9))
    before, after = now - timedelta(minutes=1), now + timedelta(minutes=1)
    for moment in (before, before.astimezone(zone)):
        assert [entry.id for entry in journal.sent_since(moment, "virtual")] == [number]
    monkeypatch.setattr(journal, "_entry", lambda *_row: pytest.fail("looked at"))
    for moment in (after, after.astimezone(zone)):
        assert journal.sent_since(moment, "virtual") == []


def test_a_state_that_does_not_exist_is_refused(journal: Journal, scope: Scope) -> None:
    """The file itself watches over its words."""
    number = journal.intend(scope, "phone", "+1 202-555-0147", "Operator")
    with pytest.raises(sqlite3.IntegrityError):
        journal.mark(number, "sent")  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        journal.intend(scope, "fax", "+1 202-555-0147", "")  # type: ignore[arg-type]


def test_every_change_is_forced_to_the_disk(journal: Journal) -> None:
    """A power cut after the tap must not forget the tap."""
    with journal._connection() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)  # extra
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_times_are_noted_with_their_zone(journal: Journal, scope: Scope) -> None:
    """A person who cleans up by hand can tell when it was."""
    journal.intend(scope, "phone", "+1 202-555-0147", "Operator")
    with closing(sqlite3.connect(journal.file)) as connection:
        row = connection.execute("SELECT intended_at, changed_at FROM invitation").fetchone()
    assert row[0] == row[1]
    assert row[0].endswith("+00:00")


def test_what_a_killed_process_noted_is_there(tmp_path: Path) -> None:
    """Killed right after the tap, without a chance to tidy up."""
    file = tmp_path / "journal.sqlite3"
    died = subprocess.run([sys.executable, "-c", _DIES, str(file)], check=False)
    assert died.returncode == -signal.SIGKILL
    (entry,) = Journal(file).open_entries()
    assert (entry.contact, entry.state, entry.remark) == (
        "member@example.com",
        "tapped",
        "half way",
    )


def test_several_workers_may_begin_at_the_same_moment(tmp_path: Path) -> None:
    """Parallel workers share one journal; none is locked out and nothing is lost."""
    file = tmp_path / "journal.sqlite3"
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", _OPENS, str(file), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.close()
        worker.stdin = None
    assert [worker.communicate()[1] for worker in workers] == [""] * 4
    assert len(Journal(file).open_entries()) == 20
