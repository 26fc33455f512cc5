"""The whole drill: every variant of every defect, and the clean app, at once; one report."""

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from harness.drill.catalogue import Variant
from harness.drill.clean import PARTS, CleanRun
from harness.drill.counter_proof import CounterProof, Proof
from harness.drill.course import Attempts, Hunt, Share, Shuffle
from harness.drill.crew import carried_out
from harness.drill.judge import Outcome, Row, judge
from harness.drill.one_run import Ended, Run
from harness.drill.report import CleanPart, Plan, Report
from harness.errors import WrongUse
from harness.gherkin.feature_file import read_feature
from harness.session.virtual_phones import phones_stand_by
from harness.settings.load import DEFAULT_PROFILE, profile_file

Told = Callable[[Row | CleanPart | CounterProof], None]


@dataclass(frozen=True)
class _Task:
    """What a run is for: a variant, part of a clean run or of the counter-proof; with features."""

    what: Variant | tuple[CleanRun, int] | Share
    features: tuple[Path, ...]


def drill(plan: Plan, root: Path, told: Told) -> Report:
    """Carry a plan out.

    In a first round each defect meets the feature that should notice it; in a second one those
    that are not caught there meet all the other features. The scenarios that caught something must
    pass on the clean app: who fails there, too, has not noticed the defect.

    Args:
        plan: What to do.
        root: The project's folder.
        told: Called with each row, each part of a clean run and the counter-proof, as soon as it
            is known.

    Raises:
        ConfigurationError: The project has no profile for virtual phones.
        InfrastructureError: Phones cannot be started at all.
        WrongUse: It has no features, or two of one name.
    """
    started = time.monotonic()
    report = Report(plan)
    with phones_stand_by() as environment:
        rounds = _Rounds(report, root, told, environment)
        rounds.carry_out(rounds.carry_out(rounds.first()))
        order = {variant: place for place, variant in enumerate(plan.variants)}
        report.rows.sort(key=lambda row: order[row.variant])
        rounds.prove()
    report.wall_s = round(time.monotonic() - started, 1)
    return report


class _Rounds:
    """Tasks become runs, and what came of these becomes rows or further tasks."""

    def __init__(
        self, report: Report, root: Path, told: Told, environment: Mapping[str, str]
    ) -> None:
        self._report, self._root, self._told = report, root, told
        self._environment = environment
        self._profile = yaml.safe_load(profile_file(root, DEFAULT_PROFILE).read_text("utf-8"))
        self._features = features_by_name(root)
        self._before: dict[Variant, Ended] = {}
        self._proof = Proof()

    def first(self) -> list[_Task]:
        """All tasks of the plan; the long ones first, so that none is left over at the end."""
        every = tuple(self._features.values())
        slow_first = sorted(self._report.plan.clean, key=lambda run: -run.animation_scale)
        clean = [_Task((run, part), every) for run in slow_first for part in range(PARTS)]
        hunts = []
        for variant in self._report.plan.variants:
            file = self._features.get(variant.expected.capability)
            hunts.append(_Task(variant, (file,) if file else every))
        return clean + hunts

    def prove(self) -> None:
        """See what the scenarios that caught something do on the clean app; settles the rows."""
        caught = self._proof.needed_by(self._report.rows)
        if not caught:
            return
        if not any(run.is_plain for run in self._report.plan.clean):
            files = tuple(self._features[name] for name in caught)
            nodes = frozenset(node for of_feature in caught.values() for node in of_feature)
            parts = min(PARTS, len(nodes))
            self.carry_out([_Task(Share(nodes, part, parts), files) for part in range(parts)])
        self._report.rows = [self._proof.settled(row) for row in self._report.rows]
        self._report.counter_proof = self._proof.outcome
        self._told(self._report.counter_proof)

    def carry_out(self, tasks: list[_Task]) -> list[_Task]:
        """Do them; returns what is to be done because of what came of them."""
        runs = [self._run(number, task) for number, task in enumerate(tasks)]
        further: list[_Task] = []
        at_once, environment = self._report.plan.at_once, self._environment
        with closing(carried_out(runs, self._root, at_once, environment)) as each:
            for run, ended in each:
                further += self._take(tasks[run.number], ended)
        return further

    def _run(self, number: int, task: _Task) -> Run:
        match task.what:
            case Variant() as variant:
                course: Attempts = Hunt(variant.expected, variant.values)
                virtual: dict[str, Any] = {"defect": variant.name}
            case Share() as share:
                course, virtual = share, {}
            case clean, part:
                course = Shuffle(clean.seed, part, PARTS)
                virtual = {"build": clean.build, "animation_scale": clean.animation_scale}
        # All else is as in every other run: what is drilled is what runs.
        return Run(number, task.features, {**self._profile, "virtual": virtual}, course)

    def _take(self, task: _Task, ended: Ended) -> list[_Task]:
        match task.what:
            case Variant() as variant:
                return self._take_hunt(variant, task, ended)
            case Share():
                self._proof.take(ended)
            case run, _:
                if run.is_plain:
                    self._proof.take(ended)
                part = CleanPart.of(run, ended)
                self._report.parts.append(part)
                self._told(part)
        return []

    def _take_hunt(self, variant: Variant, task: _Task, ended: Ended) -> list[_Task]:
        before = self._before.get(variant)
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


def features_by_name(root: Path) -> dict[str, Path]:
    """Files by the names of their features, which is what defects speak of.

    Raises:
        WrongUse: There are none, or two of one name.
    """
    features: dict[str, Path] = {}
    for file in sorted((root / "features").rglob("*.feature")):
        name = read_feature(file).node.name
        if name in features:
            both = " and ".join(str(each.relative_to(root)) for each in (features[name], file))
            raise WrongUse(
                f'Two features are named "{name}": {both}\n'
                "  Do: rename one; the drill tells by the name where a defect should be noticed."
            )
        features[name] = file
    if not features:
        raise WrongUse(f"There is no feature to drill.\n  Expected: files in {root / 'features'}")
    return features
