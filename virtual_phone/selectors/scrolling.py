"""UiScrollable: swiping over a container until something comes into view."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from virtual_phone.selectors import matching
from virtual_phone.selectors.errors import NotFound
from virtual_phone.selectors.expression import Call, ScrollExpression
from virtual_phone.selectors.ui_selector import UiSelector
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Bounds, Node

_MS_PER_STEP = 5
_SCROLL_STEPS = 55
_FLING_STEPS = 5
_INTO_VIEW = ("scrollIntoView", "scrollTextIntoView", "scrollDescriptionIntoView")


class Surface(Protocol):
    """The display, as something that can be looked at and swiped."""

    def active_forest(self) -> Forest:
        """The window that has the input focus, as it is now."""

    def swipe(self, start: tuple[float, float], end: tuple[float, float], duration_ms: int) -> bool:
        """A finger's straight way; returns whether anything moved."""


class ScrollLimits:
    """How many swipes a search may make.

    UiScrollable keeps this number for all its objects, so that `setMaxSearchSwipes` in one
    expression holds for the next ones, too.
    """

    def __init__(self) -> None:
        self.max_swipes = 30


class Scrollable:
    """A container that is swiped over.

    Args:
        selector: What the container is like.
        surface: The display.
        limits: How many swipes a search may make.
    """

    def __init__(self, selector: UiSelector, surface: Surface, limits: ScrollLimits) -> None:
        self.selector = selector
        self.surface = surface
        self.limits = limits
        self.vertical = True
        self.dead_zone = 0.1

    def exists(self, selector: UiSelector) -> bool:
        """Whether the window shows this now."""
        return self._find(selector) is not None

    def forward(self, steps: int = _SCROLL_STEPS) -> bool:
        """Towards the end; returns whether anything moved.

        Raises:
            NotFound: The container is not there.
        """
        first, last = self._ends()
        return self.surface.swipe(last, first, steps * _MS_PER_STEP)

    def backward(self, steps: int = _SCROLL_STEPS) -> bool:
        """Towards the beginning; returns whether anything moved.

        Raises:
            NotFound: The container is not there.
        """
        first, last = self._ends()
        return self.surface.swipe(first, last, steps * _MS_PER_STEP)

    def repeat(self, swipe: Callable[[int], bool], times: int, steps: int = _SCROLL_STEPS) -> bool:
        """Swipe until nothing moves any more, at most so many times."""
        for _ in range(times):
            if not swipe(steps):
                break
        return True

    def into_view(self, wanted: UiSelector) -> bool:
        """Search from the beginning; returns whether it is in view now."""
        inside = self.selector.having("childSelector", wanted)
        if self.exists(inside):
            return True
        self.repeat(self.backward, self.limits.max_swipes)
        if self.exists(inside):
            return True
        for _ in range(self.limits.max_swipes):
            moved = self.forward()
            if self.exists(inside):
                return True
            if not moved:
                return False
        return False

    def row(self, pattern: UiSelector, instance: int) -> UiSelector:
        """The selector of one of the container's rows."""
        numbered = UiSelector(pattern=pattern).having("instance", instance)
        return UiSelector(container=self.selector, pattern=numbered)

    def row_with(self, pattern: UiSelector, criterion: str, text: str) -> UiSelector:
        """The selector of the row that has the text itself or on a view inside.

        Raises:
            NotFound: No row has it.
        """
        forest = self.surface.active_forest()
        for number in range(matching.count(self.selector, pattern, forest, forest.roots[0])):
            row = self.row(pattern, number)
            node = self._find(row)
            label = UiSelector().having(criterion, text)
            if node is not None and label.accepts(node, 0):
                return row
            if self.exists(replace(row, child=label)):
                return row
        raise not_found(f'for {criterion}= "{text}"')

    def _find(self, selector: UiSelector) -> Node | None:
        forest = self.surface.active_forest()
        return matching.find(selector, forest, forest.roots[0])

    def _ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        node = self._find(self.selector)
        if node is None:
            raise not_found(str(self.selector))
        return swipe_ends(node.bounds, self.dead_zone, vertical=self.vertical)


