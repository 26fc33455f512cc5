"""What stands on a screen where a part was not found: most like it in words, kind and place."""

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from harness.capture.folder import Shot
from harness.capture.masking import MASK
from harness.capture.saved_screen import bounds_of, is_displayed
from harness.capture.ui_selector import Node
from harness.screen.locator import EDIT_TEXT, FIELDS, TAPPABLE, Locator, plain
from harness.session.sighting import Bounds

_MOST = 3
_LEAST_LIKELY = 0.35
_WORDS, _KIND, _PLACE = 0.7, 0.2, 0.1
_TOP, _BOTTOM = 0.2, 0.85


@dataclass(frozen=True)
class Near:
    """Something that may be the part.

    Attributes:
        label: What stands on it.
        what: "button", "field", "text".
        alike: How much its words are the part's, from 0 to 1.
        likely: The same with its kind and its place.
        fits: Whether it is of the part's kind.
    """

    label: str
    what: str
    bounds: Bounds
    alike: float
    likely: float
    fits: bool

    def __str__(self) -> str:
        return f'"{self.label}" ({self.what} at {self.bounds.center})'


def near(locator: Locator, shot: Shot, is_taken: Callable[[str], bool]) -> list[Near]:
    """What may be the part, the likeliest first, at most three.

    Args:
        locator: Of the part that was not found.
        shot: The screen.
        is_taken: Whether a label is another part's, so that it cannot be this one's.
    """
    found: dict[str, Near] = {}
    for node, label in _labelled(shot, locator):
        if not is_taken(label):
            candidate = _candidate(locator, node, label, shot)
            known = found.get(label)
            if known is None or candidate.likely > known.likely:
                found[label] = candidate
    likely = [each for each in found.values() if each.likely >= _LEAST_LIKELY or each.fits]
    return sorted(likely, key=lambda each: -each.likely)[:_MOST]


def only_one_left(locator: Locator, shot: Shot, is_taken: Callable[[str], bool]) -> Near | None:
    """The only button, or field, that no other part has; None where there are none or several."""
    if locator.kind not in {"button", "field"}:
        return None
    fitting = {
        label: _candidate(locator, node, label, shot)
        for node, label in _labelled(shot, locator)
        if not is_taken(label)
        and _fits(locator, node)
        and (locator.kind == "field" or node.get("class") == "android.widget.Button")
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _labelled(shot: Shot, locator: Locator) -> Iterator[tuple[Node, str]]:
    for node in shot.screen.nodes:
        bounds = bounds_of(node)
        if not (is_displayed(node) and bounds.area_px and shot.screen.window.has_center_of(bounds)):
            continue
        names = (
            ("text", "content-desc", "hint")
            if locator.kind in FIELDS
            else (
                "text",
                "content-desc",
            )
        )
        for label in dict.fromkeys(str(node.get(name) or "") for name in names):
            if label and MASK not in label:
                yield node, label


def _candidate(locator: Locator, node: Node, label: str, shot: Shot) -> Near:
    alike = max((_alike(label, own) for own in locator.labels), default=0.0)
    fits = _fits(locator, node)
    place = _PLACE * _is_in_place(locator, bounds_of(node), shot.screen.window)
    likely = _WORDS * alike + _KIND * fits + place
    return Near(label, _what(node), bounds_of(node), alike, likely, fits)


def _alike(label: str, own: str) -> float:
    """Letters in common, or words in common: "Invite" and "Invite a member"."""
    one, other = plain(label).casefold(), plain(own).casefold()
    letters = difflib.SequenceMatcher(None, one, other).ratio()
    words = set(other.split())
    return max(letters, 0.9 * len(words & set(one.split())) / max(1, len(words)))


def _fits(locator: Locator, node: Node) -> bool:
    is_field = node.get("class") == EDIT_TEXT
    if locator.kind in FIELDS:
        return is_field
    if locator.kind in TAPPABLE:
        return _what(node) == "button"
    return not is_field


def _what(node: Node) -> str:
    if node.get("class") == EDIT_TEXT:
        return "field"
    around = (node, *node.iterancestors())
    reacts = any(each.get("clickable") == "true" for each in around)
    return "button" if reacts else "text"


def _is_in_place(locator: Locator, bounds: Bounds, window: Bounds) -> bool:
    """Where a part of its kind is on most screens."""
    height = bounds.center[1] / window.height_px
    if locator.kind == "heading":
        return height < _TOP
    if locator.kind == "tab":
        return height > _BOTTOM or height < _TOP
    return True
