"""Page source: the trees as XML, as text for a client and as elements for XPath."""

import re
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from functools import lru_cache
from operator import attrgetter
from typing import Final

from lxml import etree

from virtual_phone.tree.attributes import SOURCE_ATTRIBUTES, as_text
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Node

VIEW = "android.view.View"
NODE_INDEX = "uiElementIndex"

_NOT_IN_XML = re.compile("[^\t\r\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME_START = (
    "_A-Za-z\u00c0-\u00d6\u00f8-\u02ff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NOT_A_START = re.compile(f"^[^{_NAME_START}]+")
_NOT_IN_NAME = re.compile(f"[^-._0-9\u00b7\u0300-\u036f\u203f-\u2040{_NAME_START}]")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9\-._]")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_TO_ESCAPE = re.compile("[&<>\n\r\t]")

_UNWRITTEN: Final = {"key", "children", "drawn", "look"}
_OWN: Final = attrgetter(
    *(each.name for each in fields(Node) if each.name not in _UNWRITTEN and each.name[:3] != "on_")
)
"""All that attributes can tell of a node by itself; fields to come included."""
# A screen has about two hundred lines, of half a kilobyte each.
_MOST_KNOWN: Final = 4096


@dataclass(frozen=True)
class SourceOptions:
    """The driver's settings that shape page source and XPath.

    Attributes:
        allow_invisible: Whether nodes that the user cannot see are written.
        max_depth: How many levels are written below the root.
        normalize_tags: Whether tag names are kept to ASCII letters, digits, `-`, `.`, `_`.
        traversable: Patterns of class names, with `*` and `?`, below which invisible nodes are
            written, too.
    """

    allow_invisible: bool = False
    max_depth: int = 70
    normalize_tags: bool = False
    traversable: tuple[str, ...] = field(default=())


DEFAULTS = SourceOptions()


@lru_cache(maxsize=512)
def tag_name(class_name: str, normalize: bool = False) -> str:  # noqa: FBT001, FBT002 -- a setting
    """The element name for a class; `android.view.View` where nothing usable is left."""
    fixed = re.sub(r"[$@#&]", ".", class_name)
    fixed = re.sub(r"\.+", ".", fixed).strip(".")
    if normalize:
        fixed = _NOT_PLAIN.sub("_", fixed)
    return _NOT_IN_NAME.sub("_", _NOT_A_START.sub("", fixed)) or VIEW


def safe_text(value: str) -> str:
    """The text with a question mark for every character that XML 1.0 cannot hold."""
    if value.isascii() and value.isprintable():
        return value
    return _NOT_IN_XML.sub("?", value)


def shown_children(node: Node, depth: int, options: SourceOptions) -> Sequence[Node]:
    """The children that page source has below a node at this depth."""
    if depth >= options.max_depth:
        return ()
    if options.allow_invisible or any(
        fnmatchcase(node.class_name, pattern) for pattern in options.traversable
    ):
        return node.children
    return [child for child in node.children if child.displayed]


def write_source(forest: Forest, options: SourceOptions = DEFAULTS, rotation: int = 0) -> str:
    """Page source as the driver answers it.

    Args:
        forest: The windows to write, in their order.
        options: The driver's settings.
        rotation: 0 to 3, in quarters of a turn.
    """
    lines = [
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>",
        (
            f'<hierarchy index="0" class="hierarchy" rotation="{rotation}" '
            f'width="{forest.width_px}" height="{forest.height_px}">'
        ),
    ]
    for root in forest.roots:
        _add_lines(lines, forest, root, 1, options)
    lines.append("</hierarchy>")
    return "\r\n".join(lines)


def _add_lines(
    lines: list[str], forest: Forest, node: Node, depth: int, options: SourceOptions
) -> None:
    tag = tag_name(node.class_name, options.normalize_tags)
    indent = "  " * depth
    attributes = _attributes(forest, node)
    children = shown_children(node, depth, options)
    if not children:
        lines.append(f"{indent}<{tag}{attributes} />")
        return
    lines.append(f"{indent}<{tag}{attributes}>")
    for child in children:
        _add_lines(lines, forest, child, depth + 1, options)
    lines.append(f"{indent}</{tag}>")


_known: dict[Hashable, str] = {}


def _attributes(forest: Forest, node: Node) -> str:
    """All of a line's attributes; a client reads the same screen over and over, so they are kept.

    What an attribute reads is the node's own, its place and what is visible of it.
    """
    like = _OWN(node), forest.index_of(node), forest.visible_bounds(node)
    written = _known.get(like)
    if written is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        texts = _texts(forest, node)
        written = _known[like] = "".join(f" {name}={_quoted(text)}" for name, text in texts)
    return written


def _text(value: str | int) -> str:
    return safe_text(value) if isinstance(value, str) else as_text(value)


def _texts(
    forest: Forest, node: Node, only: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    for attribute in SOURCE_ATTRIBUTES:
        if only is None or attribute.name in only:
            value = attribute.read(forest, node)
            if value is not None:
                yield attribute.name, _text(value)


def _quoted(text: str) -> str:
    if text.isalnum():
        return f'"{text}"'
    quote = "'" if '"' in text else '"'
    escaped = _TO_ESCAPE.sub(lambda match: _ESCAPED[match[0]], text)
    if quote == "'":
        escaped = escaped.replace("'", "&apos;")
    return f"{quote}{escaped}{quote}"


def element_tree(
    forest: Forest,
    top: Node | None,
    options: SourceOptions = DEFAULTS,
    only: Collection[str] | None = None,
) -> tuple[etree._Element, list[Node]]:
    """The trees as XML elements, for XPath.

    Args:
        forest: The windows.
        top: The node whose subtree is wanted; None for a `hierarchy` of all windows.
        options: The driver's settings.
        only: Attributes to write, as building all of them is what costs; None for all.

    Returns:
        The top element, and the nodes in the order of the elements' `uiElementIndex`.
    """
    nodes: list[Node] = []

    def grow(node: Node, parent: etree._Element | None, depth: int) -> etree._Element:
        tag = tag_name(node.class_name, options.normalize_tags)
        attributes = dict(_texts(forest, node, only))
        attributes[NODE_INDEX] = str(len(nodes))
        nodes.append(node)
        element = (
            etree.Element(tag, attributes)
            if parent is None
            else etree.SubElement(parent, tag, attributes)
        )
        for child in shown_children(node, depth, options):
            grow(child, element, depth + 1)
        return element

    if top is not None:
        return grow(top, None, 0), nodes
    hierarchy = etree.Element("hierarchy", {"index": "0", "class": "hierarchy"})
    for root in forest.roots:
        grow(root, hierarchy, 1)
    return hierarchy, nodes
