"""`harness drill --faults`: is the verdict right when something fails below the app?"""

import argparse
import signal
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.status import Status
from rich.table import Table

from harness.command_line.progress import terminal
from harness.command_line.tables import write_tables
from harness.drill.crew import usual_size
from harness.drill.faults.catalogue import chosen_faults, read_faults, sampled_faults
from harness.drill.faults.choice import DEFECTS, sampled_defects
from harness.drill.faults.drill import drill
from harness.drill.faults.judge import Outcome, Row
from harness.drill.faults.plan import Plan, Report, areas
from harness.drill.faults.table import (
    as_html,
    as_json,
    as_markdown,
    defects_verdict,
    ends,
    totals,
    verdict,
)

_SEEDS = 1


def drill_under_faults(arguments: argparse.Namespace, root: Path) -> int:
    """Do it, show it, write it; 1 where anything falls short.

    Args:
        arguments: Of `harness drill`.
        root: The project's folder.
    """
    faults, defects = chosen_faults(read_faults(root), arguments.fault), tuple(DEFECTS)
    first_seed, sample = arguments.seed or 0, arguments.sample
    if sample:
        faults = sampled_faults(faults, sample, first_seed)
        defects = sampled_defects(sample, first_seed)
    plan = Plan(
        faults,
        seeds=arguments.seeds or _SEEDS,
        first_seed=first_seed,
        at_once=arguments.at_once or usual_size(),
        defects=defects if arguments.with_defects else (),
        is_partial=bool(arguments.fault or sample),
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with terminal() as console:
        report = _drilled(console, plan, root)
        _show(console, report)
        tables = {"json": as_json, "markdown": as_markdown, "html": as_html}
        for file in write_tables(arguments, report, **tables):
            console.print(f"Written: {file}", markup=False)
    return report.exit_code


def _drilled(console: Console, plan: Plan, root: Path) -> Report:
    """Carry it out; a line for each run, and on a terminal how many there are still to come."""
    done = Counter[str]()
    with Status("the scenarios, with nothing wrong", console=console) as now:
        if not console.is_terminal:
            now.stop()

        def told(row: Row, total: int) -> None:
            done["runs"] += 1
            now.update(f"{done['runs']}/{total}")
            _show_row(console, row, f"{done['runs']:>{len(str(total))}}/{total}")

        return drill(plan, root, told)


def _show_row(console: Console, row: Row, number: str) -> None:
    good = row.outcome is Outcome.AS_EXPECTED
    words = row.case.switched_on
    words += f" with {row.case.defect}" if row.case.defect else ""
    words += f": {row.state}" + ("" if good else f", {row.outcome}")
    mark = "[green]✓[/]" if good else "[red]✗[/]"
    console.print(f"{mark} {number}  {escape(words)}  [dim]{row.duration_s:.1f} s[/]")


def _show(console: Console, report: Report) -> None:
    for row in report.short:
        fault, told = row.case.fault, row.case.switched_on
        told += f" with the defect {row.case.defect}" if row.case.defect else ""
        console.print(f"\n[bold red]{row.outcome}[/]  {escape(told)}")
        lines = (
            ("Fault", fault.description),
            ("Expected", " or ".join(sorted(row.expected)) + f". {fault.because}"),
            ("Scenario", f"{row.case.scenario.feature}: {row.case.scenario.title}"),
            ("Ended", f"{row.state}. {row.said}"),
            ("Doubled", ", ".join(row.doubled)),
            ("Left", ", ".join(row.left)),
            ("Again", _again(row)),
        )
        for name, text in lines:
            if text:
                indented = text.strip().replace("\n", "\n            ")
                console.print(f"  {name:<8}  {escape(indented)}")
    console.print()
    console.print(_table(report))
    console.print()
    console.print(verdict(report), markup=False)
    if report.plan.defects:
        console.print(defects_verdict(report), markup=False)
    console.print(f"On virtual phones: no evidence about the app itself. {report.wall_s:.0f} s.")


def _again(row: Row) -> str:
    beside = " --with-defects" if row.case.defect else ""
    return f"harness drill --faults --fault {row.case.fault.name} --seed {row.case.seed}{beside}"


def _table(report: Report) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_footer=True)
    counts = totals(report.rows)
    table.add_column("Area", footer="All")
    table.add_column("runs", justify="right", footer=str(len(report.rows)))
    table.add_column("as expected", justify="right", footer=str(counts[Outcome.AS_EXPECTED]))
    table.add_column("ended as", footer=ends(report.rows))
    for area, faults in areas(report.plan.faults).items():
        rows = [row for fault in faults for row in report.of(fault)]
        good = sum(row.outcome is Outcome.AS_EXPECTED for row in rows)
        table.add_row(escape(area), str(len(rows)), str(good), ends(rows))
    return table
