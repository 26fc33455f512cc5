"""How the scenarios ended that a phone had a part in: what a farm's dashboard is to say."""

from typing import Literal

from harness.evidence.verdicts import Verdict

_NAMED = 3


class Tally:
    """Counts scenarios by their last attempt. What was skipped says nothing."""

    def __init__(self) -> None:
        self._ended: dict[str, tuple[str, Verdict]] = {}

    def add(self, node_id: str, name: str, verdict: Verdict) -> None:
        """A scenario ended; an earlier attempt of it counts no more."""
        self._ended[node_id] = (name, verdict)

    def outcome(self) -> tuple[Literal["passed", "failed"], str] | None:
        """The outcome and its reason in a sentence; None where nothing ran to its end.

        Infrastructure that failed is no pass either: the reason says what it was.
        """
        ran = [each for each in self._ended.values() if each[1] is not Verdict.SKIPPED]
        bad = [f"{name} ({verdict})" for name, verdict in ran if verdict is not Verdict.PASSED]
        if not ran:
            return None
        if not bad:
            return "passed", f"{_scenarios(len(ran))} passed"
        more = f"; and {len(bad) - _NAMED} more" if len(bad) > _NAMED else ""
        listed = "; ".join(bad[:_NAMED]) + more
        return "failed", f"{len(bad)} of {_scenarios(len(ran))} did not pass: {listed}"


def _scenarios(count: int) -> str:
    return "1 scenario" if count == 1 else f"{count} scenarios"
