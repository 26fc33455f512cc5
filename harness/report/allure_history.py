"""What Allure's trend remembers: one line for each run, however often it was rendered."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_Attempt = tuple[str, int]


def forget(history: Path, results: Path) -> None:
    """Takes out of the history what an earlier rendering of the same results has put there.

    Allure adds a line whenever it renders. Without this, `harness report` after a run would count
    the run twice, and every scenario would have itself as its past.

    Args:
        history: `history.jsonl`: a run in each line, as Allure writes it. It may be missing.
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
