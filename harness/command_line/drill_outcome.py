"""What a person sees of a drill: a line for each row while it runs, and in the end a table."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.status import Status
from rich.table import Table

from harness.drill.clean import PARTS, FalseAlarm
from harness.drill.counter_proof import CounterProof
from harness.drill.judge import Finding, Outcome, Row
from harness.drill.report import CleanPart, Plan, Report, areas
from harness.drill.table import named, totals, troubled, verdict

_STYLES = {
    Outcome.AS_EXPECTED: "green",
    Outcome.ELSEWHERE: "yellow",
    Outcome.NOT_BY_A_CHECK: "magenta",
    Outcome.NOT_CAUGHT: "red",
}


class Progress:
    """Prints each thing that has become known; on a terminal also how many there are still to come.

    Args:
        console: Where to print.
        plan: What is being done.
    """

    def __init__(self, console: Console, plan: Plan) -> None:
        self._console = console
        self._total = len(plan.variants) + PARTS * plan.clean_runs
        self._done = 0
        self._now = Status(f"0/{self._total}", console=console)

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._now.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._now.stop()

    def told(self, what: Row | CleanPart | CounterProof) -> None:
        """Print a row, a part of a clean run or the counter-proof, that is there.

        A false alarm says at once what it is: who leaves off before the end has its reason.
        """
        self._done += not isinstance(what, CounterProof)
        self._now.update(f"{self._done}/{self._total}")
        mark, words = _line(what)
        number = f"{self._done:>{len(str(self._total))}}/{self._total}"
        self._console.print(f"{mark} {number}  {words}  [dim]{what.duration_s:.1f} s[/]")
        if isinstance(what, CleanPart):
            for alarm in what.alarms:
                _show_alarm(self._console, alarm)


def _line(what: Row | CleanPart | CounterProof) -> tuple[str, str]:
    if isinstance(what, CounterProof):
        good = not what.failed
        words = f"what caught a defect passes without it: {what.scenarios} scenarios"
        words += "" if good else f", {len(what.failed)} do not"
    elif isinstance(what, CleanPart):
        good, words = not what.alarms, f"clean app, seed {what.run.seed}: {what.run.build}"
    else:
        good = what.outcome is Outcome.AS_EXPECTED
        words = what.variant.name + ("" if good else f": {what.outcome}")
    return ("[green]✓[/]" if good else "[red]✗[/]"), escape(words)


def show_outcome(console: Console, report: Report) -> None:
    """Print what falls short, a table and the drill in one sentence."""
    for row in report.rows:
        if row in report.short or row.is_troubled:
            _show_row(console, row)
    for alarm in report.alarms:
        console.print()
        _show_alarm(console, alarm)
    console.print()
    if report.rows:
        console.print(_table(report))
        console.print()
    console.print(verdict(report), markup=False)
    if told := troubled(report):
        console.print(told, markup=False)
    if report.counter_proof:
        count, failed = report.counter_proof.scenarios, len(report.counter_proof.failed)
        console.print(f"Without a defect: {count} scenarios that caught one, {failed} failed.")
    if report.plan.clean_runs:
        scenarios = sum(part.scenarios for part in report.parts)
        skipped = sum(part.skipped for part in report.parts)
        last = report.plan.seed + report.plan.clean_runs - 1
        seeds = f"{report.plan.seed}" + (f" to {last}" if last > report.plan.seed else "")
        console.print(
            f"Clean runs: {report.plan.clean_runs}, {scenarios} scenarios, {skipped} of them "
            f"skipped; seeds {seeds}."
        )
    console.print(f"On virtual phones: no evidence about the app itself. {report.wall_s:.0f} s.")


def _show_row(console: Console, row: Row) -> None:
    style = _STYLES[row.outcome]
    console.print(f"\n[bold {style}]{row.told}[/]  {escape(row.variant.name)}")
    expected = row.variant.expected.told
    _show_lines(console, [("Defect", row.variant.description), ("Expected", expected)])
    if row.finding:
        _show_finding(console, row.finding)
    else:
        skipped = f", {row.skipped} were skipped" if row.skipped else ""
        passed = row.scenarios - row.skipped
        _show_lines(console, [("Seen", f"nothing: {passed} scenarios passed{skipped}")])
    for each in row.others:
        broke = "" if each.verdict == "product" else f"\n{each.verdict}: {each.message}"
        step = f", {each.step}" if each.step else ""
        _show_lines(console, [("Before", f"also failed: {named(each)}{step}{broke}")])
    _show_lines(console, [("Broke off", row.broken_off)])


def _show_alarm(console: Console, alarm: FalseAlarm) -> None:
    console.print("[bold red]false alarm[/]")
    _show_finding(console, alarm.finding)
    around = f"build {alarm.run.build}, transitions {alarm.run.animation_scale:g}"
    _show_lines(console, [("On", around), ("Again", alarm.run.command)])


def _show_finding(console: Console, finding: Finding) -> None:
    told = [(finding.claim, finding.promised), ("Seen", finding.seen or finding.message)]
    step = finding.step
    if not step.startswith(finding.keyword):
        step += f" ({finding.keyword})"
    _show_lines(console, [("Scenario", named(finding)), ("Step", step), *told])


def _show_lines(console: Console, lines: list[tuple[str, str]]) -> None:
    for name, text in lines:
        if text:
            indented = text.strip().replace("\n", "\n            ")
            console.print(f"  {name:<8}  {escape(indented)}")


def _table(report: Report) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_footer=True)
    table.add_column("Area", footer="All")
    table.add_column("runs", justify="right", footer=str(len(report.rows)))
    for outcome, count in totals(report.rows).items():
        table.add_column(outcome, justify="right", footer=str(count))
    for area, rows in areas(report.rows).items():
        counts = totals(rows)
        cells = [
            f"[{_STYLES[Outcome(outcome)]}]{count}[/]" if count else "[dim]0[/]"
            for outcome, count in counts.items()
        ]
        table.add_row(escape(area), str(len(rows)), *cells)
    return table
