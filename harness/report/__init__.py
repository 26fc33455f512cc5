"""What people open after a run: the page of pictures, and Allure's report where Node is there."""

import sys
from collections.abc import Callable
from pathlib import Path

from harness.npm import OLDEST_NODE, ProgramUnusable
from harness.report.allure_html import ONE_FILE, render_allure
from harness.report.page import render_page

__all__ = ["render", "render_page"]


def _to_stderr(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def render(
    reports_dir: Path,
    *,
    root: Path | None = None,
    one_file: bool = False,
    allure_results: Path | None = None,
    say: Callable[[str], object] = _to_stderr,
) -> list[Path]:
    """Makes the pages of a run and returns those that were made, the page of pictures first.

    Allure's report is made as a folder, which is a site, and as one file.

    Args:
        reports_dir: The folder that the run filled.
        root: The project's folder, for the guide's promises.
        one_file: Make the page of pictures also as one file, to be sent on.
        allure_results: Allure's results, where they are not in `reports_dir/allure-results`.
        say: Told in one line what takes long, and why Allure's report is missing.

    Raises:
        ConfigurationError: No run left a `summary.json` there.
    """
    results = allure_results or reports_dir / "allure-results"
    allures: list[Path] = []
    no = "No new" if (reports_dir / ONE_FILE).exists() else "No"
    try:
        if any(results.glob("*-result.json")):
            allures = render_allure(reports_dir, results, say)
        else:
            say(f"{no} Allure report: the run's results are not in {results} any more.")
    except ProgramUnusable as reason:
        say(
            f"{no} Allure report: {reason}. Its results are in {results}; with Node {OLDEST_NODE}"
            " or newer, `harness report` renders them."
        )
    # Last, as it leads to Allure's report where there is one.
    return [*render_page(reports_dir, root, one_file=one_file), *allures]
