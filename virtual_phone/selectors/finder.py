"""Finding views on a phone by any of the driver's strategies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from virtual_phone.selectors import matching, scrolling
from virtual_phone.selectors.css import to_ui_selector
from virtual_phone.selectors.errors import InvalidSelector, NotFound
from virtual_phone.selectors.expression import ScrollExpression, Statement, parse
from virtual_phone.selectors.ui_selector import UiSelector
from virtual_phone.selectors.xpath import find_by_xpath
from virtual_phone.tree.device import Device
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Node
from virtual_phone.tree.source import DEFAULTS, SourceOptions

UIAUTOMATOR = "-android uiautomator"
STRATEGIES = ("id", "xpath", "accessibility id", "class name", UIAUTOMATOR)
_PRINTED = {
    "id": "By.id",
    "xpath": "By.xpath",
    "accessibility id": "By.accessibilityId",
    "class name": "By.clazz",
    UIAUTOMATOR: "By.AndroidUiAutomator",
}
_FULL_ID = re.compile(r"[a-zA-Z_][a-zA-Z0-9._]*:[^/]+/\S+")
_SERVER_PACKAGE = "io.appium.uiautomator2.server"
_MAGIC_SCROLLABLE = re.compile(r"//\*\[@scrollable ?= ?(['\"])true\1\]")


@dataclass(frozen=True)
class Locator:
    """A strategy and what is searched with it."""

    strategy: str
    selector: str

    def __str__(self) -> str:
        return f"{_PRINTED[self.strategy]}: {self.selector}"


@dataclass(frozen=True)
class Found:
    """A view that a search gave.

    Attributes:
        node: The view.
        forest: The windows in which it was found.
        query: The selector that goes on standing for it, where it was found by UiSelector:
            UiAutomator searches anew with every use.
    """

    node: Node
    forest: Forest
    query: UiSelector | None = None


@dataclass(frozen=True)
class SearchOptions:
    """The session's settings that change what searches find.

    Attributes:
        app_package: The session's app, put before ids without a package.
        complete_ids: Whether that is done.
        all_windows: Whether more than the active window is searched; UiSelector never does.
        xpath_1: Whether XPath 2.0's functions are unknown.
        whole_tree: Whether XPath from an element can leave its subtree.
        source: How trees become XML.
    """

    app_package: str = ""
    complete_ids: bool = True
    all_windows: bool = False
    xpath_1: bool = False
    whole_tree: bool = False
    source: SourceOptions = DEFAULTS


def located(strategy: str, selector: str, app_package: str) -> Locator:
    """The locator that the driver makes of what a client sent.

    Raises:
        InvalidSelector: There is no such strategy, or CSS that cannot be rewritten.
    """
    if strategy == "css selector":
        return Locator(UIAUTOMATOR, to_ui_selector(selector, app_package))
    if strategy == "xpath" and _MAGIC_SCROLLABLE.search(selector):
        return Locator(UIAUTOMATOR, "new UiSelector().scrollable(true)")
    if strategy not in STRATEGIES:
        raise InvalidSelector(f"Locator Strategy '{strategy}' is not supported for this session")
    return Locator(strategy, selector)


class Finder:
    """Searches a phone; keeps nothing but UiScrollable's number of swipes.

    Args:
        device: The phone.
    """

    def __init__(self, device: Device) -> None:
        self.device = device
        self.limits = scrolling.ScrollLimits()

    def active_forest(self) -> Forest:
        """The window that has the input focus, as it is now."""
        display, windows = self.device.display, self.device.windows()
        active = self.device.active_window(windows)
        return Forest([active], display.width_px, display.height_px, windows)

    def all_windows(self) -> Forest:
        """All windows, as they are now."""
        display = self.device.display
        return Forest(self.device.windows(), display.width_px, display.height_px)

    def swipe(self, start: tuple[float, float], end: tuple[float, float], duration_ms: int) -> bool:
        """A finger's straight way; returns whether anything moved."""
        return self.device.swipe(start, end, duration_ms)

    def first(
        self, locator: Locator, options: SearchOptions, context: Found | None = None
    ) -> Found:
        """The first view that matches.

        Args:
            locator: What is searched.
            options: The session's settings.
            context: The view to search in; None for the whole window.

        Raises:
            InvalidSelector: The selector cannot be understood.
            SelectorFailed: It cannot be applied.
            NotFound: Nothing matches.
        """
        if locator.strategy == UIAUTOMATOR:
            query = self._queries(locator.selector)[0]
            if context is not None:
                query = self._inside(context, query)
            found = self.again(query)
        else:
            found = next(self._by_node(locator, options, context), None)
        if found is None:
            raise NotFound
        return found

    def every(
        self, locator: Locator, options: SearchOptions, context: Found | None = None
    ) -> list[Found]:
        """All views that match, each once; see `first`."""
        if locator.strategy != UIAUTOMATOR:
            return list(self._by_node(locator, options, context))
        unique: dict[int, Found] = {}
        # All scrolling comes first, so that one look at the window does for all selectors.
        queries = self._queries(locator.selector)
        forest = self.active_forest()
        for query in queries:
            for each in self._by_query(query, forest, context):
                unique.setdefault(id(each.node), each)
        return list(unique.values())

    def again(self, query: UiSelector) -> Found | None:
        """What a UiSelector stands for now."""
        return _in(self.active_forest(), query)

    def _queries(self, expression: str) -> list[UiSelector]:
        return [self._query(statement) for statement in parse(expression)]

    def _query(self, statement: Statement) -> UiSelector:
        if isinstance(statement, ScrollExpression):
            return scrolling.run(statement, self, self.limits)
        return statement

    def _inside(self, context: Found, query: UiSelector) -> UiSelector:
        """The selector of something in a view: below the first one that is like that view."""
        above = context.query or _describing(context)
        return above.having("childSelector", query)

    def _by_query(
        self, query: UiSelector, forest: Forest, context: Found | None
    ) -> Iterator[Found]:
        if query.has("instance"):  # it names one view, and names it in the whole window
            only = _in(forest, query)
            if only is not None:
                yield only
            return
        # A search by a pattern of class names counts by index; that is the server's own way.
        counted_by = "index" if query.has("classNameMatches") and context is None else "instance"
        if counted_by == "instance" and context is None and _is_plain(query):
            for number, node in enumerate(matching.accepted(query, forest)):
                yield Found(node, forest, query.having("instance", number))
            return
        number = 0
        while True:
            numbered = query.having(counted_by, number)
            found = _in(forest, self._inside(context, numbered) if context else numbered)
            if found is None:
                return
            yield found
            number += 1

    def _by_node(
        self, locator: Locator, options: SearchOptions, context: Found | None
    ) -> Iterator[Found]:
        if context is not None:
            forest = context.forest
        else:
            forest = self.all_windows() if options.all_windows else self.active_forest()
        if locator.strategy == "xpath":
            nodes = find_by_xpath(
                locator.selector,
                forest,
                context.node if context else None,
                options.source,
                xpath_1=options.xpath_1,
                whole_tree=options.whole_tree,
            )
            yield from (Found(node, forest) for node in nodes)
            return
        for root in (context.node,) if context else forest.roots:
            for node in _by_value(locator, options, root):
                yield Found(node, forest)


