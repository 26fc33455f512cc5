"""What came of a drill, for machines and for people: JSON, Markdown, one page of HTML."""

import json
import re
from collections import Counter
from dataclasses import asdict
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from harness.drill.judge import Finding, Outcome, Row
from harness.drill.report import CleanPart, Report, areas

_WHAT_COUNTS = (
    "What counts is a step's answer that the app is not as promised. An expected part that is "
    "absent from a screen that can be read, when the profile's time is over, is such an answer "
    '("Waited 5 s for ..."). A command or a session that times out is infrastructure, and never '
    "a catch."
)
_MARKDOWN = re.compile(r"([\\`*_\[\]|~#])")


def as_json(report: Report) -> str:
    """For machines.

    Returns:
        An object. `is_partial`: whether not all defects were tried; `variants`: one object for
        each, with `outcome`, `doubt` (why it is no proof), `expected`, `caught_by` (None: by
        nothing), `others` (what else failed before) and `broken_off`; `totals`: how many there are
        of each outcome; `troubled`: on the way of how many something broke; `defects`: how many,
        and how many were caught in every variant; `counter_proof`: how many `scenarios` that
        caught something were run on the clean app and which `failed`; `clean`: `runs`, their
        `parts`, `scenarios`, those of them that were `skipped`, and `false_alarms`, each with the
        `command` that repeats it; `seed`, `at_once`, `wall_s`, `exit_code`.
    """
    content = {
        "is_partial": report.plan.is_partial,
        "variants": [_row(row) for row in report.rows],
        "totals": totals(report.rows),
        "troubled": len(report.troubled),
        "defects": {"all": len(report.defects), "caught": sum(report.defects.values())},
        "counter_proof": asdict(report.counter_proof) if report.counter_proof else None,
        "clean": {
            "runs": report.plan.clean_runs,
            "scenarios": sum(part.scenarios for part in report.parts),
            "skipped": sum(part.skipped for part in report.parts),
            "parts": [_part(part) for part in report.parts],
            "false_alarms": [
                {**asdict(alarm.run), "command": alarm.run.command, **asdict(alarm.finding)}
                for alarm in report.alarms
            ],
        },
        "seed": report.plan.seed,
        "at_once": report.plan.at_once,
        "wall_s": report.wall_s,
        "exit_code": report.exit_code,
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def totals(rows: list[Row]) -> dict[str, int]:
    """How many rows there are of each outcome, in the order in which a person reads them."""
    counts = Counter(row.outcome for row in rows)
    return {str(outcome): counts[outcome] for outcome in Outcome}


def as_markdown(report: Report) -> str:
    """Tables for a document.

    No times, dates or seeds, so it changes only when the result does, or how often the clean app
    was run.
    """
    return environment(autoescape=False).get_template("drill.md.jinja").render(_view(report))


def as_html(report: Report) -> str:
    """One page that needs nothing else, in the look of the page of pictures."""
    return environment(autoescape=True).get_template("drill.html.jinja").render(_view(report))


def verdict(report: Report) -> str:
    """The drill in one sentence, or two."""
    said = [caught(report)] if report.rows else []
    if report.plan.clean_runs:
        count = len(report.alarms)
        alarms = f"{count or 'No'} false {'alarm' if count == 1 else 'alarms'}"
        said.append(f"{alarms} on the clean app.")
    return _in_part(report, " ".join(said) or "Nothing was tried.")


def caught(report: Report) -> str:
    """How many defects were caught, in one sentence."""
    good, defects = sum(report.defects.values()), len(report.defects)
    rows = f"{len(report.rows) - len(report.short)} of {len(report.rows)}"
    return (
        f"{good} of {defects} {'defect was' if defects == 1 else 'defects were'} caught where "
        f"{'it' if defects == 1 else 'they'} should be, in every variant ({rows})."
    )


def on_the_clean_app(report: Report) -> str:
    """How the clean runs ended, in one sentence; empty where there were none."""
    if not report.plan.clean_runs:
        return ""
    alarms = len(report.alarms)
    scenarios = sum(part.scenarios for part in report.parts)
    skipped = sum(part.skipped for part in report.parts)
    told = (
        f"{alarms or 'No'} false {'alarms' if alarms > 1 else 'alarm'} in "
        f"{_counted(report.plan.clean_runs, 'clean run')} ({_counted(scenarios, 'scenario')}"
        f"{f', {skipped} of them skipped' if skipped else ''})"
    )
    green = report.plan.clean_runs - len({alarm.run.seed for alarm in report.alarms})
    return f"{told}; {_counted(green, 'run')} without any." if alarms else f"{told}."


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def troubled(report: Report) -> str:
    """On the way of how many variants something broke; empty where on none."""
    count = len(report.troubled)
    variants = _counted(count, "variant")
    told = f"On the way of {variants} something broke that says nothing about the app."
    return told if count else ""


def _in_part(report: Report, sentence: str) -> str:
    return f"Part of the drill: {sentence}" if report.plan.is_partial else sentence


def _part(part: CleanPart) -> dict[str, Any]:
    return {
        **asdict(part.run),
        "scenarios": part.scenarios,
        "skipped": part.skipped,
        "false_alarms": len(part.alarms),
        "duration_s": part.duration_s,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "name": row.variant.name,
        "defect": row.variant.defect,
        "area": row.variant.area,
        "description": row.variant.description,
        "guide_part": row.variant.guide_part,
        "expected": asdict(row.variant.expected),
        "outcome": str(row.outcome),
        "doubt": row.doubt,
        "caught_by": asdict(row.finding) if row.finding else None,
        "others": [asdict(each) for each in row.others],
        "broken_off": row.broken_off,
        "scenarios": row.scenarios,
        "skipped": row.skipped,
        "duration_s": row.duration_s,
    }


def _view(report: Report) -> dict[str, Any]:
    """What the templates speak of."""
    return {
        "report": report,
        "verdict": verdict(report),
        "caught": _in_part(report, caught(report)) if report.rows else "",
        "troubled": troubled(report),
        "totals": totals(report.rows),
        "areas": areas(report.rows),
        "defects": len(report.defects),
        "kinds": {
            Outcome.AS_EXPECTED: "passed",
            Outcome.ELSEWHERE: "flaky",
            Outcome.NOT_BY_A_CHECK: "broken",
            Outcome.NOT_CAUGHT: "failed",
        },
        "on_the_clean_app": on_the_clean_app(report),
        "what_counts": _WHAT_COUNTS,
        "read": _read,
        "named": named,
    }


def named(finding: Finding) -> str:
    """The scenario with its feature in front, where there is one."""
    return ": ".join(filter(None, (finding.feature, finding.scenario)))


def _read(finding: Finding) -> tuple[tuple[str, str], ...]:
    """What a person reads of a failure."""
    told = ((finding.claim, finding.promised), ("Seen", finding.seen))
    there = tuple((name, text) for name, text in told if text)
    return there or (("Message", finding.message),)


def _cell(text: object) -> str:
    """A text as it may stand in a cell of a Markdown table."""
    plain = " ".join(str(text).split()).replace("&", "&amp;").replace("<", "&lt;")
    return _MARKDOWN.sub(r"\\\1", plain)


def environment(package: str = "harness.drill", *, autoescape: bool) -> Environment:
    """Where templates find each other, and `cell`, which makes a text fit for Markdown's tables.

    Args:
        package: With the templates.
        autoescape: For HTML.
    """
    # The page's style is the report's: one look for everything that a run leaves.
    loader = ChoiceLoader([PackageLoader(package), PackageLoader("harness.report")])
    made = Environment(
        loader=loader,
        autoescape=autoescape,  # noqa: S701 - Markdown has its own escaping, the filter `cell`
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["cell"] = _cell
    return made
