"""Was the verdict right? How a scenario ended under a fault is compared with how it should."""

from dataclasses import dataclass
from enum import StrEnum

from harness.drill.faults.books import Books
from harness.drill.faults.catalogue import Fault
from harness.drill.faults.choice import Scenario
from harness.drill.one_run import Ended
from harness.evidence.verdicts import Verdict

_PASSES = ("passed", "flaky")
_STOPS = ("infrastructure", "refused")
_PRODUCT = str(Verdict.PRODUCT)


class Outcome(StrEnum):
    """What is to be said of a case; all but the first fall short, the worst first."""

    AS_EXPECTED = "as expected"
    DOUBLED = "second invitation"
    FALSE_PASS = "false pass"  # noqa: S105 -- no password
    BLAMED = "blamed on the product"
    LEFT = "left behind"
    OTHER_END = "another end"
    NOT_MET = "not met"


@dataclass(frozen=True)
class Case:
    """One scenario under one fault, struck at one moment.

    Attributes:
        fault: Which.
        scenario: What was run.
        switched_on: As `--fault` takes it: "stale-element:nth=7".
        seed: Has chosen scenario and moment.
        defect: Of the product, switched on together with it; empty for none.
    """

    fault: Fault
    scenario: Scenario
    switched_on: str
    seed: int
    defect: str = ""

    @property
    def expected(self) -> frozenset[str]:
        """The end states that are right: a defect is found, unless the fault may stop a run."""
        if not self.defect:
            return self.fault.expected
        return frozenset({_PRODUCT}) | (self.fault.expected & frozenset(_STOPS))


@dataclass(frozen=True)
class Row:
    """What came of a case.

    Attributes:
        case: Which.
        state: How the scenario ended: "passed", "flaky", "infrastructure", "product", "refused",
            or another verdict, or "broken off".
        outcome: What is to be said of that.
        attempts: How many it took.
        invitations: How often somebody was invited.
        doubled: Who was invited once too often.
        left: Who is left on the organization at the end.
        said: The failure's own words, or why the run broke off.
        duration_s: How long it took.
    """

    case: Case
    state: str
    outcome: Outcome
    attempts: int
    invitations: int
    doubled: tuple[str, ...]
    left: tuple[str, ...]
    said: str
    duration_s: float


def judge(case: Case, ended: Ended) -> Row:
    """The row of a case.

    Args:
        case: What was tried.
        ended: What came of its run, with the phones' ledger.
    """
    books = Books.of(ended.ledger)
    state = end_state(ended)
    failures = [each.failure for each in ended.attempts if each.failure]
    said = ended.refused or ended.broken_off or (failures[-1].message if failures else "")
    return Row(
        case=case,
        state=state,
        outcome=_outcome(case, state, books),
        attempts=len(ended.attempts),
        invitations=books.invitations,
        doubled=books.doubled,
        left=books.left,
        said=said,
        duration_s=round(ended.duration_s, 1),
    )


def end_state(ended: Ended) -> str:
    """How the scenario of a run ended, its last attempt counting."""
    if ended.refused:
        return "refused"
    if ended.broken_off or not ended.attempts:
        return "broken off"
    last = ended.attempts[-1]
    if last.verdict is Verdict.PASSED and len(ended.attempts) > 1:
        return "flaky"
    return str(last.verdict)


def _outcome(case: Case, state: str, books: Books) -> Outcome:
    # What a defect does to invitations is the product's doing.
    if books.doubled and not case.defect:
        return Outcome.DOUBLED
    if state not in case.expected:
        wrong = {_PRODUCT: Outcome.BLAMED, **dict.fromkeys(_PASSES, Outcome.FALSE_PASS)}
        return wrong.get(state, Outcome.OTHER_END)
    if case.defect or state == "refused":
        return Outcome.AS_EXPECTED
    # Of what nobody could look at, the journal's open entry tells the next run.
    if books.left and state not in _STOPS:
        return Outcome.LEFT
    is_met = case.fault.at is None or case.fault.name in books.struck
    return Outcome.AS_EXPECTED if is_met else Outcome.NOT_MET
