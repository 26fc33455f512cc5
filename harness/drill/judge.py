"""Was a defect noticed where it should be? What was expected is compared with what was seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from harness.claims import word_for_claim
from harness.drill.catalogue import Expected, StepKind, Variant
from harness.evidence.records import Attempt, Card
from harness.evidence.verdicts import Verdict

_KINDS = {"Given": StepKind.ACT, "When": StepKind.ACT, "Then": StepKind.CHECK}
"""Of a step by its keyword."""
_DOUBTS = {
    None: "it did not run on the clean app",
    Verdict.SKIPPED: "it was skipped on the clean app",
}
BROKEN = (Verdict.TEST, Verdict.INFRASTRUCTURE, Verdict.WRONG_USE)
"""Verdicts that say nothing about the app."""


class Outcome(StrEnum):
    """What became of a defect; all but the first fall short."""

    AS_EXPECTED = "caught as expected"
    ELSEWHERE = "caught elsewhere"
    NOT_BY_A_CHECK = "not by a check"
    NOT_CAUGHT = "not caught"

    @property
    def is_a_catch(self) -> bool:
        """Whether a check has found the app wrong."""
        return self in (Outcome.AS_EXPECTED, Outcome.ELSEWHERE)


@dataclass(frozen=True)
class Finding:
    """A scenario that did not pass, in words for people.

    Attributes:
        feature: The feature's name.
        scenario: The scenario's, with its row of examples where it has one.
        node_id: pytest's name of it; empty where it is the run itself that failed.
        step: The step that failed, as the feature has it; empty before the first one.
        keyword: "Given", "When" or "Then", also where the feature says "And"; empty without a step.
        verdict: "product" where the app was found wrong, else why the scenario is broken.
        claim: The word before `promised`: whose word it was.
        promised: What should have been.
        seen: What was seen instead.
        do: What to do now.
        message: The error's own words.
    """

    feature: str
    scenario: str
    node_id: str
    step: str
    keyword: str
    verdict: str
    claim: str
    promised: str
    seen: str
    do: str
    message: str

    @classmethod
    def of(cls, attempt: Attempt) -> "Finding":
        """What an attempt that did not pass says."""
        why = attempt.failure
        return cls(
            feature=attempt.card.feature,
            scenario=title(attempt.card),
            node_id=attempt.card.node_id,
            step=why.step if why else "",
            keyword=_keyword(attempt),
            verdict=str(attempt.verdict),
            claim=word_for_claim(str(attempt.verdict), attempt.card.tags),
            promised=why.promised if why else "",
            seen=why.seen if why else "",
            do=why.do if why else "",
            message=why.message if why else "",
        )

    @property
    def is_on_the_way(self) -> bool:
        """Whether it was a Given or a When that failed: nobody had begun to look yet."""
        return _KINDS.get(self.keyword) is StepKind.ACT


@dataclass(frozen=True)
class Row:
    """A row of the table: one variant and what became of it.

    Attributes:
        variant: Which.
        outcome: Whether it was noticed where it should be.
        finding: By what; None where by nothing.
        others: What else failed on the way, in the order of running.
        scenarios: How many were run until the row was settled.
        duration_s: How long that took.
        skipped: How many of them were skipped.
        broken_off: Why a run did not come to its end by itself, where that is not the finding.
        doubt: Why what was found is no proof after all; empty where it is one.
    """

    variant: Variant
    outcome: Outcome
    finding: Finding | None
    others: tuple[Finding, ...]
    scenarios: int
    duration_s: float
    skipped: int = 0
    broken_off: str = ""
    doubt: str = ""

    @property
    def told(self) -> str:
        """The outcome, with what casts doubt on it."""
        return f"{self.outcome}: {self.doubt}" if self.doubt else str(self.outcome)

    @property
    def is_troubled(self) -> bool:
        """Whether on the way something broke: an error that says nothing about the app."""
        broke = any(each.verdict != str(Verdict.PRODUCT) for each in self.others)
        return broke or bool(self.broken_off)

    def on_the_clean_app(self, verdict: Verdict | None) -> "Row":
        """The row after the scenario that decides it was run on the clean app, too.

        Args:
            verdict: What came of it there; None where it was not run.
        """
        if verdict is Verdict.PASSED:
            return self
        doubt = _DOUBTS.get(verdict, "it fails on the clean app, too")
        return replace(self, outcome=Outcome.NOT_BY_A_CHECK, doubt=doubt)


def title(card: Card) -> str:
    """A scenario's name, with what its row of examples adds to it."""
    others = [value for column, value in card.row.items() if f"<{column}>" not in card.template]
    return f"{card.name} ({', '.join(others)})" if others else card.name


def is_expected(attempt: Attempt, expected: Expected) -> bool:
    """Whether the app was found wrong where it should be.

    That is in the feature and in the step that speak of the defect, and in a step of the kind that
    should notice it: what a check should find is not found where an act did not come off.
    """
    return (
        attempt.verdict is Verdict.PRODUCT
        and attempt.failure is not None
        and attempt.card.feature == expected.capability
        and bool(expected.step)
        and expected.step in attempt.failure.step
        and _KINDS.get(_keyword(attempt)) is expected.kind
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
    failed = [each for each in attempts if each.verdict in (Verdict.PRODUCT, *BROKEN)]
    outcome, decisive = _decided(failed, variant.expected)
    finding = Finding.of(decisive) if decisive else None
    if no_run and finding is None:
        outcome, finding, no_run = Outcome.NOT_BY_A_CHECK, broken_off(no_run), ""
    return Row(
        variant=variant,
        outcome=outcome,
        finding=finding,
        others=tuple(Finding.of(each) for each in failed if each is not decisive),
        scenarios=len(attempts),
        duration_s=round(duration_s, 1),
        skipped=sum(each.verdict is Verdict.SKIPPED for each in attempts),
        broken_off=no_run,
    )


def broken_off(why: str) -> Finding:
    """What stands where a run ended before its scenarios did."""
    return Finding(
        feature="",
        scenario="(the run itself)",
        node_id="",
        step="",
        keyword="",
        verdict=str(Verdict.INFRASTRUCTURE),
        claim=word_for_claim(str(Verdict.INFRASTRUCTURE), ()),
        promised="The run comes to its end.",
        seen=why,
        do="",
        message=why,
    )


def _keyword(attempt: Attempt) -> str:
    """Of the step that failed; "And" and "But" mean the keyword before them."""
    if attempt.failure is None:
        return ""
    texts = [step.text for step in attempt.steps if step.status != "skipped"]
    for text in (attempt.failure.step, *reversed(texts)):
        keyword = text.partition(" ")[0]
        if keyword in _KINDS:
            return keyword
    return ""


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
