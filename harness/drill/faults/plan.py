"""What a drill under faults is to do, and what came of it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harness.drill.faults.catalogue import Fault
from harness.drill.faults.choice import DEFECTS, SCENARIOS, Scenario
from harness.drill.faults.judge import Case, Outcome, Row

# At the very end of a scenario its moments come and go with the weather: messages that are waited
# for, a list that is read once more.
_SURE_PART = 0.9
# Behind the last check nobody would find the app wrong any more: that is where things are put back.
_PART_WITH_CHECKS = 0.5


@dataclass(frozen=True)
class Plan:
    """What a drill does.

    Attributes:
        faults: Switched on one after another.
        seeds: How often each; a seed chooses the scenario and the moment.
        first_seed: The first one; the next ones count up.
        at_once: How many runs go on at the same time.
        defects: Of the product, each of which every fault also meets.
        is_partial: Whether not all faults are tried.
    """

    faults: tuple[Fault, ...]
    seeds: int
    first_seed: int
    at_once: int
    defects: tuple[str, ...] = ()
    is_partial: bool = False

    def cases(self, met: Mapping[Scenario, Mapping[str, int]]) -> list[Case]:
        """All of them.

        Args:
            met: How many moments of each kind a scenario has where nothing is wrong.
        """
        cases = []
        for fault in self.faults:
            for seed in range(self.first_seed, self.first_seed + self.seeds):
                cases.append(_case(fault, seed, SCENARIOS, met))
                cases += [
                    _case(fault, seed, (DEFECTS[defect],), met, defect) for defect in self.defects
                ]
        return cases


def _case(
    fault: Fault,
    seed: int,
    scenarios: Sequence[Scenario],
    met: Mapping[Scenario, Mapping[str, int]],
    defect: str = "",
) -> Case:
    chance = random.Random(f"{fault.name} {seed} {defect}")  # noqa: S311 - no secret hangs on it
    if fault.at is None:
        return Case(fault, chance.choice(scenarios), fault.name, seed, defect)
    counts = {each: met[each].get(fault.at, 0) for each in scenarios}
    able = [each for each in scenarios if counts[each]] or list(scenarios)
    scenario = chance.choice(able)
    part = _PART_WITH_CHECKS if fault.expected == {"product"} else _SURE_PART
    last = max(1, int(counts[scenario] * part))
    # Where a session begins there is only one beginning that every scenario has.
    nth = 1 if fault.at.startswith("session") else chance.randint(1, last)
    return Case(fault, scenario, f"{fault.name}:nth={nth}", seed, defect)


@dataclass
class Report:
    """What came of a drill.

    Attributes:
        plan: What it did.
        rows: One for each case, in the plan's order.
        wall_s: How long all of it took.
    """

    plan: Plan
    rows: list[Row] = field(default_factory=list)
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
