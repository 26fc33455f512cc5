"""Faults, cases and rows as a drill under faults has them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

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
        found_in = "Then it is there" if defect else ""
        return Case(changed, SCENARIOS[0], f"{changed.name}:nth=3", 5, defect, found_in)

    return make


@pytest.fixture
def report(case: MakeCase) -> Report:
    """One row as expected, one with a defect beside it that was masked."""
    lost = {"name": "answer-reset", "area": "Transport", "number": 37}
    good = case()
    masked = case("wrong-recipient", **lost, expected=frozenset({"flaky"}))
    struck, found = {"is_struck": True}, {"is_found": True}
    rows = [
        _row(good, "passed", **struck),
        _row(
            masked,
            "flaky",
            outcome=Outcome.FALSE_PASS,
            attempts=2,
            invitations=2,
            doubled=DOUBLED,
            said="<b>|lost|",
            **struck,
        ),
        _row(case("wrong-recipient"), "product", **struck, **found),
        _row(case("wrong-recipient"), "product", **struck, **found),
        _row(case("wrong-recipient"), "infrastructure", **struck),
        _row(masked, "product", outcome=Outcome.NOT_MET, **found),
    ]
    plan = Plan((good.fault, masked.fault), 1, 5, 2, defects=("wrong-recipient", "third-role"))
    apart = tuple((good.fault, each) for each in plan.defects)
    return Report(plan, rows, (*apart, (masked.fault, "third-role")), 61.5)


def _row(case: Case, state: str, **told: Any) -> Row:
    usual: dict[str, Any] = {
        "outcome": Outcome.AS_EXPECTED,
        "is_struck": False,
        "is_found": False,
        "attempts": 1,
        "invitations": 1,
        "doubled": (),
        "left": (),
        "said": "",
        "duration_s": 2.0,
    }
    return Row(case=case, state=state, expected=ENDS, **(usual | told))
