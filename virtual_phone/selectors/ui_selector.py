"""UiSelector: its criteria, its Java methods, and which node it accepts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from virtual_phone.selectors.java_regex import java_pattern
from virtual_phone.tree.node import Node

Test = Callable[[Node, int], bool]
Read = Callable[[Node], str]

_TEXTS: dict[str, Read] = {
    "text": attrgetter("text"),
    "description": attrgetter("content_desc"),
    "className": attrgetter("class_name"),
    "packageName": attrgetter("package"),
    "resourceId": attrgetter("resource_id"),
}
_FLAGS: dict[str, Callable[[Node], bool]] = {
    "checkable": attrgetter("checkable"),
    "checked": attrgetter("checked"),
    "clickable": attrgetter("clickable"),
    "enabled": attrgetter("enabled"),
    "focusable": attrgetter("focusable"),
    "focused": attrgetter("focused"),
    "longClickable": attrgetter("long_clickable"),
    "scrollable": attrgetter("scrollable"),
    "selected": attrgetter("selected"),
}
# Only these two let a dot match a line break.
_DOTALL = ("textMatches", "descriptionMatches")

# Criteria in the order of their numbers in UiSelector, with the name that it prints.
_PRINTED = {
    "text": "TEXT",
    "textStartsWith": "START_TEXT",
    "textContains": "CONTAINS_TEXT",
    "className": "CLASS",
    "description": "DESCRIPTION",
    "descriptionStartsWith": "START_DESCRIPTION",
    "descriptionContains": "CONTAINS_DESCRIPTION",
    "index": "INDEX",
    "instance": "INSTANCE",
    "enabled": "ENABLED",
    "focused": "FOCUSED",
    "focusable": "FOCUSABLE",
    "scrollable": "SCROLLABLE",
    "clickable": "CLICKABLE",
    "checked": "CHECKED",
    "selected": "SELECTED",
    "packageName": "PACKAGE NAME",
    "childSelector": "CHILD",
    "container": "CONTAINER",
    "pattern": "PATTERN",
    "fromParent": "PARENT",
    "longClickable": "LONG_CLICKABLE",
    "textMatches": "TEXT_REGEX",
    "classNameMatches": "CLASS_REGEX",
    "descriptionMatches": "DESCRIPTION_REGEX",
    "packageNameMatches": "PACKAGE_NAME_REGEX",
    "resourceId": "RESOURCE_ID",
    "checkable": "CHECKABLE",
    "resourceIdMatches": "RESOURCE_ID_REGEX",
}
_ORDER = {name: position for position, name in enumerate(_PRINTED)}

# The Java methods a client may call, with the types of their one argument.
METHODS: dict[str, tuple[str, ...]] = {
    **{
        name: ("String",)
        for name in _PRINTED
        if name not in _FLAGS and name not in {"index", "instance", "container", "pattern"}
    },
    **dict.fromkeys(_FLAGS, ("boolean",)),
    "className": ("String", "Class"),
    "index": ("int",),
    "instance": ("int",),
    "childSelector": ("UiSelector",),
    "fromParent": ("UiSelector",),
}


@dataclass(frozen=True)
class UiSelector:
    """What a view must be like, and what must be below or beside it.

    Attributes:
        criteria: Names and values, one of each name.
        child: What is searched below a match.
        parent: What is searched below a match's parent.
        container: Where `pattern` is enumerated; set by UiScrollable only.
        pattern: What is enumerated; set by UiScrollable only.
    """

    criteria: tuple[tuple[str, str | int | bool], ...] = ()
    child: "UiSelector | None" = None
    parent: "UiSelector | None" = None
    container: "UiSelector | None" = None
    pattern: "UiSelector | None" = None

    def having(self, name: str, value: "str | int | bool | UiSelector") -> "UiSelector":
        """This selector with one more criterion, as the Java method of that name makes it.

        A child or parent selector goes to the end of the chain, as there.

        Raises:
            SelectorFailed: The value is not a regular expression where one is wanted.
        """
        if isinstance(value, UiSelector):
            return self.extended("child" if name == "childSelector" else "parent", value)
        if name.endswith("Matches"):
            java_pattern(str(value))
        kept = [each for each in self.criteria if each[0] != name]
        kept.append((name, value))
        return replace(self, criteria=tuple(sorted(kept, key=lambda each: _ORDER[each[0]])))

    def extended(self, link: str, last: "UiSelector") -> "UiSelector":
        """This selector with a `child` or `parent` at the end of its chain."""
        if self.child is not None:
            return replace(self, child=self.child.extended(link, last))
        if self.parent is not None:
            return replace(self, parent=self.parent.extended(link, last))
        return replace(self, child=last) if link == "child" else replace(self, parent=last)

    @property
    def is_leaf(self) -> bool:
        """Whether nothing is searched below or beside a match."""
        return self.child is None and self.parent is None

    @cached_property
    def instance(self) -> int:
        """How many matches are passed over."""
        return int(dict(self.criteria).get("instance", 0))

    def has(self, name: str) -> bool:
        """Whether this criterion is set."""
        return any(each == name for each, _ in self.criteria)

    @cached_property
    def _tests(self) -> tuple[Test, ...]:
        return tuple(_test(name, value) for name, value in self.criteria if name != "instance")

    def accepted(self, places: Sequence[tuple[Node, int]]) -> Sequence[tuple[Node, int]]:
        """Those of many nodes that `accepts` takes, in the same order.

        Args:
            places: Nodes, each with its place among its siblings.
        """
        for test in self._tests:  # criterion by criterion: few nodes are left for the second one
            places = [place for place in places if test(*place)]
        return places

    def accepts(self, node: Node, index: int) -> bool:
        """Whether the node itself is as wanted; instance, child and parent left aside.

        Args:
            node: The node.
            index: Its place among its siblings.
        """
        for test in self._tests:  # noqa: SIM110 -- every search asks every view: `all` is slower
            if not test(node, index):
                return False
        return True

    def __str__(self) -> str:
        parts: list[tuple[str, object]] = list(self.criteria)
        links = {
            "childSelector": self.child,
            "fromParent": self.parent,
            "container": self.container,
            "pattern": self.pattern,
        }
        parts += [(name, link) for name, link in links.items() if link is not None]
        parts.sort(key=lambda each: _ORDER[each[0]])
        return f"UiSelector[{', '.join(f'{_PRINTED[n]}={_java(v)}' for n, v in parts)}]"


def _java(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _test(name: str, value: str | int) -> Test:
    """The check behind a criterion. A text that a view does not have is equal to nothing."""
    if name == "index":
        return lambda _node, index: index == value
    if name in _FLAGS:
        read_flag = _FLAGS[name]
        return lambda node, _index: read_flag(node) is value
    wanted = str(value)
    stem = re.sub("(StartsWith|Contains|Matches)$", "", name)
    read = _TEXTS[stem]
    if name == stem:
        return lambda node, _index: read(node) == wanted != ""
    if name.endswith("Matches"):
        flags = re.DOTALL if name in _DOTALL else re.NOFLAG
        matches = java_pattern(wanted, flags).fullmatch
        return lambda node, _index: bool(text := read(node)) and matches(text) is not None
    lowered = wanted.lower()
    if name.endswith("StartsWith"):
        return lambda node, _index: bool(text := read(node)) and text.lower().startswith(lowered)
    return lambda node, _index: bool(text := read(node)) and lowered in text.lower()
