"""The whole drill under faults: calm runs first, then every fault at its moments, at once."""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import yaml

from harness.drill.crew import carried_out
from harness.drill.drill import features_by_name
from harness.drill.faults.books import Books
from harness.drill.faults.choice import DEFECTS, SCENARIOS, Scenario
from harness.drill.faults.course import One
from harness.drill.faults.judge import Alone, Case, Row, end_state, judge
from harness.drill.faults.plan import Plan, Report
from harness.drill.one_run import Ended, Run
from harness.errors import InfrastructureError, WrongUse
from harness.session.virtual_phones import phones_stand_by
from harness.settings.load import DEFAULT_PROFILE, profile_file

# On the way to the phones, so that requests are counted, and never struck.
_CALM: Final = "server-down:nth=1000000"
# Time-outs of this profile that a fault would otherwise spend to the last second.
_SHORT_TIMEOUTS: Final = {"answer-late": {"command_s": 5}}


def drill(plan: Plan, root: Path, told: Callable[[Row, int], None]) -> Report:
    """Carry a plan out.

    First each scenario is run with nothing wrong: it must pass, and shows how many moments there
    are at which a fault can strike. So does each defect alone, which must be found. A seed chooses
    one of the moments.

    Args:
        plan: What to do.
        root: The project's folder.
        told: Called with each row, as soon as it is known, and with how many there will be.

    Raises:
        InfrastructureError: A scenario does not even pass where nothing is wrong.
        WrongUse: A scenario that is to be tried is not there.
    """
    started = time.monotonic()
    rows: dict[Case, Row] = {}
    with phones_stand_by() as environment:
        trials = _Trials(plan, root, environment)
        met = trials.moments()
        alone = trials.prove_defects()
        cases = plan.cases(met, alone)
        for case, ended in trials.of(cases):
            rows[case] = judge(case, ended)
            told(rows[case], len(cases))
    report = Report(plan, [rows[case] for case in cases], plan.apart(alone))
    report.wall_s = round(time.monotonic() - started, 1)
    return report


class _Trials:
    """Cases become runs, and what comes of these."""

    def __init__(self, plan: Plan, root: Path, environment: Mapping[str, str]) -> None:
        self._plan, self._root, self._environment = plan, root, environment
        self._profile = yaml.safe_load(profile_file(root, DEFAULT_PROFILE).read_text("utf-8"))
        self._features = features_by_name(root)

    def moments(self) -> Mapping[Scenario, Mapping[str, int]]:
        """How many moments of each kind every scenario has where nothing is wrong."""
        calm = [(each, {"fault": _CALM}) for each in SCENARIOS]
        return {
            SCENARIOS[number]: Books.of(ended.ledger).met
            for number, ended in self._calm(calm, "passed", "where nothing is wrong")
        }

    def prove_defects(self) -> Mapping[str, Alone]:
        """Every defect of the plan is found by its scenario where nothing else is wrong.

        Returns:
            What came of each.

        Raises:
            InfrastructureError: One is not.
        """
        defects = self._plan.defects
        alone = [(DEFECTS[name], {"fault": _CALM, "defect": name}) for name in defects]
        return {
            defects[number]: Alone.of(ended)
            for number, ended in self._calm(alone, "product", "with a defect that it should find")
        }

    def _calm(
        self, tried: list[tuple[Scenario, dict[str, Any]]], expected: str, where: str
    ) -> Iterable[tuple[int, Ended]]:
        """Runs without a fault that must end as expected, by their place."""
        runs = [
            self._run(number, scenario, virtual, may_be_refused=False)
            for number, (scenario, virtual) in enumerate(tried)
        ]
        for run, ended in self._carried_out(runs):
            state = end_state(ended)
            if state != expected:
                failures = [each.failure.message for each in ended.attempts if each.failure]
                scenario, virtual = tried[run.number]
                raise InfrastructureError(
                    f'"{scenario.title}" ends as {state} {where}: {virtual.get("defect", "")} '
                    f"{ended.broken_off or ' '.join(failures)}\n"
                    f"  Expected: {expected}\n"
                    "  Do: run it by hand; what the drill under faults says rests on it."
                )
            yield run.number, ended

    def of(self, cases: list[Case]) -> Iterable[tuple[Case, Ended]]:
        """Each case with what came of its run, as soon as it has ended."""
        runs = [
            self._run(
                number,
                case.scenario,
                {"fault": case.switched_on} | ({"defect": case.defect} if case.defect else {}),
                may_be_refused="refused" in case.fault.expected,
            )
            for number, case in enumerate(cases)
        ]
        for run, ended in self._carried_out(runs):
            yield cases[run.number], ended

    def _carried_out(self, runs: list[Run]) -> Iterable[tuple[Run, Ended]]:
        at_once, environment = self._plan.at_once, self._environment
        with closing(carried_out(runs, self._root, at_once, environment)) as each:
            yield from each

    def _run(
        self, number: int, scenario: Scenario, virtual: dict[str, Any], *, may_be_refused: bool
    ) -> Run:
        file = self._features.get(scenario.feature)
        if file is None:
            raise WrongUse(
                f'There is no feature "{scenario.feature}" to try under faults.\n'
                f'  Expected: one with the scenario "{scenario.title}"'
            )
        fault = virtual["fault"].partition(":")[0]
        timeouts = {**self._profile.get("timeouts", {}), **_SHORT_TIMEOUTS.get(fault, {})}
        return Run(
            number,
            (file,),
            {**self._profile, "virtual": virtual, "timeouts": timeouts},
            One(scenario),
            evidence="outcomes",
            keeps_ledger=True,
            may_be_refused=may_be_refused,
            is_final=True,
        )
