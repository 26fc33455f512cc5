"""A screen as it is looked at: of a phone through its session, or as it was saved in a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from harness.screen.locator import TAPPABLE, Explicit, Locator, expressions
from harness.screen.picking import Match, Missing, first_shown, matches, pick
from harness.screen.reading import Reading, ReadNode
from harness.session.faults import SelectorRefused
from harness.session.sighting import UIAUTOMATOR, Bounds, Sighting


class Words(Protocol):
    """How the guide's English labels read in the app's language."""

    @property
    def code(self) -> str:
        """Of that language, such as "pt-BR"; "" where it does not matter."""

    def text(self, label: str) -> str:
        """The label in that language."""


class Looked(Protocol):
    """Where looks go."""

    def find(self, value: str, using: str = UIAUTOMATOR) -> list[Sighting]:
        """Every view that a selector matches."""

    def page_source(self) -> str:
        """The whole screen as XML."""

    @property
    def window(self) -> Bounds:
        """The part of the display that apps can use."""


@dataclass(frozen=True)
class Override:
    """What config/locators.yaml says of a part: other labels, or raw locators."""

    labels: tuple[str, ...] = ()
    explicit: tuple[Explicit, ...] = ()


def _always(_seen: Sequence[Sighting]) -> None:
    """Nothing else matters."""


@dataclass(frozen=True)
class Condition:
    """What a look has to see besides a part, so that the part may be used.

    Attributes:
        beside: What else is looked for in the same look-up.
        unmet: Told all that was seen; says why the part is not to be used now, or raises where
            that will not change. None: it may be used.
    """

    beside: Sequence[Locator] = ()
    unmet: Callable[[Sequence[Sighting]], Missing | None] = _always


ALWAYS = Condition()
"""Whatever else is seen."""


class Sight:
    """Finds parts of pages, and changes nothing.

    Args:
        looked: Where looks go: a session, or a saved screen.
        words: The app's language.
        override: What the user's locators say of a part, by its name "PermissionsPage.invite".
        package: The app's Android package.
        fallback: Told when something was done in another way than asked for first.
    """

    def __init__(
        self,
        looked: Looked,
        *,
        words: Words,
        override: Callable[[str], Override],
        package: str,
        fallback: Callable[[str], None] = lambda _what: None,
    ) -> None:
        self.package = package
        self._looked, self._words, self._override = looked, words, override
        self._fallback = fallback
        self._one_selector_at_a_time = False
        self._last_read: Reading | None = None

    def resolve(self, part: str, locator: Locator) -> Locator:
        """The locator in the app's language, with what the user's locators say of the part."""
        override = self._override(part)
        if override.labels:
            labels, locator = override.labels, replace(locator, pattern="")
        elif locator.verbatim:
            labels = locator.labels
        else:
            labels = tuple(self._words.text(label) for label in locator.labels)
        return replace(locator, labels=labels, explicit=override.explicit)

    def text(self, label: str) -> str:
        """A label of the guide in the app's language."""
        return self._words.text(label)

    def find(self, locators: Sequence[Locator]) -> list[Sighting]:
        """Everything on the screen that any of the locators may name, in one look-up."""
        seen: dict[str, Sighting] = {}
        for each in dict.fromkeys(each for locator in locators for each in locator.explicit):
            for hit in self._looked.find(each.value, each.using):
                known = seen.get(hit.element_id, hit)
                found_by = known.found_by | {(each.using, each.value)}
                seen[hit.element_id] = replace(known, found_by=found_by)
        for hit in self._find(expressions([each for each in locators if not each.explicit])):
            seen.setdefault(hit.element_id, hit)
        return list(seen.values())

    def look(
        self,
        locator: Locator,
        never_with: Sequence[Locator] = (),
        when: Condition = ALWAYS,
    ) -> Match | Missing:
        """The one part that a locator names at this moment, or why there is none to use.

        Args:
            locator: As `resolve` gave it.
            never_with: Parts of neighbouring pages; while one is shown, the part's own page is not
                in front.
            when: What has to be seen besides, once the part is there.
        """
        seen = self.find([locator, *never_with, *when.beside])
        if other := first_shown(never_with, seen, self.window):
            return Missing(f"another screen is still in front: it shows the {other}")
        found = pick(locator, seen, self.window)
        if isinstance(found, Missing) and locator.kind in TAPPABLE:
            candidates = matches(locator, seen, self.window)
            if len(candidates) > 1:
                found = self._the_one_that_reacts(locator, candidates) or found
        return found if isinstance(found, Missing) else when.unmet(seen) or found

    def read(self) -> Reading:
        """Everything on the screen, from its page source (slow on a phone)."""
        xml = self._looked.page_source()
        if self._last_read is None or self._last_read.xml != xml:
            self._last_read = Reading(xml, self.window, self.package)
        return self._last_read  # most screens stand still, and are parsed once

    def control_of(self, locator: Locator, match: Match) -> ReadNode | None:
        """What reacts to a tap on a part that was just seen; reads the screen."""
        return _control_of(self.read(), locator, match)

    @property
    def window(self) -> Bounds:
        """The part of the display that apps can use."""
        return self._looked.window

    def _find(self, selectors: Sequence[str]) -> list[Sighting]:
        if not selectors:
            return []
        if not self._one_selector_at_a_time:
            try:
                return self._looked.find(";".join(selectors))
            except SelectorRefused:
                self._one_selector_at_a_time = True
                self._fallback("this server takes one selector at a time")
        return [seen for each in selectors for seen in self._looked.find(each)]

    def _the_one_that_reacts(self, locator: Locator, candidates: list[Match]) -> Match | None:
        """Of several parts with one label, the only one with a control of its own.

        A section header may carry the same word as a row below it, a row its name in a picture and
        in a text: a person knows the row by its reacting to a tap. A clickable container around
        several rows is nobody's own control.
        """
        reading = self.read()
        by_control: dict[ReadNode, list[Match]] = {}
        for match in candidates:
            control = _control_of(reading, locator, match)
            if control is not None and reading.is_row_or_smaller(control):
                by_control.setdefault(control, []).append(match)
        own = [
            matches
            for control, matches in by_control.items()
            if all(match in matches or not _holds(control, match) for match in candidates)
        ]
        if len(own) != 1:
            return None
        return max(own[0], key=lambda match: match.target.bounds.area_px)


def _control_of(reading: Reading, locator: Locator, match: Match) -> ReadNode | None:
    for node in reading.labelled(locator):
        if node.bounds == match.target.bounds:
            return node.control
    return None


def _holds(control: ReadNode, match: Match) -> bool:
    return control.bounds.encloses(match.target.bounds)
