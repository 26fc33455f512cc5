"""`harness run` on a small project, as a person sees it in a pipe."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FEATURE = """\
@guide
Feature: Invite
  Scenario Outline: Told as <role>
    Then <role> is told
    Examples:
      | role  |
      | Admin |
      | Guest |
"""
STEPS = """\
from pytest_bdd import parsers, then

@then(parsers.parse("{role} is told"))
def told(role):
    assert role == "Admin", "nobody told the guest"
"""
CONFTEST = """\
pytest_plugins = [
    "harness.settings.pytest_options", "harness.preflight", "harness.gherkin.collect", "steps"
]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the committed config and steps that need no phone."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    (tmp_path / "features").mkdir()
    (tmp_path / "steps").mkdir()
    (tmp_path / "features" / "invite.feature").write_text(FEATURE)
    (tmp_path / "steps" / "__init__.py").write_text(STEPS)
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "pyproject.toml").write_text('[tool.pytest]\nmarkers = ["guide: g"]\n')
    return tmp_path


def _harness(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    hidden = {"VIRTUAL_PHONE_PASSWORD", "VIRTUAL_PHONE_IMAP_PORT", "FORCE_COLOR"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "harness.command_line", *arguments],
        cwd=project,
        env={**environment, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_plain_lines_in_a_pipe(project: Path) -> None:
    """One for each scenario, without colours; pytest's own text where there is no summary."""
    ran = _harness(project, "run")
    assert "✓ 1/2  Invite: Told as Admin  0." in ran.stdout
    assert "✗ 2/2  Invite: Told as Guest  0." in ran.stdout
    assert "nobody told the guest" in ran.stdout
    assert "\x1b" not in ran.stdout
    assert ran.returncode == 1


def test_a_problem_in_steps_stops_the_run(project: Path) -> None:
    """`harness check` runs first; nothing was sent."""
    with (project / "features" / "invite.feature").open("a") as feature:
        feature.write("  Scenario: Other\n    Then nothing at all\n")
    ran = _harness(project, "run")
    assert ran.returncode == 2
    assert "features/invite.feature:10: undefined" in ran.stderr
    assert ran.stdout == ""


def test_wrong_settings_stop_the_run(project: Path) -> None:
    """Before pytest starts, with file and line."""
    (project / "config" / "profiles" / "mine.yaml").write_text("name: mine\nkind: virtul\n")
    ran = _harness(project, "run", "--profile", "mine")
    assert ran.returncode == 2
    assert 'profiles/mine.yaml:2: "kind" is the text "virtul"' in ran.stderr
    assert 'did you mean "virtual"?' in ran.stderr
    assert "Traceback" not in ran.stderr
