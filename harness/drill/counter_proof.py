"""What caught a defect must pass on the clean app, or it has not noticed the defect.

This is asked of one run as it would be in the drill: same profile, same time-outs, no defect. Where
the drill has such a run of all scenarios anyway, that one answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from harness.drill.judge import BROKEN, Finding, Row, broken_off
from harness.drill.one_run import Ended
from harness.evidence.records import Attempt
from harness.evidence.verdicts import Verdict


@dataclass(frozen=True)
class CounterProof:
    """What came of it.

    Attributes:
        scenarios: How many were run.
        failed: Those that did not pass, and what kept others from being run.
        duration_s: How long the runs took that answered.
    """

    scenarios: int
    failed: tuple[Finding, ...]
    duration_s: float


class Proof:
    """Gathers what the catching scenarios do on the clean app, and settles rows by it."""

    def __init__(self) -> None:
        self._attempts: list[Attempt] = []
        self._needed: set[str] = set()
        self._broken_off: list[str] = []
        self._duration_s = 0.0

    def needed_by(self, rows: Iterable[Row]) -> dict[str, set[str]]:
        """The scenarios to run: pytest's names of them, by the name of their feature."""
        nodes: dict[str, set[str]] = {}
        for row in rows:
            if row.outcome.is_a_catch and row.finding:
                nodes.setdefault(row.finding.feature, set()).add(row.finding.node_id)
        self._needed = {node for of_feature in nodes.values() for node in of_feature}
        return nodes

    def take(self, ended: Ended) -> None:
        """One of its runs has ended."""
        self._attempts += ended.attempts
        self._duration_s += ended.duration_s
        if ended.broken_off:
            self._broken_off.append(ended.broken_off)

    def settled(self, row: Row) -> Row:
        """The row with what the scenario that decides it did on the clean app."""
        if not row.outcome.is_a_catch or row.finding is None:
            return row
        verdicts = {each.card.node_id: each.verdict for each in self._attempts}
        return row.on_the_clean_app(verdicts.get(row.finding.node_id))

    @property
    def outcome(self) -> CounterProof:
        """All of it."""
        wrong = (Verdict.PRODUCT, *BROKEN)
        asked = [each for each in self._attempts if each.card.node_id in self._needed]
        failed = [Finding.of(each) for each in asked if each.verdict in wrong]
        failed += [broken_off(why) for why in self._broken_off]
        return CounterProof(len(asked), tuple(failed), round(self._duration_s, 1))
