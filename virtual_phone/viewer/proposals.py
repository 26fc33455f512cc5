"""Locators for a view, each one tried on the phone before it is offered."""

from dataclasses import dataclass
from typing import Any

from virtual_phone.selectors.errors import InvalidSelector, NotFound, SelectorFailed
from virtual_phone.selectors.finder import Finder, Found, SearchOptions, located
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Node
from virtual_phone.viewer.candidates import Candidate, candidates, numbered, way_down
from virtual_phone.viewer.snippets import as_python, as_yaml


@dataclass(frozen=True)
class Proposal:
    """A locator that finds a view.

    Attributes:
        candidate: The locator, and what to know of it.
        matches: How many views it finds on this screen.
        position: Which of them is the view, from 0.
    """

    candidate: Candidate
    matches: int
    position: int

    def described(self) -> dict[str, Any]:
        """For the page, with the ways to write it down."""
        using, value = self.candidate.using, self.candidate.value
        return {
            "using": using,
            "value": value,
            "note": self.candidate.note,
            "matches": self.matches,
            "position": self.position,
            "python": as_python(using, value, self.position),
            "yaml": as_yaml(using, value),
        }


def proposals(node: Node, forest: Forest, finder: Finder, *, active: bool) -> list[Proposal]:
    """Locators of a view that have been tried: those that find it alone, then the others.

    Called while holding the phone's lock.

    Args:
        node: The view.
        forest: The windows that a client searches: one, or all of them.
        finder: Of the phone.
        active: Whether the view is in the active window; others are found with the setting
            `enableMultiWindows` only, and never by UiSelector.
    """
    options = SearchOptions(all_windows=not active)
    tried: list[Proposal] = []
    settled: set[str] = set()  # strategies that have a locator for this view alone

    def consider(candidate: Candidate | None) -> None:
        if candidate is None or candidate.using in settled:
            return
        proposal = _try(candidate, node, finder, options)
        if proposal is None or (proposal.matches > 1 and candidate.weak):
            return
        tried.append(proposal)
        if proposal.matches == 1:
            settled.add(candidate.using)

    for candidate in candidates(node, forest):
        consider(candidate)
    for proposal in tuple(tried):
        consider(numbered(proposal.candidate, proposal.position))
    consider(way_down(node, forest))
    return sorted(tried, key=lambda each: (each.matches > 1, each.candidate.weak))


def _try(
    candidate: Candidate, node: Node, finder: Finder, options: SearchOptions
) -> Proposal | None:
    """The candidate with what it finds; None where the view is not among it."""
    try:
        found = finder.every(located(candidate.using, candidate.value, ""), options)
    except (InvalidSelector, SelectorFailed, NotFound):
        return None
    keys = [_key(each) for each in found]
    if node.key not in keys:
        return None
    return Proposal(candidate, len(keys), keys.index(node.key))


def _key(found: Found) -> object:
    return found.node.key
