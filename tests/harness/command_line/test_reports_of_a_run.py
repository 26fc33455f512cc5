"""What `harness run --allure` and `harness report` leave and say, on the virtual phone."""

import argparse
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from rich.console import Console

import harness.report
from harness.command_line import report
from harness.command_line.outcome import show_outcome

ROOT = Path(__file__).parents[3]
SCENARIOS = ["features/invite_by_phone.feature", "-k", "order or (Operator and not message)"]


def _harness(*arguments: str) -> str:
    """What a command printed; it ends with 0."""
    command = [sys.executable, "-m", "harness.command_line", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory, needed: Callable[..., str]) -> tuple[Path, str]:
    """Where two scenarios, one of them with two phones, left their reports, and what was said."""
    needed("node")
    needed("npm")
    reports = tmp_path_factory.mktemp("run") / "reports"
    options = ["--allure", "--evidence", "steps", "--reports", str(reports)]
    return reports, _harness("run", *options, *SCENARIOS)


def _summary(reports: Path) -> dict[str, Any]:
    return dict(json.loads((reports / "summary.json").read_text("utf-8")))


def test_every_step_has_its_picture(ran: tuple[Path, str]) -> None:
    """On the page of pictures, which leads to Allure's report."""
    reports, _ = ran
    page = html.parse(str(reports / "index.html")).getroot()
    shown = {
        " ".join(step.find(".//p").text_content().split()): step.xpath(".//img/@src")
        for step in page.xpath("//ol[contains(@class, 'steps')]/li")
    }
    told = [step["text"] for each in _summary(reports)["results"] for step in each["steps"]]
    assert len(told) == 6 + 9
    assert set(shown) == set(told)
    assert all((reports / file).stat().st_size > 0 for files in shown.values() for file in files)
    assert [step for step, files in shown.items() if not files] == []
    assert "allure-report.html" in page.xpath("//a/@href")


def test_allures_report_has_the_run_in_it(ran: tuple[Path, str]) -> None:
    """As one file and as a site, with what each scenario is called and its pictures."""
    reports, _ = ran
    results = (reports / "allure-report" / "data" / "test-results").glob("*.json")
    names = {json.loads(file.read_text("utf-8"))["name"] for file in results}
    assert names == {each["name"] for each in _summary(reports)["results"]}
    assert list((reports / "allure-report" / "data" / "attachments").glob("*.png"))
    one_file = (reports / "allure-report.html").read_text("utf-8")
    assert "data/test-results/" in one_file


def test_the_run_says_where_everything_is(ran: tuple[Path, str]) -> None:
    """Each place that is printed is there; nothing is said to be missing."""
    reports, said = ran
    places = dict(re.findall(r"^([A-Z][\w ]+): +(\S*reports\S*)", said, re.MULTILINE))
    assert {
        name: Path(place).relative_to(reports).as_posix() for name, place in places.items()
    } == {
        "Page of pictures": "index.html",
        "Allure report": "allure-report.html",
        "Allure as a site": "allure-report",
        "Allure results": "allure-results",
        "Summary": "summary.json",
    }
    assert all(Path(place).exists() for place in places.values())
    assert "\nNo " not in said


def test_the_reports_are_made_again(ran: tuple[Path, str]) -> None:
    """With a page to be sent on, which has every picture in it; the trend counts no second run."""
    reports, _ = ran
    made = ("index.html", "page-of-pictures.html", "allure-report/index.html", "allure-report.html")
    for name in made:
        (reports / name).unlink(missing_ok=True)
    said = _harness("report", "--one-file", "--reports", str(reports))
    assert said.splitlines() == [str(reports / name) for name in made]
    assert all((reports / name).stat().st_size > 0 for name in made)
    page = html.parse(str(reports / "page-of-pictures.html")).getroot()
    steps = page.xpath("//ol[contains(@class, 'steps')]/li")
    assert len(steps) == 6 + 9
    assert [step.text_content() for step in steps if not step.xpath(".//svg")] == []
    pictures = {each["file"] for each in _pictures(_summary(reports))}
    embedded = re.findall("data:image/webp;base64,", html.tostring(page, encoding="unicode"))
    assert len(embedded) >= len(pictures)
    assert len((reports / "history-virtual-virtual.jsonl").read_text("utf-8").splitlines()) == 1


def _pictures(summary: dict[str, Any]) -> list[dict[str, Any]]:
    steps = [step for each in summary["results"] for step in each["steps"]]
    return [picture for step in steps for picture in step["pictures"]]


@pytest.fixture
def of_another_run(tmp_path: Path) -> Path:
    """A reports folder in which an earlier run left Allure's results; this one has its own."""
    for folder in ("reports/allure-results", "mine"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a-result.json").write_text("{}", "utf-8")
    _write_summary(tmp_path / "reports", allure_results=str(tmp_path / "mine"))
    return tmp_path


def _write_summary(reports: Path, **more: Any) -> None:
    counts = dict.fromkeys(("passed", "failed", "broken", "skipped", "flaky"), 0)
    content = {
        "profile": "virtual",
        "phone_kind": "virtual",
        "scenarios": counts,
        "exit_code": 0,
        "wall_s": 1.0,
        "commands": {},
        "interstitials": [],
        "fallbacks": [],
        "journal_open": 0,
        "details": {},
        "ended_at": "2026-11-22T10:15:00+0000",
        "results": [],
        **more,
    }
    (reports / "summary.json").write_text(json.dumps(content), "utf-8")


def _shown(summary: Path) -> str:
    stream = io.StringIO()
    show_outcome(Console(file=stream, width=200, highlight=False), summary, with_allure=True)
    return stream.getvalue()


def _report(reports: Path) -> int:
    return report.execute(argparse.Namespace(reports=reports, one_file=False), [])


@pytest.mark.parametrize("with_command", ["run", "report"])
def test_allures_report_is_the_one_of_this_run(
    of_another_run: Path, monkeypatch: pytest.MonkeyPatch, with_command: str
) -> None:
    """Wherever the run was told to put the results."""
    rendered: list[Path] = []

    def take_down(_: Path, results: Path, say: object) -> list[Path]:
        rendered.append(results)
        return []

    monkeypatch.setattr(harness.report, "render_allure", take_down)
    reports = of_another_run / "reports"
    if with_command == "run":
        assert f"Allure results:   {of_another_run / 'mine'}\n" in _shown(reports / "summary.json")
    else:
        assert _report(reports) == 0
    assert rendered == [of_another_run / "mine"]


def test_results_that_are_gone_are_not_replaced_by_those_of_another_run(
    of_another_run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says so; the page of pictures is there all the same."""
    mine = of_another_run / "mine"
    (mine / "a-result.json").unlink()
    assert _report(of_another_run / "reports") == 0
    printed = capsys.readouterr()
    assert printed.err == f"No Allure report: the run's results are not in {mine} any more.\n"
    assert printed.out == f"{of_another_run / 'reports' / 'index.html'}\n"


def test_an_allure_report_that_fails_is_one_line(
    of_another_run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the kind of error, which alone tells what a missing key was."""

    def fails(*_: object) -> None:
        raise KeyError("name")

    monkeypatch.setattr(harness.report, "render_allure", fails)
    assert "No Allure report: KeyError: 'name'\n" in _shown(of_another_run / "reports/summary.json")


def test_what_a_run_could_not_make_is_said(tmp_path: Path) -> None:
    """The summary knows it; pytest's own text, in which it stands, is not shown."""
    _write_summary(tmp_path, not_made={"junit.xml": "OSError: no space [left]"})
    assert "No junit.xml: OSError: no space [left]\n" in _shown(tmp_path / "summary.json")
