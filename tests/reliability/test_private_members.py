"""Members whose numbers and addresses are private: nothing a run leaves holds them."""

import time
from pathlib import Path

from lab import MEMBERS, Lab
from one_invitation import Ended
from whole_runs import RUN, Runs

from harness.evidence.contact_forms import private_contacts
from harness.evidence.leak_scan import LeakScan
from harness.evidence.redaction import Redactor
from harness.settings import People


def _leaks(people: People, folder: Path) -> list[str]:
    redactor = Redactor()
    redactor.learn_contacts(private_contacts(people))
    return [str(leak) for leak in LeakScan(redactor.found_in, time.time() - 3600).look([folder])]


def test_a_reap_takes_back_whom_the_journal_does_not_name(lab: Lab) -> None:
    """It knows them by the people file."""
    people = lab.make_private()
    for contact in MEMBERS[1:3]:
        assert lab.invite(contact, "Operator") == Ended()
    assert [each.who for each in lab.journal()] == ["a private number", "a private address"]
    assert _leaks(people, lab.place.journal) == []
    assert len(lab.pending()) == 2
    assert lab.reap() == Ended()
    assert lab.pending() == []
    assert [each.state for each in lab.journal()] == ["closed", "closed"]
    assert _leaks(people, lab.place.journal) == []


def test_who_is_taken_out_of_the_people_file_is_not_lost(lab: Lab) -> None:
    """The entry stays open, and nobody is removed; put back, they are taken back."""
    lab.make_private()
    assert lab.invite(MEMBERS[0], "Operator") == Ended()
    whole = lab.place.people.read_text("utf-8")
    lab.place.people.write_text(whole.replace(MEMBERS[0].written, "+1 202-555-0199"), "utf-8")
    assert lab.reap() != Ended()
    [entry] = lab.journal()
    assert entry.state == "seen"
    assert entry.remark.startswith(
        "whose this is cannot be told: a private number that nobody in the people file has."
    )
    assert len(lab.pending()) == 1
    lab.place.people.write_text(whole, "utf-8")
    assert lab.reap() == Ended()
    assert lab.pending() == []


def test_a_whole_run_ends_well(lab: Lab, tmp_path: Path) -> None:
    """Exit code 0: the scan at its end has found nothing, in the journal either."""
    people, root = lab.make_private(), tmp_path / "project"
    root.mkdir()
    runs = Runs(lab, Path(__file__).parents[2], root)
    assert runs.ended(*RUN) == 0
    assert lab.organization.asked == 1
    assert _leaks(people, root / "reports") == []
    assert (root / "reports/journal.sqlite3").exists()
