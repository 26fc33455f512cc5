"""A screen with people's data taken out of its texts, and where on its picture they stand.

Numbers, addresses and the like are known by their form wherever they stand. Names have no form: on
pages that show accounts only what is known to be the app's own word stays.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from harness.capture.masking import MASK, Masks
from harness.capture.people_in_rows import LABELS, PeopleInRows, labels_of
from harness.capture.saved_screen import NotReadable, bounds_of, parsed, size_of
from harness.capture.ui_selector import Node
from harness.screen.locator import EDIT_TEXT
from harness.screen.page import Page
from harness.session.sighting import Bounds

# These say what a node is, never what somebody wrote.
_STRUCTURE = frozenset(
    "index class package resource-id bounds checkable checked clickable enabled focusable focused"
    " long-clickable password scrollable selected displayed visible-to-user rotation width height"
    " drawing-order display-id window-id instance NAF a11y-important screen-reader-focusable"
    " a11y-focused heading live-region input-type showing-hint text-entry-key dismissable"
    " content-invalid context-clickable multi-line can-open-popup actions extras max-text-length"
    " selection-start selection-end importance".split()
)
_SYSTEM = re.compile(r"android|com\.(google\.)?android\.permissioncontroller")
# Bars at the top and the bottom of the display, where icons and tabs are.
_TOP_BAR, _BOTTOM_BAR = 0.11, 0.85
_ICON_WIDTH = 0.2
# A window above all others that shows nothing may be as large as the display.
_LARGEST_BAR = 0.6
_NOT_SAID = frozenset({"extras", "actions"})
_ALL_OVER = frozenset({"strangers", "own accounts"})
_ONLY_DIGITS = re.compile(r"[\d\s-]+")


@dataclass(frozen=True)
class Rules:
    """What a screen may keep.

    Attributes:
        masks: What is known by its form, and the people file's.
        is_known: Whether a label is one of the app's own words.
        roles: Words beside which a person is named.
        tabs: Labels of bars: where two of them are at the bottom, a feed is above.
        package: The app's; of other windows, keyboards and notifications among them, nothing stays.
    """

    masks: Masks
    is_known: Callable[[str], bool]
    roles: tuple[str, ...]
    tabs: tuple[str, ...]
    package: str


@dataclass
class MaskedScreen:
    """What may be saved of a screen.

    Attributes:
        xml: Its source, masked.
        painted: Where the picture has to be painted over.
        kept: On a page full of people: all that may stay of the picture; None elsewhere.
        size: Of the display, as the source has it.
        no_picture: Why no picture may be taken; empty where one may.
        names: Texts that were taken out because they may be names of accounts.
    """

    xml: str
    painted: list[Bounds]
    kept: list[Bounds] | None
    size: Bounds
    no_picture: str
    names: list[str] = field(default_factory=list)


def masked(xml: str, page: type[Page], rules: Rules, *, is_expected: bool) -> MaskedScreen:
    """Mask a screen.

    Args:
        xml: Its source, as the phone gave it.
        page: What it is, or should have been.
        rules: What may stay.
        is_expected: Whether the page came; of a screen that nobody knows less may stay.

    Raises:
        NotReadable: The source cannot be read: nothing of the screen may be saved.
    """
    return _Masking(parsed(xml.encode(errors="replace")), page, rules, is_expected).done()


class _Masking:
    def __init__(self, root: Node, page: type[Page], rules: Rules, is_expected: bool) -> None:  # noqa: FBT001 - as in `masked`
        self._root, self._page, self._rules = root, page, rules
        self._nodes = list(root.iterdescendants())
        self._size = size_of(root)
        fields = [node for node in self._nodes if node.get("class") == EDIT_TEXT]
        hides = any(node.get("password") == "true" for node in self._nodes)
        unknown = bool(fields) and not is_expected
        self._is_secret = page.asks_for_secrets or hides or unknown
        own = [node for node in self._nodes if self._is_own(node)]
        self._people = PeopleInRows(own, rules.roles, self._size)
        self._shows = self._whose_names(is_expected=is_expected)
        self._tabs = self._known_tabs()
        self._rows = self._people.in_rows() if self._shows == "rows" else set()

    def done(self) -> MaskedScreen:
        painted, kept, names = [], [], []
        readable = False
        for node in self._nodes:
            before = {str(name): str(value) for name, value in node.attrib.items()}
            self._mask(node)
            changed = [name for name, value in before.items() if node.get(name) != value]
            labels = [before[name] for name in LABELS if before.get(name)]
            readable = readable or (bool(labels) and self._is_own(node))
            if changed:
                painted.append(bounds_of(node))
                names += [
                    before[name]
                    for name in LABELS
                    if name in changed and node.get(name) == MASK and self._is_own(node)
                ]
            elif labels:
                kept.append(bounds_of(node))
            elif node in self._rows and len(node) == 0:
                painted.append(bounds_of(node))  # a person's picture
        self._refuse_leftovers()
        painted += self._other_windows()
        return MaskedScreen(
            self._rules.masks.secrets_out_of(etree.tostring(self._root, encoding="unicode")),
            painted,
            [each for each in kept if self._is_small(each)] if self._shows in _ALL_OVER else None,
            self._size,
            self._no_picture(readable=readable),
            names if self._shows == "own accounts" else [],
        )

    def _other_windows(self) -> list[Bounds]:
        """Keyboard, bars, notifications: not all that they show has a text of its own."""
        others = (bounds_of(each) for each in self._root if not any(map(self._is_own, each.iter())))
        return [each for each in others if each.area_px < _LARGEST_BAR * self._size.area_px]

    def _refuse_leftovers(self) -> None:
        """Nothing may be left that a second look at the result would take out."""
        for node in self._root.iter():
            for name, value in node.attrib.items():
                if name not in _STRUCTURE and self._rules.masks.still_in(str(value)):
                    raise NotReadable(f"something private was left in a node's {name!s}")

    def _no_picture(self, *, readable: bool) -> str:
        if self._is_secret:
            return "a password or a code may be typed on this screen"
        return "" if readable else "its source names nothing: nobody can know what is to be masked"

    def _mask(self, node: Node) -> None:
        node.text = node.tail = None
        for name, value in node.attrib.items():
            if name in _NOT_SAID:
                node.set(name, "")
            elif name not in _STRUCTURE:
                node.set(name, self._said(node, str(name), str(value)))

    def _said(self, node: Node, name: str, value: str) -> str:
        if not value:
            return ""
        if name == "hint":
            return self._rules.masks.text(value)
        if node.get("class") == EDIT_TEXT or node.get("password") == "true":
            return self._typed(node, value)
        if not self._may_stay(node, value):
            return MASK
        return self._rules.masks.text(value)

    def _typed(self, node: Node, value: str) -> str:
        """Of a field only the hint that an empty one shows."""
        if self._is_secret:
            return ""
        is_hint = value == node.get("hint") or self._rules.is_known(value)
        return self._rules.masks.text(value) if is_hint else MASK

    def _may_stay(self, node: Node, value: str) -> bool:
        if not self._is_own(node):
            return False
        if self._is_secret and _ONLY_DIGITS.fullmatch(value):
            return False
        if self._rules.is_known(value):
            return True
        if self._shows in _ALL_OVER:
            return self._is_in_a_bar(node)
        return node not in self._rows

    def _is_own(self, node: Node) -> bool:
        package = str(node.get("package") or "")
        return package == self._rules.package or _SYSTEM.fullmatch(package) is not None

    def _whose_names(self, *, is_expected: bool) -> str:
        """As the page says; but a log-in may begin on a feed, and any list may come unexpected."""
        if self._page.shows_people:
            return self._page.shows_people
        labels = {
            label
            for node in self._nodes
            if self._is_at_the_bottom(node)
            for label in labels_of(node)
        }
        if len(labels & set(self._rules.tabs)) > 1:
            return "strangers"
        return "" if is_expected or not self._people.names_a_role else "rows"

    # Pages that are full of people

    def _known_tabs(self) -> list[Bounds]:
        return [
            bounds_of(node)
            for node in self._nodes
            if self._is_at_the_bottom(node) and any(map(self._rules.is_known, labels_of(node)))
        ]

    def _is_in_a_bar(self, node: Node) -> bool:
        """A tab beside tabs that are known, or an icon: the app has named them, not a person."""
        bounds = bounds_of(node)
        if self._is_at_the_bottom(node):
            return any(_is_beside(bounds, tab) for tab in self._tabs)
        is_icon = not node.get("text") and bounds.width_px <= _ICON_WIDTH * self._size.width_px
        return is_icon and bounds.center[1] < _TOP_BAR * self._size.height_px

    def _is_at_the_bottom(self, node: Node) -> bool:
        return bounds_of(node).center[1] > _BOTTOM_BAR * self._size.height_px

    def _is_small(self, bounds: Bounds) -> bool:
        return bounds.area_px * 10 < self._size.area_px


def _is_beside(bounds: Bounds, tab: Bounds) -> bool:
    """Level with a tab, and not something above that goes on behind the bar."""
    return bounds.is_level_with(tab) and bounds.top >= tab.top - tab.height_px // 2
