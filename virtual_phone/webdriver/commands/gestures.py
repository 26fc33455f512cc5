"""The driver's gestures (`mobile: ...Gesture`, `mobile: scroll`)."""

import math
from typing import Any, TypeGuard

from virtual_phone.selectors.errors import NotFound
from virtual_phone.selectors.expression import parse
from virtual_phone.selectors.finder import Found
from virtual_phone.selectors.scrolling import Scrollable, not_found
from virtual_phone.selectors.ui_selector import UiSelector
from virtual_phone.tree.node import Bounds
from virtual_phone.webdriver.errors import invalid_argument, refused
from virtual_phone.webdriver.numbers import finite, is_number
from virtual_phone.webdriver.session import ELEMENT_KEY, Call

_DIRECTIONS = ("left", "right", "up", "down")
_OPPOSITE = {"left": "right", "right": "left", "up": "down", "down": "up"}
_SPEEDS_DP_S = {"drag": 2500, "swipe": 5000, "scroll": 5000, "fling": 7500}
_SLOWEST_FLING_DP_S = 50
_LONG_PRESS_MS = 500
_DOUBLE_CLICK_MS = 50
_MARGIN = 0.1
_MOST_SCREENS = 100.0


def click(call: Call) -> None:
    """`mobile: clickGesture`."""
    call.device.tap(*_point(call, "Click"))


def double_click(call: Call) -> None:
    """`mobile: doubleClickGesture`."""
    place = _point(call, "Double click")
    call.device.tap(*place)
    call.device.tap(*place, after_ms=_DOUBLE_CLICK_MS)


def long_click(call: Call) -> None:
    """`mobile: longClickGesture`."""
    duration = _number(call, "duration")
    if duration is not None and duration < 0:
        raise invalid_argument("Long click duration cannot be negative")
    x, y = _point(call, "Long click")
    call.device.long_press(x, y, _LONG_PRESS_MS if duration is None else int(duration))


def drag(call: Call) -> None:
    """`mobile: dragGesture`."""
    end = _pair(call, "endX", "endY")
    start = _pair(call, "startX", "startY")
    if end is None:
        raise invalid_argument("The end point coordinates must be provided")
    found = _origin(call)
    if found is not None:
        bounds = found.forest.visible_bounds(found.node)
        start = bounds.center if start is None else (bounds.left + start[0], bounds.top + start[1])
    if start is None:
        raise invalid_argument(
            "The starting point coordinates must be provided if element is not set"
        )
    call.device.swipe(start, end, _duration_ms(call, "drag", math.dist(start, end)))


def swipe(call: Call) -> None:
    """`mobile: swipeGesture`."""
    percent = _percent(call, most=1.0)
    _move(call, "swipe", _direction(call), percent)


def scroll(call: Call) -> bool:
    """`mobile: scrollGesture`; returns whether the content moved with every swipe."""
    left = min(_percent(call, most=math.inf), _MOST_SCREENS)  # a feed has no end
    direction = _OPPOSITE[_direction(call)]
    while left > 0:
        if not _move(call, "scroll", direction, min(left, 1.0)):
            return False
        left -= 1.0
    return True


def fling(call: Call) -> bool:
    """`mobile: flingGesture`; returns whether the content moved."""
    speed = _number(call, "speed")
    slowest = call.px(_SLOWEST_FLING_DP_S)
    if speed is not None and speed < slowest:
        raise invalid_argument(
            f"Speed {speed:g} is less than the minimum fling velocity {slowest:g}"
        )
    return _move(call, "fling", _OPPOSITE[_direction(call)], 1.0)


def pinch(_call: Call) -> None:
    """`mobile: pinchOpenGesture` and `mobile: pinchCloseGesture`."""
    raise refused("Pinching", "nothing on it can be zoomed")


def scroll_to(call: Call) -> None:
    """`mobile: scroll`: swipe over a scrollable view until something comes into view."""
    container = UiSelector().having("scrollable", True).having("instance", 0)
    origin = _origin(call)
    if origin is not None:
        if origin.query is None:
            raise invalid_argument("The given origin element must be a valid scrollable UiObject")
        container = origin.query
    wanted = _wanted(call.text("strategy"), call.text("selector"))
    limits = call.session.finder.limits
    most = limits.max_swipes
    asked = _number(call, "maxSwipes")
    limits.max_swipes = int(asked) if asked and asked > 0 else most
    try:
        if not _scrollable(call, container).into_view(wanted):
            raise not_found(f"Cannot scroll to {wanted}")
    finally:
        limits.max_swipes = most


