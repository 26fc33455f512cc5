"""A journal in a folder of its own."""

from pathlib import Path

import pytest

from harness.invitations.journal import Journal, Scope


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "reports" / "journal.sqlite3")


@pytest.fixture
def scope() -> Scope:
    return Scope("virtual", "virtual-1", "Blue Fern Studio")
