"""Contacts that the people file marks private: no file holds them, and the journal still works."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from harness.errors import InfrastructureError, SessionLost
from harness.evidence.contact_forms import private_contacts
from harness.evidence.leak_scan import Leak, LeakScan
from harness.evidence.redaction import Redactor
from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope
from harness.settings import People
from harness.wiring import seals_of

NUMBER, ADDRESS = Contact("phone", "+1 202-555-0147"), Contact("email", "member@example.com")
PUBLIC = Contact("email", "colleague@example.com")
WHO = ["[number of member 1]", "[address of member 2]", PUBLIC.written]


def _people(*members: Contact, private: bool = True) -> People:
    """Members; the public one is never private."""
    listed = [{each.kind: each.written, "private": private and each != PUBLIC} for each in members]
    admin = {"phone": "+12025550100"}
    content = {"organization": "Blue Fern Studio", "admin": admin, "members": listed}
    return People.model_validate(content)


EVERYBODY = _people(NUMBER, ADDRESS, PUBLIC)


def _leaks(file: Path) -> list[Leak]:
    """As the scan at the end of a run finds them."""
    redactor = Redactor()
    redactor.learn_contacts(private_contacts(EVERYBODY))
    return LeakScan(redactor.found_in, time.time() - 3600).look([file])


@pytest.fixture
def sealed(journal: Journal, scope: Scope) -> Journal:
    """Whom all three have been invited by."""
    sealed = Journal(journal.file, seals_of(EVERYBODY))
    for contact in (NUMBER, ADDRESS, PUBLIC):
        number = sealed.intend(scope, contact.kind, contact.written, "Operator")
        sealed.mark(number, "tapped", f"the list does not tell whether {contact} is in it")
    return sealed


def test_no_private_contact_is_in_the_file(sealed: Journal) -> None:
    """Neither as a contact nor in a remark; who is not private stays in plain."""
    assert _leaks(sealed.file) == []
    content = sealed.file.read_bytes()
    # Shorter pieces may stand in times and seals by chance.
    for plain in (b"5550147", b"555-0147", ADDRESS.written.encode()):
        assert plain not in content.replace(PUBLIC.written.encode(), b"")
    assert content.count(PUBLIC.written.encode()) == 2


def test_the_scan_would_find_a_journal_in_plain(journal: Journal, scope: Scope) -> None:
    """Without the people it cannot know better."""
    journal.intend(scope, NUMBER.kind, NUMBER.written, "")
    assert [leak.secret for leak in _leaks(journal.file)] == ["number of member 1"]


def test_whoever_has_the_people_knows_them_again(sealed: Journal) -> None:
    """The whole contact to work with, and what may be shown."""
    entries = Journal(sealed.file, seals_of(EVERYBODY)).entries()
    assert [Contact.of_entry(each).key for each in entries] == [
        each.key for each in (NUMBER, ADDRESS, PUBLIC)
    ]
    assert [each.who for each in entries] == WHO
    assert entries[0].remark == "the list does not tell whether [number of member 1] is in it"


def test_without_the_people_nobody_does(sealed: Journal) -> None:
    """A number and an address of somebody's; the public one as before."""
    entries = Journal(sealed.file).entries()
    assert [(each.contact, each.who) for each in entries] == [
        ("", "a private number"),
        ("", "a private address"),
        (PUBLIC.written, PUBLIC.written),
    ]


def test_another_spelling_in_the_people_file_is_the_same_person(sealed: Journal) -> None:
    """By what makes two spellings one contact; others are not taken for them."""
    other = _people(Contact("phone", "+1 (202) 555.0147"), Contact("email", "Member@example.com"))
    first, second, _ = Journal(sealed.file, seals_of(other)).entries()
    assert Contact.of_entry(first).key == NUMBER.key
    assert second.contact == ""


def test_who_is_not_private_any_more_is_known_again(sealed: Journal) -> None:
    """What was sealed then is still theirs, and may be shown."""
    seals = seals_of(_people(NUMBER, ADDRESS, private=False))
    assert Journal(sealed.file, seals).entries()[0].who == "+1 202-555-0147"


def test_two_journals_seal_one_contact_differently(sealed: Journal, tmp_path: Path) -> None:
    """What was found out about one file says nothing of another."""
    other = Journal(tmp_path / "other.sqlite3", seals_of(EVERYBODY))
    other.intend(Scope("lab", "x", "y"), NUMBER.kind, NUMBER.written, "")

    def seal_in(file: Path) -> str:
        with closing(sqlite3.connect(file)) as connection:
            return str(connection.execute("SELECT seal FROM invitation").fetchone()[0])

    assert seal_in(other.file) != seal_in(sealed.file)


def test_what_stood_in_plain_is_sealed_when_they_are_made_private(
    journal: Journal, scope: Scope
) -> None:
    """Closed entries and remarks, too; nothing of it is left in the file's free pages."""
    for number in range(40):
        entry = journal.intend(scope, NUMBER.kind, NUMBER.written, f"role {number}")
        journal.mark(entry, "tapped", f"{NUMBER} " * 40)
        journal.mark(entry, "closed", "" if number % 2 else f"{NUMBER} is out")
    last = journal.intend(scope, NUMBER.kind, NUMBER.written, "")
    assert _leaks(journal.file)
    sealed = Journal(journal.file, seals_of(EVERYBODY))
    assert _leaks(journal.file) == []
    [entry] = sealed.open_entries()
    assert (entry.id, Contact.of_entry(entry).key) == (last, NUMBER.key)
    assert sealed.entries()[0].remark == "[number of member 1] is out"


@pytest.mark.parametrize("spelling", ["+1 202-555-0147", "+12025550147"])
def test_a_guard_leaves_nothing_for_the_scan(journal: Journal, scope: Scope, spelling: str) -> None:
    """A tap that ends in doubt, with the contact in every message; the next guard closes it."""
    sealed = Journal(journal.file, seals_of(EVERYBODY))
    guard = InvitationGuard(sealed, scope, [NUMBER])
    guard.drafted(Contact("phone", spelling))

    def tap() -> None:
        guard.refuse_past_guard("RolePage.invite")
        raise SessionLost("gone")

    with pytest.raises(InfrastructureError, match="nobody can look"):
        guard.send(tap)
    guard.stays_open(guard.open_entries()[0], f"{NUMBER} is still in the list")
    guard.joined(NUMBER)
    assert _leaks(sealed.file) == []
    next_guard = InvitationGuard(Journal(sealed.file, seals_of(EVERYBODY)), scope, [NUMBER])
    assert next_guard.may_have_joined(NUMBER)
    [entry] = next_guard.open_entries()
    assert entry.remark == "[number of member 1] is still in the list"
    next_guard.undone(entry)
    assert next_guard.open_entries() == []
    assert _leaks(sealed.file) == []
