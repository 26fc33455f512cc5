from pathlib import Path

import pytest

from harness.invitations.contact import Contact
from harness.invitations.in_words import hidden
from harness.invitations.journal import Journal, Scope
from harness.invitations.private_contacts import PrivateContacts

SCOPE = Scope("phone", "virtual-1", "Blue Fern Studio")
NUMBER, ADDRESS, OTHER = "+1 202-555-0147", "Member@example.com", "+1 202-555-0148"


@pytest.fixture
def private() -> PrivateContacts:
    """One number and one address."""
    return PrivateContacts([Contact("phone", NUMBER), Contact("email", ADDRESS)])


def test_the_file_does_not_show_who_was_invited(tmp_path: Path, private: PrivateContacts) -> None:
    """However the contact was written then; a remark may name it, too."""
    journal = Journal(tmp_path / "journal.sqlite3", private)
    number = journal.intend(SCOPE, "phone", "+12025550147", "Operator")
    journal.intend(SCOPE, "email", "Member@EXAMPLE.com", "Admin")
    journal.mark(number, "tapped", f"the list does not show {NUMBER}")
    content = journal.file.read_bytes().lower()
    for part in (b"555", b"member@", b"example.com"):
        assert part not in content


def test_the_people_file_knows_them_again(tmp_path: Path, private: PrivateContacts) -> None:
    """So that their invitations, and nobody else's, are taken back."""
    first = Journal(tmp_path / "journal.sqlite3", private)
    first.intend(SCOPE, "phone", NUMBER, "Operator")
    first.intend(SCOPE, "email", ADDRESS, "Operator")
    first.intend(SCOPE, "phone", OTHER, "Operator")
    later = PrivateContacts([Contact("email", ADDRESS), Contact("phone", "+12025550147")])
    entries = Journal(first.file, later).open_entries()
    contacts = [Contact.of_entry(entry).key for entry in entries]
    assert contacts == ["phone +12025550147", Contact("email", ADDRESS).key, "phone +12025550148"]


def test_who_is_in_no_people_file_stays_unknown(tmp_path: Path, private: PrivateContacts) -> None:
    """It is nobody whom a run may touch; who is not private is shown as ever."""
    journal = Journal(tmp_path / "journal.sqlite3", private)
    journal.intend(SCOPE, "phone", NUMBER, "Operator")
    journal.intend(SCOPE, "phone", OTHER, "Operator")
    for reader in (Journal(journal.file), Journal(journal.file, PrivateContacts([]))):
        unknown, known = reader.entries()
        assert unknown.contact.startswith("private:")
        assert Contact.of_entry(unknown).number is None
        assert hidden(Contact.of_entry(unknown)) == unknown.contact
        assert known.contact == OTHER


def test_what_was_noted_before_somebody_was_private_is_hidden_too(
    tmp_path: Path, private: PrivateContacts
) -> None:
    """Nothing of it stays in the file, not even where SQLite does not look any more."""
    journal = Journal(tmp_path / "journal.sqlite3")
    number = journal.intend(SCOPE, "phone", NUMBER, "Operator")
    journal.mark(number, "closed", f"{NUMBER} is not in the list")
    assert b"555" in journal.file.read_bytes()
    [entry] = Journal(journal.file, private).entries()
    assert entry.contact == NUMBER
    assert b"555" not in journal.file.read_bytes()
