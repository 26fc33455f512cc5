"""The tables of the journal of invitations, as SQLite has them."""

SCHEMA = """
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
    joined_at TEXT NOT NULL DEFAULT '',
    seal TEXT NOT NULL DEFAULT '',
    was_listed INTEGER NOT NULL DEFAULT 0,
    was_sent INTEGER NOT NULL DEFAULT 1,
    doubt_at TEXT NOT NULL DEFAULT '',
    shown_at TEXT NOT NULL DEFAULT '',
    was_absent INTEGER NOT NULL DEFAULT 0,
    confirmed_at TEXT NOT NULL DEFAULT ''
)
"""
# Files of before have no such columns; who wrote them had not noted it.
ADDED = {
    "joined_at": "TEXT NOT NULL DEFAULT ''",
    "seal": "TEXT NOT NULL DEFAULT ''",
    "was_listed": "INTEGER NOT NULL DEFAULT 0",
    "was_sent": "INTEGER NOT NULL DEFAULT 1",
    "doubt_at": "TEXT NOT NULL DEFAULT ''",
    "shown_at": "TEXT NOT NULL DEFAULT ''",
    "was_absent": "INTEGER NOT NULL DEFAULT 0",
    "confirmed_at": "TEXT NOT NULL DEFAULT ''",
}
SALT = "CREATE TABLE IF NOT EXISTS sealing (salt TEXT NOT NULL)"
COLUMNS = (
    "id, profile, phone, organization, contact_kind, contact, role, state, remark, joined_at,"
    " doubt_at, was_listed, was_absent, intended_at, changed_at, shown_at, confirmed_at, seal"
)
