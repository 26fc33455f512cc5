"""A whole screen, read from its page source: for lists, for unclear matches and for reports.

Reading all of a screen is slow on a phone, so it is kept for what a look-up of single labels cannot
tell: which ancestor reacts to a tap, what a list holds, what stood there when a part was missing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from lxml import etree

from harness.screen.locator import Locator, plain
from harness.session.sighting import Bounds

# A row of a list: nearly as wide as the screen, and far from as high as it.
_ROW_WIDTH = 0.5
_ROW_HEIGHT = 0.25
_TEXTS_SHOWN = 12
_LOADING = "ProgressBar"
# Android's own dialogs over an app: "isn't responding", "keeps stopping".
_SYSTEM_DIALOGS = "android"
_PARSER = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(eq=False)
class ReadNode:
    """One node of the page source."""

    class_name: str
    text: str
    description: str
    hint: str
    package: str
    bounds: Bounds
    clickable: bool
    enabled: bool
    marked: bool
    displayed: bool
    parent: "ReadNode | None" = None
    children: list["ReadNode"] = field(default_factory=list)

    def walk(self) -> Iterator["ReadNode"]:
        """This node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def ancestors(self) -> Iterator["ReadNode"]:
        """Parent, grandparent and so on up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What a person or a screen reader reads on it."""
        return tuple(label for label in (self.text, self.description) if label)

    @property
    def control(self) -> "ReadNode | None":
        """The node that reacts to a tap here: itself or the nearest clickable ancestor."""
        return next((node for node in (self, *self.ancestors) if node.clickable), None)

    @cached_property
    def sums_up(self) -> bool:
        """Whether its label repeats, for screen readers, what stands in several nodes below."""
        own = " ".join(self.labels)
        below = {label for node in self.walk() if node is not self for label in node.labels}
        return sum(label in own and label != own for label in below) > 1

    @cached_property
    def texts(self) -> list[str]:
        """What can be read on and in it, top to bottom, each place once."""
        found: list[tuple[int, int, str]] = []
        for node in self.walk():
            if not node.displayed or not node.labels:
                continue
            label = node.labels[0]
            repeated = any(label in above.labels for above in node.ancestors)
            if not repeated and not node.sums_up:
                found.append((node.bounds.top, node.bounds.left, label))
        return [label for _, _, label in sorted(found, key=lambda each: each[:2])]


