"""Recognising a screen that is in the way, and finding its safe answer on it."""

from collections.abc import Sequence

from harness.screen.locator import Locator, plain
from harness.screen.reading import Reading, ReadNode
from harness.settings import Interstitial


def in_the_way(
    known: Sequence[Interstitial], reading: Reading, wanted: Locator | None
) -> Interstitial | None:
    """The interstitial on the screen, if there is one.

    Args:
        known: All that have an answer.
        reading: The screen as it is.
        wanted: What is being looked for; an interstitial that it is part of is none.
    """
    for each in known:
        is_wanted = wanted is not None and wanted.names((*each.taps, *each.shows))
        if not is_wanted and _is_shown(each, reading):
            return each
    return None


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


def _is_shown(each: Interstitial, reading: Reading) -> bool:
    if each.package is not None and each.package in reading.packages:
        return True
    return any(reading.containing(words) for words in each.shows)
