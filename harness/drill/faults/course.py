"""pytest plugin of the drill under faults: one scenario out of all."""

import pytest

from harness.drill.course import Attempts
from harness.drill.faults.choice import Scenario
from harness.drill.judge import title
from harness.evidence.cards import cards_of


class One(Attempts):
    """Runs one scenario, with as many attempts as it takes.

    Args:
        scenario: Which.
    """

    def __init__(self, scenario: Scenario) -> None:
        super().__init__()
        self._scenario = scenario

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Without all others."""
        cards = cards_of(items, config.rootpath)
        wanted = self._scenario.feature, self._scenario.title
        items[:] = [
            item
            for item in items
            if item.nodeid in cards
            and (cards[item.nodeid].feature, title(cards[item.nodeid])) == wanted
        ]