def _is_plain(query: UiSelector) -> bool:
    return query.is_leaf and query.container is None and query.pattern is None


def _in(forest: Forest, query: UiSelector) -> Found | None:
    node = matching.find(query, forest, forest.roots[0])
    return None if node is None else Found(node, forest, query)


def _by_value(locator: Locator, options: SearchOptions, root: Node) -> Iterator[Node]:
    wanted = locator.selector
    if locator.strategy == "id":
        if options.complete_ids and not _FULL_ID.fullmatch(wanted):
            wanted = f"{options.app_package or _SERVER_PACKAGE}:id/{wanted}"
        return matching.matches_below(root, lambda node: node.resource_id == wanted)
    if locator.strategy == "class name":
        if wanted.startswith("."):
            wanted = f"android.widget{wanted}"
        return matching.matches_below(root, lambda node: node.class_name == wanted)
    return matching.matches_below(root, lambda node: node.content_desc == wanted)


def _describing(found: Found) -> UiSelector:
    """The selector that the server builds to find a view again as a UiObject."""
    node = found.node
    selector = UiSelector()
    for name, text in (
        ("packageName", node.package),
        ("className", node.class_name),
        ("text", node.text),
        ("description", node.content_desc),
        ("resourceId", node.resource_id),
    ):
        if text:
            selector = selector.having(name, text)
    for name, flag in (
        ("checkable", node.checkable),
        ("checked", node.checked),
        ("clickable", node.clickable),
        ("enabled", node.enabled),
        ("focusable", node.focusable),
        ("longClickable", node.long_clickable),
        ("scrollable", node.scrollable),
        ("selected", node.selected),
    ):
        selector = selector.having(name, flag)
    in_parent = found.forest.parent_of(node) is not None
    return selector.having("index", found.forest.index_of(node) if in_parent else 0)
