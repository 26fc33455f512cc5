"""What all benchmarks share: how figures are shown and saved."""

import argparse
import json
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

_WIDTH_IN_A_PIPE = 110


@dataclass(frozen=True)
class Result:
    """What one benchmark found.

    Attributes:
        name: Of the benchmark.
        figures: For `--json`; units are in the names.
        tables: For people.
        goals: Each goal in words, and whether it was met this time.
    """

    name: str
    figures: dict[str, Any]
    tables: list[Table]
    goals: dict[str, bool] = field(default_factory=dict)


def arguments_of(description: str | None) -> argparse.ArgumentParser:
    """A parser that knows `--json`; a benchmark may add its own arguments."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="save the figures there, too")
    return parser


def present(measure: Callable[[], Result], description: str | None) -> None:
    """Run a benchmark that takes no arguments of its own."""
    options = arguments_of(description).parse_args()
    show(measure(), options.json)


def show(result: Result, file: Path | None) -> None:
    """Print tables and goals; save the figures where a file is named.

    A missed goal is said and does not fail: how fast a machine is at the moment is no defect.
    """
    console = Console()
    if not console.is_terminal:
        console.width = _WIDTH_IN_A_PIPE
    for table in result.tables:
        console.print(table)
    for goal, met in result.goals.items():
        console.print("[green]met[/]   " if met else "[red]missed[/]", goal)
    console.print(f"[dim]{machine()}[/]")
    if file:
        content = {"machine": machine(), "goals": result.goals, **result.figures}
        file.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def machine() -> str:
    """What the figures were measured on, and how busy it was."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} CPUs, Python {platform.python_version()}, load average {load}"
