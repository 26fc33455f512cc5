"""Three runs in Allure's report: one after another, with workers, backwards and with a retry."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from allure_reader import AllureReader
from fixture_suite import run_suite, write_suite

from harness.report.allure_html import render_allure

FEATURE = """\
@guide
Feature: Invite a member
  Scenario: It holds
    Given the Admin is on Permissions

  Scenario Outline: The member is invited as <role>
    Given the Admin is on Permissions
    Then <role> is given

    Examples:
      | role     |
      | Admin    |
      | Operator |
"""
STEPS = """

@then(parsers.parse("{role} is given"))
def is_given(role, request):
    again = getattr(request.node, "execution_count", 1) > 1
    if role in os.environ.get("NEVER", "") or (role in os.environ.get("LATE", "") and not again):
        raise NotAsPromised("Nobody is given this role.")
"""
ORDER = """

def pytest_collection_modifyitems(items):
    if os.environ.get("BACKWARDS"):
        items.reverse()
"""
_OUTCOMES_OF_EACH_RUN = """
const done = arguments[0];
(function look() {
  const title = [...document.querySelectorAll("*")]
    .find((each) => !each.children.length && each.textContent === "How the runs ended");
  let chart = title;
  while (chart && !chart.querySelector("[data-testid=bars]")) chart = chart.parentElement;
  if (!chart) return requestAnimationFrame(look);
  const bars = (group) => [...group.querySelectorAll("[data-testid=bar]")];
  const height = (bar) => Number(bar.getAttribute("height"));
  done([...chart.querySelectorAll("[data-testid=group]")].map((group) =>
    Object.fromEntries(bars(group).filter(height).map((bar) => [bar.dataset.id, height(bar)]))));
})();
"""
_STATUSES = """
return [...document.querySelectorAll("[data-testid=test-result-history-item]")].map(
  (item) => item.querySelector("[data-testid^=tree-leaf-status]").dataset.testid);
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, needed: Callable[..., str]) -> list[Path]:
    """Allure's report of the last run, as a folder and as one file."""
    needed("node")
    needed("npm")
    folder = tmp_path_factory.mktemp("trend")
    write_suite(folder, invite=FEATURE)
    for file, more in (("test_suite.py", STEPS), ("conftest.py", ORDER)):
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write(more)
    made: list[Path] = []
    retry = ("--reruns", "1")
    for arguments, variables, exit_code in (
        ((), {}, 0),
        (("-n", "2"), {"NEVER": "Admin Operator"}, 1),
        (retry, {"BACKWARDS": "1", "NEVER": "Admin", "LATE": "Operator"}, 1),
    ):
        run = run_suite(folder, *arguments, **variables)
        assert run.exit_code == exit_code, run.output
        made = render_allure(run.reports, run.reports / "allure-results", print)
    return made


def test_the_trend_shows_each_run(allure: AllureReader) -> None:
    """As high as there were scenarios, in the colours of how they ended."""
    allure.reader.open(f"{allure.address}#charts")
    first, second, last = allure.reader.ask_and_wait(_OUTCOMES_OF_EACH_RUN)
    assert (set(first), set(second), set(last)) == (
        {"passed"},
        {"passed", "failed"},
        {"passed", "failed"},
    )
    assert second["failed"] == pytest.approx(2 * second["passed"], rel=0.05)
    assert last["passed"] == pytest.approx(2 * last["failed"], rel=0.05)
    assert allure.loaded_from_elsewhere() == []


@pytest.mark.parametrize(
    ("name", "earlier"),
    [
        ("It holds", ["passed", "passed"]),
        ("The member is invited as Admin", ["failed", "passed"]),
        ("The member is invited as Operator", ["failed", "passed"]),
    ],
)
def test_a_scenario_shows_how_it_ended_before(
    allure: AllureReader, name: str, earlier: list[str]
) -> None:
    """The newest first; each row has a past of its own, and a retry is none."""
    allure.open_scenario(name)
    allure.click("test-result-tab-history")
    assert len(allure.texts("test-result-history-item")) == len(earlier)
    assert allure.reader.ask(_STATUSES) == [f"tree-leaf-status-{each}" for each in earlier]


def test_a_scenario_is_the_same_in_each_run(pages: list[Path]) -> None:
    """Whatever the process, the order and the number of attempts; rows never fall together."""
    lines = (pages[1].parent / "history-virtual-virtual.jsonl").read_text("utf-8").splitlines()
    runs = [
        {entry["name"]: entry["historyId"] for entry in json.loads(line)["testResults"].values()}
        for line in lines
    ]
    assert len(runs) == 3
    assert all(run == runs[0] for run in runs)
    assert len(set(runs[0].values())) == 3
