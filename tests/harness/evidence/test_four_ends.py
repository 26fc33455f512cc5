"""Five ends that say five different things: terminal, GitHub, Allure, the page of pictures."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from allure_reader import AllureReader
from fixture_suite import Run, run_suite, write_suite
from lxml import html
from page_reader import PageReader
from rich.console import Console

from harness.command_line.github import tell_github
from harness.command_line.outcome import show_outcome
from harness.report.allure_html import render_allure

FEATURE = """\
Feature: Invite a member
  An Admin decides who may act for the account.

  @guide
  Scenario: The role is stored
    Given the Admin is on Permissions
    Then the role is wrong

  @assumption
  Scenario: The role is asked for again
    Given the Admin is on Permissions
    Then the role is wrong

  @guide
  Scenario: The phone breaks off
    Given the Admin is on Permissions
    When the connection breaks

  @guide
  Scenario: The second attempt passes
    Given the first attempt fails

  @guide
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
LIVE = """\
import pytest
from rich.console import Console

from harness.command_line.progress import Progress


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    stream = open("live.txt", "w", encoding="utf-8")
    console = Console(file=stream, width=100, highlight=False, emoji=False)
    config.pluginmanager.register(Progress(console))
    config.add_cleanup(stream.close)
"""
CATEGORIES = {
    "The role is stored": "The app did not keep a promise",
    "The role is asked for again": "The app does otherwise than we assumed",
    "The phone breaks off": "The phone, its driver or the network failed",
    "The second attempt passes": "Passed only on a second attempt",
    "No session comes": "The scenario could not begin",
}

_CARDS = """
return [...document.querySelectorAll("main article")].filter((card) => card.checkVisibility())
  .map((card) => {
    const chip = card.querySelector(".chip"), look = getComputedStyle(chip);
    const edge = getComputedStyle(card).borderLeftColor;
    return [card.querySelector("h3").innerText, chip.innerText, edge, look.color,
      look.backgroundColor];
  });
"""
_PICTURE = """
const done = arguments[0];
(function look() {
  const found = document.querySelector('[data-testid=image-attachment-content] img');
  if (found && found.complete) done([found.naturalWidth, found.naturalHeight]);
  else requestAnimationFrame(look);
})();
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run whose scenarios end in five ways."""
    folder = tmp_path_factory.mktemp("ends")
    write_suite(folder, invite=FEATURE)
    with (folder / "test_suite.py").open("a", encoding="utf-8") as suite:
        suite.write(STEPS)
    (folder / "live.py").write_text(LIVE, encoding="utf-8")
    return run_suite(folder, "-p", "live", "--reruns", "1", "--only-rerun", "the first attempt")


def test_the_terminal_tells_them_apart(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the first word of each."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    stream = io.StringIO()
    show_outcome(Console(file=stream, width=100, highlight=False), run.reports / "summary.json")
    for line in (
        "product  Invite a member: The role is stored",
        "not as we assumed, product  Invite a member: The role is asked for again",
        "infrastructure  Invite a member: The phone breaks off",
        "flaky  Invite a member: The second attempt passes",
        "could not begin, infrastructure  Invite a member: No session comes",
    ):
        assert line in stream.getvalue().splitlines()
    assert run.exit_code == 1


def test_github_tells_them_apart(run: Run, tmp_path: Path) -> None:
    """In the titles of annotations, and in the job's summary; only the app promises anything."""
    file = tmp_path / "summary.md"
    variables = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(file)}
    summary = json.loads((run.reports / "summary.json").read_text("utf-8"))
    lines = tell_github(summary, variables)
    titles = [unquote(line.partition("title=")[2].partition("::")[0]) for line in lines]
    assert titles == [
        "product: The role is stored",
        "not as we assumed, product: The role is asked for again",
        "infrastructure: The phone breaks off",
        "could not begin, infrastructure: No session comes",
        "flaky: The second attempt passes",
    ]
    text = file.read_text("utf-8")
    assert text.startswith("## Profile virtual: 1 failed, 1 not as we assumed, 2 broken, 1 flaky\n")
    told = {
        head: re.findall(r"\*\*(Promised|Assumed|Needed|Attempt \d)\*\*", body)
        for head, _, body in (part.partition("\n") for part in text.split("\n### ")[1:])
    }
    assert told == {
        "product: Invite a member - The role is stored": ["Promised"],
        "not as we assumed, product: Invite a member - The role is asked for again": ["Assumed"],
        "infrastructure: Invite a member - The phone breaks off": ["Needed"],
        "flaky: Invite a member - The second attempt passes": ["Attempt 1", "Attempt 2"],
        "could not begin, infrastructure: Invite a member - No session comes": ["Needed"],
    }


