"""What the engine reports while it works: counted for the summary, shown beside the step."""

from collections.abc import Callable, Iterable

from harness.evidence.recorder import Recorder
from harness.evidence.run_facts import RunFacts


class RunNotes:
    """Lists what got in the way and how the engine went round it.

    Args:
        facts: Where the whole run counts it.
        recorder: Shows it beside the step that is running.
        keep_secret: Takes codes that no report may show, such as `OneTimeSecrets.learn`.
    """

    def __init__(
        self,
        facts: RunFacts,
        recorder: Recorder,
        keep_secret: Callable[[Iterable[str]], None],
    ) -> None:
        self._facts, self._recorder, self._keep_secret = facts, recorder, keep_secret

    def interstitial(self, name: str) -> None:
        """Something lay over the screen and was dismissed by its safe answer."""
        self._facts.interstitials.append(name)
        self._recorder.note("Dismissed", name)

    def fallback(self, what: str) -> None:
        """The first way did not work, and a second one was taken."""
        self._facts.fallbacks.append(what)
        self._recorder.note("Second way", what)

    def keep_secret(self, codes: Iterable[str]) -> None:
        """One-time codes are about to be typed; no report may show them."""
        self._keep_secret(codes)
