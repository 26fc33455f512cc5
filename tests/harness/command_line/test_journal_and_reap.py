"""What is open, as a person reads it; and what a reap says when there is nothing for a phone."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml

from harness.command_line import main
from harness.errors import SessionLost
from harness.invitations.contact import Contact
from harness.invitations.in_words import hidden, in_words, without_whole_contacts
from harness.invitations.journal import Journal, Scope
from harness.session.lease import Needs
from harness.session.phones import phones_of
from harness.session.pool import Pool
from harness.settings import load_people, load_settings
from harness.wiring import seals_of

ROOT = Path(__file__).parents[3]
LAB = Scope("lab", "emulator-5554", "Blue Fern Studio")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one profile of a phone that nobody starts."""
    profiles = tmp_path / "config" / "profiles"
    profiles.mkdir(parents=True)
    (tmp_path / "locks").mkdir()
    shutil.copytree(ROOT / "config" / "languages", tmp_path / "config" / "languages")
    for name in ("locators.yaml", "interstitials.yaml"):
        shutil.copy(ROOT / "config" / name, tmp_path / "config" / name)
    profile = {
        "name": "lab",
        "kind": "appium",
        "server_url": "http://127.0.0.1:9",
        "phones": [{"udid": "emulator-5554"}],
    }
    people = {
        "organization": "Blue Fern Studio",
        "admin": {"phone": "+12025550100"},
        "members": [{"phone": "+12025550147"}],
    }
    (profiles / "lab.yaml").write_text(yaml.safe_dump(profile))
    (tmp_path / "config" / "people.yaml").write_text(yaml.safe_dump(people))
    monkeypatch.chdir(tmp_path)
    # Locks of its own: whoever holds a contact on this machine holds it for all runs.
    monkeypatch.setenv("TMPDIR", str(tmp_path / "locks"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


@pytest.fixture
def journal(project: Path) -> Journal:
    """Of the project; one entry is open, one is closed."""
    journal = Journal(project / "reports" / "journal.sqlite3")
    number = journal.intend(LAB, "phone", "+1 202-555-0147", "Operator")
    journal.mark(number, "tapped", "it is not known whether +1 202-555-0147 got it")
    closed = journal.intend(LAB, "email", "member@example.com", "Admin")
    journal.mark(closed, "closed")
    return journal


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        (Contact("phone", "+1 202-555-0147"), "+1 •••0147"),
        (Contact("phone", "no number 0147"), "•••0147"),
        (Contact("email", "member@example.com"), "m•••@example.com"),
        (Contact("email", "nobody"), "•••"),
    ],
)
def test_a_contact_is_known_by_its_ends(contact: Contact, shown: str) -> None:
    """Enough for whoever owns it."""
    assert hidden(contact) == shown


def test_a_remark_names_nobody_whole() -> None:
    """Whatever stands around the contact; dates stay."""
    text = "2026-11-26: +1 202-555-0147, or member@example.com. Listed: (+12025550148)"
    assert without_whole_contacts(text) == (
        "2026-11-26: +1 •••0147, or m•••@example.com. Listed: (+1 •••0148)"
    )


