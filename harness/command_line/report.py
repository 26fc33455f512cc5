"""`harness report`: Allure's HTML and the page of pictures, from what a run left."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from harness.command_line.project import project_root
from harness.errors import WrongUse

_DESCRIPTION = """\
Renders two reports from the last run's results, also of a run that died:
  index.html           the page of pictures, for everybody
  allure-report.html   Allure's report as one file: opens with a double click, to be sent on
  allure-report/       the same as a folder: a site, to be published or served
Allure's needs Node 20 or newer.
"""


def add_to(commands: Any) -> None:
    """Make the command known."""
    parser = commands.add_parser(
        "report",
        help="render Allure's report and the page of pictures from the last run's results",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--reports", metavar="DIR", type=Path, help="folder (default: reports)")
    parser.add_argument(
        "--one-file",
        action="store_true",
        help="make the page of pictures also as one file, page-of-pictures.html, to be sent on;"
        " Allure's report always is one, too",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace, _others: list[str]) -> int:
    """Render, and print what was written."""
    folder: Path = arguments.reports or project_root() / "reports"
    if not (folder / "summary.json").exists():
        _sum_up(folder)
    for path in render(folder, one_file=arguments.one_file):
        print(path)
    return 0


def _sum_up(folder: Path) -> None:
    """Of a run that died; it says so in one line."""
    from harness.evidence.dead_run import dead_run_in
    from harness.report.junit import write_junit

    dead = dead_run_in(folder)
    if dead is None:
        raise WrongUse(f"No results in {folder}: there is no summary.json. Do: harness run")
    if dead.is_alive:
        raise WrongUse(f"A run is under way in {folder}. Do: wait until it has ended")
    sys.stderr.write(f"{dead.sum_up()}\n")
    write_junit(folder)


def render(folder: Path, *, one_file: bool = False) -> list[Path]:
    """Every page that could be rendered."""
    from harness.report import render as render_reports

    results = allure_results_of(folder)
    return render_reports(folder, root=project_root(), one_file=one_file, allure_results=results)


def allure_results_of(folder: Path) -> Path:
    """Where the run that filled a reports folder has put Allure's results."""
    try:
        said = json.loads((folder / "summary.json").read_text("utf-8")).get("allure_results")
    except (OSError, ValueError):
        said = None
    return folder / (said or "allure-results")
