"""Captures of virtual phones in this process."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from capture_stage import PATIENT, ROOT, MakeStage, Rename, Stage

from virtual_phone.app.texts import Texts


@pytest.fixture
def make_stage(tmp_path: Path) -> Iterator[MakeStage]:
    """A phone with a build, by its description, and a copy of the project's config."""
    (tmp_path / "config" / "profiles").mkdir(parents=True)
    for file in (ROOT / "config").rglob("*.yaml"):
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    with ExitStack() as stack:
        yield lambda build="current", timeouts=PATIENT: Stage(tmp_path, build, stack, timeouts)


@pytest.fixture
def rename(monkeypatch: pytest.MonkeyPatch) -> Rename:
    """Makes the app show other words in place of its own."""
    own = Texts.__call__

    def shown(words: dict[str, str]) -> None:
        monkeypatch.setattr(
            Texts, "__call__", lambda texts, english: words.get(english) or own(texts, english)
        )

    return shown
