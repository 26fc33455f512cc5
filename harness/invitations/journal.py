"""The durable record of what was sent to people: written before the tap, closed when undone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol

from harness.errors import ConfigurationError, InfrastructureError, Place

State = Literal["intended", "tapped", "seen", "closed"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS invitation (
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
    changed_at TEXT NOT NULL,
    joined_at TEXT NOT NULL DEFAULT ''
)
"""
# Files of before have no such column; who wrote them had not noted it.
_ADD_JOINED_AT = "ALTER TABLE invitation ADD COLUMN joined_at TEXT NOT NULL DEFAULT ''"
_COLUMNS = (
    "id, profile, phone, organization, contact_kind, contact, role, state, remark, joined_at,"
    " intended_at, changed_at"
)


@dataclass(frozen=True)
class Scope:
    """Where an invitation was sent from: entries of other scopes are nobody's business here."""

    profile: str
    phone: str
    organization: str


@dataclass(frozen=True)
class Entry:
    """One invitation that may have reached a person.

    Attributes:
        joined_at: When a code was entered that may have let the person in, in ISO 8601; empty where
            none was, or where the list has shown them by their contact since. As long as it is set,
            the person may stand in the list by name only, and not to be there tells nothing.
        intended_at: When the tap was about to fall, in ISO 8601 with its zone.
        changed_at: When the entry was moved on last, in the same form.
    """

    id: int
    scope: Scope
    contact_kind: Literal["phone", "email"]
    contact: str
    role: str
    state: State
    remark: str
    joined_at: str = ""
    intended_at: str = field(default="", compare=False)
    changed_at: str = field(default="", compare=False)


class Hides(Protocol):
    """Keeps contacts that are private out of the file."""

    def noted(self, kind: Literal["phone", "email"], contact: str) -> str:
        """What the file may hold of a contact."""

    def meant(self, noted: str) -> str:
        """The contact, where it is known."""

    def remark(self, text: str) -> str:
        """What the file may hold of a remark."""


class Journal:
    """A SQLite file; every change is on the disk when the call returns.

    Args:
        file: Created with its folder when it is not there.
        private: Who must not stand in it; without, entries show what the file holds of them.

    Raises:
        ConfigurationError: The file is no journal.
        InfrastructureError: It cannot be read or written now; so for every method. What was noted
            before stays as it was.
    """

    def __init__(self, file: Path, private: Hides | None = None) -> None:
        self.file, self._private = file, private
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._begin()
        except sqlite3.DatabaseError as error:
            raise ConfigurationError(
                Place(file),
                f"this is no journal of invitations: {error}",
                "a file that harness run has made",
                "move it away, and look on Permissions by hand for invitations that are open",
            ) from error

    def _begin(self) -> None:
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_SCHEMA)
            known = {each[1] for each in connection.execute("PRAGMA table_info(invitation)")}
            if "joined_at" not in known:
                connection.execute(_ADD_JOINED_AT)
            self._hide_earlier(connection)
            connection.execute("COMMIT")

    def _hide_earlier(self, connection: sqlite3.Connection) -> None:
        """Somebody may have been marked private after they were invited."""
        if self._private is None:
            return
        rows = connection.execute("SELECT id, contact_kind, contact, remark FROM invitation")
        for number, kind, contact, remark in rows.fetchall():
            noted = self._private.noted(kind, contact)
            if noted != contact:
                connection.execute(
                    "UPDATE invitation SET contact = ?, remark = ? WHERE id = ?",
                    (noted, self._private.remark(remark), number),
                )

    def intend(self, scope: Scope, kind: Literal["phone", "email"], contact: str, role: str) -> int:
        """Note that an invitation is about to be sent; returns the entry's number."""
        now = _now()
        contact = self._private.noted(kind, contact) if self._private else contact
        values = (scope.profile, scope.phone, scope.organization, kind, contact, role, now, now)
        with self._connection() as connection:
            cursor = connection.execute(
                "INSERT INTO invitation (profile, phone, organization, contact_kind, contact, role,"
                " state, intended_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, 'intended', ?, ?)",
                values,
            )
            return int(cursor.lastrowid or 0)

    def mark(self, entry_id: int, state: State, remark: str = "") -> None:
        """Move an entry on: tapped, seen, closed."""
        remark = self._private.remark(remark) if self._private else remark
        with self._connection() as connection:
            connection.execute(
                "UPDATE invitation SET state = ?, remark = ?, changed_at = ? WHERE id = ?",
                (state, remark, _now(), entry_id),
            )

    def note_joined(self, entry_id: int, *, joined: bool) -> None:
        """Note that the person may have joined, or that it is known again where they stand."""
        now = _now()
        with self._connection() as connection:
            connection.execute(
                "UPDATE invitation SET joined_at = ?, changed_at = ? WHERE id = ?",
                (now if joined else "", now, entry_id),
            )

    def open_entries(self, profile: str | None = None) -> list[Entry]:
        """Everything not closed, oldest first; of one profile or of all."""
        return self._read(profile, "WHERE state != 'closed'")

    def entries(self, profile: str | None = None) -> list[Entry]:
        """Everything, oldest first; of one profile or of all."""
        return self._read(profile)

    def _read(self, profile: str | None, which: str = "") -> list[Entry]:
        query = f"SELECT {_COLUMNS} FROM invitation {which} ORDER BY id"  # noqa: S608 (constants)
        with self._connection() as connection:
            rows = connection.execute(query).fetchall()
        meant = self._private.meant if self._private else str
        entries = [Entry(row[0], Scope(*row[1:4]), row[4], meant(row[5]), *row[6:]) for row in rows]
        return [entry for entry in entries if profile in (None, entry.scope.profile)]

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self.file, timeout=30, isolation_level=None)
            with closing(connection):
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute("PRAGMA secure_delete = ON")  # nothing stays of what is replaced
                yield connection
        except sqlite3.OperationalError as error:  # locked for long, no space, no right to write
            raise InfrastructureError(
                f"The journal of invitations cannot be used: {self.file}: {error}\n"
                "  Do: make room, let this user write there, or end what holds it; nobody is"
                " invited without it"
            ) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
