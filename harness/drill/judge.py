"""Was a defect noticed where it should be? What was expected is compared with what was seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.drill.catalogue import Expected, Variant
from harness.evidence.records import Attempt, Card
from harness.evidence.verdicts import Verdict

_BROKEN = (Verdict.TEST, Verdict.INFRASTRUCTURE, Verdict.WRONG_USE)


class Outcome(StrEnum):
    """What became of a defect; all but the first fall short."""

    AS_EXPECTED = "caught as expected"
    ELSEWHERE = "caught elsewhere"
    NOT_BY_A_CHECK = "not by a check"
    NOT_CAUGHT = "not caught"


@dataclass(frozen=True)
class Catch:
    """A scenario that did not pass, in words for people.

    Attributes:
        feature: The feature's name.
        scenario: The scenario's, with its row of examples where it has one.
        step: The step that failed, as the feature has it; empty before the first one.
        verdict: "product" where the app was found wrong, else why the scenario is broken.
        promised: What should have been.
        seen: What was seen instead.
        message: The error's own words.
    """

    feature: str
    scenario: str
    step: str
    verdict: str
    promised: str
    seen: str
    message: str

    @classmethod
    def of(cls, attempt: Attempt) -> "Catch":
        """What an attempt that did not pass says."""
        why = attempt.failure
        return cls(
            feature=attempt.card.feature,
            scenario=title(attempt.card),
            step=why.step if why else "",
            verdict=str(attempt.verdict),
            promised=why.promised if why else "",
            seen=why.seen if why else "",
            message=why.message if why else "",
        )


@dataclass(frozen=True)
class Row:
    """A row of the table: one variant and what became of it.

    Attributes:
        variant: Which.
        outcome: Whether it was noticed where it should be.
        catch: By what; None where by nothing.
        others: What else failed on the way, in the order of running.
        scenarios: How many were run until the row was settled.
        duration_s: How long that took.
    """

    variant: Variant
    outcome: Outcome
    catch: Catch | None
    others: tuple[Catch, ...]
    scenarios: int
    duration_s: float


def title(card: Card) -> str:
    """A scenario's name, with what its row of examples adds to it."""
    others = [value for column, value in card.row.items() if f"<{column}>" not in card.template]
    return f"{card.name} ({', '.join(others)})" if others else card.name


def is_expected(attempt: Attempt, expected: Expected) -> bool:
    """Whether the app was found wrong in the feature and in the step that speak of the defect."""
    return (
        attempt.verdict is Verdict.PRODUCT
        and attempt.failure is not None
        and attempt.card.feature == expected.capability
        and bool(expected.step)
        and expected.step in attempt.failure.step
    )


def judge(
    variant: Variant, attempts: Sequence[Attempt], duration_s: float, no_run: str = ""
) -> Row:
    """The row of a variant.

    Args:
        variant: What was switched on.
        attempts: In the order of running.
        duration_s: How long that took.
        no_run: Why the run did not come to its end by itself; empty where it did.
    """
    failed = [each for each in attempts if each.verdict in (Verdict.PRODUCT, *_BROKEN)]
    outcome, decisive = _decided(failed, variant.expected)
    catch = Catch.of(decisive) if decisive else None
    if no_run and catch is None:
        outcome, catch = Outcome.NOT_BY_A_CHECK, broken_off(no_run)
    return Row(
        variant=variant,
        outcome=outcome,
        catch=catch,
        others=tuple(Catch.of(each) for each in failed if each is not decisive),
        scenarios=len(attempts),
        duration_s=round(duration_s, 1),
    )


def broken_off(why: str) -> Catch:
    """What stands where a run ended before its scenarios did."""
    infrastructure = str(Verdict.INFRASTRUCTURE)
    return Catch("", "(the run itself)", "", infrastructure, "The run comes to its end.", why, why)


def _decided(failed: Iterable[Attempt], expected: Expected) -> tuple[Outcome, Attempt | None]:
    elsewhere = broken = None
    for attempt in failed:
        if is_expected(attempt, expected):
            return Outcome.AS_EXPECTED, attempt
        if attempt.verdict is Verdict.PRODUCT:
            elsewhere = elsewhere or attempt
        else:
            broken = broken or attempt
    if elsewhere:
        return Outcome.ELSEWHERE, elsewhere
    return (Outcome.NOT_BY_A_CHECK, broken) if broken else (Outcome.NOT_CAUGHT, None)
