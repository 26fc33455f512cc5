"""When the line that turns is shown, and when not."""

import io

import pytest
from rich.console import Console

from harness.command_line.progress import Progress


@pytest.mark.parametrize(
    ("is_terminal", "ci", "shows"),
    [(True, "", True), (True, "true", False), (False, "", False), (False, "true", False)],
)
def test_nothing_turns_in_a_log(
    monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool, ci: str, shows: bool
) -> None:
    """A CI server may lend a terminal, and keep every turn."""
    monkeypatch.setenv("CI", ci)
    stream = io.StringIO()
    progress = Progress(Console(file=stream, force_terminal=is_terminal, width=80))
    progress.begin()
    progress.end()
    assert bool(stream.getvalue()) is shows
