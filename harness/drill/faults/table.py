"""What came of a drill under faults, for machines and for people: JSON, Markdown, HTML."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from harness.drill.faults.judge import Outcome, Row
from harness.drill.faults.plan import Report, areas
from harness.drill.table import environment

_KINDS = {
    Outcome.AS_EXPECTED: "passed",
    Outcome.DOUBLED: "failed",
    Outcome.FALSE_PASS: "failed",
    Outcome.BLAMED: "failed",
    Outcome.LEFT: "failed",
    Outcome.OTHER_END: "broken",
    Outcome.NOT_MET: "broken",
}


def as_json(report: Report) -> str:
    """For machines.

    Returns:
        An object. `is_partial`: whether not all faults were tried; `faults`: one object for each,
        with its `number` in the table, `expected` end states, why (`because`) and its `cases`, each
        with what was `switched_on`, the `defect` beside it, the `scenario`, how it ended (`state`),
        how it should have (`expected`, by what was struck), the `outcome`, whether the fault struck
        (`is_struck`) and the defect was found in its own step (`is_found`), `attempts`,
        `invitations`, who was `doubled`, who is `left`, and what was `said`; `numbers`: how many of
        the table were tried, and how many went as expected;
        `totals`: how many cases there are of each outcome; `beside_defects`: how many cases have a
        defect, how many of them were `struck`, and how these ended: `found`, `stopped`, `masked`;
        `apart`: which `fault` cannot mask which `defect`, so that there is no case;
        `second_invitations`, `left_behind`;
        `seeds`, `first_seed`, `at_once`, the `defects` beside each fault, `wall_s`, `exit_code`.
    """
    plan = report.plan
    content = {
        "is_partial": plan.is_partial,
        "faults": [
            {
                **asdict(fault),
                "expected": sorted(fault.expected),
                "cases": [_case(row) for row in report.of(fault)],
            }
            for fault in plan.faults
        ],
        "numbers": {"tried": len(report.numbers), "as_expected": sum(report.numbers.values())},
        "totals": totals(report.rows),
        "beside_defects": beside_defects(report.rows),
        "apart": [{"fault": fault.name, "defect": defect} for fault, defect in report.apart],
        "second_invitations": sum(len(row.doubled) for row in report.rows),
        "left_behind": sum(row.outcome is Outcome.LEFT for row in report.rows),
        "seeds": plan.seeds,
        "first_seed": plan.first_seed,
        "at_once": plan.at_once,
        "defects": plan.defects,
        "wall_s": report.wall_s,
        "exit_code": report.exit_code,
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def totals(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows there are of each outcome, in the order in which a person reads them."""
    counts = Counter(row.outcome for row in rows)
    return {str(outcome): counts[outcome] for outcome in Outcome}


def beside_defects(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows have a defect, how many of these the fault struck, and how those ended."""
    beside = [row for row in rows if row.case.defect]
    struck = [row for row in beside if row.is_struck]
    return {
        "runs": len(beside),
        "struck": len(struck),
        "found": sum(row.is_found for row in struck),
        "stopped": sum(row.is_stopped for row in struck),
        "masked": sum(row.is_masked for row in struck),
    }


def as_markdown(report: Report) -> str:
    """Tables for a document: no times or dates, so it changes only when the result does."""
    return _rendered("faults.md.jinja", report, autoescape=False)


def as_html(report: Report) -> str:
    """One page that needs nothing else, in the look of the page of pictures."""
    return _rendered("faults.html.jinja", report, autoescape=True)


def verdict(report: Report) -> str:
    """The drill in one sentence, or two."""
    good, tried = sum(report.numbers.values()), len(report.numbers)
    rows = f"{len(report.rows) - len(report.short)} of {len(report.rows)} runs"
    doubled = sum(len(row.doubled) for row in report.rows)
    counts = totals(report.rows)
    sentence = (
        f"{good} of {tried} kinds of faults ended with the right verdict ({rows}). Second "
        f"invitations: {doubled}. False passes: {counts[Outcome.FALSE_PASS]}. Blamed on the "
        f"product: {counts[Outcome.BLAMED]}."
    )
    return f"Part of the drill: {sentence}" if report.plan.is_partial else sentence


def defects_verdict(report: Report) -> str:
    """What became of the defects under faults, in a few words; empty without defects."""
    if not report.plan.defects:
        return ""
    counts = beside_defects(report.rows)
    defects: dict[str, list[str]] = {}
    for fault, defect in report.apart:
        defects.setdefault(fault.name, []).append(defect)
    every = len(report.plan.defects)
    apart = ", ".join(
        f"{name} ({'every defect' if len(beside) == every else ', '.join(beside)})"
        for name, beside in defects.items()
    )
    return (
        f"Runs beside a defect: {counts['runs']}. Struck by the fault: {counts['struck']}; of "
        f"these the defect was found all the same: {counts['found']}, stopped as infrastructure "
        f"(not masked, not passed): {counts['stopped']}, masked: {counts['masked']}."
        + (f" Nothing could be masked, so not tried and not counted: {apart}." if apart else "")
    )


def ends(rows: Sequence[Row]) -> str:
    """How the runs of a fault ended: "passed 7, flaky 3"."""
    counts = Counter(row.state for row in rows)
    return ", ".join(f"{state} {count}" for state, count in counts.most_common()) or "not tried"


def _case(row: Row) -> dict[str, Any]:
    case = row.case
    return {
        "switched_on": case.switched_on,
        "seed": case.seed,
        "defect": case.defect,
        "feature": case.scenario.feature,
        "scenario": case.scenario.title,
        "state": row.state,
        "expected": sorted(row.expected),
        "outcome": str(row.outcome),
        "is_struck": row.is_struck,
        "is_found": row.is_found,
        "attempts": row.attempts,
        "invitations": row.invitations,
        "doubled": row.doubled,
        "left": row.left,
        "said": row.said,
        "duration_s": row.duration_s,
    }


def _rendered(template: str, report: Report, *, autoescape: bool) -> str:
    around = environment("harness.drill.faults", autoescape=autoescape)
    faults = report.plan.faults
    return around.get_template(template).render(
        report=report,
        verdict=verdict(report),
        defects_verdict=defects_verdict(report),
        totals=totals(report.rows),
        areas=areas(faults),
        plain={fault.name: [r for r in report.of(fault) if not r.case.defect] for fault in faults},
        beside={fault.name: [r for r in report.of(fault) if r.case.defect] for fault in faults},
        kinds={str(outcome): kind for outcome, kind in _KINDS.items()},
        ends=ends,
    )
