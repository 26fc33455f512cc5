"""`harness drill --faults` on real virtual phones, and how it refuses wrong use."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]


def _drill(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "harness.command_line", "drill", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_two_faults(tmp_path: Path) -> None:
    """One is overcome, one stops the run before anything is said about the app."""
    file = tmp_path / "faults.json"
    named = ("--fault", "stale-element", "--fault", "device-missing")
    ran = _drill("--faults", *named, "--json", str(file))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(file.read_text("utf-8"))
    ends = {each["name"]: each["cases"][0]["state"] for each in told["faults"]}
    assert ends["stale-element"] == "passed"
    assert ends["device-missing"] in {"infrastructure", "refused"}
    assert "2 of 2 kinds of faults ended with the right verdict (2 of 2 runs)" in ran.stdout
    assert told["second_invitations"] == 0


def test_a_sample_beside_a_sample(tmp_path: Path) -> None:
    """The short form of all faults beside all defects: one of each is tried."""
    file = tmp_path / "faults.json"
    words = ("--sample", "1", "--seed", "4", "--fault", "stale-element", "--json", str(file))
    ran = _drill("--faults", "--with-defects", *words)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(file.read_text("utf-8"))
    [fault] = told["faults"]
    assert [each["state"] for each in fault["cases"]] == ["passed", "product"]
    assert told["defects"] == [fault["cases"][1]["defect"]]
    assert told["is_partial"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--faults", "--defect", "third-role"], "--faults goes without --defect"),
        (["--fault", "stale-element"], "need --faults"),
        (["--faults", "--sample", "3"], "--sample needs --with-defects"),
        (["--faults", "--fault", "stale"], 'knows no fault "stale"'),
    ],
)
def test_wrong_use_is_refused(words: list[str], said: str) -> None:
    """Before anything is run."""
    ran = _drill(*words)
    assert (ran.returncode, said in ran.stderr) == (2, True), ran.stderr
