"""Which parts of a page are on a screen: asked of a saved screen as a run asks a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from harness.errors import ConfigurationError
from harness.screen.locator import FIELDS, TAPPABLE, Locator
from harness.screen.page import Page, Part
from harness.screen.picking import Match, Missing, matches
from harness.screen.sight import Sight
from harness.session.faults import SelectorRefused

State = Literal[
    "ok", "not found", "more than one", "out of sight", "kept back", "not translated", "not tried"
]

# From the best to the worst: of several screens of one page the best counts.
_BEST_FIRST: tuple[State, ...] = (
    "ok",
    "more than one",
    "out of sight",
    "kept back",
    "not tried",
    "not found",
    "not translated",
)


@dataclass(frozen=True)
class Finding:
    """What became of one part.

    Attributes:
        locator: In the app's language, with the user's corrections; as the page has it where it
            has no translation.
        why: In words, where it is not found.
        found: Where it is, or may be.
        reacts: Whether anything there says that it reacts to a tap, where a person would tap.
    """

    part: Part
    locator: Locator
    state: State
    why: str = ""
    found: tuple[Match, ...] = ()
    reacts: bool = True

    @property
    def by_label(self) -> bool:
        """Whether it carries its own label, and is not known by its kind alone."""
        target = self.found[0].target if self.found else None
        return target is not None and self.locator.names((*target.labels, target.hint))

    @property
    def how(self) -> str:
        """By what it was found: 'text "Invite" at (540, 2150)'."""
        if self.state != "ok":
            return ""
        target = self.found[0].target
        return f"{_by_what(self.locator, self.found[0])} at {target.bounds.center}"


def examine(page: type[Page], sight: Sight) -> list[Finding]:
    """What becomes of each part of a page on a screen."""
    return [examine_part(page, part, sight) for part in page.parts()]


def examine_part(page: type[Page], part: Part, sight: Sight) -> Finding:
    """What becomes of one part, by the very look that a run has."""
    try:
        locator = sight.resolve(part.name, part.locator)
        never_with = [sight.resolve(each.name, each.locator) for each in page.never_with]
    except ConfigurationError as error:
        return Finding(part, part.locator, "not translated", error.found)
    try:
        found = sight.look(locator, never_with)
        return _finding(part, locator, never_with, sight, found)
    except SelectorRefused as refused:
        return Finding(part, locator, "not tried", str(refused))


def best(findings: Sequence[Finding]) -> Finding:
    """What becomes of a part that was looked for on several screens."""
    return min(
        findings,
        key=lambda each: (_BEST_FIRST.index(each.state), not each.reacts, not each.by_label),
    )


def _finding(
    part: Part,
    locator: Locator,
    never_with: Sequence[Locator],
    sight: Sight,
    found: Match | Missing,
) -> Finding:
    if isinstance(found, Match):
        is_tapped = locator.kind in TAPPABLE and not locator.explicit
        control = found.clickable or not is_tapped or sight.control_of(locator, found)
        return Finding(part, locator, "ok", found=(found,), reacts=bool(control))
    seen = sight.find([locator, *never_with])
    if any(matches(other, seen, sight.window) for other in never_with):
        return Finding(part, locator, "kept back", found.why)
    if locator.kind in FIELDS and not locator.explicit:
        several = tuple(matches(locator, seen, sight.window))
    else:
        by_label = (tuple(matches(each, seen, sight.window)) for each in locator.by_preference())
        several = next((each for each in by_label if each), ())
    if several:
        return Finding(part, locator, "more than one", found.why, several)
    state: State = "out of sight" if "outside the visible part" in found.why else "not found"
    return Finding(part, locator, state, found.why)


def _by_what(locator: Locator, match: Match) -> str:
    if locator.explicit:
        return " or ".join(f"{each.using} {each.value!r}" for each in locator.explicit)
    target = match.target
    for what, label in (
        ("text", target.text),
        ("description", target.description),
        ("hint", target.hint),
    ):
        if label and locator.names([label]):
            return f'{what} "{label}"'
    return "its being the only field" if locator.kind == "field" else "its hiding what is typed"
