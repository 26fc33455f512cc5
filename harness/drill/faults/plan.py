"""What a drill under faults is to do, and what came of it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harness.drill.faults.catalogue import Fault
from harness.drill.faults.choice import DEFECTS, SCENARIOS, Scenario
from harness.drill.faults.judge import Alone, Case, Outcome, Row

# At the very end of a scenario its moments come and go with the weather: messages that are waited
# for, a list that is read once more.
_SURE_PART = 0.9
# Behind the last check nobody would find the app wrong any more: that is where things are put back.
# A defect is found after more than half of its run's moments of whatever kind (after 33 of 59 reads
# at the earliest); only the one picture comes later, as it shows that failure.
_PART_WITH_CHECKS = 0.5
# How a scenario ends under a fault that is the app's own failure: with a defect or without.
_APPS_OWN = frozenset({"product"})


@dataclass(frozen=True)
class Plan:
    """What a drill does.

    Attributes:
        faults: Switched on one after another.
        seeds: How often each; a seed chooses the scenario and the moment.
        first_seed: The first one; the next ones count up.
        at_once: How many runs go on at the same time.
        defects: Of the product; each is also tried under every fault that could mask it.
        is_partial: Whether not all faults are tried.
    """

    faults: tuple[Fault, ...]
    seeds: int
    first_seed: int
    at_once: int
    defects: tuple[str, ...] = ()
    is_partial: bool = False

    def cases(
        self, met: Mapping[Scenario, Mapping[str, int]], alone: Mapping[str, Alone]
    ) -> list[Case]:
        """All of them.

        Args:
            met: How many moments of each kind a scenario has where nothing is wrong.
            alone: What came of each defect where nothing else is wrong.
        """
        cases = []
        for fault in self.faults:
            for seed in range(self.first_seed, self.first_seed + self.seeds):
                cases.append(_plain(fault, seed, met))
                cases += [
                    _beside(fault, seed, defect, alone[defect])
                    for defect in self.defects
                    if _can_mask(fault, alone[defect])
                ]
        return cases

    def apart(self, alone: Mapping[str, Alone]) -> tuple[tuple[Fault, str], ...]:
        """Faults that cannot mask a defect, each with that: they are no cases.

        Args:
            alone: What came of each defect where nothing else is wrong.
        """
        return tuple(
            (fault, defect)
            for fault in self.faults
            for defect in self.defects
            if not _can_mask(fault, alone[defect])
        )


def _plain(fault: Fault, seed: int, met: Mapping[Scenario, Mapping[str, int]]) -> Case:
    chance = _chance(fault, seed, "")
    counts = {each: met[each].get(fault.at or "", 0) for each in SCENARIOS}
    able = [each for each in SCENARIOS if counts[each]] or list(SCENARIOS)
    scenario = chance.choice(able)
    part = _PART_WITH_CHECKS if fault.expected == _APPS_OWN else _SURE_PART
    return Case(fault, scenario, _switched_on(fault, counts[scenario] * part, chance), seed)


def _beside(fault: Fault, seed: int, defect: str, alone: Alone) -> Case:
    """At a moment before the defect is found: later nothing is left to be masked."""
    chance, count = _chance(fault, seed, defect), alone.met.get(fault.at or "", 0)
    switched_on = _switched_on(fault, count * _PART_WITH_CHECKS, chance)
    return Case(
        fault,
        DEFECTS[defect],
        switched_on,
        seed,
        defect,
        alone.found_in,
        alone.keeps_invitations,
    )


def _can_mask(fault: Fault, alone: Alone) -> bool:
    """Not without a moment in the defect's run; nor where the app itself fails by the fault."""
    is_met = fault.at is None or alone.met.get(fault.at, 0) > 0
    return is_met and fault.expected != _APPS_OWN


def _chance(fault: Fault, seed: int, defect: str) -> random.Random:
    return random.Random(f"{fault.name} {seed} {defect}")  # noqa: S311 - no secret hangs on it


def _switched_on(fault: Fault, last: float, chance: random.Random) -> str:
    """As `--fault` takes it, to strike at one of the moments up to the last."""
    if fault.at is None:
        return fault.name
    # Where a session begins there is only one beginning that every scenario has.
    nth = 1 if fault.at.startswith("session") else chance.randint(1, max(1, int(last)))
    return f"{fault.name}:nth={nth}"


@dataclass
class Report:
    """What came of a drill.

    Attributes:
        plan: What it did.
        rows: One for each case, in the plan's order.
        apart: Faults that cannot mask a defect, each with that; they were not tried.
        wall_s: How long all of it took.
    """

    plan: Plan
    rows: list[Row] = field(default_factory=list)
    apart: tuple[tuple[Fault, str], ...] = ()
    wall_s: float = 0.0

    @property
    def short(self) -> list[Row]:
        """The rows that fall short."""
        return [row for row in self.rows if row.outcome is not Outcome.AS_EXPECTED]

    def of(self, fault: Fault) -> list[Row]:
        """The rows of one fault."""
        return [row for row in self.rows if row.case.fault == fault]

    @property
    def numbers(self) -> dict[int, bool]:
        """Whether all went as expected, by the number of the table."""
        short = {row.case.fault.number for row in self.short}
        tried = sorted({each.number for each in self.plan.faults if each.number is not None})
        return {number: number not in short for number in tried}

    @property
    def exit_code(self) -> int:
        """0 where all is as expected; else 1, as for nothing."""
        return 0 if self.rows and not self.short else 1


def areas(faults: Sequence[Fault]) -> dict[str, list[Fault]]:
    """Faults by their area, in the catalogue's order."""
    names = dict.fromkeys(each.area for each in faults)
    return {name: [each for each in faults if each.area == name] for name in names}
