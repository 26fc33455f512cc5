"""A screen that was saved: answers looks as a session with the phone would.

Two formats of dump are read: Appium's page source, whose elements are named for the class, and what
`uiautomator dump` writes, whose elements are all `node` and which says less (no hint, no
visibility).
"""

import re
from collections import Counter
from typing import Any

from lxml import etree

from harness.capture.ui_selector import Node, select
from harness.session.faults import SelectorRefused
from harness.session.sighting import UIAUTOMATOR, Bounds, Sighting

LARGEST_BYTES = 8_000_000
"""Of a saved screen; a real one has some hundred kilobytes."""

# As `Reading` has it: Android's own dialogs over an app are looked at, too.
_SYSTEM_DIALOGS = "android"
_NOT_IN_A_TAG = re.compile(r"[^A-Za-z0-9._-]+")
_ATTRIBUTES = {"accessibility id": "content-desc", "class name": "class"}


class NotReadable(Exception):
    """A file is no saved screen; says what it is instead."""


def parsed(xml: bytes) -> Node:
    """The `hierarchy` of a dump in either format, in the form of Appium's page source.

    Raises:
        NotReadable: It is too big, no XML, something else than a dump, or has no place on a screen.
    """
    if len(xml) > LARGEST_BYTES:
        raise NotReadable(f"{len(xml):,} bytes; a screen has at most {LARGEST_BYTES:,}")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml.strip() or b"-", parser)
    except etree.XMLSyntaxError as error:
        raise NotReadable(f"this is no XML: {str(error.msg or error).split(', line')[0]}") from None
    tree: Any = root.getroottree()
    if tree.docinfo.doctype:
        raise NotReadable("it declares a document type, which no dump of a screen does")
    if root.tag != "hierarchy":
        raise NotReadable(f"its root is <{root.tag}>, and that of a dump is <hierarchy>")
    for node in root.iterdescendants():
        _name_for_its_class(node)
    if not any(bounds_of(node).area_px for node in root.iterdescendants()):
        raise NotReadable("none of its nodes has bounds: it shows nothing")
    return root


def _name_for_its_class(node: Node) -> None:
    if node.tag == "node" and node.get("class"):
        node.tag = _NOT_IN_A_TAG.sub(".", str(node.get("class"))).strip(".-0123456789") or "node"
    elif not node.get("class"):
        node.set("class", str(node.tag))


def bounds_of(node: Node) -> Bounds:
    """Where a node is; nowhere, if it does not say so."""
    try:
        return Bounds.parse(str(node.get("bounds") or ""))
    except ValueError:
        return Bounds(0, 0, 0, 0)


def is_displayed(node: Node) -> bool:
    """Whether a node says that it can be seen; one that says nothing can."""
    return (node.get("displayed") or node.get("visible-to-user") or "true") == "true"


def size_of(root: Node) -> Bounds:
    """The display: as the dump has it, else all that its nodes cover."""
    written = (str(root.get("width")), str(root.get("height")))
    if all(each.isdigit() and int(each) for each in written):
        return Bounds(0, 0, int(written[0]), int(written[1]))
    places = [bounds_of(node) for node in root.iterdescendants()]
    return Bounds(0, 0, max(each.right for each in places), max(each.bottom for each in places))


class SavedScreen:
    """Looks at a saved screen.

    Args:
        root: As `parsed` gave it.
        package: The app's; a phone looks into one window, and a dump may have several: keyboard and
            bars have words that the app has, too.
        window: The part of the display that apps can use; None: the whole of it.
    """

    def __init__(self, root: Node, package: str = "", window: Bounds | None = None) -> None:
        self.root = root
        own = [each for each in root if any(_is_of(node, package) for node in each.iter())]
        self.nodes: list[Node] = [node for each in own or root for node in each.iter()]
        self._window = window or size_of(root)

    @property
    def window(self) -> Bounds:
        """The part of the display that apps can use."""
        return self._window

    def page_source(self) -> str:
        """The whole screen as XML."""
        return etree.tostring(self.root, encoding="unicode")

    def find(self, value: str, using: str = UIAUTOMATOR) -> list[Sighting]:
        """Every node that a selector matches, as a session sees it.

        Raises:
            SelectorRefused: It cannot be tried without a phone, or is none.
        """
        index = {id(node): number for number, node in enumerate(self.nodes)}
        found = self._matching(value, using)
        return [_sighting(node, index[id(node)]) for node in found if id(node) in index]

    def _matching(self, value: str, using: str) -> list[Node]:
        if using == UIAUTOMATOR:
            return select(self.nodes, value)
        if using == "xpath":
            return self._by_xpath(value)
        if using == "id":
            return [node for node in self.nodes if _has_id(str(node.get("resource-id")), value)]
        if using in _ATTRIBUTES:
            return [node for node in self.nodes if node.get(_ATTRIBUTES[using]) == value]
        raise SelectorRefused(f"cannot be tried without a phone: {using}")

    def _by_xpath(self, value: str) -> list[Node]:
        try:
            found = self.root.xpath(value)
        except etree.XPathError as error:
            raise SelectorRefused(f"no XPath: {value!r}: {error}") from None
        return [node for node in found if etree.iselement(node)] if isinstance(found, list) else []


def packages_of(root: Node) -> list[str]:
    """Whose windows a dump has, the one with most nodes first."""
    counted = Counter(str(node.get("package") or "") for node in root.iterdescendants())
    return [name for name, _ in counted.most_common()]


def _is_of(node: Node, package: str) -> bool:
    return node.get("package") in {package, _SYSTEM_DIALOGS}


def _has_id(written: str, wanted: str) -> bool:
    """The driver puts the app's package before an id that has none."""
    return wanted in {written, written.partition(":id/")[2]}


def _sighting(node: Node, number: int) -> Sighting:
    def says(attribute: str) -> bool:
        return node.get(attribute) == "true"

    return Sighting(
        element_id=str(number),
        text=str(node.get("text") or ""),
        description=str(node.get("content-desc") or ""),
        bounds=bounds_of(node),
        displayed=is_displayed(node),
        enabled=node.get("enabled", "true") == "true",
        selected=says("selected"),
        checked=says("checked"),
        clickable=says("clickable"),
        class_name=str(node.get("class") or ""),
        hint=str(node.get("hint") or ""),
        password=says("password"),
    )
