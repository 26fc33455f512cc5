"""Allure's own HTML report, rendered by the npm package `allure` where Node is there.

The package is pinned in `allure/package-lock.json` and installed once, into the virtual environment
(or into `node_modules` beside the reports). The report is one file that opens with a double click.
The pages that the package makes carry an analytics script, which cannot be switched off: it is cut
out, and a content security policy forbids the page to load anything from outside.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from filelock import FileLock

OLDEST_NODE = 20
_FILES = Path(__file__).parent / "allure"
_INSTALL_TIMEOUT_S = 300
_RENDER_TIMEOUT_S = 300
_LONGEST_REASON = 300
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


class NotRendered(Exception):
    """Allure's report could not be made; the text is one line for people."""


def render_allure(reports: Path, results: Path, say: Callable[[str], object]) -> Path:
    """Makes `allure/index.html` in a reports folder and returns it.

    Args:
        reports: The reports folder; `history.jsonl` in it remembers the runs for the trend.
        results: The folder with Allure's results.
        say: Told what takes long.

    Raises:
        NotRendered: Node or the package is missing, or the package failed.
    """
    command_line = _install(_node(), _tools_folder(reports), say)
    output = reports / "allure"
    shutil.rmtree(output, ignore_errors=True)
    settings = json.loads((_FILES / "allurerc.json").read_text(encoding="utf-8"))
    settings |= {"historyPath": str((reports / "history.jsonl").absolute())}
    settings |= {"output": str(output.absolute())}
    _run(command_line, settings, reports, results)
    page = output / "index.html"
    if not page.exists():
        raise NotRendered("the package `allure` wrote no page")
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
        _call([*command_line, *arguments], reports, _RENDER_TIMEOUT_S)
    finally:
        configuration.unlink()


def _node() -> str:
    """The path of Node."""
    node = shutil.which("node")
    if node is None:
        raise NotRendered(f"Node {OLDEST_NODE} or newer is not installed")
    version = _call([node, "--version"], Path.cwd(), _RENDER_TIMEOUT_S).strip()
    major = version.removeprefix("v").partition(".")[0]
    if not major.isdigit() or int(major) < OLDEST_NODE:
        raise NotRendered(f"Node is {version}, {OLDEST_NODE} or newer is needed")
    return node


def _tools_folder(reports: Path) -> Path:
    """Where npm packages go: never among the project's own files."""
    lock = (_FILES / "package-lock.json").read_bytes()
    name = f"allure-{hashlib.sha256(lock).hexdigest()[:12]}"
    if sys.prefix != sys.base_prefix:
        return Path(sys.prefix) / "share" / "harness" / name
    return reports.absolute().parent / "node_modules" / ".harness" / name


def _install(node: str, folder: Path, say: Callable[[str], object]) -> list[str]:
    """The command that starts the package; installs it when it is not there yet."""
    done = folder / ".complete"
    if not done.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise NotRendered("npm is not installed")
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"):
            if not done.exists():
                say("Installing the renderer of Allure's report (once, about 15 s) ...")
                for name in ("package.json", "package-lock.json"):
                    shutil.copyfile(_FILES / name, folder / name)
                arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
                _call([npm, *arguments], folder, _INSTALL_TIMEOUT_S)
                done.touch()
    return [node, str(folder / "node_modules" / "allure" / "cli.js")]


def _call(command: list[str], folder: Path, timeout_s: float) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout_s,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NotRendered(f"`{Path(command[0]).name}` failed: {error}") from error
    if done.returncode != 0:
        lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        reason = " ".join(lines)[:_LONGEST_REASON] or f"exit code {done.returncode}"
        raise NotRendered(f"`{Path(command[0]).name} {command[1]}` failed: {reason}")
    return done.stdout