def test_the_journal_shows_what_is_open(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who, as what, what is known, what to do; no whole number."""
    assert main(["journal"]) == 0
    said = capsys.readouterr().out
    assert "+1 •••0147  Operator  lab" in said
    assert "perhaps sent: Invite was tapped" in said
    assert "harness reap --profile lab" in said
    assert "555-0147" not in said
    assert "m•••@example.com" not in said
    assert said.endswith("Open: 1 of 2 that were noted.\n")


def test_the_journal_shows_all_as_json(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """For programs; closed entries have nothing to do."""
    assert main(["journal", "--all", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["open"] == 1
    assert [(each["who"], each["is_open"], each["do"]) for each in told["entries"]] == [
        ("+1 •••0147", True, "harness reap --profile lab"),
        ("m•••@example.com", False, ""),
    ]


def test_another_profile_has_nothing_open(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """One profile's entries are no other's business."""
    assert main(["journal", "--profile", "emulator"]) == 0
    assert capsys.readouterr().out == "No invitation is open. None was noted.\n"


def test_who_may_have_joined_is_said_so(journal: Journal) -> None:
    """The list may show them by name only."""
    journal.note_joined(1, joined=True)
    line = in_words(journal.open_entries())[0]
    assert line.state == "a code was entered: may have joined"
    assert line.do.endswith("look for them by name on Permissions, and remove them there")


def test_a_file_that_is_no_journal_is_wrong_use(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Said with the file, before anything is tapped."""
    file = project / "reports" / "journal.sqlite3"
    file.parent.mkdir()
    file.write_text("not a database, but long enough to be looked at as one" * 20)
    assert main(["journal"]) == 2
    said = capsys.readouterr().err
    assert f"{file}: this is no journal of invitations" in said
    assert "look on Permissions by hand" in said


@pytest.mark.usefixtures("project")
def test_a_reap_with_nothing_open_touches_no_phone(capsys: pytest.CaptureFixture[str]) -> None:
    """There is no server at the profile's address."""
    assert main(["reap", "--profile", "lab"]) == 0
    assert capsys.readouterr().out == (
        "Nothing to take back: the journal has no invitation open for this profile.\n"
    )


def test_without_a_profile_the_one_that_has_something_open_is_meant(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its server does not answer: exit code 3, and the entry stays open."""
    assert main(["reap"]) == 3
    said = capsys.readouterr()
    assert "still open: +1 •••0147 as Operator" in said.out
    assert "0 of 1 closed." in said.out
    assert "No WebDriver server answers" in said.err
    assert len(journal.open_entries()) == 1


@pytest.fixture
def private(project: Path) -> Journal:
    """One open entry, of a member whose number is private."""
    _list_members(project, {"phone": "+12025550147", "private": True})
    people = load_people(project, "people")
    journal = Journal(project / "reports" / "journal.sqlite3", seals_of(people))
    journal.mark(journal.intend(LAB, "phone", "+1 202-555-0147", "Operator"), "tapped")
    return journal


def _list_members(project: Path, *members: dict[str, object]) -> None:
    file = project / "config" / "people.yaml"
    content = yaml.safe_load(file.read_text())
    file.write_text(yaml.safe_dump({**content, "members": list(members)}))


def test_a_private_contact_is_shown_by_whose_it_is(
    private: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even its last digits are told."""
    assert main(["journal"]) == 0
    said = capsys.readouterr().out
    assert "[number of member 1]  Operator  lab" in said
    assert "0147" not in said
    assert "harness reap --profile lab" in said


@pytest.mark.parametrize("people", ["nobody_listed", "unreadable"])
def test_without_the_person_a_private_number_is_open(
    project: Path,
    private: Journal,
    capsys: pytest.CaptureFixture[str],
    people: str,
) -> None:
    """Read elsewhere, or after the member was taken out: no error, and what to do."""
    _list_members(project, {"phone": "+12025550148", "private": True})
    if people == "unreadable":
        (project / "config" / "people.yaml").unlink()
    assert main(["journal"]) == 0
    said = capsys.readouterr().out
    assert "a private number  Operator  lab" in said
    assert "put them back under members of the people file, then harness reap --profile lab" in (
        " ".join(said.split())
    )


def test_another_people_file_may_be_named(
    project: Path, private: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a run with --people had it."""
    (project / "config" / "people.yaml").rename(project / "config" / "people.mine.yaml")
    assert main(["journal", "--people", "people.mine", "--json"]) == 0
    [entry] = json.loads(capsys.readouterr().out)["entries"]
    assert entry["who"] == "[number of member 1]"


@pytest.mark.parametrize(
    ("number", "who"),
    [("+12025550147", "[number of member 1]"), ("+12025550148", "a private number")],
)
def test_a_reap_tells_whose_private_number_stays_open(
    project: Path, private: Journal, capsys: pytest.CaptureFixture[str], number: str, who: str
) -> None:
    """The server does not answer; the entry of somebody who is not listed any more stays, too."""
    _list_members(project, {"phone": number, "private": True})
    assert main(["reap"]) == 3
    assert f"still open: {who} as Operator" in capsys.readouterr().out
    assert len(private.open_entries()) == 1


@pytest.mark.parametrize("also_ours", [False, True])
def test_what_is_open_under_another_name_of_the_account_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], *, also_ours: bool
) -> None:
    """It was renamed since: nobody here may undo it, and something is still open."""
    journal = Journal(project / "reports" / "journal.sqlite3")
    journal.intend(Scope("lab", "emulator-5554", "Blue Fern"), "phone", "+12025550147", "Admin")
    if also_ours:
        journal.intend(LAB, "phone", "+1 202-555-0147", "Operator")
    assert main(["reap"]) == 3
    said = capsys.readouterr().out
    assert (
        'still open: entry 1 is of the organization "Blue Fern", and the people file is of "Blue'
        ' Fern Studio"\n'
        "  Do: take it back with a people file that has that name; where the account was renamed,"
        " put the old name back for one harness reap\n"
    ) in said
    assert "Nothing to take back" not in said
    assert ("0 of 1 closed." in said) is also_ours


def test_what_a_reap_fails_of_shows_nobody_who_is_private(
    project: Path,
    private: Journal,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On the console, which is a job's log in CI."""
    _list_members(project, {"phone": "+12025550147", "private": True})

    def take_back(*_: object) -> None:
        message = "It is not known whether the app lets +1 202-555-0147 in: (202) 555-0147 is shown"
        raise SessionLost(message)

    monkeypatch.setattr("harness.command_line.reap.take_back", take_back)
    assert main(["reap"]) == 3
    said = capsys.readouterr()
    assert "555" not in said.out + said.err
    assert "the app lets [number of member 1] in: [number of member 1] is shown" in said.err


def test_who_was_in_the_list_before_is_to_be_looked_at(journal: Journal) -> None:
    """A reap removes nobody who may be there by somebody else's invitation."""
    journal.intend(LAB, "phone", "+1 202-555-0147", "Operator", was_listed=True)
    assert in_words(journal.open_entries())[-1].do == (
        "look on Permissions: they were there before, or may have been. Once they are removed,"
        " harness reap --profile lab closes the entry"
    )


def test_what_a_run_has_under_way_is_still_open(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reap does not look at it, and does not say that nothing is left: exit code 3."""
    settings = load_settings(Path.cwd(), "lab")
    with phones_of(settings.profile, {}) as phones:
        pool = Pool(settings, phones, workers=1, end=lambda _: None)
        with pool.leased(Needs()) as lease:
            assert lease.may_touch(Contact("phone", "+12025550147"))
            pool.give_back()
            assert main(["reap"]) == 3
    said = capsys.readouterr()
    assert "0 of 1 closed." in said.out
    assert said.err == ""
    assert len(journal.open_entries()) == 1


def test_several_profiles_with_something_open_have_to_be_chosen_from(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """One phone at a time."""
    journal.intend(Scope("emulator", "x", "y"), "phone", "+12025550147", "")
    assert main(["reap"]) == 2
    assert "emulator, lab have something open" in capsys.readouterr().err
