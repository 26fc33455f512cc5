"""What Allure's trend remembers: one line for each run, however often it was rendered.

Runs are the past of each other only where they had the same profile and the same kind of phone: a
virtual phone's passes tell nothing of how the app did before.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_Attempt = tuple[str, int]
_UNSAFE = re.compile(r"[^A-Za-z0-9_]+")
_LONGEST = 60


def history_of(reports: Path) -> Path:
    """Where runs like the one in this folder are remembered: `history-emulator-nightly.jsonl`.

    Args:
        reports: The folder that the run filled; its `summary.json` tells which kind of run it was.
    """
    try:
        summary = _json((reports / "summary.json").read_text(encoding="utf-8"))
    except OSError:
        summary = None
    said = summary if isinstance(summary, dict) else {}
    kind, profile = (str(said.get(name) or "unknown") for name in ("phone_kind", "profile"))
    return reports / f"history-{_in_a_name(kind)}-{_in_a_name(profile)}.jsonl"


def _in_a_name(words: str) -> str:
    """As part of a file name; different words never become the same."""
    safe = _UNSAFE.sub("-", words)[:_LONGEST]
    if safe == words:
        return safe
    # Not for security.
    return f"{safe}-{hashlib.md5(words.encode(), usedforsecurity=False).hexdigest()[:8]}"


def forget(history: Path, results: Path) -> None:
    """Takes out of the history what an earlier rendering of the same results has put there.

    Allure adds a line whenever it renders. Without this, `harness report` after a run would count
    the run twice, and every scenario would have itself as its past.

    Args:
        history: A run in each line, as Allure writes it. It may be missing.
        results: The folder with Allure's results.
    """
    if not history.exists():
        return
    now = set(_attempts(results))
    lines = history.read_text(encoding="utf-8").splitlines(keepends=True)
    earlier = [line for line in lines if now.isdisjoint(_remembered(line))]
    if len(earlier) < len(lines):
        draft = history.with_suffix(".tmp")
        draft.write_text("".join(earlier), encoding="utf-8")
        draft.replace(history)


def _attempts(results: Path) -> Iterator[_Attempt]:
    """Scenario and beginning, in milliseconds, of everything that is rendered."""
    for file in results.glob("*-result.json"):
        if attempt := _attempt(_json(file.read_text(encoding="utf-8"))):
            yield attempt


def _remembered(line: str) -> Iterator[_Attempt]:
    """The same of a line of the history; nothing where the line is none that Allure writes."""
    run = _json(line)
    entries = run.get("testResults") if isinstance(run, dict) else None
    for entry in entries.values() if isinstance(entries, dict) else ():
        if attempt := _attempt(entry):
            yield attempt


def _attempt(entry: Any) -> _Attempt | None:
    found = (entry.get("fullName"), entry.get("start")) if isinstance(entry, dict) else ()
    match found:
        case (str(name), int(start_ms)):
            return name, start_ms
    return None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
