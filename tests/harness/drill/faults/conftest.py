"""Faults, cases and rows as a drill under faults has them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from harness.drill.faults.catalogue import Fault
from harness.drill.faults.choice import SCENARIOS
from harness.drill.faults.judge import Case, Outcome, Row
from harness.drill.faults.plan import Plan, Report

MakeCase = Callable[..., Case]
ENDS = frozenset({"passed"})
DOUBLED = ("a@example.com",)


@pytest.fixture
def fault() -> Fault:
    """One that is overcome within the scenario."""
    return Fault(
        name="stale-element",
        area="Elements",
        description="A view is gone.",
        number=1,
        at="command",
        expected=frozenset({"passed"}),
        because="It is found again.",
        by_adb_only=False,
        breaks_session=False,
    )


@pytest.fixture
def case(fault: Fault) -> MakeCase:
    """Makes a case; what is told of the fault differs from the one above."""

    def make(defect: str = "", **of_fault: object) -> Case:
        changed = replace(fault, **of_fault)  # type: ignore[arg-type]
        return Case(changed, SCENARIOS[0], f"{changed.name}:nth=3", 5, defect)

    return make


@pytest.fixture
def report(case: MakeCase) -> Report:
    """One row as expected, one with a defect beside it that was masked."""
    lost = {"name": "answer-reset", "area": "Transport", "number": 37}
    good = case()
    masked = case("wrong-recipient", **lost, expected=frozenset({"flaky"}))
    rows = [
        Row(good, "passed", ENDS, Outcome.AS_EXPECTED, 1, 1, (), (), "", 2.0),
        Row(masked, "flaky", ENDS, Outcome.FALSE_PASS, 2, 2, DOUBLED, (), "<b>|lost|", 3.0),
    ]
    plan = Plan((good.fault, masked.fault), 1, 5, 2, defects=("wrong-recipient",))
    return Report(plan, rows, 61.5)
