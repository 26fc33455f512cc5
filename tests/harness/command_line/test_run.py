"""`harness run` on a small project, as a person sees it in a pipe."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from harness.command_line import main
from harness.command_line.progress import Progress
from harness.command_line.run import _OWN_OPTIONS, _known_option

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
    assert "✗ 2/2  Invite: Told as Guest  failed  0." in ran.stdout
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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["invit"], 'There is no feature file invit. Do you mean "features/invite.feature"?'),
        (["-x", "invit"], 'There is no feature file invit. Do you mean "features/invite.feature"?'),
        (["features/x.feature"], "There is no feature file features/x.feature."),
        (["steps"], "steps is no feature file, and no folder with features."),
        (["conftest.py"], "conftest.py is no feature file, and no folder with features."),
        (["--profil", "virtual"], "There is no option --profil: did you mean --profile?"),
        (["--evidense=none"], "There is no option --evidense: did you mean --evidence?"),
        (["-k", "zzzz"], "no scenario was chosen by -k zzzz"),
        (["@guide", "-k", "zz or yy"], "no scenario was chosen by @guide -k 'zz or yy'"),
    ],
)
def test_words_that_choose_no_scenario(project: Path, words: list[str], said: str) -> None:
    """One clear line, and nothing runs."""
    ran = _harness(project, "run", *words)
    assert (ran.returncode, ran.stderr, ran.stdout) == (2, f"harness: {said}\n", "")


@pytest.mark.parametrize("words", [["invite.feature"], ["features"], ["-x", "features"]])
def test_words_that_choose_features(project: Path, words: list[str]) -> None:
    """A file by its name alone, or a folder."""
    assert "✓ 1/2  Invite: Told as Admin  0." in _harness(project, "run", *words).stdout


def test_no_option_of_pytest_is_taken_for_a_misspelt_one(pytestconfig: pytest.Config) -> None:
    """Only those are refused that pytest does not know either."""
    for option in pytestconfig._parser._anonymous.options + [
        option for group in pytestconfig._parser._groups for option in group.options
    ]:
        for name in option.names():
            if name not in _OWN_OPTIONS:
                assert _known_option(name) == name


@pytest.mark.parametrize(
    ("said", "breaks", "code"),
    [
        (1, "show_outcome", 1),
        (0, "show_outcome", 0),
        (0, "show_leaks", 0),
        (1, "look_for_leaks", 1),
        (0, "look_for_leaks", 3),
        (4, "look_for_leaks", 3),
    ],
)
def test_what_cannot_be_shown_does_not_change_what_was_found(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    said: int,
    breaks: str,
    code: int,
) -> None:
    """A full disk says nothing of the scenarios; but what was not looked through is not clean."""
    looked = list[str]()

    def run(*_: object, **__: object) -> int:
        (project / "reports").mkdir(exist_ok=True)
        (project / "reports" / "summary.json").write_text(json.dumps({"exit_code": said}))
        return said

    def passes(name: str) -> object:
        def act(*_: object, **__: object) -> None:
            looked.append(name)
            if name == breaks:
                raise OSError(28, "No space left on device")

        return act

    monkeypatch.chdir(project)
    ended = SimpleNamespace(returncode=0)
    monkeypatch.setattr("harness.command_line.run._start_check", lambda _: nullcontext(ended))
    monkeypatch.setattr("pytest.main", run)
    monkeypatch.setattr("harness.command_line.outcome.show_outcome", passes("show_outcome"))
    monkeypatch.setattr("harness.command_line.outcome.show_leaks", passes("show_leaks"))
    monkeypatch.setattr(Progress, "look_for_leaks", passes("look_for_leaks"))
    assert main(["run"]) == code
    assert looked == ["show_outcome", "look_for_leaks", "show_leaks"]
    assert "could not be shown: [Errno 28] No space left on device" in capsys.readouterr().err
