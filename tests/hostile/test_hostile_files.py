"""Whatever stands in a file: refused with its place before anything is reached, or taken.

Each trial is a whole `harness run` in a process of its own: only `harness check` of the project's
own features is left out. Whoever is reached is seen by an audit hook of Python's.
"""

from pathlib import Path

import feature_ideas
import file_ideas
import legal
import pytest
import typed_ideas
import yaml_ideas
from trial import Ask, Trial, Verdict, write_project
from trial_server import MOST_S

MOST_MB = 250  # with everything imported, a run takes 60
_TRIALS = [
    *yaml_ideas.trials(),
    *file_ideas.trials(),
    *typed_ideas.trials(),
    *feature_ideas.trials(),
]


def test_there_are_500_and_no_doubles() -> None:
    """The promise is a number, so it is counted."""
    assert len(_TRIALS) >= 500
    assert len({str(trial) for trial in _TRIALS}) == len(_TRIALS)


@pytest.mark.parametrize("trial", _TRIALS, ids=str)
def test_refused(trial: Trial, tmp_path: Path, ask: Ask) -> None:
    """With file and line, exit code 2, in bounded time and memory; nobody was reached."""
    verdict = _verdict(trial, tmp_path, ask)
    assert verdict.exit_code == 2, verdict.said
    assert verdict.reached == []
    place = tmp_path / "project" / trial.kind.file
    line = f":{trial.line}" if trial.line else ""
    assert verdict.said.startswith(f"harness: {place}")
    assert f"{place}{line}" + (": " if line else "") in verdict.said
    assert trial.says in verdict.said
    assert "  Expected: " in verdict.said or "  Do: " in verdict.said
    assert "Traceback" not in verdict.said
    assert len(verdict.said) < 20_000
    assert all(each.isprintable() or each == "\n" for each in verdict.said)
    assert not list(tmp_path.rglob(yaml_ideas.CANARY))
    assert verdict.took_s < MOST_S
    assert verdict.peak_mb < MOST_MB


@pytest.mark.parametrize("trial", list(legal.trials()), ids=str)
def test_taken(trial: Trial, tmp_path: Path, ask: Ask) -> None:
    """What is odd and right gets as far as the server, which is not there."""
    verdict = _verdict(trial, tmp_path, ask)
    assert "no WebDriver server answers" in verdict.said
    assert any("socket.connect" in each for each in verdict.reached)


def _verdict(trial: Trial, folder: Path, ask: Ask) -> Verdict:
    root = folder / "project"
    root.mkdir()
    write_project(root, trial)
    return ask(root, trial.kind.words)
