"""What UiAutomator tells of a node by name: for getAttribute, for page source, for XPath.

Names and aliases are those of the on-device server's `Attribute` and `UiElementSnapshot`. Page
source has them in the order of the list here; what a virtual node cannot have (extras,
collections) is reported as absent.
"""

from collections.abc import Callable
from dataclasses import dataclass

from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Node

Value = str | int | bool | None
Reader = Callable[[Forest, Node], Value]


class UnknownAttribute(Exception):
    """There is no attribute of this name, or it cannot be asked for."""


class AttributeUnavailable(Exception):
    """The attribute exists, and this phone cannot tell its value."""


@dataclass(frozen=True)
class Attribute:
    """One attribute.

    Attributes:
        name: As page source writes it.
        read: Its value; None where it is left out.
        also: Other names that getAttribute takes.
        on_request: Whether getAttribute answers it.
        listed: Whether the error about an unknown attribute offers it.
        in_source: Whether page source has it.
    """

    name: str
    read: Reader
    also: tuple[str, ...] = ()
    on_request: bool = False
    listed: bool = True
    in_source: bool = True

    @property
    def offered_as(self) -> str:
        """As the error about an unknown attribute writes it."""
        return f"{{{','.join((self.name, *self.also))}}}" if self.also else self.name


@dataclass(frozen=True)
class Constant:
    """Reads the same value of every node."""

    value: Value

    def __call__(self, _forest: Forest, _node: Node) -> Value:
        """The value."""
        return self.value


def _content_size(_forest: Forest, _node: Node) -> Value:
    raise AttributeUnavailable(
        "Could not retrieve accessibility scroll data; unable to determine scrollable offset"
    )


def _multi_line(_forest: Forest, node: Node) -> Value:
    return None if node.max_text_length == -1 else False


def _max_text_length(_forest: Forest, node: Node) -> Value:
    return None if node.max_text_length == -1 else node.max_text_length


# In the order of page source.
ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("index", lambda forest, node: forest.index_of(node), listed=False),
    Attribute("package", lambda _, node: node.package or None, on_request=True),
    Attribute("class", lambda _, node: node.class_name or None, ("className",), on_request=True),
    Attribute("text", lambda _, node: node.text, ("name",), on_request=True),
    Attribute("original-text", lambda _, node: node.text, listed=False, in_source=False),
    Attribute(
        "content-desc",
        lambda _, node: node.content_desc or None,
        ("contentDescription",),
        on_request=True,
    ),
    Attribute(
        "resource-id", lambda _, node: node.resource_id or None, ("resourceId",), on_request=True
    ),
    Attribute("checkable", lambda _, node: node.checkable, on_request=True),
    Attribute("checked", lambda _, node: node.checked, on_request=True),
    Attribute("clickable", lambda _, node: node.clickable, on_request=True),
    Attribute("enabled", lambda _, node: node.enabled, on_request=True),
    Attribute("focusable", lambda _, node: node.focusable, on_request=True),
    Attribute("focused", lambda _, node: node.focused, on_request=True),
    Attribute(
        "long-clickable", lambda _, node: node.long_clickable, ("longClickable",), on_request=True
    ),
    Attribute("password", lambda _, node: node.password, on_request=True),
    Attribute("scrollable", lambda _, node: node.scrollable, on_request=True),
    Attribute("selection-start", Constant(None), on_request=True),
    Attribute("selection-end", Constant(None), on_request=True),
    Attribute("selected", lambda _, node: node.selected, on_request=True),
    Attribute("bounds", lambda forest, node: str(forest.visible_bounds(node)), on_request=True),
    Attribute("displayed", lambda _, node: node.displayed, on_request=True),
    Attribute("hint", lambda _, node: node.hint or None, on_request=True),
    Attribute("extras", Constant(""), on_request=True, in_source=False),
    Attribute("a11y-important", Constant(True), ("importantForAccessibility",)),
    Attribute("screen-reader-focusable", Constant(False), ("screenReaderFocusable",)),
    Attribute("input-type", Constant(None), ("inputType",)),
    Attribute("drawing-order", lambda _, node: node.drawing_order, ("drawingOrder",)),
    Attribute("showing-hint", lambda _, node: node.showing_hint, ("showingHintText",)),
    Attribute("text-entry-key", Constant(False), ("textEntryKey",)),
    Attribute("multiline", _multi_line, ("multiLine",)),
    Attribute("dismissable", Constant(False)),
    Attribute("a11y-focused", Constant(False), ("accessibilityFocused",)),
    Attribute("heading", lambda _, node: node.heading),
    Attribute("live-region", Constant(0), ("liveRegion",)),
    Attribute("context-clickable", Constant(False), ("contextClickable",)),
    Attribute("max-text-length", _max_text_length, ("maxTextLength",)),
    Attribute("content-invalid", Constant(False), ("contentInvalid",)),
    Attribute("error", Constant(None), ("errorText",)),
    Attribute("pane-title", Constant(None), ("paneTitle",)),
    Attribute("tooltip-text", Constant(None), ("tooltipText",)),
    Attribute("text-has-clickable-span", Constant(None), ("textHasClickableSpan",)),
    Attribute("actions", Constant(None), in_source=False),
    Attribute("window-id", Constant(None), ("windowId",)),
    Attribute("text-size", Constant(None), ("textSize",), in_source=False),
    Attribute("text-unit", Constant(None), ("textUnit",), in_source=False),
    Attribute("contentSize", _content_size, on_request=True, in_source=False),
    Attribute(
        "is-collection", Constant(False), ("isCollection",), on_request=True, in_source=False
    ),
    Attribute(
        "is-collection-item",
        Constant(False),
        ("isCollectionItem",),
        on_request=True,
        in_source=False,
    ),
    Attribute(
        "collection-info", Constant(None), ("collectionInfo",), on_request=True, in_source=False
    ),
    Attribute(
        "collection-item-info",
        Constant(None),
        ("collectionItemInfo",),
        on_request=True,
        in_source=False,
    ),
)
SOURCE_ATTRIBUTES = tuple(attribute for attribute in ATTRIBUTES if attribute.in_source)

_BY_ALIAS = {
    alias.lower(): attribute
    for attribute in ATTRIBUTES
    for alias in (attribute.name, *attribute.also)
}


def as_text(value: str | int) -> str:
    """A value as Java prints it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_attribute(forest: Forest, node: Node, name: str) -> str | None:
    """What getAttribute answers; None where the node has no such value.

    Args:
        forest: The trees that hold the node.
        node: The node asked for.
        name: An attribute's name or alias, in any case of letters.

    Raises:
        UnknownAttribute: There is no such attribute, or page source only has it.
        AttributeUnavailable: This phone cannot tell.
    """
    attribute = _BY_ALIAS.get(name.lower())
    if attribute is None or not attribute.on_request:
        offered = ", ".join(each.offered_as for each in ATTRIBUTES if each.listed)
        raise UnknownAttribute(
            f"'{name}' attribute is unknown for the element. "
            f"Only the following attributes are supported: [{offered}]"
        )
    value = attribute.read(forest, node)
    return None if value is None else as_text(value)
