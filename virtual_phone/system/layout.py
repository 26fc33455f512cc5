"""Where a screen's views go: fixed bars above and below, a scrolling column between them."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cache
from math import ceil
from typing import Any, Final

from virtual_phone.tree.node import Bounds, Node

PX_PER_DP: Final = 2.625
"""At 420 dpi, the display of `tree.device.Display`."""

CHARACTERS_PER_1000_PX: Final = 47
"""Of body text, on average; a guess that is only used to reserve height."""


_LIST: Final = "androidx.recyclerview.widget.RecyclerView"


def dp(length: float) -> int:
    """Density-independent pixels in pixels of the display."""
    return round(length * PX_PER_DP)


def lines_of(text: str, width_px: int, characters_per_1000_px: int = CHARACTERS_PER_1000_PX) -> int:
    """How many lines a text takes when it is wrapped to the width."""
    per_line = max(1, width_px * characters_per_1000_px // 1000)
    return sum(max(1, ceil(len(part) / per_line)) for part in text.split("\n"))


@dataclass(frozen=True)
class Slot:
    """A place for one view, and the list that the view is to be put into."""

    bounds: Bounds
    nodes: list[Node]

    def put(self, node: Node) -> Node:
        """Put the view there."""
        self.nodes.append(node)
        return node


@dataclass
class Scroll:
    """How far a column is scrolled; kept by the screen."""

    offset_px: int = 0
    limit_px: int = 0

    def move(self, _dx_px: int, dy_px: int) -> bool:
        """Follow a finger; returns whether the column moved."""
        before = self.offset_px
        self.offset_px = min(max(self.offset_px - dy_px, 0), self.limit_px)
        return self.offset_px != before


@dataclass
class Layout:
    """Hands out places from top to bottom and remembers what was put there.

    Bars on top must be asked for before the first view of the column.

    Attributes:
        owner: Who draws; first part of every key.
        area: What may be drawn on: below the status bar, above navigation bar and keyboard.
        package: For every node.
        scrollable: What the column reports of itself; it follows a finger in any case.
    """

    owner: Hashable
    area: Bounds
    package: str
    scroll: Scroll = field(default_factory=Scroll)
    under: list[Node] = field(default_factory=list)
    header: list[Node] = field(default_factory=list)
    body: list[Node] = field(default_factory=list)
    footer: list[Node] = field(default_factory=list)
    over: list[Node] = field(default_factory=list)
    scrollable: bool = False
    _taken_top_px: int = 0
    _taken_bottom_px: int = 0
    _cursor_px: int = 0
    _names: dict[Hashable, int] = field(default_factory=dict)

    def node(self, name: Hashable, class_name: str, bounds: Bounds, **attributes: Any) -> Node:
        """A node of this screen; its key is the owner, the name, and a count for doubled names.

        A short class name is of `android.widget`.
        """
        count = self._names[name] = self._names.get(name, -1) + 1
        if "package" not in attributes:
            attributes["package"] = self.package
        if attributes.get("on_tap"):
            attributes.setdefault("clickable", True)
            attributes.setdefault("focusable", True)
        return Node((self.owner, name, count), _full(class_name), bounds, **attributes)

    def top(self, height_px: int) -> Slot:
        """The next bar from above, over the whole width."""
        top = self.area.top + self._taken_top_px
        self._taken_top_px += height_px
        return Slot(Bounds(self.area.left, top, self.area.right, top + height_px), self.header)

    def bottom(self, height_px: int, inset_px: int = 0, *, floating: bool = False) -> Slot:
        """The next bar from below; the column goes on behind a floating one."""
        bottom = self.area.bottom - self._taken_bottom_px
        self._taken_bottom_px += 0 if floating else height_px
        left, right = self.area.left + inset_px, self.area.right - inset_px
        return Slot(Bounds(left, bottom - height_px, right, bottom), self.footer)

    def next(self, height_px: int, inset_px: int = 0) -> Slot:
        """The next place of the scrolling column."""
        top = self.area.top + self._taken_top_px + self._cursor_px - self.scroll.offset_px
        self._cursor_px += height_px
        left, right = self.area.left + inset_px, self.area.right - inset_px
        return Slot(Bounds(left, top, right, top + height_px), self.body)

    def gap(self, height_dp: float) -> None:
        """Leave room in the column."""
        self._cursor_px += dp(height_dp)

    @property
    def viewport(self) -> Bounds:
        """What the column is seen through."""
        top, bottom = self.area.top + self._taken_top_px, self.area.bottom - self._taken_bottom_px
        return Bounds(self.area.left, top, self.area.right, max(top, bottom))

    def finish(self) -> list[Node]:
        """The screen's top-level nodes: column, bars, and what lies over them."""
        viewport = self.viewport
        self.scroll.limit_px = max(0, self._cursor_px - viewport.height_px)
        nodes: list[Node] = []
        if self.body:
            for node in self.body:
                clip(node, viewport)
            name = _LIST if self.scrollable else "android.view.ViewGroup"
            column = self.node("column", name, viewport, children=self.body)
            column.scrollable = self.scrollable
            column.on_scroll = self.scroll.move
            nodes.append(column)
        return [*self.under, *self.header, *nodes, *self.footer, *self.over]


@cache
def _full(class_name: str) -> str:
    return class_name if "." in class_name else f"android.widget.{class_name}"


def clip(node: Node, viewport: Bounds) -> None:
    """Cut a view to what shows of it; a view that is scrolled away stays, but is not displayed.

    As on Android, one pixel is enough to be displayed.
    """
    visible = node.bounds.intersect(viewport)
    if not visible.height_px:
        node.displayed = False
    elif visible != node.bounds:
        node.drawn, node.bounds = node.bounds, visible
    for child in node.children:
        clip(child, viewport)
