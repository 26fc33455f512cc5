"""`pytest features`, with no Python file in the folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FEATURE = """\
@guide
Feature: Invite
  Scenario Outline: Told as <role>
    Then <role> is told about <what>
    Examples:
      | role  | what |
      | Admin | mail |
      | Guest | SMS  |
  @smoke @severity:major
  Scenario: Plain
    Then nobody is told about it
"""
CONFTEST = """\
import pytest
from pytest_bdd import parsers, then
pytest_plugins = ["harness.gherkin.collect"]

@then(parsers.parse("{role} is told about {what}"))
def told(role, what):
    assert role != "Guest"

def pytest_runtest_logreport(report):
    if report.when == "call":
        print("TITLE", report.scenario_title)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one feature."""
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "a.feature").write_text(FEATURE)
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "pytest.toml").write_text(
        "[pytest]\nstrict_markers = true\n"
        'markers = ["guide: g", "smoke: s", "severity(minor, major): v"]\n'
    )
    return tmp_path


def _pytest(project: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-v", "-s", *arguments]
    ran = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    return ran.stdout + ran.stderr


def test_a_folder_runs_and_titles_are_told(project: Path) -> None:
    """Rows of examples become tests; reports carry titles with what a row adds."""
    output = _pytest(project, "features")
    assert "features/a.feature::test_told_as_role[Admin-mail] PASSED" in output
    assert "scenario.py" not in output
    assert "TITLE Invite: Told as Admin (mail)" in output
    assert "TITLE Invite: Plain\n" in output
    assert "1 failed, 2 passed" in output


def test_scenarios_are_chosen(project: Path) -> None:
    """By node id, by words and by tag, as with any test of pytest."""
    ids = ["test_plain", "test_told_as_role[Admin-mail]"]
    by_id = _pytest(project, *(f"features/a.feature::{name}" for name in ids))
    assert "2 passed" in by_id
    by_word_and_tag = _pytest(project, "features/a.feature", "-k", "plain", "-m", "smoke")
    assert "1 passed, 2 deselected" in by_word_and_tag
    for value, passed in (("major", "1 passed, 2 deselected"), ("minor", "3 deselected")):
        assert passed in _pytest(project, "features", "-m", f"severity(value='{value}')")


def test_hazards_stop_the_collection(project: Path) -> None:
    """Rather no run than one that drops a scenario."""
    file = project / "features" / "a.feature"
    file.write_text(FEATURE + "  Scenario: Plain\n    Giben x\n")
    output = _pytest(project, "features")
    assert 'features/a.feature:12: a second scenario "Plain"' in output
    assert 'features/a.feature:13: "Giben x" is read as description' in output
    assert "1 error" in output
    assert "Traceback" not in output


def test_a_step_without_its_keyword_stops_the_collection(project: Path) -> None:
    """It fits a step that was imported, and would be skipped as a description."""
    file = project / "features" / "a.feature"
    lost = "  Scenario: Other\n    nobody is told about it\n    Then nobody is told about it\n"
    file.write_text(FEATURE + lost)
    said = 'features/a.feature:13: "nobody is told about it" is read as description, not as a step'
    assert said in _pytest(project, "features")


def test_features_run_in_the_configured_order(project: Path) -> None:
    """Listed ones first, as they are listed; others after them."""
    (project / "features" / "b.feature").write_text(FEATURE.replace("Invite", "First"))
    settings = project / "pytest.toml"
    settings.write_text(f'{settings.read_text()}feature_order = ["b"]\n')
    output = _pytest(project, "features", "-k", "plain")
    assert output.index("TITLE First: Plain") < output.index("TITLE Invite: Plain")
