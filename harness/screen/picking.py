"""Which of the nodes that a look-up brought back is the part that was meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.screen.locator import EDIT_TEXT, FIELDS, Locator
from harness.session.sighting import Bounds, Sighting


@dataclass(frozen=True)
class Missing:
    """Why a part is not ready to be used, in words for the person who reads the report.

    Attributes:
        is_further_down: Whether it is there, above or below what the display shows.
        is_several: Whether it is there more than once.
        has_to_stay: Whether it is there, and counts once it was so for a while.
    """

    why: str
    is_further_down: bool = False
    is_several: bool = False
    has_to_stay: bool = False

    @property
    def is_out_of_use(self) -> bool:
        """Whether it is there for all that: only a finger cannot have it at the moment."""
        return self.is_further_down or self.is_several


@dataclass(frozen=True)
class Match:
    """One part on the display: its nodes, smallest first.

    An app often gives one control several nodes with the same label, one inside the other (a
    clickable frame with a description, a text in it). To a person they are one thing.
    """

    nodes: tuple[Sighting, ...]

    @property
    def target(self) -> Sighting:
        """The node whose middle is the right place for a finger."""
        return self.nodes[0]

    @property
    def clickable(self) -> bool:
        """Whether a node with the label reacts itself; its parent may react all the same."""
        return any(node.clickable for node in self.nodes)

    @property
    def enabled(self) -> bool:
        """Whether none of its nodes is switched off."""
        return all(node.enabled for node in self.nodes)

    @property
    def reacts_not_yet(self) -> bool:
        """Whether a node that would react to a tap is switched off."""
        return any(node.clickable and not node.enabled for node in self.nodes)

    @property
    def marked(self) -> bool:
        """Whether one of its nodes says that it is selected or checked."""
        return any(node.selected or node.checked for node in self.nodes)


def is_on_display(sighting: Sighting, window: Bounds) -> bool:
    """Whether a person can see it: pages that are off-screen stay in Android's tree."""
    has_size = sighting.bounds.width_px > 0 and sighting.bounds.height_px > 0
    return sighting.displayed and has_size and window.has_center_of(sighting.bounds)


def matches(locator: Locator, seen: Iterable[Sighting], window: Bounds) -> list[Match]:
    """The parts that the locator names, each once, top to bottom."""
    visible = [each for each in seen if is_on_display(each, window)]
    if locator.kind in FIELDS and not locator.explicit:
        named = _fields(locator, visible)
    else:
        named = [each for each in visible if _names(locator, each)]
    found = sorted(_merge_nested(named), key=lambda match: match.target.bounds[1::-1])
    return _merge_side_by_side(found) if locator.kind == "row" else found


def pick(locator: Locator, seen: Sequence[Sighting], window: Bounds) -> Match | Missing:
    """The one part that the locator names, or why there is none to use."""
    by_label = (matches(each, seen, window) for each in locator.by_preference())
    found = next((each for each in by_label if each), [])
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(str(match.target.bounds.center) for match in found)
        times = f"it is on the screen {len(found)} times (at {places}); which one is meant?"
        return Missing(times, is_several=True)
    outside = [each for each in seen if _names(locator, each) and not is_on_display(each, window)]
    if outside:
        below = any(_is_above_or_below(each.bounds, window) for each in outside)
        return Missing("it exists, but outside the visible part of the screen", below)
    return Missing("it is not on the screen")


def first_shown(
    locators: Iterable[Locator], seen: Sequence[Sighting], window: Bounds
) -> Locator | None:
    """The first of the locators that names anything on the display."""
    return next((each for each in locators if matches(each, seen, window)), None)


def _is_above_or_below(bounds: Bounds, window: Bounds) -> bool:
    x, y = bounds.center
    return window.left <= x < window.right and not window.top <= y < window.bottom


def _names(locator: Locator, sighting: Sighting) -> bool:
    if locator.explicit:
        return any((each.using, each.value) in sighting.found_by for each in locator.explicit)
    return locator.names((*sighting.labels, sighting.hint))


def _fields(locator: Locator, seen: Iterable[Sighting]) -> list[Sighting]:
    """Input fields: by their own label or hint, else the only one there is.

    The label of a field stands in its hint, in its text while it is empty, or beside it.
    """
    fields = [each for each in seen if each.class_name == EDIT_TEXT]
    if locator.kind == "password":
        return [each for each in fields if each.password]
    named = [each for each in fields if _names(locator, each)]
    return named or (fields if len(fields) == 1 else [])


def _merge_side_by_side(found: Sequence[Match]) -> list[Match]:
    """One label twice at one height is one row: its picture and its name."""
    rows: list[Match] = []
    for match in found:
        if rows and rows[-1].target.bounds.is_level_with(match.target.bounds):
            nodes = sorted((*rows[-1].nodes, *match.nodes), key=lambda node: node.text == "")
            rows[-1] = Match(tuple(nodes))
        else:
            rows.append(match)
    return rows


def _merge_nested(visible: Iterable[Sighting]) -> list[Match]:
    groups: list[list[Sighting]] = []
    for node in sorted(visible, key=lambda each: each.bounds.area_px):
        inside = next((group for group in groups if node.bounds.encloses(group[0].bounds)), None)
        if inside is None:
            groups.append([node])
        else:
            inside.append(node)
    return [Match(tuple(group)) for group in groups]
