"""W3C actions: fingers and keys on one timeline, as the on-device server reads them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from virtual_phone.tree.hit_testing import long_press_target
from virtual_phone.webdriver.commands.keys import KeyStrokes
from virtual_phone.webdriver.errors import WebDriverError, invalid_argument, refused
from virtual_phone.webdriver.numbers import is_number
from virtual_phone.webdriver.session import ELEMENT_KEY, Call

_SHORTEST_MOVE_MS = 20
_LONG_PRESS_MS = 500
_SLOP_DP = 8
_ITEMS = {
    "pointer": ("pointerMove", "pointerUp", "pointerDown", "pointerCancel", "pause"),
    "key": ("keyUp", "keyDown", "pause"),
    "none": ("pause",),
}
_POINTER_TYPES = ("mouse", "pen", "touch")

Point = tuple[float, float]


@dataclass
class _Touch:
    """A finger on the glass, from down to up.

    Attributes:
        start: Where it went down.
        down_ms: When, on the chain's timeline.
        way: Where it moved to, and how long each movement took.
        moved_at_ms: When it first moved.
    """

    start: Point
    down_ms: int
    way: list[tuple[Point, int]] = field(default_factory=list)
    moved_at_ms: int | None = None

    def move(self, place: Point, at_ms: int, duration_ms: int) -> None:
        """A movement; one that takes no time makes no event on a phone."""
        if duration_ms:
            self.moved_at_ms = at_ms if self.moved_at_ms is None else self.moved_at_ms
            self.way.append((place, duration_ms))


@dataclass(frozen=True)
class _Event:
    """Something to do at a time: a finished touch, or a key going down or up."""

    at_ms: int
    touch: _Touch | None = None
    key: tuple[str, bool] | None = None
    up_ms: int = 0


def perform_actions(call: Call) -> None:
    """POST /actions."""
    sources = call.required("actions")
    if not isinstance(sources, list):
        raise invalid_argument("'actions' must be a JSON array")
    _check(sources)
    events: list[_Event] = []
    for source in sources:
        if source["type"] == "pointer":
            events.extend(_touches(call, source))
        elif source["type"] == "key":
            events.extend(_strokes(source))
    moving = [event for event in events if event.touch is not None and event.touch.way]
    for one, other in pairwise(moving):
        if other.at_ms < one.up_ms and one.at_ms < other.up_ms:
            raise refused("A gesture of two moving fingers", "nothing on it can be zoomed")
    keys, last_up_ms = KeyStrokes(call.device), None
    for event in sorted(events, key=lambda each: each.up_ms):
        if event.touch is not None:
            _touch(call, event.touch, event.up_ms, last_up_ms)
            last_up_ms = event.up_ms
        elif event.key is not None:
            keys.change(*event.key)


def release_actions(_call: Call) -> None:
    """DELETE /actions: nothing is ever held down between commands."""


def _check(sources: list[Any]) -> None:
    seen: set[str] = set()
    for source in sources:
        if not isinstance(source, dict) or not isinstance(source.get("id"), str):
            raise invalid_argument("All actions must have the id key set")
        name, kind = source["id"], source.get("type")
        if name in seen:
            raise invalid_argument(f"The action id '{name}' has one one or more duplicates")
        seen.add(name)
        if kind is None:
            raise invalid_argument(f"'{name}' action must have the type key set")
        if not isinstance(kind, str) or kind not in _ITEMS:
            raise invalid_argument(
                f"Only [pointer, key, none] values are supported for type key. "
                f"'{kind}' is passed instead for action '{name}'"
            )
        if not isinstance(source.get("actions"), list):
            raise invalid_argument(f"'{name}' action should contain at least one item")
        _check_items(name, kind, source["actions"])


def _check_items(name: str, kind: str, items: list[Any]) -> None:
    for item in items:
        if not isinstance(item, dict) or item.get("type") is None:
            raise invalid_argument(f"All items of '{name}' action must have the type key set")
        if item["type"] not in _ITEMS[kind]:
            raise invalid_argument(
                f"Only [{', '.join(_ITEMS[kind])}] item type values are supported for action type "
                f"'{kind}'. '{item['type']}' is passed instead for action '{name}'"
            )


def _items(source: dict[str, Any]) -> list[dict[str, Any]]:
    """The items without those that a `pointerCancel` takes back."""
    kept: list[dict[str, Any]] = []
    skip = False
    for item in reversed(source["actions"]):
        if item["type"] == "pointerCancel":
            skip = True
        elif skip:
            skip = False
        else:
            kept.append(item)
    kept.reverse()
    return kept


def _duration_ms(source: dict[str, Any], item: dict[str, Any]) -> int:
    duration = item.get("duration")
    where = f"for action item '{item['type']}' of action with id '{source['id']}'"
    if duration is None:
        raise invalid_argument(f"Missing duration key {where}")
    if not is_number(duration):
        raise invalid_argument(f"duration key must be a number {where}")
    if duration < 0:
        raise invalid_argument(f"duration key cannot be negative {where}")
    return int(-(-duration // _SHORTEST_MOVE_MS) * _SHORTEST_MOVE_MS)


def _touches(call: Call, source: dict[str, Any]) -> Iterator[_Event]:
    parameters = source.get("parameters") or {}
    if not isinstance(parameters, dict):
        raise invalid_argument(f"'parameters' of action '{source['id']}' must be a JSON object")
    kind = parameters.get("pointerType", "touch")
    if kind not in _POINTER_TYPES:
        raise invalid_argument(
            f"Only [mouse, pen, touch] values are supported for pointerType key. "
            f"'{kind}' is passed instead for action '{source['id']}'"
        )
    place: Point | None = None
    touch: _Touch | None = None
    at_ms = 0
    for item in _items(source):
        if item["type"] in {"pause", "pointerMove"}:
            duration_ms = _duration_ms(source, item)
            if item["type"] == "pointerMove":
                place = _place(call, source, item, place)
                if touch is not None:
                    touch.move(place, at_ms, duration_ms)
            at_ms += duration_ms
        elif item["type"] == "pointerDown":
            touch = _down(source, place, touch, at_ms)
        elif touch is not None:
            yield _Event(touch.down_ms, touch, up_ms=at_ms)
            touch = None
    if touch is not None:
        raise WebDriverError(
            "invalid element state",
            "Unable to perform W3C actions. Check the logcat output for possible error reports "
            "and make sure your input actions chain is valid.",
        )


def _down(source: dict[str, Any], place: Point | None, before: _Touch | None, at_ms: int) -> _Touch:
    if place is None:
        raise invalid_argument(
            f"Action item 'pointerDown' of the action '{source['id']}' should be preceded with at "
            "least one item having absolute coordinates"
        )
    if before is not None:
        raise invalid_argument(
            f"You cannot perform two or more 'pointerDown' actions without a pause between them "
            f"at {at_ms}ms in '{source['id']}' chain"
        )
    return _Touch(place, at_ms)


def _place(call: Call, source: dict[str, Any], item: dict[str, Any], before: Point | None) -> Point:
    origin = item.get("origin") or "viewport"
    x, y = item.get("x"), item.get("y")
    for value in (x, y):
        if value is not None and not is_number(value):
            raise invalid_argument(f"x and y must be numbers, and {value!r} was given")
    if origin == "viewport":
        if x is None or y is None:
            raise invalid_argument(
                f"Both coordinates must be be set for action item 'pointerMove' of action "
                f"'{source['id']}'"
            )
        return float(x), float(y)
    if origin == "pointer":
        if before is None:
            raise invalid_argument(
                f"Action item 'pointerMove' of action '{source['id']}' should be preceded with at "
                "least one item containing absolute coordinates"
            )
        return before[0] + (x or 0), before[1] + (y or 0)
    return _in_element(call, source, origin, (x or 0, y or 0))


def _in_element(call: Call, source: dict[str, Any], origin: Any, offset: Point) -> Point:
    element = origin if isinstance(origin, str) else None
    if isinstance(origin, dict):
        element = origin.get(ELEMENT_KEY) or origin.get("ELEMENT")
    if not isinstance(element, str):
        raise invalid_argument(
            f"An unknown element '{origin}' is set for action item 'pointerMove' of action "
            f"'{source['id']}'"
        )
    found = call.session.element(element)
    bounds = found.forest.visible_bounds(found.node)
    if not bounds.width_px or not bounds.height_px:
        raise invalid_argument(
            f"The element with id '{element}' has zero width/height in the action item pointerMove "
            f"of action '{source['id']}'"
        )
    return (
        bounds.left + bounds.width_px / 2 + offset[0],
        bounds.top + bounds.height_px / 2 + offset[1],
    )


def _strokes(source: dict[str, Any]) -> Iterator[_Event]:
    at_ms = 0
    for item in source["actions"]:
        if item["type"] == "pause":
            at_ms += _duration_ms(source, item)
            continue
        value = item.get("value")
        if not isinstance(value, str) or not value:
            state = "Missing value key" if value is None else "value key cannot be empty"
            raise invalid_argument(
                f"{state} for action item '{item['type']}' of action with id '{source['id']}'"
            )
        yield _Event(at_ms, key=(value[0], item["type"] == "keyDown"), up_ms=at_ms)


def _touch(call: Call, touch: _Touch, up_ms: int, last_up_ms: int | None) -> None:
    """Do with the phone what the finger did: tap, long press, or swipe piece by piece.

    The moments are on the chain's timeline; `last_up_ms` is the end of the touch before, if any.
    """
    slop_px = call.px(_SLOP_DP)
    held_until = up_ms if touch.moved_at_ms is None else touch.moved_at_ms
    held_ms = held_until - touch.down_ms
    x, y = touch.start
    if all(abs(px - x) <= slop_px and abs(py - y) <= slop_px for (px, py), _ in touch.way):
        held_ms = up_ms - touch.down_ms
        if held_ms >= _LONG_PRESS_MS:
            call.device.long_press(x, y, held_ms)
        else:
            after_ms = None if last_up_ms is None else touch.down_ms - last_up_ms
            call.device.tap(*touch.start, after_ms=after_ms)
        return
    if held_ms >= _LONG_PRESS_MS:
        held = long_press_target(call.device.windows(), x, y)
        if held is not None:  # a finger that moves away never ends in a tap
            call.device.long_press(x, y, held_ms)
    start = touch.start
    for end, duration_ms in touch.way:
        if end != start:
            call.device.swipe(start, end, duration_ms)
        start = end
