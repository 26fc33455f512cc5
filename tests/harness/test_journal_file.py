"""Which journal a process writes to."""

from dataclasses import replace
from pathlib import Path

from harness.invitations.journal import Journal, Scope
from harness.session.virtual_phones import virtual_environment
from harness.settings import Settings, load_settings
from harness.wiring import counting_open, journal_file

ROOT = Path(__file__).parents[2]


def _settings(kind: str) -> Settings:
    settings = load_settings(ROOT, "virtual", environment=virtual_environment({}))
    return replace(settings, profile=settings.profile.model_copy(update={"kind": kind}))


def test_workers_with_virtual_phones_do_not_share_a_journal() -> None:
    """Each knows its own organization only; in a shared file one undid what another had sent."""
    one = journal_file(_settings("virtual"), ROOT, Path("worker-1"))
    other = journal_file(_settings("virtual"), ROOT, Path("worker-2"))
    assert one != other


def test_real_phones_have_one_journal_for_all_runs() -> None:
    """A later run takes back what an earlier one left open."""
    one = journal_file(_settings("appium"), ROOT, Path("worker-1"))
    other = journal_file(_settings("appium"), ROOT, Path("worker-2"))
    assert one == other == ROOT / "reports" / "journal.sqlite3"


def test_what_a_shared_journal_has_open_is_counted_at_the_end(tmp_path: Path) -> None:
    """Of the profile and its organization, whoever wrote it."""
    settings = _settings("appium")
    count = counting_open(settings, tmp_path)
    assert count is not None
    assert count() == 0
    journal = Journal(journal_file(settings, tmp_path, tmp_path))
    for profile, organization in (
        ("virtual", "Blue Fern Studio"),
        ("virtual", "Blue Fern Studio"),
        ("virtual", "Amber Pine Kitchen"),
        ("lab", "Blue Fern Studio"),
    ):
        last = journal.intend(Scope(profile, "x", organization), "phone", "+12025550147", "Admin")
    assert count() == 2
    journal.mark(last - 3, "closed")
    assert count() == 1


def test_journals_of_their_own_are_counted_by_their_processes(tmp_path: Path) -> None:
    """Nobody else can see them."""
    assert counting_open(_settings("virtual"), tmp_path) is None
