"""Finding elements."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from virtual_phone.selectors.errors import NotFound
from virtual_phone.selectors.finder import STRATEGIES, Found, Locator, located
from virtual_phone.selectors.matching import matches_below
from virtual_phone.webdriver.errors import WebDriverError, failed
from virtual_phone.webdriver.session import Call

_T = TypeVar("_T")
_POLL_S = 0.5
_FIRST_VISIBLE = "@firstVisible"


def find_element(call: Call) -> dict[str, Any]:
    """POST /element, also from an element: the driver has one text for all that is not there.

    Raises:
        WebDriverError: There is none, or the selector is empty.
    """
    _check_asked(call)
    try:
        return first_found(call)
    except NotFound as error:
        raise WebDriverError(
            "no such element",
            "An element could not be located on the page using the given search parameters.",
        ) from error


def find_elements(call: Call) -> list[dict[str, Any]]:
    """POST /elements, also from an element; an empty list where there are none.

    Raises:
        WebDriverError: The selector is empty.
    """
    _check_asked(call)
    return all_found(call)


def first_found(call: Call) -> dict[str, Any]:
    """What the server on the phone finds."""
    call.session.begin_look_up()
    if _asks_first_visible(call):
        return first_visible(call)
    locator, context = _what(call)

    def look() -> dict[str, Any]:
        found = call.session.finder.first(locator, call.session.search_options, _context(call))
        return call.session.answer_for(found, locator, context=context)

    return _with_implicit_wait(call, look)


def all_found(call: Call) -> list[dict[str, Any]]:
    """All that the server on the phone finds; an empty list for nothing."""
    call.session.begin_look_up()
    locator, context = _what(call)

    def look() -> list[dict[str, Any]]:
        session = call.session
        every = session.finder.every(locator, session.search_options, _context(call))
        if not every:
            raise NotFound
        return [session.answer_for(each, locator, context=context, single=False) for each in every]

    try:
        return _with_implicit_wait(call, look)
    except NotFound:
        return []


def active_element(call: Call) -> dict[str, Any]:
    """GET /element/active: the view that has the focus."""
    session = call.session
    session.settle()
    everywhere = session.settings.flag("enableMultiWindows")
    forest = session.finder.all_windows() if everywhere else session.finder.active_forest()
    for root in forest.roots:
        for node in matches_below(root, lambda each: each.focused):
            return session.answer_for(Found(node, forest), None)
    raise NotFound


def _check_asked(call: Call) -> None:
    call.check("using", "value")
    if call.text("using") in STRATEGIES and not call.text("value"):
        raise failed("Must provide a selector when finding elements")


def _what(call: Call) -> tuple[Locator, str | None]:
    locator = located(call.text("using"), call.text("value"), call.session.app_package)
    return locator, call.path.get("element")


def _context(call: Call) -> Found | None:
    """The element to search in; the display comes to rest either way."""
    if "element" in call.path:
        return call.target()
    call.session.settle()
    return None


def _with_implicit_wait(call: Call, look: Callable[[], _T]) -> _T:
    deadline_s = time.monotonic() + call.session.implicit_wait_s
    while True:
        try:
            return look()
        except NotFound:
            if time.monotonic() >= deadline_s:
                raise
        call.pause(_POLL_S)


def _asks_first_visible(call: Call) -> bool:
    selector = str(call.body.get("value", ""))
    return call.body.get("using") == "xpath" and f"/*[{_FIRST_VISIBLE}" in selector.replace(" ", "")


def first_visible(call: Call) -> dict[str, Any]:
    """The driver's own way to ask for the first child of an element that can be seen."""
    if "element" not in call.path:
        raise NotFound
    found = call.target()
    shown = next((child for child in found.node.children if child.displayed), None)
    if shown is None:
        raise NotFound
    return call.session.answer_for(Found(shown, found.forest), None)
