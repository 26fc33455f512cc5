"""The table, the failures and the places at the end of a run."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from harness.command_line.outcome import exit_code, show_outcome

COUNTS = {"passed": 1, "failed": 1, "broken": 0, "skipped": 0, "flaky": 0}


def _result(name: str, status: str = "passed", **more: Any) -> dict[str, Any]:
    usual = {"feature": "Invite", "verdict": status, "flaky": False, "duration_s": 1.25}
    return {"name": name, "status": status, **usual, **more}


def _summary(folder: Path, **changed: Any) -> Path:
    content = {
        "profile": "virtual",
        "phone_kind": "virtual",
        "scenarios": COUNTS,
        "exit_code": 1,
        "wall_s": 3.21,
        "commands": {"click": 2, "find": 3},
        "interstitials": [],
        "fallbacks": [],
        "journal_open": 0,
        "results": [_result("Told")],
    }
    file = folder / "summary.json"
    file.write_text(json.dumps({**content, **changed}))
    return file


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests may themselves run on GitHub."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def _shown(summary: Path) -> str:
    stream = io.StringIO()
    show_outcome(Console(file=stream, width=100, highlight=False, soft_wrap=True), summary)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def test_the_table_counts_by_feature(tmp_path: Path) -> None:
    """A flaky pass counts as flaky only."""
    results = [_result("Told"), _result("Late", flaky=True), _result("Other", feature="Log in")]
    shown = _shown(_summary(tmp_path, results=results))
    assert "Feature  passed  failed  broken  skipped  flaky   time" in shown
    assert "Invite        1       0       0        0      1  2.5 s" in shown
    assert "Log in        1       0       0        0      0  1.2 s" in shown
    assert "All           2       0       0        0      1  3.8 s" in shown
    assert "On the virtual phone: this is no evidence about the app itself." in shown
    assert "5 WebDriver commands in 3.2 s." in shown


def test_a_failure_tells_its_step_and_what_was_seen(tmp_path: Path) -> None:
    """Square brackets are shown as they are."""
    failure = {"promised": "The app confirms", "seen": "a [spinner]\nfor ever", "do": "Look."}
    results = [
        _result(
            "Told", "failed", verdict="product", failing_step="Then it confirms", failure=failure
        )
    ]
    assert _shown(_summary(tmp_path, results=results)).startswith(
        "\n"
        "product  Invite: Told\n"
        "  Step      Then it confirms\n"
        "  Promised  The app confirms\n"
        "  Seen      a [spinner]\n"
        "            for ever\n"
        "  Do        Look.\n"
    )


def test_a_broken_assumption_is_no_broken_promise(tmp_path: Path) -> None:
    """It may be the assumption that is wrong."""
    told = {"verdict": "product", "tags": ["assumption"], "failing_step": "Then it asks"}
    failure = {"promised": "The app asks again", "seen": "nothing"}
    results = [_result("Told", "failed", failure=failure, **told)]
    shown = _shown(_summary(tmp_path, results=results))
    assert shown.startswith(
        "\n"
        "not as we assumed, product  Invite: Told\n"
        "  Step      Then it asks\n"
        "  Assumed   The app asks again\n"
        "  Seen      nothing\n"
    )
    assert "Promised" not in shown
    assert "Feature  passed  failed  not as we assumed  broken  skipped  flaky   time" in shown
    assert "Invite        0       0                  1       0        0      0  1.2 s" in shown
    assert "All           0       0                  1       0        0      0  1.2 s" in shown


def test_a_lost_phone_has_kept_no_promise_and_broken_none(tmp_path: Path) -> None:
    """Only the app promises anything."""
    failure = {"step": "", "promised": "The phone works", "seen": "no session"}
    results = [_result("Told", "broken", verdict="infrastructure", failure=failure)]
    assert _shown(_summary(tmp_path, results=results)).startswith(
        "\n"
        "could not begin, infrastructure  Invite: Told\n"
        "  Needed    The phone works\n"
        "  Seen      no session\n"
    )


def test_a_failure_names_its_last_picture(tmp_path: Path) -> None:
    """A path that can be opened; that of the step, not of what came after."""
    steps = [{"pictures": [{"file": "a.png"}]}, {"pictures": [{"file": "b.png"}]}]
    results = [_result("Told", "failed", message="no", steps=[*steps, {"pictures": []}])]
    shown = _shown(_summary(tmp_path, results=results))
    assert f"  Picture   {tmp_path / 'pictures' / 'b.png'}\n" in shown


def test_a_failure_with_a_message_only(tmp_path: Path) -> None:
    """An older or foreign summary may have no more."""
    results = [_result("Told", "broken", message="no session")]
    shown = _shown(_summary(tmp_path, results=results))
    assert "broken  Invite: Told\n  Message   no session" in shown


def test_what_needs_attention_is_said(tmp_path: Path) -> None:
    """Open invitations, dismissed screens, second ways."""
    shown = _shown(
        _summary(
            tmp_path, phone_kind="emulator", journal_open=2, interstitials=["x"], fallbacks=["y"]
        )
    )
    assert "virtual" not in shown
    assert (
        "Invitations still open: 2. Do: harness reap takes them back, harness journal shows them"
    ) in shown
    assert "Interstitials dismissed: 1 (see the report)." in shown
    assert "Second ways taken: 1 (see the report)." in shown


def test_why_scenarios_were_skipped_is_said_once(tmp_path: Path) -> None:
    """Each reason with how often: a person can do something about it."""
    reason = {"skipped_because": "the people file names no operator"}
    results = [_result("One", "skipped", **reason), _result("Two", "skipped", **reason)]
    shown = _shown(_summary(tmp_path, results=results))
    assert "Skipped, 2: the people file names no operator" in shown


def test_only_places_that_exist_are_named(tmp_path: Path) -> None:
    """A path that is printed can be opened."""
    (tmp_path / "index.html").touch()
    shown = _shown(_summary(tmp_path))
    assert f"Page of pictures: {tmp_path}/index.html" in shown
    assert f"Summary:          {tmp_path}/summary.json" in shown
    assert "Allure" not in shown


def test_the_exit_code_is_the_summarys(tmp_path: Path) -> None:
    """Whatever pytest says."""
    assert exit_code(_summary(tmp_path, exit_code=4), 0) == 4


@pytest.mark.parametrize(
    ("said_by_pytest", "ours"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 2), (5, 2), (99, 3)]
)
def test_without_a_summary_pytest_is_translated(
    tmp_path: Path, said_by_pytest: int, ours: int
) -> None:
    """Into the numbers that `harness --help` explains."""
    assert exit_code(tmp_path / "summary.json", said_by_pytest) == ours
    assert _shown(tmp_path / "summary.json") == ""


def test_the_last_lines_say_how_each_report_is_opened(tmp_path: Path) -> None:
    """A folder of Allure opens from a web server only: whoever reads on knows what to type."""
    reports = tmp_path / "my reports"
    (reports / "allure-report").mkdir(parents=True)
    for name in ("index.html", "allure-report.html"):
        (reports / name).touch()
    assert _shown(_summary(reports)).splitlines()[-4:] == [
        f"Page of pictures: {reports}/index.html",
        f"Allure report:    {reports}/allure-report.html (opens with a double click)",
        f"Allure as a site: {reports}/allure-report"
        f" (look: python3 -m http.server --directory '{reports}/allure-report')",
        f"Summary:          {reports}/summary.json",
    ]


def test_a_late_pass_tells_what_came_before(tmp_path: Path) -> None:
    """Attempt by attempt; one that left no reason has no line."""
    lost = {"number": 1, "verdict": "infrastructure", "failure": {"seen": "lost [session]"}}
    late = _result("Told", flaky=True, attempts=3, verdict="passed")
    late["earlier_attempts"] = [lost, {"number": 2, "verdict": "skipped", "failure": None}]
    assert _shown(_summary(tmp_path, results=[late])).startswith(
        "\nflaky  Invite: Told\n  Attempt 1  infrastructure: lost [session]\n  Attempt 3  passed\n"
    )
