"""What a person sees when scenarios have run: a table, what failed, and where reports are."""

import json
import shlex
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.claims import NOT_AS_ASSUMED, word_for_claim
from harness.command_line.ends import attempts, column, columns, counts, end_of
from harness.command_line.github import tell_github
from harness.command_line.report import allure_results_of, render

_STYLES = {
    "passed": "green",
    "failed": "red",
    NOT_AS_ASSUMED: "red",
    "broken": "magenta",
    "flaky": "yellow",
}

_PLACES = (
    ("Page of pictures", "index.html", ""),
    ("Allure report", "allure-report.html", " (opens with a double click)"),
    ("Allure as a site", "allure-report", " (look: python3 -m http.server --directory {place})"),
    ("Allure results", "", ""),  # wherever the run has put them
    ("Summary", "summary.json", ""),
)

# pytest's codes in our numbers, for runs that left no summary: passed, failed, interrupted or not
# collected, internal error, wrong use, nothing collected.
_BY_PYTEST = {0: 0, 1: 1, 2: 2, 3: 3, 4: 2, 5: 2}


def exit_code(summary: Path, said_by_pytest: int) -> int:
    """The summary's exit code; without a summary pytest's own, in our numbers."""
    content = _read(summary)
    if content is not None:
        return int(content["exit_code"])
    return _BY_PYTEST.get(said_by_pytest, 3)


def show_outcome(console: Console, summary: Path, *, with_allure: bool = False) -> None:
    """Print the outcome that a summary tells; nothing where there is none."""
    content = _read(summary)
    if content is None:
        return
    results = content.get("results", [])
    for result in results:
        if result["status"] in {"failed", "broken"}:
            _show_failure(console, result, summary.parent)
        elif result["flaky"]:
            _show_title(console, "flaky", "flaky", result)
            _show_attempts(console, result)
    console.print()
    console.print(_table(results))
    console.print()
    for line in _remarks(content):
        console.print(line)
    for name, why in content.get("not_made", {}).items():
        console.print(f"No {name}: {escape(why)}")
    _show_places(console, summary.parent, with_allure=with_allure)
    for line in tell_github(content):
        console.out(line, highlight=False)


def show_leaks(console: Console, summary: Path) -> None:
    """Print which files of the run hold which secrets, by name; last, so that nobody misses it."""
    # Only now: the evidence imports pytest-bdd, which pytest must be the first to import.
    from harness.evidence.leak_guard import lines_about
    from harness.evidence.leak_scan import Leak

    leaks = [Leak(**each) for each in (_read(summary) or {}).get("leaks", [])]
    for line in lines_about(leaks) if leaks else ():
        console.print(f"[bold red]{escape(line)}[/]", soft_wrap=True)


def _read(summary: Path) -> dict[str, Any] | None:
    try:
        content: dict[str, Any] = json.loads(summary.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return content


def _show_failure(console: Console, result: dict[str, Any], reports: Path) -> None:
    failure = result.get("failure") or {}
    step = result.get("failing_step")
    verdict, tags = result["verdict"], result.get("tags", ())
    _show_title(console, column(result), end_of(result, tags), result)
    _show_attempts(console, result)
    if step:
        console.print(f"  Step      {escape(step)}")
    told = [(word_for_claim(verdict, tags), failure.get("promised")), ("Seen", failure.get("seen"))]
    if not any(text for _, text in told):
        told = [("Message", result.get("message"))]
    for name, text in (*told, ("Do", failure.get("do"))):
        if text:
            indented = str(text).strip().replace("\n", "\n            ")
            console.print(f"  {name:<8}  {escape(indented)}")
    if picture := _last_picture(result):
        console.print(f"  Picture   {escape(str(reports / 'pictures' / picture))}")


def _last_picture(result: dict[str, Any]) -> str | None:
    """The file of the picture nearest to the failure; None where none was taken."""
    steps = [picture for step in result.get("steps", ()) for picture in step["pictures"]]
    pictures = [*steps, *result.get("pictures", ())]
    return str(pictures[-1]["file"]) if pictures else None


def _show_title(console: Console, style: str, word: str, result: dict[str, Any]) -> None:
    console.print()
    title = escape(f"{result['feature']}: {result['name']}")
    console.print(f"[bold {_STYLES[style]}]{word}[/]  {title}")


def _show_attempts(console: Console, result: dict[str, Any]) -> None:
    """What came before the attempt that counts, where there was anything."""
    for name, words in attempts(result):
        console.print(f"  {name}  {escape(words)}")


def _table(results: list[dict[str, Any]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_footer=True)
    seconds = sum(float(result["duration_s"]) for result in results)
    table.add_column("Feature", footer="All")
    names, everything = columns(results), counts(results)
    for name in names:
        table.add_column(name, justify="right", footer=str(everything[name]))
    table.add_column("time", justify="right", footer=f"{seconds:.1f} s")
    for feature in dict.fromkeys(result["feature"] for result in results):
        own = [result for result in results if result["feature"] == feature]
        found = counts(own)
        cells = [
            f"[{_STYLES.get(name, 'default')}]{found[name]}[/]" if found[name] else "[dim]0[/]"
            for name in names
        ]
        spent_s = sum(float(result["duration_s"]) for result in own)
        table.add_row(escape(feature), *cells, f"{spent_s:.1f} s")
    return table


def _remarks(content: dict[str, Any]) -> list[str]:
    remarks = []
    if str(content["phone_kind"]).startswith("virtual"):
        remarks.append("On the virtual phone: this is no evidence about the app itself.")
    for words, entries in (
        ("Interstitials dismissed", content["interstitials"]),
        ("Second ways taken", content["fallbacks"]),
    ):
        if entries:
            remarks.append(f"{words}: {len(entries)} (see the report).")
    reasons = Counter(
        result["skipped_because"]
        for result in content.get("results", [])
        if result["status"] == "skipped" and result.get("skipped_because")
    )
    remarks += [f"Skipped, {count}: {escape(reason)}" for reason, count in reasons.items()]
    if content["journal_open"]:
        remarks.append(
            f"Invitations still open: {content['journal_open']}. Do: harness reap takes them back,"
            " harness journal shows them"
        )
    commands = sum(content["commands"].values())
    remarks.append(f"{commands} WebDriver commands in {content['wall_s']:.1f} s.")
    return remarks


def _show_places(console: Console, reports: Path, *, with_allure: bool) -> None:
    if with_allure:
        try:
            render(reports)
        except Exception as error:  # noqa: BLE001 - no page changes what the run says
            console.print(f"No Allure report: {escape(f'{type(error).__name__}: {error}')}")
    for name, file, remark in _PLACES:
        place = reports / file if file else allure_results_of(reports)
        if place.exists():
            told = f"{name + ':':<18}{place}{remark.format(place=shlex.quote(str(place)))}"
            console.print(escape(told), soft_wrap=True)
