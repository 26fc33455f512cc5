"""Allure's own HTML report, rendered by the npm package `allure` where Node is there.

The package is pinned in `allure/package-lock.json` and installed once. It renders twice in one go:
a folder, whose data a browser reads from a web server only, and one file that opens with a double
click. The pages that the package makes carry an analytics script, which cannot be switched off: it
is cut out, and a content security policy forbids the page to load anything from outside.
"""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from harness.npm import ProgramUnusable, called, installed, node
from harness.report.allure_history import forget, history_of

FOLDER = "allure-report"
ONE_FILE = "allure-report.html"

_FILES = Path(__file__).parent / "allure"
_RENDER_TIMEOUT_S = 300
_ANALYTICS = re.compile(
    r'<script[^>]*src="https?://www\.googletagmanager\.com[^>]*>\s*</script>\s*'
    r"(?:<script>(?:(?!</script>).)*gtag\(.*?</script>)?",
    re.DOTALL,
)
_HEAD = '<meta charset="utf-8">'
_POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src {sources}">'
_INSIDE = "'unsafe-inline' 'unsafe-eval' data: blob:"
# From a file the browser reads no other file: without a word, the page would turn for ever.
_FROM_A_FILE = f"""<script>
if (location.protocol === "file:") document.addEventListener("DOMContentLoaded", () => {{
  document.body.innerHTML = `<main style="font: 1.1rem/1.5 sans-serif; max-width: 40rem; \
margin: 3rem auto; padding: 0 1rem"><h1>This folder is a site</h1>
<p>A browser reads it from a web server only. To look at the report, open \
<a href="../{ONE_FILE}">{ONE_FILE}</a>, which is beside this folder.</p>
<p>To look at the folder itself: <code>python3 -m http.server --directory {FOLDER}</code></p>
</main>`;
}});
</script>"""


def render_allure(reports: Path, results: Path, say: Callable[[str], object]) -> list[Path]:
    """Makes `allure-report/index.html` and `allure-report.html` in a reports folder; returns both.

    Args:
        reports: The reports folder; a file in it remembers the runs of this profile on this kind
            of phone for the trend, each once, however often its results are rendered.
        results: The folder with Allure's results.
        say: Told what takes long.

    Raises:
        ProgramUnusable: Node or the package is missing, or the package failed. What was rendered
            before is as it was.
    """
    program = node().path
    package = installed(_FILES, "allure", say) / "node_modules" / "allure"
    command_line = [program, str(package / "cli.js")]
    site, one_file, history = reports / FOLDER, reports / ONE_FILE, history_of(reports)
    # What was rendered before stays, with its line of the trend, until all of it is there anew.
    draft = reports / ".allure-draft"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    pages, remembered = draft / "pages", draft / history.name
    try:
        if history.exists():
            shutil.copyfile(history, remembered)
        forget(remembered, results)
        _run(command_line, _settings(pages, remembered), reports, results)
        _close(pages / FOLDER / "index.html", f"'self' {_INSIDE}", _FROM_A_FILE)
        _close(pages / ONE_FILE / "index.html", _INSIDE)
        shutil.rmtree(site, ignore_errors=True)
        (pages / FOLDER).replace(site)
        (pages / ONE_FILE / "index.html").replace(one_file)
        if remembered.exists():
            remembered.replace(history)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return [site / "index.html", one_file]


def closed(page: str, sources: str = _INSIDE) -> str:
    """The page without analytics, and with a policy that lets nothing in from outside.

    Args:
        page: As the package made it.
        sources: Where the page may load from, in the policy's words.
    """
    policy = _POLICY.format(sources=sources)
    return _ANALYTICS.sub("", page).replace(_HEAD, _HEAD + policy, 1)


def _close(page: Path, sources: str, script: str = "") -> None:
    if not page.exists():
        raise ProgramUnusable("the package `allure` wrote no page")
    text = closed(page.read_text(encoding="utf-8"), sources)
    page.write_text(text.replace("</head>", f"{script}</head>", 1), encoding="utf-8")


def _settings(pages: Path, history: Path) -> dict[str, Any]:
    """The project's settings; both reports are made with the same options."""
    settings: dict[str, Any] = json.loads((_FILES / "allurerc.json").read_text(encoding="utf-8"))
    plugin = settings["plugins"][FOLDER]
    one_file = {**plugin, "options": {**plugin["options"], "singleFile": True}}
    return {
        **settings,
        "plugins": {FOLDER: plugin, ONE_FILE: one_file},
        "historyPath": str(history.absolute()),
        "output": str(pages.absolute()),
    }


def _run(command_line: list[str], settings: dict[str, Any], reports: Path, results: Path) -> None:
    configuration = reports / ".allurerc.json"
    configuration.write_text(json.dumps(settings), encoding="utf-8")
    arguments = ["generate", "--config", str(configuration.absolute()), str(results.absolute())]
    try:
        # Beside the reports, so that no other configuration is found on the way.
        called([*command_line, *arguments], reports, _RENDER_TIMEOUT_S)
    finally:
        configuration.unlink()