def scroll_back_to(call: Call) -> None:
    """`mobile: scrollBackTo`: the same for an element that was found before."""
    container, wanted = (
        call.session.element(_element_id(call.required(name)))
        for name in ("elementId", "elementToId")
    )
    if container.query is None or wanted.query is None:
        raise invalid_argument(
            "Element was not an instance of UiObject; only UiSelector is supported. Ensure you use "
            "the '-android uiautomator' locator strategy when finding elements for use with "
            "ScrollToElement"
        )
    scrollable = _scrollable(call, container.query)
    if scrollable.exists(wanted.query):
        return
    scrollable.repeat(scrollable.backward, scrollable.limits.max_swipes)
    for _ in range(scrollable.limits.max_swipes):
        if scrollable.exists(wanted.query):
            return
        if not scrollable.forward():
            break
    raise not_found(f"Cannot scroll to {wanted.query} element")


def _scrollable(call: Call, container: UiSelector) -> Scrollable:
    call.session.settle()
    finder = call.session.finder
    scrollable = Scrollable(container, finder, finder.limits)
    found = finder.again(container)
    if found is None:
        raise not_found(str(container))
    scrollable.vertical = found.node.class_name != "android.widget.HorizontalScrollView"
    return scrollable


def _wanted(strategy: str, selector: str) -> UiSelector:
    if strategy == "accessibility id":
        return UiSelector().having("description", selector)
    if strategy == "class name":
        return UiSelector().having("className", selector)
    if strategy == "-android uiautomator":
        statement = parse(selector)[0]
        if isinstance(statement, UiSelector):
            return statement
        raise NotFound
    raise invalid_argument(
        f"Unsupported strategy: '{strategy}'. The only supported strategies are: "
        "[accessibility id, class name, -android uiautomator]."
    )


def _move(call: Call, gesture: str, direction: str, percent: float) -> bool:
    area = _area(call, gesture)
    x, y = area.center
    wide, high = area.width_px * percent, area.height_px * percent
    start, end = {
        "left": ((area.right, y), (area.right - wide, y)),
        "right": ((area.left, y), (area.left + wide, y)),
        "up": ((x, area.bottom), (x, area.bottom - high)),
        "down": ((x, area.top), (x, area.top + high)),
    }[direction]
    duration_ms = _duration_ms(call, gesture, math.dist(start, end))
    return call.device.swipe(start, end, duration_ms)


def _area(call: Call, gesture: str) -> Bounds:
    """Where to move: the element without its margins, or the rectangle given."""
    found = _origin(call)
    if found is not None:
        bounds = found.forest.visible_bounds(found.node)
        across, down = int(bounds.width_px * _MARGIN), int(bounds.height_px * _MARGIN)
        return Bounds(
            bounds.left + across, bounds.top + down, bounds.right - across, bounds.bottom - down
        )
    left, top, width, height = (_number(call, name) for name in ("left", "top", "width", "height"))
    if left is None or top is None or width is None or height is None:
        raise invalid_argument(
            f"The {gesture} area coordinates must be provided if element is not set"
        )
    return Bounds(int(left), int(top), int(left + width), int(top + height))


def _point(call: Call, gesture: str) -> tuple[float, float]:
    offset = _pair(call, "x", "y")
    found = _origin(call)
    if found is None:
        if offset is None:
            raise invalid_argument(
                f"{gesture} offset coordinates must be provided if element is not set"
            )
        return offset
    bounds = found.forest.visible_bounds(found.node)
    if offset is None:
        return bounds.center
    return bounds.left + int(offset[0]), bounds.top + int(offset[1])


def _origin(call: Call) -> Found | None:
    value = call.body.get("elementId")
    return call.session.element(_element_id(value)) if value else None


def _element_id(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get(ELEMENT_KEY) or value.get("ELEMENT")
    if not isinstance(value, str):
        raise invalid_argument(f"An element or its id was expected, and {value!r} was given")
    return value


def _direction(call: Call) -> str:
    direction = str(call.required("direction")).lower()
    if direction not in _DIRECTIONS:
        raise invalid_argument("Scroll direction must be one of [LEFT, RIGHT, UP, DOWN]")
    return direction


def _percent(call: Call, *, most: float) -> float:
    call.required("percent")
    percent = _number(call, "percent") or 0.0
    if not 0.0 <= percent <= most:
        raise invalid_argument(
            "Percent must be greater than 0.0f"
            if most == math.inf
            else "Percent must be between 0.0f and 1.0f"
        )
    return percent


def _duration_ms(call: Call, gesture: str, distance_px: float) -> int:
    speed = _number(call, "speed")
    if speed is not None and speed < 0:
        raise invalid_argument("Speed cannot be negative")
    px_s = speed or call.px(_SPEEDS_DP_S[gesture])
    return max(1, round(distance_px / px_s * 1000))


def _pair(call: Call, x_name: str, y_name: str) -> tuple[float, float] | None:
    """A point; what is no number counts as not given, as it does to the driver."""
    x, y = call.body.get(x_name), call.body.get(y_name)
    return (float(x), float(y)) if _is_number(x) and _is_number(y) else None


def _is_number(value: Any) -> TypeGuard[float]:
    return is_number(value)


def _number(call: Call, name: str) -> float | None:
    value = call.body.get(name)
    if value is None:
        return None
    return finite(name, value)
