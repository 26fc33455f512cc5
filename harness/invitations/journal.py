"""The durable record of what was sent to people: written before the tap, closed when undone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from harness.errors import ConfigurationError, InfrastructureError, Place
from harness.invitations import schema
from harness.invitations.contact import Contact
from harness.invitations.seals import Seals, new_salt

State = Literal["intended", "tapped", "seen", "closed"]

_KINDS = {"phone": "number", "email": "address"}


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
        contact: As it was written; empty where it is private, and nobody in the people file has it.
        who: The contact, or whose it is where it is private: "[number of member 1]"; "a private
            number" where nobody knows.
        joined_at: When a code was entered that may have let the person in, in ISO 8601; empty where
            none was, or where the list has shown them by their contact since. As long as it is set,
            the person may stand in the list by name only, and not to be there tells nothing.
        doubt_at: Since when it is not known what came of the tap, in the same form; empty where the
            app has said it, or the list. It may still arrive late, and the list may lag.
        was_listed: Whether the list showed the contact before the tap, or may have, and no
            invitation of ours was open that accounts for it: ours is not told from theirs.
        was_absent: Whether all of the list was read before the tap, and did not show the contact:
            a row since then is what the tap has sent.
        intended_at: When the tap was about to fall, in ISO 8601 with its zone.
        changed_at: When the entry was moved on last, in the same form.
        shown_at: When the list showed the contact first since the tap, or their invitation was used
            up; empty before. From then on no list lags behind the tap.
        confirmed_at: When the app said that it was sent, in the same form; empty where it has not,
            and in entries of before, which had not noted it.
    """

    id: int
    scope: Scope
    contact_kind: Literal["phone", "email"]
    contact: str
    role: str
    state: State
    remark: str
    joined_at: str = ""
    doubt_at: str = field(default="", compare=False)
    was_listed: bool = False
    was_absent: bool = field(default=False, compare=False)
    intended_at: str = field(default="", compare=False)
    changed_at: str = field(default="", compare=False)
    shown_at: str = field(default="", compare=False)
    confirmed_at: str = field(default="", compare=False)
    who: str = field(default="", compare=False)