class Reading:
    """All that one page source says.

    Args:
        xml: The page source, in the format of the UiAutomator2 server or of `uiautomator dump`.
        window: The part of the display that apps can use.
        package: The app's package; its nodes are the screen, others (keyboard, status bar) are not.
    """

    def __init__(self, xml: str, window: Bounds, package: str = "") -> None:
        self.xml, self.window = xml, window
        root = etree.fromstring(xml.strip().encode(errors="replace") or b"<_/>", _PARSER)
        self.roots = [] if root is None else [_read(child, None) for child in root]
        nodes = [node for each in self.roots for node in each.walk()]
        self._own_packages = (package, _SYSTEM_DIALOGS, "")
        own = [node for node in nodes if node.package in (package, _SYSTEM_DIALOGS)]
        self.nodes = own or nodes

    @cached_property
    def visible(self) -> list[ReadNode]:
        """Nodes a person can see."""
        return [
            node
            for node in self.nodes
            if node.displayed and node.bounds.area_px > 0 and self.window.has_center_of(node.bounds)
        ]

    @property
    def tells_nothing(self) -> bool:
        """Whether nothing at all can be read: an empty tree, or views without words.

        A person may see a whole screen then, so that nothing on it is absent. A sign that something
        loads does tell: what is waited for has not come.
        """
        return not self.is_loading and not any(node.labels for node in self.visible)

    @property
    def is_loading(self) -> bool:
        """Whether a sign stands there that something loads."""
        return any(node.class_name.endswith(_LOADING) for node in self.visible)

    def is_covered(self, bounds: Bounds) -> bool:
        """Whether another program's window is drawn over the middle of a place."""
        return any(
            node.displayed
            and node.package not in self._own_packages
            and node.bounds.has_center_of(bounds)
            and node.bounds.area_px < self.window.area_px
            for root in self.roots
            for node in root.walk()
        )

    @property
    def packages(self) -> set[str]:
        """Whose windows are shown."""
        return {node.package for root in self.roots for node in root.walk() if node.package}

    @cached_property
    def texts(self) -> list[str]:
        """Everything readable, top to bottom, each label once per place."""
        found: dict[tuple[int, int, str], None] = {}
        for node in self.visible:
            for label in node.labels[:1]:
                if not any(label in above.labels for above in node.ancestors):
                    found[(node.bounds.top, node.bounds.left, label)] = None
        return [label for _, _, label in sorted(found)]

    def labelled(self, locator: Locator) -> list[ReadNode]:
        """Visible nodes that carry one of the locator's labels."""
        return [node for node in self.visible if locator.names(node.labels)]

    def containing(self, words: str) -> list[ReadNode]:
        """Visible nodes whose label contains the words, capitals and small letters alike."""
        wanted = plain(words).casefold()
        return [
            node
            for node in self.visible
            if any(wanted in plain(label).casefold() for label in node.labels)
        ]

    def is_row_or_smaller(self, node: ReadNode) -> bool:
        """Whether the node is not too high for a row of a list."""
        return node.bounds.height_px <= _ROW_HEIGHT * self.window.height_px

    def is_row(self, node: ReadNode) -> bool:
        """Whether the node has the shape of a list's row."""
        is_wide = node.bounds.width_px >= _ROW_WIDTH * self.window.width_px
        return is_wide and self.is_row_or_smaller(node)

    def row_of(
        self, node: ReadNode, is_another: Callable[[str], bool] = lambda _label: False
    ) -> ReadNode:
        """The row of a list that the node stands in: its outermost ancestor of a row's shape.

        Args:
            node: A node in the row.
            is_another: Whether a label is what another row is about, so that a list too short to be
                told from a row by its height is not taken for one.
        """
        row = node
        for ancestor in node.ancestors:
            labels = (label for each in ancestor.walk() for label in each.labels)
            if not self.is_row_or_smaller(ancestor) or any(map(is_another, labels)):
                break
            if ancestor.bounds.width_px >= _ROW_WIDTH * self.window.width_px:
                row = ancestor
        return row

    @cached_property
    def fingerprint(self) -> tuple[tuple[str, Bounds], ...]:
        """Changes when anything readable moves, comes or goes."""
        return tuple((label, node.bounds) for node in self.visible for label in node.labels)

    def describe(self) -> str:
        """One line for a report: what a person would have seen."""
        texts = list(dict.fromkeys(self.texts))
        if not texts and self.is_loading:
            return "a screen that loads all the time, with nothing to read on it"
        if not texts:
            return "a screen with nothing to read on it (a splash, a picture or an update prompt?)"
        title = self._title
        name = "a screen" if title is None else f'the screen "{title}"'
        texts = [each for each in texts if each != title]
        more = f", and {len(texts) - _TEXTS_SHOWN} more" if len(texts) > _TEXTS_SHOWN else ""
        shown = ", ".join(texts[:_TEXTS_SHOWN])
        return name + (f" showing: {shown}{more}" if shown else "")

    @property
    def _title(self) -> str | None:
        """The topmost text, where it is no control's; pictures beside it, such as Back, have none.

        A feed or a row of tabs has no title, and the first thing on it would be a wrong one.
        """
        with_text = [node for node in self.visible if node.text]
        first = min(with_text, key=lambda node: (node.bounds.top, node.bounds.left), default=None)
        return first.text if first is not None and first.control is None else None


def _read(element: etree._Element, parent: ReadNode | None) -> ReadNode:
    ask = element.get
    node = ReadNode(
        class_name=str(ask("class") or element.tag),
        text=str(ask("text") or ""),
        description=str(ask("content-desc") or ""),
        hint=str(ask("hint") or ""),
        package=str(ask("package") or ""),
        bounds=_bounds(str(ask("bounds"))),
        clickable=ask("clickable") == "true",
        enabled=ask("enabled", "true") == "true",
        marked="true" in (ask("selected"), ask("checked")),
        displayed=(ask("displayed") or ask("visible-to-user") or "true") == "true",
        parent=parent,
    )
    node.children = [_read(child, node) for child in element]
    return node


@lru_cache(maxsize=4096)
def _bounds(text: str) -> Bounds:
    """A node without readable bounds is nowhere."""
    try:
        return Bounds.parse(text)
    except ValueError:
        return Bounds(0, 0, 0, 0)
