"""Was the verdict right? How a scenario ended under a fault is compared with how it should."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from harness.drill.faults.books import Books
from harness.drill.faults.catalogue import Fault
from harness.drill.faults.choice import Scenario
from harness.drill.one_run import Ended
from harness.evidence.verdicts import Verdict
from harness.invitations.contact import Contact

_PASSES = ("passed", "flaky")
_STOPS = frozenset({"infrastructure", "refused"})
_PRODUCT = str(Verdict.PRODUCT)
# As the virtual phone calls the moment.
_SESSION = "session that is asked for"


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
class Alone:
    """A run with a defect and nothing else that is wrong.

    Attributes:
        met: How many moments of each kind it has.
        found_in: The step that finds the defect.
        keeps_invitations: Whether an invitation is not taken back even so: it goes to somebody
            else, or is in no list.
    """

    met: Mapping[str, int]
    found_in: str
    keeps_invitations: bool

    @classmethod
    def of(cls, ended: Ended) -> Self:
        """What came of that run."""
        books = Books.of(ended.ledger)
        return cls(books.met, _failed_in(ended), bool(books.not_taken_back))


@dataclass(frozen=True)
class Case:
    """One scenario under one fault, struck at one moment.

    Attributes:
        fault: Which.
        scenario: What was run.
        switched_on: As `--fault` takes it: "stale-element:nth=7".
        seed: Has chosen scenario and moment.
        defect: Of the product, switched on together with it; empty for none.
        found_in: The step that finds the defect where it is alone.
        keeps_invitations: Whether the defect by itself keeps invitations from being taken back.
    """

    fault: Fault
    scenario: Scenario
    switched_on: str
    seed: int
    defect: str = ""
    found_in: str = ""
    keeps_invitations: bool = False

    def expected(self, books: Books, noted: int) -> frozenset[str]:
        """The end states that are right: a defect is found, unless the fault may stop a run.

        Args:
            books: They say what the fault has struck.
            noted: How many invitations the journal has noted.
        """
        ends = self.fault.expected & _right_after(self.fault, books, noted)
        return frozenset({_PRODUCT}) | (ends & _STOPS) if self.defect else ends


@dataclass(frozen=True)
class Row:
    """What came of a case.

    Attributes:
        case: Which.
        state: How the scenario ended: "passed", "flaky", "infrastructure", "product", "refused",
            or another verdict, or "broken off".
        expected: The end states that would have been right.
        outcome: What is to be said of that.
        is_struck: Whether the fault struck: it is there from the beginning, or the phones have met
            it, or it was met by the look before the run, which was refused.
        is_found: Whether the defect was found, in the step that finds it where it is alone.
        attempts: How many it took.
        invitations: How often somebody was invited.
        doubled: Who was invited once too often, and not by a defect's doing.
        left: Who is left on the organization at the end.
        said: The failure's own words, or why the run broke off.
        duration_s: How long it took.
    """

    case: Case
    state: str
    expected: frozenset[str]
    outcome: Outcome
    is_struck: bool
    is_found: bool
    attempts: int
    invitations: int
    doubled: tuple[str, ...]
    left: tuple[str, ...]
    said: str
    duration_s: float

    @property
    def is_stopped(self) -> bool:
        """Whether it ended without a word about the app."""
        return self.state in _STOPS

    @property
    def is_masked(self) -> bool:
        """Whether it passed although there is a defect."""
        return bool(self.case.defect) and self.state in _PASSES


def judge(case: Case, ended: Ended) -> Row:
    """The row of a case.

    Args:
        case: What was tried.
        ended: What came of its run, with the phones' ledger and what its journal has open.
    """
    books = Books.of(ended.ledger)
    state, expected = end_state(ended), case.expected(books, ended.noted)
    is_struck = case.fault.at is None or state == "refused" or case.fault.name in books.struck
    outcome = _outcome(case, state, expected, books, ended)
    if outcome is Outcome.AS_EXPECTED and not is_struck:
        outcome = Outcome.NOT_MET
    failures = [each.failure for each in ended.attempts if each.failure]
    said = ended.refused or ended.broken_off or (failures[-1].message if failures else "")
    return Row(
        case=case,
        state=state,
        expected=expected,
        outcome=outcome,
        is_struck=is_struck,
        is_found=_is_found(case, state, ended),
        attempts=len(ended.attempts),
        invitations=books.invitations,
        doubled=_doubled(case, books),
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


def _outcome(
    case: Case,
    state: str,
    expected: frozenset[str],
    books: Books,
    ended: Ended,
) -> Outcome:
    if _doubled(case, books):
        return Outcome.DOUBLED
    if state not in expected:
        wrong = {_PRODUCT: Outcome.BLAMED, **dict.fromkeys(_PASSES, Outcome.FALSE_PASS)}
        return wrong.get(state, Outcome.OTHER_END)
    if case.defect and state == _PRODUCT and not _is_found(case, state, ended):
        # In another step it is not the defect that was seen.
        return Outcome.BLAMED
    # What nobody could look at is taken back by the next run, which knows it from the journal.
    # Where a defect was found, the fault may have come after that, in the taking back.
    may_stop = state in _STOPS or bool(case.defect and expected & _STOPS)
    known = {_key(each) for each in ended.open_in_journal} if may_stop else set[str]()
    if not case.keeps_invitations and not known.issuperset(map(_key, books.left)):
        return Outcome.LEFT
    return Outcome.AS_EXPECTED


def _is_found(case: Case, state: str, ended: Ended) -> bool:
    """Whether it is the defect that the product is blamed for."""
    return bool(case.defect) and state == _PRODUCT and _failed_in(ended) == case.found_in


def _failed_in(ended: Ended) -> str:
    """The step in which the last attempt failed; empty where it did not, or in none."""
    failure = ended.attempts[-1].failure if ended.attempts else None
    return failure.step if failure else ""


def _right_after(fault: Fault, books: Books, noted: int) -> frozenset[str]:
    """How a scenario may end after what the fault has struck; all, where only the fault tells.

    What only reads is asked again, in the same session where that goes on. A session that does not
    begin is asked for once more. Where one has ended and no invitation was noted before, nobody can
    have been invited: the scenario begins anew. An act in a session that goes on may be one that is
    never done again, such as the choice of a role.
    """
    if "passed" not in fault.expected or books.struck.get(fault.name) != 1:
        return fault.expected
    if books.struck_reads.get(fault.name) and not fault.breaks_session:
        return frozenset(_PASSES[:1])
    is_read = fault.name in books.struck_reads
    if fault.at == _SESSION or is_read or (fault.breaks_session and not noted):
        return frozenset(_PASSES)
    return fault.expected


def _doubled(case: Case, books: Books) -> tuple[str, ...]:
    """Who was invited twice, where the app has let the first invitation be taken back."""
    return () if case.keeps_invitations else books.doubled


def _key(written: str) -> str:
    """The same for all spellings of a number or an address."""
    return Contact("email" if "@" in written else "phone", written).key
