"""What a drill is to do, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from harness.drill.catalogue import Variant
from harness.drill.clean import CleanRun, FalseAlarm, clean_run, false_alarms
from harness.drill.counter_proof import CounterProof
from harness.drill.judge import Outcome, Row
from harness.drill.one_run import Ended
from harness.evidence.verdicts import Verdict


@dataclass(frozen=True)
class Plan:
    """What a drill does.

    Attributes:
        variants: Switched on one after another.
        clean_runs: How often all scenarios are run on the clean app.
        seed: Of the first clean run; the next ones count up.
        at_once: How many runs go on at the same time.
        is_partial: Whether not all defects are tried.
    """

    variants: tuple[Variant, ...]
    clean_runs: int
    seed: int
    at_once: int
    is_partial: bool = False

    @property
    def clean(self) -> tuple[CleanRun, ...]:
        """The clean runs in their order."""
        seeds = range(self.seed, self.seed + self.clean_runs)
        return tuple(clean_run(seed, self.at_once) for seed in seeds)


@dataclass(frozen=True)
class CleanPart:
    """A part of a clean run has ended.

    Attributes:
        run: Which.
        scenarios: How many were run in it.
        skipped: How many of them were skipped.
        alarms: Those that did not pass.
        duration_s: How long it took.
    """

    run: CleanRun
    scenarios: int
    skipped: int
    alarms: tuple[FalseAlarm, ...]
    duration_s: float

    @classmethod
    def of(cls, run: CleanRun, ended: Ended) -> Self:
        """What came of a part."""
        return cls(
            run=run,
            scenarios=len(ended.attempts),
            skipped=sum(each.verdict is Verdict.SKIPPED for each in ended.attempts),
            alarms=false_alarms(run, ended.attempts, ended.broken_off),
            duration_s=round(ended.duration_s, 1),
        )


@dataclass
class Report:
    """What came of a drill.

    Attributes:
        plan: What it did.
        rows: One for each variant, in the catalogue's order.
        parts: Of the clean runs.
        counter_proof: None where nothing was caught.
        wall_s: How long all of it took.
    """

    plan: Plan
    rows: list[Row] = field(default_factory=list)
    parts: list[CleanPart] = field(default_factory=list)
    counter_proof: CounterProof | None = None
    wall_s: float = 0.0

    @property
    def short(self) -> list[Row]:
        """The rows that fall short."""
        return [row for row in self.rows if row.outcome is not Outcome.AS_EXPECTED]

    @property
    def troubled(self) -> list[Row]:
        """The rows on whose way something broke, whatever became of them."""
        return [row for row in self.rows if row.is_troubled]

    @property
    def on_the_way(self) -> list[Row]:
        """The rows where a Given or a When noticed the defect, and no Then."""
        return [
            row
            for row in self.rows
            if row.outcome.is_a_catch and row.finding and row.finding.is_on_the_way
        ]

    @property
    def defects(self) -> dict[str, bool]:
        """Whether a defect was caught where it should be, in every variant; by its name."""
        short = {row.variant.defect for row in self.short}
        return {row.variant.defect: row.variant.defect not in short for row in self.rows}

    @property
    def alarms(self) -> list[FalseAlarm]:
        """Every false alarm, by the runs' seeds."""
        every = [alarm for part in self.parts for alarm in part.alarms]
        return sorted(every, key=lambda alarm: alarm.run.seed)

    @property
    def exit_code(self) -> int:
        """0 where everything was caught as expected and nothing else; else 1, as for nothing."""
        tried = self.rows or self.parts
        return 0 if tried and not self.short and not self.alarms else 1


def areas(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by the part of the app that they are about, in the catalogue's order."""
    names = dict.fromkeys(row.variant.area for row in rows)
    return {name: [row for row in rows if row.variant.area == name] for name in names}
