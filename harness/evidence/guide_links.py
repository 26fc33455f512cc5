"""From a scenario to the articles of the guide that promise what it checks."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from harness.errors import ConfigurationError
from harness.evidence.records import Card


def with_links(cards: Mapping[str, Card], root: Path) -> dict[str, Card]:
    """The cards, each with the addresses of its parts of the guide.

    A guide's file that is wrong leaves them as they are: the page of pictures says why.

    Args:
        cards: By node id.
        root: The project's folder.
    """
    # Only now: nothing else that is done before the first scenario needs it.
    from harness.report.guide import articles, load_guide

    try:
        guide = load_guide(root)
    except ConfigurationError:
        guide = None
    if guide is None:
        return dict(cards)
    return {
        node_id: replace(card, links=articles(guide, card.as_json()))
        for node_id, card in cards.items()
    }
