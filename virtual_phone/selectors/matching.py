"""Searching a window for what selectors describe, as UiAutomator's own searches go.

A UiSelector search (`QueryController`) goes down in document order, passes over children that the
user cannot see, and counts instances while it goes. A BySelector search (`ByMatcher`), which
stands behind id, accessibility id and class name, names what is below a match before the match.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from virtual_phone.selectors.ui_selector import UiSelector
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Node


class _Pass:
    """A selector during one search: it counts the matches that it passes over."""

    def __init__(self, selector: UiSelector) -> None:
        self.selector = selector
        self.passed = 0

    def takes(self, node: Node, index: int) -> bool:
        if not self.selector.accepts(node, index):
            return False
        if self.passed < self.selector.instance:
            self.passed += 1
            return False
        return self.passed == self.selector.instance


def find(selector: UiSelector, forest: Forest, root: Node) -> Node | None:
    """The first node below `root`, or itself, that the selector describes; None without one.

    Args:
        selector: What is searched.
        forest: The windows that hold `root`.
        root: Where the search starts; it is looked at even when it is not displayed.
    """
    if selector.container is None and selector.pattern is None:
        if selector.is_leaf and selector.instance >= 0 and root is forest.roots[0]:
            return next(islice(accepted(selector, forest), selector.instance, None), None)
        return _descend(_Pass(selector), forest, root, forest.index_of(root))
    start: Node | None = root
    if selector.container is not None:
        start = find(selector.container, forest, root)
    if start is None or selector.pattern is None:
        return start
    found = _Enumeration(selector.pattern, forest).nth(start, selector.pattern.instance)
    if found is None or selector.is_leaf:
        return found
    onward = UiSelector(child=selector.child, parent=selector.parent)
    return _descend(_Pass(onward), forest, found, forest.index_of(found))


def count(container: UiSelector, pattern: UiSelector, forest: Forest, root: Node) -> int:
    """How many nodes in the container the pattern describes."""
    start = find(container, forest, root)
    if start is None:
        return 0
    enumeration = _Enumeration(UiSelector(pattern=pattern), forest)
    enumeration.nth(start, -1)
    return enumeration.counted


def accepted(selector: UiSelector, forest: Forest) -> Iterator[Node]:
    """All nodes of the first window that a selector without child and parent describes.

    Instances are not counted.
    """
    return (node for node, _ in selector.accepted(forest.searched))


def _below(search: _Pass, forest: Forest, node: Node) -> tuple[_Pass, Node] | None:
    """Where a match that is not the end of the chain leads; None where there is no way up."""
    selector = search.selector
    if selector.child is not None:
        return _Pass(selector.child), node
    parent = forest.parent_of(node)
    if selector.parent is None or parent is None:
        return None
    return _Pass(selector.parent), parent


def _descend(search: _Pass, forest: Forest, node: Node, index: int) -> Node | None:
    if search.takes(node, index):
        if search.selector.is_leaf:
            return node
        way = _below(search, forest, node)
        if way is None:
            return None
        search, node = way
    for position, child in enumerate(node.children):
        if child.displayed:
            found = _descend(search, forest, child, position)
            if found is not None:
                return found
    return None


@dataclass
class _Enumeration:
    """Goes through all matches of a pattern, one after another."""

    selector: UiSelector
    forest: Forest
    counted: int = 0
    left: int = 0

    def nth(self, start: Node, number: int) -> Node | None:
        """The match of this number, from 0; with -1 all are counted and none is returned."""
        self.left = number
        pattern = self.selector.pattern or self.selector
        return self._descend(_Pass(pattern), start, 0, pattern)

    def _descend(self, search: _Pass, node: Node, index: int, pattern: UiSelector) -> Node | None:
        if search.takes(node, index):
            if search.selector.is_leaf:
                if self.left == 0:
                    return node
                self.counted += 1
                self.left -= 1
                search = _Pass(pattern)
            else:
                way = _below(search, self.forest, node)
                if way is None:
                    return None
                search, node = way
        for position, child in enumerate(node.children):
            if child.displayed:
                found = self._descend(search, child, position, pattern)
                if found is not None:
                    return found
        return None


def matches_below(root: Node, wanted: Callable[[Node], bool]) -> Iterator[Node]:
    """All displayed nodes in `root`, itself included, the innermost first (BySelector's order)."""
    if not root.displayed:
        return
    for child in root.children:
        yield from matches_below(child, wanted)
    if wanted(root):
        yield root
