"""Four ends that say four different things, wherever somebody looks: at the terminal, Allure, the page."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fixture_suite import Run, run_suite, write_suite
from lxml import html
from page_reader import PageReader
from rich.console import Console

from harness.command_line.outcome import show_outcome
from harness.report.allure_html import render_allure

FEATURE = """\
@guide
Feature: Invite a member
  An Admin decides who may act for the account.

  Scenario: The role is stored
    Given the Admin is on Permissions
    Then the role is wrong

  Scenario: The phone breaks off
    Given the Admin is on Permissions
    When the connection breaks

  Scenario: The second attempt passes
    Given the first attempt fails

  Scenario: No session comes
    Given the Admin is on Permissions
    Then the member is told
"""
STEPS = """

@when("the connection breaks")
def breaks():
    raise ServerUnreachable("The server does not answer any more.")


@pytest.fixture(autouse=True)
def session_of_its_own(request):
    if "no_session" in request.node.name:
        raise ServerUnreachable("No server answers at http://127.0.0.1:1.\\n  Do: start it")
"""
CATEGORIES = {
    "The role is stored": "The app did not keep a promise",
    "The phone breaks off": "The phone, its driver or the network failed",
    "The second attempt passes": "Passed only on a second attempt",
    "No session comes": "The scenario could not begin",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run whose features end in four ways; run twice, so that there is a history."""
    folder = tmp_path_factory.mktemp("four")
    write_suite(folder, invite=FEATURE)
    with (folder / "test_suite.py").open("a", encoding="utf-8") as suite:
        suite.write(STEPS)
    return run_suite(folder, "--reruns", "1", "--only-rerun", "the first attempt")


def test_the_terminal_tells_them_apart(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the first word of each."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    stream = io.StringIO()
    show_outcome(Console(file=stream, width=100, highlight=False), run.reports / "summary.json")
    for line in (
        "product  Invite a member: The role is stored",
        "infrastructure  Invite a member: The phone breaks off",
        "flaky  Invite a member: The second attempt passes",
        "could not begin, infrastructure  Invite a member: No session comes",
    ):
        assert line in stream.getvalue().splitlines()
    assert run.exit_code == 1


def test_the_page_of_pictures_tells_them_apart(run: Run) -> None:
    """Each by a chip of its own, in words and colour."""
    page = html.fromstring((run.reports / "index.html").read_text("utf-8"))
    chips = {
        story.xpath(".//summary/h3|.//summary/h4")[0].text: [
            " ".join(chip.itertext()).strip() for chip in story.xpath("./summary/span")
        ][:-1]
        for story in page.xpath("//details[starts-with(@class, 'scenario')]")
    }
    assert chips == {
        "The role is stored": ["failed"],
        "The phone breaks off": ["broken", "phone or network failed"],
        "The second attempt passes": ["flaky"],
        "No session comes": ["broken", "could not begin"],
    }


def test_allures_results_tell_them_apart(run: Run) -> None:
    """By status, and by the label that categories go by."""
    ends = {
        (each["name"], each["status"], _label(each, "verdict"), _label(each, "began"))
        for each in run.results
    }
    assert ends == {
        ("The role is stored", "failed", "product", ""),
        ("The phone breaks off", "broken", "infrastructure", ""),
        ("The second attempt passes", "failed", "product", ""),
        ("The second attempt passes", "passed", "passed", ""),
        ("No session comes", "broken", "infrastructure", "no"),
    }


def _label(result: dict[str, object], name: str) -> str:
    labels = result["labels"]
    assert isinstance(labels, list)
    return next((str(each["value"]) for each in labels if each["name"] == name), "")
