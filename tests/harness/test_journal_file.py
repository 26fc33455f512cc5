"""Which journal a process writes to."""

from dataclasses import replace
from pathlib import Path

from harness.session.virtual_phones import virtual_environment
from harness.settings import Settings, load_settings
from harness.wiring import journal_file

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
