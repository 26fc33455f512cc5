"""Allure's own HTML report, rendered by the npm package `allure` where Node is there.

The package is pinned in `allure/package-lock.json` and installed once. The report is one file that
opens with a double click. The pages that the package makes carry an analytics script, which cannot
be switched off: it is cut out, and a content security policy forbids the page to load anything from
outside.
"""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from harness.npm import ProgramUnusable, called, installed, node

_FILES = Path(__file__).parent / "allure"
_RENDER_TIMEOUT_S = 300
_ANALYTICS = re.compile(
    r'<script[^>]*src="https?://www\.googletagmanager\.com[^>]*>\s*</script>\s*'
    r"(?:<script>(?:(?!</script>).)*gtag\(.*?</script>)?",
    re.DOTALL,
)
_HEAD = '<meta charset="utf-8">'
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'unsafe-inline' 'unsafe-eval' data: blob:\">"
)


def render_allure(reports: Path, results: Path, say: Callable[[str], object]) -> Path:
    """Makes `allure/index.html` in a reports folder and returns it.

    Args:
        reports: The reports folder; `history.jsonl` in it remembers the runs for the trend.
        results: The folder with Allure's results.
        say: Told what takes long.

    Raises:
        ProgramUnusable: Node or the package is missing, or the package failed.
    """
    program = node().path
    package = installed(_FILES, "allure", say) / "node_modules" / "allure"
    command_line = [program, str(package / "cli.js")]
    output = reports / "allure"
    shutil.rmtree(output, ignore_errors=True)
    settings = json.loads((_FILES / "allurerc.json").read_text(encoding="utf-8"))
    settings |= {"historyPath": str((reports / "history.jsonl").absolute())}
    settings |= {"output": str(output.absolute())}
    _run(command_line, settings, reports, results)
    page = output / "index.html"
    if not page.exists():
        raise ProgramUnusable("the package `allure` wrote no page")
    page.write_text(closed(page.read_text(encoding="utf-8")), encoding="utf-8")
    return page


def closed(page: str) -> str:
    """The page without analytics, and with a policy that lets nothing in from outside."""
    return _ANALYTICS.sub("", page).replace(_HEAD, _HEAD + _POLICY, 1)


def _run(command_line: list[str], settings: dict[str, Any], reports: Path, results: Path) -> None:
    configuration = reports / ".allurerc.json"
    configuration.write_text(json.dumps(settings), encoding="utf-8")
    arguments = ["generate", "--config", str(configuration.absolute()), str(results.absolute())]
    try:
        # Beside the reports, so that no other configuration is found on the way.
        called([*command_line, *arguments], reports, _RENDER_TIMEOUT_S)
    finally:
        configuration.unlink()