def test_they_are_told_apart_while_the_run_goes_on(run: Run) -> None:
    """By sign and word, as the table has them; an attempt that is tried again, too."""
    lines = (run.folder / "live.txt").read_text("utf-8").splitlines()
    told = [re.sub(r"  [0-9.]+ s$", "", line).partition(": ") for line in lines]
    assert [(begin[:5], end) for begin, _, end in told] == [
        ("✗ 1/5", "the role is stored  failed"),
        ("✗ 2/5", "the role is asked for again  not as we assumed"),
        ("! 3/5", "the phone breaks off  broken: infrastructure"),
        ("↻ 3/5", "the second attempt passes  failed, tried again"),
        ("✓ 4/5", "the second attempt passes  flaky"),
        ("! 5/5", "no session comes  broken: could not begin, infrastructure"),
    ]


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
        "The role is asked for again": ["not as we assumed", "assumed"],
        "The phone breaks off": ["could not be checked", "phone or network failed"],
        "The second attempt passes": ["passed late"],
        "No session comes": ["could not be checked", "could not begin"],
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_shows_them_apart_in_a_browser(run: Run, reader: PageReader, scheme: str) -> None:
    """At the top, before anything else: five titles, five words, five colours of card and chip."""
    reader.open(run.reports / "index.html", scheme=scheme)
    cards = {title: (word, *colours) for title, word, *colours in reader.ask(_CARDS)}
    assert {title: word for title, (word, *_) in cards.items()} == {
        "The role is stored": "promise not kept",
        "The role is asked for again": "not as we assumed",
        "The phone breaks off": "phone or network failed",
        "The second attempt passes": "passed late",
        "No session comes": "could not begin",
    }
    for colours in zip(*(colours for _, *colours in cards.values()), strict=True):
        assert len(set(colours)) == 5


def test_allures_results_tell_them_apart(run: Run) -> None:
    """By status, and by the label that categories go by."""
    ends = {
        (each["name"], each["status"], _label(each, "verdict"), _label(each, "began"))
        for each in run.results
    }
    assert ends == {
        ("The role is stored", "failed", "product", ""),
        ("The role is asked for again", "failed", "product", ""),
        ("The phone breaks off", "broken", "infrastructure", ""),
        ("The second attempt passes", "failed", "product", ""),
        ("The second attempt passes", "passed", "passed", ""),
        ("No session comes", "broken", "infrastructure", "no"),
    }


@pytest.fixture(scope="module")
def pages(run: Run, needed: Callable[..., str]) -> list[Path]:
    """Allure's report of the second of two runs: one in this process's way, one with workers."""
    needed("node")
    needed("npm")
    render_allure(run.reports, run.reports / "allure-results", print)
    again = run_suite(run.folder, "--reruns", "1", "--only-rerun", "the first attempt", "-n", "2")
    return render_allure(again.reports, again.reports / "allure-results", print)


def test_allure_shows_features_and_how_scenarios_ended(allure: AllureReader) -> None:
    """Title by title; the phone's kind before all other facts; nothing comes from outside."""
    titles = {"Invite members to an Organization Account", "Invite a member"}
    assert set(allure.texts("tree-section-title")) == titles
    assert set(allure.texts("tree-leaf-title")) == set(CATEGORIES)
    assert allure.texts("metadata-item-key")[:2] == ["Phone", "App_version"]
    assert allure.texts("metadata-item-value")[0] == "virtual - no evidence about the app"
    assert len(allure.texts("tree-leaf-flaky")) == 1
    assert allure.loaded_from_elsewhere() == []


@pytest.mark.parametrize("name", CATEGORIES)
def test_allure_sorts_what_did_not_pass_at_once(allure: AllureReader, name: str) -> None:
    """Five categories for five ends."""
    allure.click("nav-tab-categories")
    in_order = [
        "The app does otherwise than we assumed",
        "The app did not keep a promise",
        "The scenario could not begin",
        "The phone, its driver or the network failed",
        "Passed only on a second attempt",
    ]
    found = [each for each in allure.texts("tree-section-title") if each in in_order]
    assert found == in_order
    allure.click("nav-tab-results")
    allure.open_scenario(name)
    assert allure.texts("test-result-info-title")[0] == name
    said = allure.reader.ask("return document.body.innerText")
    assert f"Category: {CATEGORIES[name]}" in said


def test_allure_shows_the_picture_in_the_step_that_failed(allure: AllureReader) -> None:
    """And not somewhere below it."""
    allure.open_scenario("The role is stored")
    assert allure.texts("test-result-step-title")[:2] == [
        "Given the Admin is on Permissions",
        "Then the role is wrong",
    ]
    inside = (
        "return [...document.querySelectorAll('[data-testid=test-result-step]')]"
        ".filter((step) => step.querySelector('[data-testid=test-result-attachment]'))"
        ".map((step) => step.querySelector('[data-testid=test-result-step-title]').innerText)"
    )
    assert allure.texts("test-result-attachment-header")[0].find("Admin's phone") >= 0
    assert allure.reader.ask(inside) == ["Then the role is wrong"]
    allure.click("test-result-attachment-header", part="button")
    assert allure.reader.ask_and_wait(_PICTURE) == [9, 20]


def test_allure_shows_the_retry_and_the_run_before(allure: AllureReader) -> None:
    """The same scenario, though workers ran it the second time."""
    allure.open_scenario("The second attempt passes")
    allure.click("test-result-tab-retries")
    assert len(allure.texts("test-result-retries-item")) == 1
    assert "the first attempt always fails" in allure.texts("test-result-retries-item")[0]
    allure.click("test-result-tab-history")
    assert len(allure.texts("test-result-history-item")) == 1


def _label(result: dict[str, object], name: str) -> str:
    labels = result["labels"]
    assert isinstance(labels, list)
    return next((str(each["value"]) for each in labels if each["name"] == name), "")
