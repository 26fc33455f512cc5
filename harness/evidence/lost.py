"""Scenarios of which nobody tells how they ended: their process died, or they were never begun."""

import time

from harness.evidence.allure_results import ResultsLogger, bare_result, polish
from harness.evidence.places import Places
from harness.evidence.records import Attempt, Card, Failure, StepRecord
from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts
from harness.evidence.trail import Mark
from harness.evidence.verdicts import Verdict

_PROMISED = "The process that runs the scenario stays alive."
_LOOK_ABOVE = "Look at the worker's output above. The phone may need a look, too; then run again."
_OF_THE_RUN = (
    "Find out what ended the run, such as a limit of time or memory. The phone may need a look,"
    " too; then run again: the next run takes back what this attempt sent."
)


def died(card: Card, number: int, message: str) -> Attempt:
    """A worker died, and took an attempt along of which nothing else is known."""
    attempt = Attempt(card, number, Verdict.INFRASTRUCTURE, started_at=time.time())
    attempt.failure = Failure(
        "(not known)", _PROMISED, f"It died: {message}.", _LOOK_ABOVE, message
    )
    return attempt


def died_with_the_run(card: Card, number: int, mark: Mark) -> Attempt:
    """All of the run died in an attempt.

    Args:
        card: Of its scenario.
        number: Of the attempt.
        mark: Where it was.
    """
    begun = [StepRecord(*each) for each in zip(card.steps, mark.statuses, strict=False)]
    if begun and mark.in_step:
        begun[-1].status = Verdict.INFRASTRUCTURE.allure_status
    rest = [StepRecord(text) for text in card.steps[len(begun) :]]
    attempt = Attempt(
        card,
        number,
        Verdict.INFRASTRUCTURE,
        duration_s=round(mark.at - mark.started_at, 3),
        started_at=mark.started_at,
        steps=[*begun, *rest],
    )
    message = "the run died while this scenario was under way"
    step = begun[-1].text if begun and mark.in_step else ""
    attempt.failure = Failure(step, _PROMISED, f"It died: {message}.", _OF_THE_RUN, message)
    return attempt


def not_run(card: Card, number: int, why: str) -> Attempt:
    """A scenario that was never begun."""
    return Attempt(card, number, Verdict.SKIPPED, skipped_because=f"not run: {why}")


def tell_allure(
    attempt: Attempt, places: Places, redactor: Redactor, facts: RunFacts, epic: str
) -> None:
    """Writes the result that allure-pytest could not write.

    Args:
        attempt: One that was lost.
        places: Where results go.
        redactor: Keeps secrets out.
        facts: What the engine counted.
        epic: What all features together are about.
    """
    logger = ResultsLogger(
        places.allure_results,
        redactor,
        lambda result: polish(result, attempt, facts, epic=epic),
    )
    start_ms = round((attempt.started_at or time.time()) * 1000)
    stop_ms = start_ms + round(attempt.duration_s * 1000)
    logger.report_result(bare_result(attempt, start_ms, stop_ms))
