"""What the engine reports while it works: counted for the summary, shown beside the step."""

from harness.evidence.recorder import Recorder
from harness.evidence.run_facts import RunFacts


class RunNotes:
    """Lists what got in the way and how the engine went round it.

    Args:
        facts: Where the whole run counts it.
        recorder: Shows it beside the step that is running.
    """

    def __init__(self, facts: RunFacts, recorder: Recorder) -> None:
        self._facts, self._recorder = facts, recorder

    def interstitial(self, name: str) -> None:
        """Something lay over the screen and was dismissed by its safe answer."""
        self._facts.interstitials.append(name)
        self._recorder.note("Dismissed", name)

    def fallback(self, what: str) -> None:
        """The first way did not work, and a second one was taken."""
        self._facts.fallbacks.append(what)
        self._recorder.note("Second way", what)
