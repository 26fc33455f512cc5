"""The whole drill: every variant of every defect, and the clean app, at once; one report."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from harness.drill.catalogue import Variant
from harness.drill.clean import PARTS, CleanRun, FalseAlarm, clean_run, false_alarms
from harness.drill.course import Hunt, Shuffle
from harness.drill.crew import carried_out
from harness.drill.judge import Outcome, Row, judge
from harness.drill.one_run import Ended, Run
from harness.settings.load import DEFAULT_PROFILE, profile_file

# A virtual phone answers in milliseconds. What does not come within this does not come: a defect
# often is that something never does, and each of them is waited for to the end.
TIMEOUTS = {"element_s": 3, "delivery_s": 3}


@dataclass(frozen=True)
class Plan:
    """What a drill does.

    Attributes:
        variants: Switched on one after another.
        clean_runs: How often all scenarios are run on the clean app.
        seed: Of the first clean run; the next ones count up.
        at_once: How many runs go on at the same time.
    """

    variants: tuple[Variant, ...]
    clean_runs: int
    seed: int
    at_once: int

    @property
    def clean(self) -> tuple[CleanRun, ...]:
        """The clean runs in their order."""
        return tuple(clean_run(self.seed + each) for each in range(self.clean_runs))


@dataclass(frozen=True)
class CleanPart:
    """A part of a clean run has ended.

    Attributes:
        run: Which.
        scenarios: How many were run in it.
        alarms: Those that did not pass.
        duration_s: How long it took.
    """

    run: CleanRun
    scenarios: int
    alarms: tuple[FalseAlarm, ...]
    duration_s: float


@dataclass
class Report:
    """What came of a drill.

    Attributes:
        plan: What it did.
        rows: One for each variant, in the catalogue's order.
        parts: Of the clean runs.
        wall_s: How long all of it took.
    """

    plan: Plan
    rows: list[Row] = field(default_factory=list)
    parts: list[CleanPart] = field(default_factory=list)
    wall_s: float = 0.0

    @property
    def short(self) -> list[Row]:
        """The rows that fall short."""
        return [row for row in self.rows if row.outcome is not Outcome.AS_EXPECTED]

    @property
    def alarms(self) -> list[FalseAlarm]:
        """Every false alarm, by the runs' seeds."""
        every = [alarm for part in self.parts for alarm in part.alarms]
        return sorted(every, key=lambda alarm: alarm.run.seed)

    @property
    def exit_code(self) -> int:
        """0 where everything was caught as expected and nothing else; else 1."""
        return 1 if self.short or self.alarms else 0


def drill(plan: Plan, root: Path, told: Callable[[Row | CleanPart], None]) -> Report:
    """Carry a plan out.

    Args:
        plan: What to do.
        root: The project's folder.
        told: Called with each row, and each part of a clean run, as soon as it is known.

    Raises:
        ConfigurationError: The project has no profile for virtual phones.
    """
    started = time.monotonic()
    report = Report(plan)
    meant = dict(enumerate(_meant(plan)))
    profile = yaml.safe_load(profile_file(root, DEFAULT_PROFILE).read_text("utf-8"))
    runs = [_run(number, what, profile) for number, what in meant.items()]
    with closing(carried_out(runs, root, plan.at_once)) as each:
        for run, ended in each:
            what = meant[run.number]
            if isinstance(what, Variant):
                row = judge(what, ended.attempts, ended.duration_s, ended.broken_off)
                report.rows.append(row)
                told(row)
            else:
                part = _clean_part(what[0], ended)
                report.parts.append(part)
                told(part)
    order = {variant: place for place, variant in enumerate(plan.variants)}
    report.rows.sort(key=lambda row: order[row.variant])
    report.wall_s = round(time.monotonic() - started, 1)
    return report


def _meant(plan: Plan) -> Iterator[Variant | tuple[CleanRun, int]]:
    """What each run is for; the long ones first, so that none of them is left over at the end."""
    for run in plan.clean:
        for part in range(PARTS):
            yield run, part
    yield from plan.variants


def _run(number: int, what: Variant | tuple[CleanRun, int], profile: dict[str, Any]) -> Run:
    if isinstance(what, Variant):
        virtual: dict[str, Any] = {"defect": what.name}
        return Run(number, _with(profile, virtual), Hunt(what.expected, what.values))
    clean, part = what
    virtual = {"build": clean.build, "animation_scale": clean.animation_scale}
    return Run(number, _with(profile, virtual), Shuffle(clean.seed, part, PARTS))


def _with(profile: dict[str, Any], virtual: dict[str, Any]) -> dict[str, Any]:
    timeouts = {**profile.get("timeouts", {}), **TIMEOUTS}
    return {**profile, "virtual": virtual, "timeouts": timeouts}


def _clean_part(run: CleanRun, ended: Ended) -> CleanPart:
    alarms = false_alarms(run, ended.attempts, ended.broken_off)
    return CleanPart(run, len(ended.attempts), alarms, round(ended.duration_s, 1))


def areas(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by the part of the app that they are about, in the catalogue's order."""
    names = dict.fromkeys(row.variant.area for row in rows)
    return {name: [row for row in rows if row.variant.area == name] for name in names}