class Journal:
    """A SQLite file; every change is on the disk when the call returns.

    Args:
        file: Created with its folder when it is not there.
        seals: Knows whose contacts must not stand there in plain. What stood there before they
            were private is sealed now.

    Raises:
        ConfigurationError: The file is no journal.
        InfrastructureError: It cannot be read or written now; so for every method. What was noted
            before stays as it was.
    """

    def __init__(self, file: Path, seals: Seals | None = None) -> None:
        self.file, self._seals = file, seals or Seals()
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
            connection.execute(schema.SCHEMA)
            connection.execute(schema.SALT)
            known = {each[1] for each in connection.execute("PRAGMA table_info(invitation)")}
            for column in schema.ADDED.keys() - known:
                connection.execute(
                    f"ALTER TABLE invitation ADD COLUMN {column} {schema.ADDED[column]}"
                )
            if not (salt := connection.execute("SELECT salt FROM sealing").fetchone()):
                salt = (new_salt(),)
                connection.execute("INSERT INTO sealing VALUES (?)", salt)
            self._salt: str = salt[0]
            was_plain = self._seal_what_is_plain(connection)
            connection.execute("COMMIT")
            if was_plain:  # what was overwritten is still in the file, in pages that are free
                connection.execute("VACUUM")

    def _seal_what_is_plain(self, connection: sqlite3.Connection) -> bool:
        """Contacts that were written before somebody made them private; whether there were any."""
        query = "SELECT id, contact_kind, contact, remark FROM invitation"
        found = False
        for number, kind, contact, remark in connection.execute(query).fetchall():
            kept, seal = self._kept(Contact(kind, contact))
            hidden = self._seals.hide(remark)
            if (kept, hidden) == (contact, remark):
                continue
            found = True
            connection.execute("UPDATE invitation SET remark = ? WHERE id = ?", (hidden, number))
            if seal:
                connection.execute(
                    "UPDATE invitation SET contact = ?, seal = ? WHERE id = ?", (kept, seal, number)
                )
        return found

    def _kept(self, contact: Contact) -> tuple[str, str]:
        """What the file holds of a contact: in plain, or its seal."""
        if self._seals.is_private(contact):
            return "", self._seals.seal(contact, self._salt)
        return contact.written, ""

    def intend(
        self,
        scope: Scope,
        kind: Literal["phone", "email"],
        contact: str,
        role: str,
        *,
        was_listed: bool = False,
        was_absent: bool = False,
    ) -> int:
        """Note that an invitation is about to be sent; returns the entry's number.

        The tap is in doubt until the app has answered it: the process may end before.

        Args:
            scope: Where it is sent from.
            kind: Of the contact.
            contact: As it was written.
            role: As chosen; empty where none was.
            was_listed: As an `Entry`'s.
            was_absent: As an `Entry`'s.
        """
        now = _now()
        kept, seal = self._kept(Contact(kind, contact))
        place = (scope.profile, scope.phone, scope.organization)
        with self._connection() as connection:
            cursor = connection.execute(
                "INSERT INTO invitation (profile, phone, organization, contact_kind, contact, seal,"
                " role, state, was_listed, was_absent, intended_at, changed_at, doubt_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, 'intended', ?, ?, ?, ?, ?)",
                (*place, kind, kept, seal, role, was_listed, was_absent, now, now, now),
            )
            return int(cursor.lastrowid or 0)

    def mark(
        self, entry_id: int, state: State, remark: str = "", *, in_doubt: bool | None = None
    ) -> None:
        """Move an entry on: tapped, seen, closed.

        Args:
            entry_id: Which.
            state: What it goes on as.
            remark: Of the last look at it.
            in_doubt: Whether it is not known, as of now, what came of the tap; None where that is
                as before.
        """
        now = _now()
        doubt_at = None if in_doubt is None else now if in_doubt else ""
        with self._connection() as connection:
            connection.execute(
                "UPDATE invitation SET state = ?, remark = ?, changed_at = ?,"
                " doubt_at = coalesce(?, doubt_at) WHERE id = ?",
                (state, self._seals.hide(remark), now, doubt_at, entry_id),
            )

    def confirm(self, entry_id: int, *, is_ours: bool) -> None:
        """Note that the app said that it was sent; from now on only the list may lag.

        Args:
            entry_id: Which.
            is_ours: Whether this tells that a row of the contact is not somebody else's.
        """
        now = _now()
        with self._connection() as connection:
            connection.execute(
                "UPDATE invitation SET state = 'seen', remark = '', changed_at = ?,"
                " confirmed_at = ?, doubt_at = '', was_listed = was_listed AND NOT ? WHERE id = ?",
                (now, now, is_ours, entry_id),
            )

    def note_listed(self, entry_id: int) -> None:
        """Note that the contact may have been in the list by somebody else's invitation."""
        with self._connection() as connection:
            connection.execute("UPDATE invitation SET was_listed = 1 WHERE id = ?", (entry_id,))

    def close_unsent(self, entry_id: int, remark: str) -> None:
        """Close an entry of which it is certain that nothing was sent; the person gets nothing."""
        with self._connection() as connection:
            connection.execute(
                "UPDATE invitation SET state = 'closed', was_sent = 0, remark = ?, changed_at = ?"
                " WHERE id = ?",
                (self._seals.hide(remark), _now(), entry_id),
            )

    def note_joined(self, entry_id: int, *, joined: bool) -> None:
        """Note that the person may have joined, or that it is known again where they stand."""
        now = _now()
        with self._connection() as connection:
            connection.execute(
                "UPDATE invitation SET joined_at = ?, changed_at = ? WHERE id = ?",
                (now if joined else "", now, entry_id),
            )

    def note_shown(self, entry_id: int) -> None:
        """Note that no list lags behind the tap any more; the next run is to know it, too."""
        with self._connection() as connection:
            connection.execute(
                "UPDATE invitation SET shown_at = ? WHERE id = ?", (_now(), entry_id)
            )

    def open_entries(self, profile: str | None = None) -> list[Entry]:
        """Everything not closed, oldest first; of one profile or of all."""
        return self._read(profile, "WHERE state != 'closed'")

    def sent_since(self, since: datetime, profile: str) -> list[Entry]:
        """What was sent from a profile since a moment, or may have been; oldest first.

        Args:
            since: With its zone. Only what is younger is read: to know whose a seal is takes long.
            profile: Which.
        """
        which = "WHERE was_sent AND intended_at >= ?"
        return self._read(profile, which, _written(since))

    def entries(self, profile: str | None = None) -> list[Entry]:
        """Everything, oldest first; of one profile or of all."""
        return self._read(profile)

    def _read(self, profile: str | None, which: str = "", *values: str) -> list[Entry]:
        query = f"SELECT {schema.COLUMNS} FROM invitation {which} ORDER BY id"  # noqa: S608 (constants)
        with self._connection() as connection:
            rows = connection.execute(query, values).fetchall()
        return [self._entry(*row) for row in rows if profile in (None, row[1])]

    def _entry(self, number: int, *row: Any) -> Entry:
        *place, kind, contact, role, state, remark = row[:8]
        joined_at, doubt_at, was_listed, was_absent = row[8:12]
        begun, changed, shown, confirmed, seal = row[12:]
        who = contact
        if seal and (known := self._seals.whose(seal, self._salt)):
            contact, who = known.written, self._seals.hide(known.written)
        elif seal:
            who = f"a private {_KINDS[kind]}"
        scope, noted = Scope(*place), (kind, contact, role, state, remark, joined_at, doubt_at)
        stood, times = (bool(was_listed), bool(was_absent)), (begun, changed, shown, confirmed)
        return Entry(number, scope, *noted, *stood, *times, who)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self.file, timeout=30, isolation_level=None)
            with closing(connection):
                connection.execute("PRAGMA synchronous = EXTRA")
                yield connection
        except sqlite3.OperationalError as error:  # locked for long, no space, no right to write
            raise InfrastructureError(
                f"The journal of invitations cannot be used: {self.file}: {error}\n"
                "  Do: make room, let this user write there, or end what holds it; nobody is"
                " invited without it"
            ) from error


def _now() -> str:
    return _written(datetime.now(UTC))


def _written(moment: datetime) -> str:
    """In one zone, so that the order of the texts is that of the moments."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
