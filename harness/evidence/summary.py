"""`reports/summary.json`: the outcome of a run for machines, and all the page of pictures needs."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from harness.evidence.records import Attempt, Card, StepRecord
from harness.evidence.run_facts import RunFacts
from harness.evidence.verdicts import Verdict, exit_code

MOMENT = "%Y-%m-%dT%H:%M:%S%z"
"""How a moment is written."""


class Outcomes:
    """All attempts of a run, in the order in which they ended."""

    def __init__(self) -> None:
        self._attempts: dict[str, list[Attempt]] = {}

    def add(self, attempt: Attempt) -> None:
        """Takes up an attempt."""
        self._attempts.setdefault(attempt.card.node_id, []).append(attempt)

    def knows(self, attempt: Attempt) -> bool:
        """Whether this very attempt was taken up already."""
        known = self._attempts.get(attempt.card.node_id, [])
        return any(each.started_at == attempt.started_at for each in known)

    def next_number(self, node_id: str) -> int:
        """The number that the next attempt of a scenario has."""
        return len(self._attempts.get(node_id, [])) + 1

    def missing(self, cards: Iterable[Card]) -> list[Card]:
        """The scenarios that were collected and left no attempt."""
        return [card for card in cards if card.node_id not in self._attempts]

    def finals(self) -> list[Attempt]:
        """The last attempt of each scenario."""
        return [attempts[-1] for attempts in self._attempts.values()]

    def is_flaky(self, attempt: Attempt) -> bool:
        """Whether the scenario passed, but not at once."""
        attempts = self._attempts[attempt.card.node_id]
        return attempt.verdict is Verdict.PASSED and len(attempts) > 1

    def exit_code(self, *, allow_flaky: bool = False) -> int:
        """0 passed, 1 product, 2 wrong use or test, 3 infrastructure only, 4 flaky only.

        Args:
            allow_flaky: Whether a pass on a later attempt counts like any other.
        """
        finals = self.finals()
        verdicts = [attempt.verdict or Verdict.TEST for attempt in finals]
        return exit_code(verdicts, flaky=not allow_flaky and any(map(self.is_flaky, finals)))

    def counts(self) -> dict[str, int]:
        """How many scenarios ended how; each is counted once, a flaky pass as "flaky" only."""
        words = Counter(
            "flaky" if self.is_flaky(final) else (final.verdict or Verdict.TEST).allure_status
            for final in self.finals()
        )
        return {word: words[word] for word in ("passed", "failed", "broken", "skipped", "flaky")}

    def in_order(self, cards: Iterable[Card]) -> list[list[Attempt]]:
        """Each scenario's attempts, in the order in which the scenarios were collected."""
        order = {card.node_id: place for place, card in enumerate(cards)}
        known = sorted(self._attempts.items(), key=lambda item: order.get(item[0], len(order)))
        return [attempts for _, attempts in known]


def summary(
    outcomes: Outcomes, cards: Iterable[Card], facts: RunFacts, *, code: int, wall_s: float
) -> dict[str, Any]:
    """Builds the content of `summary.json`.

    Args:
        outcomes: All attempts.
        cards: What was collected, in order.
        facts: What the engine counted.
        code: The exit code.
        wall_s: How long the run took, in seconds.
    """
    known = facts.as_json()
    return {
        "profile": known["profile"],
        "phone_kind": known["phone_kind"],
        "scenarios": outcomes.counts(),
        "exit_code": code,
        "wall_s": round(wall_s, 3),
        "commands": known["commands"],
        "interstitials": known["interstitials"],
        "fallbacks": known["fallbacks"],
        "journal_open": known["journal_open"],
        "details": known["details"],
        "ended_at": time.strftime(MOMENT),
        "results": [_result(attempts) for attempts in outcomes.in_order(cards)],
    }


def _result(attempts: list[Attempt]) -> dict[str, Any]:
    final = attempts[-1]
    card = final.card
    passed_late = final.verdict is Verdict.PASSED and len(attempts) > 1
    return {
        "node_id": card.node_id,
        "feature_file": card.feature_file,
        "feature": card.feature,
        "feature_description": card.feature_description,
        "rule": card.rule,
        "template": card.template,
        "name": card.name,
        "row": card.row,
        "line": card.line,
        "step_lines": card.step_lines,
        "tags": card.tags,
        "verdict": str(final.verdict or Verdict.TEST),
        "status": (final.verdict or Verdict.TEST).allure_status,
        "flaky": passed_late,
        "attempts": len(attempts),
        "duration_s": round(sum(attempt.duration_s for attempt in attempts), 3),
        "failing_step": final.failure.step if final.failure else None,
        "message": final.failure.message if final.failure else None,
        "failure": asdict(final.failure) if final.failure else None,
        "earlier_attempts": [_earlier(each) for each in attempts[:-1]],
        "skipped_because": final.skipped_because,
        "steps": [asdict(step) for step in final.steps or _not_run(card)],
        "pictures": [asdict(picture) for picture in final.pictures],
        "notes": final.notes,
        "films": [asdict(film) for film in final.films],
    }


def _earlier(attempt: Attempt) -> dict[str, Any]:
    """An attempt that was not the last one, with what it showed."""
    return {
        "number": attempt.number,
        "verdict": str(attempt.verdict or Verdict.TEST),
        "status": (attempt.verdict or Verdict.TEST).allure_status,
        "duration_s": round(attempt.duration_s, 3),
        "failure": asdict(attempt.failure) if attempt.failure else None,
        "steps": [asdict(step) for step in attempt.steps or _not_run(attempt.card)],
        "pictures": [asdict(picture) for picture in attempt.pictures],
        "notes": attempt.notes,
        "films": [asdict(film) for film in attempt.films],
    }


def _not_run(card: Card) -> list[StepRecord]:
    return [StepRecord(text) for text in card.steps]
