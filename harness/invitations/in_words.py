"""The journal as a person reads it: who without the whole number, what is known, what to do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harness.invitations.contact import Contact
from harness.invitations.journal import Entry, State

_HIDDEN = "\u2022\u2022\u2022"
_DIGITS_SHOWN = 4
_CONTACT = re.compile(r"[^\s,;:<>()]+@[^\s,;:<>()]+[^\s,;:<>().]|\+\d(?:[\s\-.()]*\d){6,}")

_STATES: dict[State, str] = {
    "intended": "perhaps sent: Invite was about to be tapped",
    "tapped": "perhaps sent: Invite was tapped, and no confirmation was seen",
    "seen": "sent and confirmed, not taken back",
    "closed": "closed",
}


@dataclass(frozen=True)
class Line:
    """An entry in words.

    Attributes:
        number: The entry's.
        when: When Invite was about to be tapped, in ISO 8601 with its zone.
        who: The contact with its middle hidden; of a private one, whose it is.
        role: As chosen; empty where none was.
        profile: Of the run that sent it.
        organization: The account's name.
        phone: On which it was tapped, as the profile names it.
        state: What is known of it.
        remark: Of the last look at it; contacts in it are hidden, too.
        is_open: Whether somebody may still hold the invitation.
        do: What to do; empty where there is nothing.
    """

    number: int
    when: str
    who: str
    role: str
    profile: str
    organization: str
    phone: str
    state: str
    remark: str
    is_open: bool
    do: str


def in_words(entries: Sequence[Entry]) -> list[Line]:
    """Entries as a person reads them, in their order."""
    return [_line(entry) for entry in entries]


def hidden(contact: Contact) -> str:
    """Enough of a contact to know one's own people by, and no more: "+1 •••0147", "m•••@x.org"."""
    if contact.kind == "email":
        name, at, host = contact.written.rpartition("@")
        return f"{name[:1]}{_HIDDEN}{at}{host}" if at else _HIDDEN
    digits = [character for character in contact.written if character.isdecimal()]
    code = f"+{contact.number.country_code} " if contact.number else ""
    return f"{code}{_HIDDEN}{''.join(digits[-_DIGITS_SHOWN:])}"


def without_whole_contacts(text: str) -> str:
    """A text with the middle of every number (in international form) and address in it hidden."""
    return _CONTACT.sub(lambda found: hidden(_read(found[0])), text)


def _read(text: str) -> Contact:
    return Contact("email" if "@" in text else "phone", text)


def _line(entry: Entry) -> Line:
    is_open = entry.state != "closed"
    joined = is_open and entry.joined_at != ""
    return Line(
        number=entry.id,
        when=entry.intended_at,
        who=hidden(Contact.of_entry(entry)) if entry.who == entry.contact else entry.who,
        role=entry.role,
        profile=entry.scope.profile,
        organization=entry.scope.organization,
        phone=entry.scope.phone,
        state="a code was entered: may have joined" if joined else _STATES[entry.state],
        remark=without_whole_contacts(entry.remark),
        is_open=is_open,
        do=_do(entry) if is_open else "",
    )


def _do(entry: Entry) -> str:
    """The command takes back what the list shows; the rest a person has to look at."""
    reap = f"harness reap --profile {entry.scope.profile}"
    if not entry.contact:
        return f"put them back under members of the people file, then {reap}"
    if entry.was_listed:
        return (
            "look on Permissions: they were there before, or may have been. Once they are removed,"
            f" {reap} closes the entry"
        )
    if not entry.joined_at:
        return reap
    return f"{reap}; if it stays open, look for them by name on Permissions, and remove them there"
