"""What Allure groups by: labels, and which row of an outline a result belongs to."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allure_commons.model2 import TestResult as Result
from fixture_suite import Run, run_suite, write_suite

from harness.evidence import RunFacts
from harness.evidence.allure_results import polish
from harness.evidence.records import Attempt, Card
from harness.evidence.verdicts import Verdict

ROOT = Path(__file__).parents[3]
FEATURE = """\
@guide @owner:members_team
Feature: Values

  @epic:Roles @story:Give_a_role @severity:blocker
  Scenario: Its own
    Then the member is told

  Rule: Both roles
    Scenario: The usual
      Then the member is told

    Scenario Outline: Told as <role>
      Then the member is told
        | role   | means  |
        | <role> | a \\| b |
      And the member is told
        \"""
        Welcome, <role>!

          ```Join```
        \"""

      Examples:
        | role  |
        | Admin |
"""
STRICT = """\
[pytest]
strict_markers = true
markers =
    guide
    owner(team)
    epic(name)
    story(name)
    severity(blocker, minor)
"""


def _polished(**others: Any) -> Result:
    words = {"feature": "Invite", "feature_description": "", "rule": "Both roles", "tags": []}
    text = {"template": "<a>", "name": "a", "row": {}, "steps": []}
    card = Card(node_id="x", feature_file="features/a.feature", **{**words, **text, **others})
    result = Result()
    polish(result, Attempt(card, verdict=Verdict.PASSED), RunFacts(), epic="Members")
    return result


def _joined(result: Result) -> str:
    """As Allure 3 makes a row's identity of its parameters."""
    pairs = sorted((each.name, each.value) for each in result.parameters)
    return ",".join(f"{name}:{value}" for name, value in pairs)


def test_rows_that_read_the_same_when_joined_are_two() -> None:
    """Allure 3 takes no notice of the historyId that a result carries."""
    one = _polished(row={"a": "1,b:2", "b": "3"})
    other = _polished(row={"a": "1", "b": "2,b:3"})
    assert one.historyId != other.historyId
    assert _joined(one) != _joined(other)
    assert [each.name for each in one.parameters if each.mode != "hidden"] == ["a", "b"]


def test_a_plain_row_has_its_own_parameters_only() -> None:
    """Nothing hidden where nothing can be mistaken."""
    assert _joined(_polished(row={"a": "1", "b": "2"})) == "a:1,b:2"
    assert _joined(_polished(row={"a": "1"}, twin=1)) == "a:1,same row again:1"


def _labels_of(result: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each["name"], each["value"]) for each in result["labels"]}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of `FEATURE`, whose tags pytest takes strictly."""
    folder = tmp_path_factory.mktemp("values")
    write_suite(folder, values=FEATURE)
    with (folder / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write("\nfrom harness.gherkin.collect import pytest_bdd_apply_tag\n")
    (folder / "pytest.ini").write_text(STRICT, encoding="utf-8")
    run = run_suite(folder)
    assert run.exit_code == 0, run.output
    return run


def test_tags_with_a_value_say_what_a_scenario_belongs_to(run: Run) -> None:
    """Epic, story, severity and owner; all other tags stay tags."""
    labels = _labels_of(run.result("Its own"))
    assert {
        ("epic", "Roles"),
        ("story", "Give a role"),
        ("severity", "blocker"),
        ("owner", "members team"),
        ("tag", "guide"),
    } <= labels
    assert {value for name, value in labels if name == "tag"} == {"guide"}
    usual = _labels_of(run.result("The usual"))
    assert {("story", "Both roles"), ("severity", "normal"), ("owner", "members team")} <= usual


def test_a_feature_of_the_project_has_them(tmp_path: Path) -> None:
    """Through all of a run: who looks after it, and how bad it is where it breaks."""
    options = ["--reports", str(tmp_path), "features/log_in.feature", "-k", "phone"]
    command = [sys.executable, "-m", "harness.command_line", "run", *options, "@severity:blocker"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [file] = (tmp_path / "allure-results").glob("*-result.json")
    assert {
        ("epic", "Invite members to an Organization Account"),
        ("feature", "Log in to the Organization Account"),
        ("severity", "blocker"),
        ("owner", "accounts team"),
        ("tag", "guide"),
        ("tag", "phone"),
    } <= _labels_of(json.loads(file.read_text("utf-8")))


def test_the_description_has_what_stands_under_a_step(run: Run) -> None:
    """Tables and text blocks, with the row filled in; no line of theirs ends the code."""
    assert run.result("Told as Admin")["description"] == (
        "````gherkin\n"
        "Scenario: Told as Admin\n"
        "  Then the member is told\n"
        "    | role | means |\n"
        "    | Admin | a \\| b |\n"
        "  And the member is told\n"
        '    """\n'
        "    Welcome, Admin!\n"
        "\n"
        "      ```Join```\n"
        '    """\n'
        "````"
    )


def test_a_result_links_to_what_promises_it() -> None:
    """The article of the guide, by the part's name."""
    address = "https://example.com/article"
    [link] = _polished(links={"Guide, part 1: Before you start": address}).links
    assert (link.name, link.url) == ("Guide, part 1: Before you start", address)
