"""What fails when all steps are over was begun: an invitation may have been sent in it."""

import io
import json
from pathlib import Path

import pytest
from fixture_suite import Run, run_suite, write_suite
from lxml import html
from rich.console import Console

from harness.command_line.github import job_summary
from harness.command_line.outcome import show_outcome

FEATURE = """\
Feature: Invite a member
  @guide
  Scenario: The clean-up breaks off
    Given the Admin is on Permissions
    Then the member is told
"""
STEPS = """

@pytest.fixture(autouse=True)
def takes_back():
    yield
    raise ServerUnreachable("The server does not answer any more.")
"""
BEHIND = "(after the last step)"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Both steps passed, and what takes back did not come to its end."""
    folder = tmp_path_factory.mktemp("behind")
    write_suite(folder, invite=FEATURE)
    with (folder / "test_suite.py").open("a", encoding="utf-8") as suite:
        suite.write(STEPS)
    return run_suite(folder)


def test_the_terminal_says_where_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """That it could not begin would be wrong; plain pytest says the same."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    stream = io.StringIO()
    show_outcome(Console(file=stream, width=100, highlight=False), run.reports / "summary.json")
    for said in (stream.getvalue(), run.output):
        assert "infrastructure" in said
        assert "could not begin" not in said
        assert "before the first step" not in said
    assert BEHIND in run.output


def test_github_says_where_it_was(run: Run) -> None:
    """In the job's summary."""
    summary = json.loads((run.reports / "summary.json").read_text("utf-8"))
    assert (
        f"### infrastructure: Invite a member - The clean-up breaks off\n\n- **Step**: {BEHIND}\n"
        in job_summary(summary)
    )


def test_the_page_does_not_call_it_a_scenario_that_could_not_begin(run: Run) -> None:
    """Its kind is that of a phone that failed."""
    page = html.fromstring((run.reports / "index.html").read_text("utf-8"))
    words = " ".join(page.text_content().split())
    assert "phone or network failed" in words
    assert "could not begin" not in words
    assert "No step was carried out" not in words


def test_allure_and_junit_say_where_it_was(run: Run) -> None:
    """In the result's message; no label sorts it under what could not begin."""
    [result] = run.results
    assert result["statusDetails"]["message"].startswith(f"In the step: {BEHIND}\n")
    assert "began" not in {label["name"] for label in result["labels"]}
    assert BEHIND in Path(run.reports / "junit.xml").read_text("utf-8")
