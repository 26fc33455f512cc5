"""A run that had no end: it was killed, or its machine went away. What it left is summed up later.

Whoever answers for a run writes the summary as the last thing. Where it died before, what was
collected and what its processes have laid down tell nearly as much.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.evidence.environment import write_environment
from harness.evidence.leak_scan import Leak
from harness.evidence.lost import died_with_the_run, not_run, tell_allure
from harness.evidence.places import Collected, Places
from harness.evidence.redaction import Redactor
from harness.evidence.summary import MOMENT, Outcomes, summary
from harness.evidence.trail import Trails, read_trails, somebody_is_alive
from harness.evidence.verdicts import Verdict

_NOBODY_HAS_LOOKED = "what nobody has looked for, as the run had no end"
_WORSE = (Verdict.PRODUCT.exit_code, Verdict.WRONG_USE.exit_code)


@dataclass(frozen=True)
class DeadRun:
    """What is left of it.

    Args:
        places: Where its files are.
        collected: What it was to run.
    """

    places: Places
    collected: Collected

    @property
    def is_alive(self) -> bool:
        """Whether it is not dead at all, but still at work."""
        return somebody_is_alive(self.places.trails)

    def sum_up(self) -> str:
        """Writes `summary.json`, with Allure's results that are missing; returns a line about it.

        Attempts that had ended are as they were; one that was under way is broken, what was not
        begun is skipped. What they say was redacted when it was laid down.
        """
        trails = read_trails(self.places.trails)
        outcomes = Outcomes()
        for ended in trails.attempts:
            outcomes.add(ended)
        under_way = self._under_way(outcomes, trails)
        for attempt in under_way:
            outcomes.add(attempt)
        missing = [
            not_run(card, 1, "the run died before its turn")
            for card in outcomes.missing(self.collected.cards.values())
        ]
        last_s = max(trails.last_s, self.collected.started_at)
        self.places.allure_results.mkdir(parents=True, exist_ok=True)
        for attempt in missing:
            attempt.started_at = last_s
            outcomes.add(attempt)
        redactor = Redactor()
        for attempt in (*under_way, *missing):
            tell_allure(attempt, self.places, redactor, trails.facts, self.collected.epic)
        # Neither variables nor checkout need be as they were then.
        write_environment(self.places.allure_results, trails.facts, redactor, variables={})
        self.places.write_summary(self._summary(outcomes, trails, last_s))
        self.places.remove_trails()
        return (
            f"The run had no end: {_scenarios(len(under_way))} under way when it died, and"
            f" {len(missing)} not begun."
        )

    def _under_way(self, outcomes: Outcomes, trails: Trails) -> list[Any]:
        cards = self.collected.cards
        marks = [mark for mark in trails.under_way if mark.node_id in cards]
        return [
            died_with_the_run(cards[mark.node_id], outcomes.next_number(mark.node_id), mark)
            for mark in marks
        ]

    def _summary(self, outcomes: Outcomes, trails: Trails, last_s: float) -> dict[str, Any]:
        code = outcomes.exit_code()
        code = code if code in _WORSE else Verdict.INFRASTRUCTURE.exit_code
        cards = self.collected.cards.values()
        wall_s = last_s - self.collected.started_at
        content = summary(outcomes, cards, trails.facts, code=code, wall_s=wall_s)
        leak = Leak(self.places.reports.name, _NOBODY_HAS_LOOKED)
        return {
            **content,
            "ended_at": time.strftime(MOMENT, time.localtime(last_s)),
            "allure_results": self.places.told_of_results,
            "had_no_end": True,
            # For whoever publishes: at its end a run looks for secrets, and this one did not.
            "leaks": [vars(leak)],
        }


def dead_run_in(reports: Path) -> DeadRun | None:
    """What is left there of a run that began and had no end; None where there is no such run.

    Args:
        reports: The reports folder.
    """
    places = Places(reports, reports / "allure-results")
    collected = places.read_last()
    if collected is None or not places.trails.is_dir():
        return None
    return DeadRun(Places(reports, reports / collected.allure_results), collected)


def _scenarios(count: int) -> str:
    return "1 scenario was" if count == 1 else f"{count} scenarios were"