def swipe_ends(
    bounds: Bounds, dead_zone: float, *, vertical: bool
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Points near the first and the last edge, in the middle of the other axis."""
    x, y = bounds.center
    if vertical:
        edge = int(bounds.height_px * dead_zone)
        return (x, bounds.top + edge), (x, bounds.bottom - edge)
    edge = int(bounds.width_px * dead_zone)
    return (bounds.left + edge, y), (bounds.right - edge, y)


def not_found(detail: str) -> NotFound:
    """The error of UiAutomator's own classes."""
    return NotFound(f"androidx.test.uiautomator.UiObjectNotFoundException: {detail}")


def run(expression: ScrollExpression, surface: Surface, limits: ScrollLimits) -> UiSelector:
    """Do what the expression says; returns the selector of what it stands for.

    As in the on-device server, that is what the last call that gives an object gave. A setter
    such as `setMaxSearchSwipes` gives the container, so after one a search that has to scroll
    ends with the container; only what is in view at once is given by `scrollIntoView` itself.

    Raises:
        NotFound: The container, or a row asked for, is not there.
    """
    scrollable = Scrollable(expression.container, surface, limits)
    given: UiSelector | None = None
    remembered: UiSelector | None = None
    for call in expression.calls:
        remembered = _target(call) or remembered
        if call.method in _INTO_VIEW and remembered and scrollable.exists(remembered):
            given = remembered
            continue
        given = _perform(scrollable, call) or given
    return given or remembered or expression.container


def _target(call: Call) -> UiSelector | None:
    """The selector that a call speaks of."""
    first = call.arguments[0] if call.arguments else None
    if call.method == "scrollTextIntoView":
        return UiSelector().having("text", str(first))
    if call.method == "scrollDescriptionIntoView":
        return UiSelector().having("description", str(first))
    return first if isinstance(first, UiSelector) else None


def _perform(scrollable: Scrollable, call: Call) -> UiSelector | None:
    """Do one call; returns the selector of the object that it gives, None for other results."""
    if call.method in _INTO_VIEW:
        scrollable.into_view(_target(call) or UiSelector())
        return None
    if call.method.startswith("getChildBy"):
        return _child(scrollable, call)
    if call.method.startswith("set"):
        return _configure(scrollable, call)
    numbers = [int(each) for each in call.arguments if isinstance(each, int)]
    swipe = (
        scrollable.backward
        if call.method.endswith(("Backward", "Beginning"))
        else (scrollable.forward)
    )
    default_steps = _FLING_STEPS if call.method.startswith("fling") else _SCROLL_STEPS
    if call.method.endswith(("Beginning", "End")):
        scrollable.repeat(swipe, numbers[0], numbers[1] if len(numbers) > 1 else default_steps)
    elif not call.method.startswith("get"):
        swipe(numbers[0] if numbers else default_steps)
    return None


def _child(scrollable: Scrollable, call: Call) -> UiSelector:
    pattern, wanted, *rest = call.arguments
    if not isinstance(pattern, UiSelector):
        raise TypeError(pattern)
    if call.method == "getChildByInstance":
        return scrollable.row(pattern, int(str(wanted)))
    criterion = "text" if call.method == "getChildByText" else "description"
    if not rest or rest[0]:
        searched = "text" if criterion == "text" else "descriptionContains"
        scrollable.into_view(UiSelector().having(searched, str(wanted)))
    return scrollable.row_with(pattern, criterion, str(wanted))


def _configure(scrollable: Scrollable, call: Call) -> UiSelector:
    if call.method == "setMaxSearchSwipes":
        scrollable.limits.max_swipes = int(str(call.arguments[0]))
    elif call.method == "setSwipeDeadZonePercentage":
        scrollable.dead_zone = float(str(call.arguments[0]))
    else:
        scrollable.vertical = call.method == "setAsVerticalList"
    return scrollable.selector
