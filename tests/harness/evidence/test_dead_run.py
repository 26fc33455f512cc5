"""Runs that are killed: what `harness report` makes of what they have left."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fixture_suite import CRASH, PASSWORD, Run, run_suite, write_suite
from lxml import etree, html

from harness.evidence.dead_run import DeadRun, dead_run_in
from harness.evidence.records import Attempt, Card
from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts
from harness.evidence.trail import Trail, Trails, read_trails
from harness.screen.wait import polls

ROOT = Path(__file__).parents[3]
FEATURE = """\
@guide
Feature: Invite a member
  Scenario: It holds
    Given the Admin is on Permissions
    When the Admin invites the member
    Then the member is told

  Scenario: It is under way
    Given the Admin is on Permissions
    When the process dies
    Then the member is told

  Scenario: It comes later
    Given the Admin is on Permissions
"""
_EXIT, _KILL = "os._exit(7)", "os.kill(os.getpid(), 9)"
_KILL_ALL = "os.killpg(0, 9)"


def _write(folder: Path, dies: str, **features: str) -> None:
    write_suite(folder, **(features or {"invite": FEATURE}))
    suite = folder / "test_suite.py"
    text = suite.read_text("utf-8").replace("os._exit(7)", dies)
    text = text.replace(
        '@given("the process dies")', '@given("the process dies")\n@when("the process dies")'
    )
    suite.write_text(text, encoding="utf-8")


def _harness_report(reports: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "harness.command_line", "report", "--reports", str(reports)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300
    )


def _summed_up(run: Run) -> str:
    dead = dead_run_in(run.reports)
    assert dead is not None
    assert not dead.is_alive
    return dead.sum_up()


def _ends(run: Run) -> dict[str, str]:
    return {each["name"]: each["verdict"] for each in run.summary["results"]}


@pytest.mark.parametrize("dies", [_EXIT, _KILL], ids=["exit", "kill"])
def test_a_run_that_was_killed_has_its_reports(
    tmp_path: Path, needed: Callable[..., str], dies: str
) -> None:
    """What had ended, what was under way, and what was not begun: on the page, in JUnit, Allure."""
    needed("node")
    needed("npm")
    _write(tmp_path, dies)
    run = run_suite(tmp_path, "--evidence", "steps")
    assert run.exit_code in (7, -signal.SIGKILL)
    assert not (run.reports / "summary.json").exists()
    said = _harness_report(run.reports)
    assert said.returncode == 0, said.stderr
    line = "The run had no end: 1 scenario was under way when it died, and 1 not begun."
    # Whoever asks for Allure first installs it.
    others = [each for each in said.stderr.splitlines() if not each.startswith("Installing ")]
    assert others == [line]
    made = ("index.html", "allure-report/index.html", "allure-report.html")
    assert said.stdout.splitlines() == [str(run.reports / name) for name in made]
    ends = {"It holds": "passed", "It is under way": "infrastructure", "It comes later": "skipped"}
    assert _ends(run) == ends
    assert [len(each["pictures"]) for each in run.summarised("It holds")["steps"]] == [1, 1, 1]
    statuses = {"passed": "passed", "infrastructure": "broken", "skipped": "skipped"}
    assert {each["name"]: each["status"] for each in run.results} == {
        name: statuses[verdict] for name, verdict in ends.items()
    }
    page = html.fromstring((run.reports / "index.html").read_text("utf-8"))
    assert "This run had no end" in page.find(".//header").text_content()
    junit = etree.parse(run.reports / "junit.xml").getroot()
    assert (junit.get("tests"), junit.get("errors"), junit.get("skipped")) == ("3", "1", "1")
    # Summed up once: from now on it is a run like any other.
    before = run.summary
    again = _harness_report(run.reports)
    assert (again.returncode, again.stderr) == (0, "")
    assert run.summary == before
    assert len(run.results) == 3
    assert PASSWORD not in run.all_text()


@pytest.mark.parametrize(
    ("parallel", "dies"), [((), _KILL), (("-n", "2"), _KILL_ALL)], ids=["serial", "parallel"]
)
def test_the_summary_says_what_the_run_was(
    tmp_path: Path, parallel: tuple[str, ...], dies: str
) -> None:
    """On which phone, in which step it died, that this is no success, and that nobody looked."""
    _write(tmp_path, dies)
    run = run_suite(tmp_path, *parallel)
    _summed_up(run)
    summary = run.summary
    assert (summary["profile"], summary["phone_kind"]) == ("virtual", "virtual")
    assert summary["details"]["app version"] == "47.0.2"
    assert (summary["exit_code"], summary["had_no_end"]) == (3, True)
    assert 0 < summary["wall_s"] < 120
    under_way = run.summarised("It is under way")
    assert [each["status"] for each in under_way["steps"]] == ["passed", "broken", "skipped"]
    assert under_way["failing_step"] == "When the process dies"
    assert under_way["failure"]["seen"].startswith("It died: the run died while")
    environment = (run.reports / "allure-results" / "environment.properties").read_text("utf-8")
    assert environment.startswith("Phone = virtual - no evidence about the app\n")
    assert not (run.reports / ".attempts").exists()
    shutil.copytree(ROOT / "ci", tmp_path / "ci")
    subprocess.run([tmp_path / "ci" / "site", "public"], check=True)
    assert not list((tmp_path / "public").iterdir())


def test_a_run_that_died_in_its_set_up_says_so(tmp_path: Path) -> None:
    """Before its first step: no step is said to have broken."""
    _write(tmp_path, _KILL)
    with (tmp_path / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write(
            "\n\n@pytest.fixture(autouse=True)\ndef dies():\n    os.kill(os.getpid(), 9)\n"
        )
    run = run_suite(tmp_path)
    assert _summed_up(run).endswith("1 scenario was under way when it died, and 2 not begun.")
    first = run.summarised("It holds")
    assert first["verdict"] == "infrastructure"
    assert {each["status"] for each in first["steps"]} == {"skipped"}


def test_a_second_attempt_that_was_under_way_is_the_second(tmp_path: Path) -> None:
    """The first one is told with what it had found."""
    _write(tmp_path, "os._exit(7)")
    suite = tmp_path / "test_suite.py"
    text = suite.read_text("utf-8").replace("def dies():\n", "def dies(request):\n")
    text = text.replace(
        "    os._exit(7)", "    assert request.node.execution_count > 1, 'first'\n    os._exit(7)"
    )
    suite.write_text(text, encoding="utf-8")
    run = run_suite(tmp_path, "--reruns", "1")
    _summed_up(run)
    told = run.summarised("It is under way")
    assert (told["attempts"], told["verdict"]) == (2, "infrastructure")
    assert [each["verdict"] for each in told["earlier_attempts"]] == ["product"]
    assert len([each for each in run.results if each["name"] == "It is under way"]) == 2


def test_a_worker_that_had_crashed_before_is_told_once(tmp_path: Path) -> None:
    """As the run had told it, before all of it died in the next scenario."""
    _write(tmp_path, "os._exit(7)", crash=CRASH)
    suite = tmp_path / "test_suite.py"
    told = "def told(phone):\n    "
    suite.write_text(suite.read_text("utf-8").replace(told, f"{told}os.killpg(0, 9)\n    "))
    run = run_suite(tmp_path, "-n", "1")
    assert _summed_up(run).startswith("The run had no end: 1 scenario was under way")
    assert set(_ends(run).values()) == {"infrastructure"}
    assert "crashed while running" in run.summarised("The process dies")["message"]
    assert run.summarised("The next one lives")["failing_step"] == "Then the member is told"
    assert sorted(each["name"] for each in run.results) == sorted(_ends(run))


def test_a_run_that_is_under_way_is_left_alone(tmp_path: Path) -> None:
    """It has no summary yet, and is not dead."""
    _write(tmp_path, "Path('here').touch(); import select; select.select([], [], [], 60)")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SUITE_PASSWORD": PASSWORD}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE
    ) as running:
        try:
            assert any((tmp_path / "here").exists() for _ in polls(60))
            told = _harness_report(tmp_path / "reports")
        finally:
            running.kill()
    assert told.returncode == 2
    assert (
        f"A run is under way in {tmp_path / 'reports'}. Do: wait until it has ended" in told.stderr
    )
    assert _under_way(dead_run_in(tmp_path / "reports")) == ["It is under way"]


def _under_way(dead: DeadRun | None) -> list[str]:
    assert dead is not None
    dead.sum_up()
    summary = json.loads(dead.places.summary.read_text("utf-8"))
    return [each["name"] for each in summary["results"] if each["status"] == "broken"]


def test_a_run_that_had_an_end_is_not_summed_up_again(tmp_path: Path) -> None:
    """Its summary was taken away, as a run does that then cannot begin."""
    write_suite(tmp_path, invite=FEATURE.replace("When the process dies", "When nobody wrote this"))
    run = run_suite(tmp_path)
    assert not (run.reports / ".attempts").exists()
    (run.reports / "summary.json").unlink()
    assert dead_run_in(run.reports) is None
    said = _harness_report(run.reports)
    assert said.returncode == 2
    assert f"No results in {run.reports}: there is no summary.json. Do: harness run" in said.stderr


def test_what_cannot_be_laid_down_changes_nothing(tmp_path: Path) -> None:
    """A full disk, a folder that nobody may write to: the run goes on, and tells all at its end."""
    (tmp_path / "full").touch()
    trail = Trail(tmp_path / "full", "main", Redactor(), RunFacts())
    card = Card("x", "a.feature", "A", "", "", "One", "One", {}, [], ["Given it"])
    trail.begin()
    trail.mark(Attempt(card), in_step=False)
    trail.keep(Attempt(card).as_json())
    assert read_trails(tmp_path / "full") == Trails()


def test_half_a_line_is_left_out(tmp_path: Path) -> None:
    """The process died while it wrote."""
    trail = Trail(tmp_path, "main", Redactor(), RunFacts(profile="virtual"))
    card = Card("x", "a.feature", "A", "", "", "One", "One", {}, [], ["Given it"])
    trail.mark(Attempt(card, started_at=1.0), in_step=False)
    with (tmp_path / "main.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"attempt": {"ca')
    [mark] = read_trails(tmp_path).under_way
    assert (mark.node_id, mark.statuses) == ("x", [])
    assert read_trails(tmp_path).facts.profile == "virtual"
