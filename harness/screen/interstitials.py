"""Recognising a screen that is in the way, and finding its safe answer on it."""

from collections.abc import Sequence

from harness.screen.locator import Locator, plain
from harness.screen.reading import Reading, ReadNode
from harness.settings import Interstitial


def in_the_way(
    known: Sequence[Interstitial], reading: Reading, wanted: Locator | None
) -> list[Interstitial]:
    """The interstitials on the screen: who lies in front of others is the first.

    Two may come at once, and only the one in front can be answered. What is drawn last is in
    front; where that does not tell, the one that is known first.

    Args:
        known: All that have an answer.
        reading: The screen as it is.
        wanted: What is being looked for; an interstitial that it is part of is none.
    """
    drawn = [node for root in reading.roots for node in root.walk() if node.displayed]
    places: list[tuple[int, Interstitial]] = []
    for each in known:
        is_wanted = wanted is not None and wanted.names((*each.taps, *each.shows))
        if not is_wanted and (place := _last_place(each, reading, drawn)) is not None:
            places.append((place, each))
    return [each for _, each in sorted(places, key=lambda found: -found[0])]


def answer_button(each: Interstitial, reading: Reading) -> ReadNode | None:
    """What to tap: the last one drawn where several carry the label, as pop-ups lie on top."""
    for label in each.taps:
        found = [
            node
            for root in reading.roots
            for node in root.walk()
            if node.displayed and plain(label) in map(plain, node.labels)
        ]
        if found:
            return found[-1]
    return None


def speaks_of(each: Interstitial, words: str) -> bool:
    """Whether a text holds the words by which the interstitial is known."""
    said = plain(words).casefold()
    return any(plain(shown).casefold() in said for shown in each.shows)


def _last_place(each: Interstitial, reading: Reading, drawn: Sequence[ReadNode]) -> int | None:
    """How late it is drawn; None where it is not on the screen."""
    nodes = [node for words in each.shows for node in reading.containing(words)]
    if each.package is not None and each.package in reading.packages:
        nodes += [node for node in drawn if node.package == each.package]
        return max((drawn.index(node) for node in nodes), default=0)
    return max((drawn.index(node) for node in nodes), default=None)
