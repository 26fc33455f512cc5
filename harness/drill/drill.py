"""The whole drill: every variant of every defect, and the clean app, at once; one report."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from harness.drill.catalogue import Variant
from harness.drill.clean import PARTS, CleanRun, FalseAlarm, clean_run, false_alarms
from harness.drill.course import Attempts, Hunt, Shuffle
from harness.drill.crew import carried_out
from harness.drill.judge import Outcome, Row, judge
from harness.drill.one_run import Ended, Run
from harness.gherkin.feature_file import read_feature
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


@dataclass(frozen=True)
class _Task:
    """What a run is for: a variant, or a part of a clean run, and which features it meets."""

    what: Variant | tuple[CleanRun, int]
    features: tuple[Path, ...]


def drill(plan: Plan, root: Path, told: Callable[[Row | CleanPart], None]) -> Report:
    """Carry a plan out.

    In a first round each defect meets the feature that should notice it; in a second one those
    that are not caught there meet all the other features.

    Args:
        plan: What to do.
        root: The project's folder.
        told: Called with each row, and each part of a clean run, as soon as it is known.

    Raises:
        ConfigurationError: The project has no profile for virtual phones.
    """
    started = time.monotonic()
    report = Report(plan)
    rounds = _Rounds(report, root, told)
    rounds.carry_out(rounds.carry_out(rounds.first()))
    order = {variant: place for place, variant in enumerate(plan.variants)}
    report.rows.sort(key=lambda row: order[row.variant])
    report.wall_s = round(time.monotonic() - started, 1)
    return report


class _Rounds:
    """Tasks become runs, and what came of these becomes rows or further tasks."""

    def __init__(self, report: Report, root: Path, told: Callable[[Row | CleanPart], None]) -> None:
        self._report, self._root, self._told = report, root, told
        self._profile = yaml.safe_load(profile_file(root, DEFAULT_PROFILE).read_text("utf-8"))
        files = sorted((root / "features").rglob("*.feature"))
        self._features = {read_feature(file).node.name: file for file in files}
        self._before: dict[Variant, Ended] = {}

    def first(self) -> list[_Task]:
        """All tasks of the plan; the long ones first, so that none is left over at the end."""
        every = tuple(self._features.values())
        clean = [
            _Task((run, part), every) for run in self._report.plan.clean for part in range(PARTS)
        ]
        hunts = []
        for variant in self._report.plan.variants:
            file = self._features.get(variant.expected.capability)
            hunts.append(_Task(variant, (file,) if file else every))
        return clean + hunts

    def carry_out(self, tasks: list[_Task]) -> list[_Task]:
        """Do them; returns what is to be done because of what came of them."""
        runs = [self._run(number, task) for number, task in enumerate(tasks)]
        further: list[_Task] = []
        with closing(carried_out(runs, self._root, self._report.plan.at_once)) as each:
            for run, ended in each:
                further += self._take(tasks[run.number], ended)
        return further

    def _run(self, number: int, task: _Task) -> Run:
        if isinstance(task.what, Variant):
            course: Attempts = Hunt(task.what.expected, task.what.values)
            virtual: dict[str, Any] = {"defect": task.what.name}
        else:
            clean, part = task.what
            course = Shuffle(clean.seed, part, PARTS)
            virtual = {"build": clean.build, "animation_scale": clean.animation_scale}
        timeouts = {**self._profile.get("timeouts", {}), **TIMEOUTS}
        profile = {**self._profile, "virtual": virtual, "timeouts": timeouts}
        return Run(number, task.features, profile, course)

    def _take(self, task: _Task, ended: Ended) -> list[_Task]:
        if not isinstance(task.what, Variant):
            run, _ = task.what
            alarms = false_alarms(run, ended.attempts, ended.broken_off)
            part = CleanPart(run, len(ended.attempts), alarms, round(ended.duration_s, 1))
            self._report.parts.append(part)
            self._told(part)
            return []
        variant, before = task.what, self._before.get(task.what)
        both = before.followed_by(ended) if before else ended
        row = judge(variant, both.attempts, both.duration_s, both.broken_off)
        others = tuple(file for file in self._features.values() if file not in task.features)
        is_open = row.outcome in {Outcome.NOT_CAUGHT, Outcome.NOT_BY_A_CHECK}
        if is_open and others and before is None:
            self._before[variant] = ended
            return [_Task(variant, others)]
        self._report.rows.append(row)
        self._told(row)
        return []


def areas(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by the part of the app that they are about, in the catalogue's order."""
    names = dict.fromkeys(row.variant.area for row in rows)
    return {name: [row for row in rows if row.variant.area == name] for name in names}
