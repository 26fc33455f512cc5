"""Tables that a drill leaves in files."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Report = TypeVar("Report")


def write_tables(
    arguments: argparse.Namespace,
    report: Report,
    *,
    json: Callable[[Report], str],
    markdown: Callable[[Report], str],
    html: Callable[[Report], str],
) -> list[Path]:
    """Write the report into those files that were asked for; returns which.

    Args:
        arguments: With a path, or None, for each kind.
        report: What came of the drill.
        json: Makes the table for programs.
        markdown: Makes it for a document.
        html: Makes it for a browser.
    """
    written = []
    for kind, render in (("json", json), ("markdown", markdown), ("html", html)):
        file: Path | None = getattr(arguments, kind)
        if file is not None:
            file.write_text(render(report), encoding="utf-8")
            written.append(file)
    return written
