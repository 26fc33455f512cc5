"""What one look-up saw of one view, before anything else is asked about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

UIAUTOMATOR = "-android uiautomator"
"""WebDriver's name of the strategy that looks by UiAutomator's selectors."""

# Asked for in one go with every look-up (Appium setting `elementResponseAttributes`), so that a
# look costs one command and not seven.
ATTRIBUTES = (
    "name",
    "text",
    "rect",
    "enabled",
    "displayed",
    "selected",
    "attribute/class",
    "attribute/clickable",
    "attribute/checked",
    "attribute/hint",
    "attribute/password",
)
ELEMENT_KEY = "element-6066-11e4-a52e-4f735466cecf"
_BOUNDS = re.compile(r"\[(-?\d+),(-?\d+)\]\[(-?\d+),(-?\d+)\]")


class Bounds(NamedTuple):
    """A rectangle on the display, in pixels; right and bottom lie outside it."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read UiAutomator's `[left,top][right,bottom]`.

        Raises:
            ValueError: The text is no such rectangle.
        """
        match = _BOUNDS.fullmatch(text.strip())
        if match is None:
            message = f"no bounds: {text!r}"
            raise ValueError(message)
        return cls(*(int(number) for number in match.groups()))

    @classmethod
    def of_rect(cls, rect: Mapping[str, Any]) -> Self:
        """From a W3C rect: x, y, width, height."""
        left, top = int(rect["x"]), int(rect["y"])
        return cls(left, top, left + int(rect["width"]), top + int(rect["height"]))

    @property
    def center(self) -> tuple[int, int]:
        """The middle as (x, y)."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    @property
    def width_px(self) -> int:
        """Width; 0 or less where nothing of it is visible."""
        return self.right - self.left

    @property
    def height_px(self) -> int:
        """Height; 0 or less where nothing of it is visible."""
        return self.bottom - self.top

    @property
    def area_px(self) -> int:
        """Area in square pixels, never negative."""
        return max(0, self.width_px) * max(0, self.height_px)

    def is_level_with(self, other: "Bounds") -> bool:
        """Whether each one's middle lies at a height that the other has, too."""
        return (
            self.top <= other.center[1] < self.bottom and other.top <= self.center[1] < other.bottom
        )

    def encloses(self, other: "Bounds") -> bool:
        """Whether all of the other lies inside, borders included."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def has_center_of(self, other: "Bounds") -> bool:
        """Whether the other's middle lies inside."""
        x, y = other.center
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True)
class Sighting:
    """One view as a look-up saw it; may be out of date a moment later.

    Attributes:
        element_id: The server's id for it, good for one tap or one typing right away.
        text: Visible text. An empty field reports its hint here.
        description: Android's content description.
        found_by: Strategy and selector of the user's raw locators that it was found by.
    """

    element_id: str
    text: str
    description: str
    bounds: Bounds
    displayed: bool
    enabled: bool
    selected: bool
    checked: bool
    clickable: bool
    class_name: str
    hint: str
    password: bool
    found_by: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Self | None:
        """From an element answer that carries `ATTRIBUTES`; None where it carries too few."""
        if not {"text", "rect", "displayed", "enabled"} <= answer.keys():
            return None
        return cls(
            element_id=str(answer[ELEMENT_KEY]),
            text=str(answer["text"] or ""),
            description=str(answer.get("name") or ""),
            bounds=Bounds.of_rect(answer["rect"]),
            displayed=_is_true(answer["displayed"]),
            enabled=_is_true(answer["enabled"]),
            selected=_is_true(answer.get("selected")),
            checked=_is_true(answer.get("attribute/checked")),
            clickable=_is_true(answer.get("attribute/clickable")),
            class_name=str(answer.get("attribute/class") or ""),
            hint=str(answer.get("attribute/hint") or ""),
            password=_is_true(answer.get("attribute/password")),
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """What a person or a screen reader reads on it."""
        return tuple(label for label in (self.text, self.description) if label)


def _is_true(value: object) -> bool:
    return str(value).lower() == "true"
