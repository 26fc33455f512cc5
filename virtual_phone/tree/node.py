"""One view on the display, with the attributes that UiAutomator reports."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Bounds(NamedTuple):
    """A rectangle in display pixels; right and bottom lie outside it, as on Android."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width_px(self) -> int:
        """Width in pixels, never negative."""
        return max(0, self.right - self.left)

    @property
    def height_px(self) -> int:
        """Height in pixels, never negative."""
        return max(0, self.bottom - self.top)

    @property
    def center(self) -> tuple[int, int]:
        """The middle as (x, y), rounded down as `android.graphics.Rect` does."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom

    def intersect(self, other: "Bounds") -> "Bounds":
        """The common rectangle; empty (0, 0, 0, 0) when there is none."""
        left, top, right, bottom = self
        if other[0] <= left < right <= other[2] and other[1] <= top < bottom <= other[3]:
            return self  # as nearly always
        left, top = max(left, other.left), max(top, other.top)
        right, bottom = min(right, other.right), min(bottom, other.bottom)
        if left >= right or top >= bottom:
            return Bounds(0, 0, 0, 0)
        return Bounds(left, top, right, bottom)

    def __str__(self) -> str:
        """As UiAutomator writes it: `[left,top][right,bottom]`."""
        return f"[{self.left},{self.top}][{self.right},{self.bottom}]"


@dataclass(slots=True)
class Node:
    """A view: what UiAutomator reports of it, what it does when touched, how it is drawn.

    Attributes:
        key: Identity that survives a rebuild of the tree while the same view is there.
        text: Visible text; an empty field reports its hint here, as on a phone.
        displayed: UiAutomator's visible-to-user.
        max_text_length: As on Android; -1 where the view does not say.
        on_tap: Called when a tap lands here; None lets the tap go to the parent, as an
            unclickable view does.
        on_set_text: Called with the whole new text (ACTION_SET_TEXT); None where text cannot
            be set.
        on_scroll: Called with (dx_px, dy_px) of a finger's way over the view; returns whether
            the content moved.
        drawn: Where all of it would be drawn, for a view of which its list shows a part only.
        look: Name of a drawing style known to `virtual_phone.drawing` ("title", "primary-button",
            "row", "icon:back", ...); empty for a plain container that draws nothing but children.
    """

    key: Hashable
    class_name: str
    bounds: Bounds
    package: str = ""
    text: str = ""
    content_desc: str = ""
    resource_id: str = ""
    hint: str = ""
    showing_hint: bool = False
    checkable: bool = False
    checked: bool = False
    clickable: bool = False
    enabled: bool = True
    focusable: bool = False
    focused: bool = False
    long_clickable: bool = False
    password: bool = False
    scrollable: bool = False
    selected: bool = False
    displayed: bool = True
    heading: bool = False
    drawing_order: int = 0
    max_text_length: int = -1
    drawn: Bounds | None = None
    look: str = ""
    on_tap: Callable[[], None] | None = None
    on_long_press: Callable[[], None] | None = None
    on_set_text: Callable[[str], None] | None = None
    on_scroll: Callable[[int, int], bool] | None = None
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()
