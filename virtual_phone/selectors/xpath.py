"""XPath over page source, by lxml.

The driver's own engine also knows XPath 2.0; of its functions those that clients really use are
added here to XPath 1.0.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lxml import etree

from virtual_phone.selectors.errors import InvalidSelector, SelectorFailed
from virtual_phone.tree.attributes import SOURCE_ATTRIBUTES
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Node
from virtual_phone.tree.source import DEFAULTS, NODE_INDEX, SourceOptions, element_tree

_CONTEXT = "context"
_REGEX_FLAGS = {
    "i": re.IGNORECASE,
    "s": re.DOTALL,
    "m": re.MULTILINE,
    "x": re.VERBOSE,
}


def _text(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return "" if isinstance(first, list) else str(first)


def _matches(_context: Any, value: Any, pattern: Any, flags: Any = "") -> bool:
    chosen = re.NOFLAG
    for letter in _text(flags):
        chosen |= _REGEX_FLAGS.get(letter, re.NOFLAG)
    return re.search(_text(pattern), _text(value), chosen) is not None


_XPATH_2: dict[str, Callable[..., Any]] = {
    "lower-case": lambda _context, value: _text(value).lower(),
    "upper-case": lambda _context, value: _text(value).upper(),
    "ends-with": lambda _context, value, end: _text(value).endswith(_text(end)),
    "matches": _matches,
    "replace": lambda _context, value, old, new: re.sub(_text(old), _text(new), _text(value)),
}


@lru_cache(maxsize=512)
def _compiled(expression: str, xpath_1: bool) -> etree.XPath:  # noqa: FBT001 -- part of the key
    extensions = {} if xpath_1 else {(None, name): each for name, each in _XPATH_2.items()}
    try:
        return etree.XPath(expression, extensions=extensions)
    except (etree.XPathSyntaxError, ValueError) as error:
        raise InvalidSelector(f"{error}: `{expression}` is not a valid XPath expression") from error


@lru_cache(maxsize=512)
def _queried(expression: str) -> frozenset[str] | None:
    """The attributes that an expression looks at; None for all of them."""
    if "@*" in expression or "attribute::" in expression:
        return None
    return frozenset(each.name for each in SOURCE_ATTRIBUTES if f"@{each.name}" in expression)


def find_by_xpath(
    expression: str,
    forest: Forest,
    context: Node | None = None,
    options: SourceOptions = DEFAULTS,
    *,
    xpath_1: bool = False,
    whole_tree: bool = False,
) -> list[Node]:
    """The nodes that an expression selects, in document order.

    Args:
        expression: XPath; tags are class names, attributes those of page source.
        forest: The windows to search.
        context: The node to start from. Unless `whole_tree`, its subtree is a document of its own.
        options: The driver's settings for page source.
        xpath_1: Whether functions of XPath 2.0 are unknown (setting `enforceXPath1`).
        whole_tree: Whether ancestors and siblings of `context` can be reached
            (setting `limitXPathContextScope` off).

    Raises:
        InvalidSelector: It is not XPath.
        SelectorFailed: It cannot be evaluated, or does not select elements.
    """
    compiled = _compiled(expression, xpath_1)
    alone = context is not None and not whole_tree
    top, nodes = element_tree(forest, context if alone else None, options, _queried(expression))
    start = top
    if context is not None and whole_tree:
        start = _element_of(top, nodes, context)
    elif alone and not expression.lstrip(" (").startswith("/"):
        # The document above its top element is where the driver's search starts.
        start = etree.Element(_CONTEXT)
        start.append(top)
    try:
        result = compiled(start)
    except (etree.XPathError, re.error, TypeError) as error:
        if "Unregistered function" in str(error) or "Undefined" in str(error):
            raise InvalidSelector(f"{error}: `{expression}`") from error
        raise SelectorFailed(f"{error}: `{expression}`") from error
    if not isinstance(result, list):
        raise SelectorFailed(f"`{expression}` does not select elements but is {result!r}")
    elements = [each for each in result if isinstance(each, etree._Element)]  # noqa: SLF001 -- lxml's public class has this name
    positions = [each.get(NODE_INDEX) for each in elements]
    return [nodes[int(position)] for position in positions if position is not None]


def _element_of(top: etree._Element, nodes: list[Node], node: Node) -> etree._Element:
    for element in top.iter():
        position = element.get(NODE_INDEX)
        if position is not None and nodes[int(position)].key == node.key:
            return element
    raise SelectorFailed("Cannot match the root element for the context-based XPath lookup")
