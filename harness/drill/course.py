"""pytest plugins of the drill: in which order scenarios run, when to stop, what came of each."""

import random
from collections.abc import Callable, Generator
from typing import Any

import pytest

from harness.drill.catalogue import Expected, words_of
from harness.drill.judge import is_expected
from harness.evidence.cards import cards_of
from harness.evidence.records import Attempt, Card
from harness.evidence.verdicts import Verdict
from harness.evidence.watcher import ATTEMPT


class Attempts:
    """Tells the attempt that the report of each scenario carries.

    Attributes:
        tell: Called with each, as soon as it has ended.
        all: In the order of running.
        planned: How many were to run.
        is_settled: Whether what has not run could not change anything any more.
    """

    def __init__(self) -> None:
        self.tell: Callable[[Attempt], None] = self._keep_to_itself
        self.all: list[Attempt] = []
        self.planned = 0
        self.is_settled = False

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """What is left after all choosing is to run."""
        self.planned = len(session.items)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A scenario has ended."""
        carried: dict[str, Any] | None = getattr(report, ATTEMPT, None)
        if carried:
            attempt = Attempt.from_json(carried)
            self.all.append(attempt)
            self.tell(attempt)

    def _keep_to_itself(self, attempt: Attempt) -> None:
        """Until somebody wants to hear."""


class Hunt(Attempts):
    """Runs scenarios until it is known where a defect is noticed.

    First those of the capability that should notice it, and among them those with the step that
    should fail. It stops as soon as what is still to run could not change the row: where the
    defect is noticed as expected, or the capability is done and something was found wrong.

    Args:
        expected: Where the defect should be noticed.
        values: Of the variant; scenarios that speak of them have the best prospects.
    """

    def __init__(self, expected: Expected, values: tuple[str, ...]) -> None:
        super().__init__()
        self._expected, self._values = expected, tuple(words_of(values))
        self._cards: dict[str, Card] = {}
        self._left = 0  # scenarios of the capability that have not run yet

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """The best prospects first; otherwise the order stays."""
        self._cards = cards_of(items, config.rootpath)
        items.sort(key=lambda item: self._rank(self._cards.get(item.nodeid)))
        self._left = sum(map(self._is_of_the_capability, self._cards.values()))

    def _rank(self, card: Card | None) -> tuple[int, int]:
        if card is None or not self._is_of_the_capability(card):
            return 2, 0
        if not any(self._expected.step in step for step in card.steps):
            return 1, 0
        told = " ".join((card.name, *card.tags, *card.row.values(), *card.steps))
        return 0, -sum(bool(word.search(told)) for word in self._values)

    def _is_of_the_capability(self, card: Card) -> bool:
        return card.feature == self._expected.capability

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Leave out what comes behind the scenario that settles the row."""
        result = yield
        card = self._cards.get(item.nodeid)
        self._left -= card is not None and self._is_of_the_capability(card)
        if self._noticed():
            self.is_settled = True
            # pytest's own way to stop is an interruption, of which it writes a long account.
            del item.session.items[item.session.items.index(item) + 1 :]
        return result

    def _noticed(self) -> bool:
        if self.all and is_expected(self.all[-1], self._expected):
            return True
        found_wrong = any(attempt.verdict is Verdict.PRODUCT for attempt in self.all)
        return found_wrong and self._left <= 0


class Shuffle(Attempts):
    """Runs one part of all scenarios in an order that a seed decides.

    Args:
        seed: Of the whole run: every part shuffles alike, and takes its share.
        part: Which one, from 0.
        parts: How many.
    """

    def __init__(self, seed: int, part: int, parts: int) -> None:
        super().__init__()
        self._seed, self._part, self._parts = seed, part, parts

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Shuffled, and without the other parts' scenarios."""
        random.Random(self._seed).shuffle(items)  # noqa: S311 - no secret hangs on it
        items[:] = items[self._part :: self._parts]


class Share(Attempts):
    """Runs one part of certain scenarios.

    Args:
        nodes: pytest's names of the scenarios.
        part: Which one, from 0.
        parts: How many.
    """

    def __init__(self, nodes: frozenset[str], part: int, parts: int) -> None:
        super().__init__()
        self._nodes, self._part, self._parts = nodes, part, parts

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Without all others."""
        chosen = [item for item in items if item.nodeid in self._nodes]
        items[:] = chosen[self._part :: self._parts]
