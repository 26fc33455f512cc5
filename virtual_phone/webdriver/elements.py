"""Elements that clients hold: their ids, and what becomes of them when the display changes.

The rules are the on-device server's. An element found by id, accessibility id, class name or
XPath stands for one view; when that view is gone, the element is stale. Where one element was
asked for, the message tells whether its locator would find something else now. An element found
by UiSelector stands for its selector: whatever that finds now is used, silently.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace

from virtual_phone.selectors.errors import InvalidSelector, NotFound, SelectorFailed
from virtual_phone.selectors.finder import Finder, Found, Locator, SearchOptions
from virtual_phone.selectors.ui_selector import UiSelector
from virtual_phone.webdriver.errors import WebDriverError

_MOST = 500


@dataclass(frozen=True)
class Element:
    """What is remembered of an element.

    Attributes:
        id: As clients know it; the same view has the same one.
        key: The view's identity.
        locator: How it was found; None for the active element.
        context: Id of the element that was searched; None for the window.
        single: Whether one element was asked for, and not all.
        query: The selector that it stands for, where it was found by UiSelector.
    """

    id: str
    key: Hashable
    locator: Locator | None
    context: str | None
    single: bool
    query: UiSelector | None


class ElementIds:
    """Ids of views: one view, one id, for as long as the phone runs."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def of(self, key: Hashable) -> str:
        """The id of the view with this identity, in the driver's form."""
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        return f"00000000-0000-0001-ffff-{number:012x}"


class ElementCache:
    """The elements of one session; the least recently used beyond 500 are forgotten.

    Args:
        finder: Searches the phone.
        ids: Ids of views.
    """

    def __init__(self, finder: Finder, ids: ElementIds) -> None:
        self._finder = finder
        self._ids = ids
        self._elements: OrderedDict[str, Element] = OrderedDict()
        self._spoiled: dict[str, WebDriverError] = {}
        self._elsewhere: dict[str, Hashable] = {}

    def add(
        self,
        found: Found,
        locator: Locator | None,
        *,
        context: str | None = None,
        single: bool = True,
    ) -> str:
        """Remember a view; returns its id."""
        key = found.node.key
        element = Element(self._ids.of(key), key, locator, context, single, found.query)
        self._elements[element.id] = element
        self._spoiled.pop(element.id, None)
        self._elsewhere.pop(element.id, None)
        self._elements.move_to_end(element.id)
        while len(self._elements) > _MOST:
            self._elements.popitem(last=False)
        return element.id

    def get(self, element_id: str, options: SearchOptions) -> Found:
        """What an element stands for now.

        Raises:
            WebDriverError: It was never found, was forgotten, or is stale.
        """
        element = self._elements.get(element_id)
        if element is None:
            raise WebDriverError(
                "no such element",
                f"The element identified by '{element_id}' is not present in the cache or has "
                "expired. Try to find it again",
            )
        self._elements.move_to_end(element_id)
        if element_id in self._spoiled:
            raise self._spoiled[element_id]
        if element_id in self._elsewhere:
            element = replace(element, key=self._elsewhere[element_id], query=None)
        return self._present(element) or self._found_again(element, options)

    def is_listed(self, element_id: str) -> bool:
        """Whether it was found together with others."""
        element = self._elements.get(element_id)
        return element is not None and not element.single

    def spoil(self, element_id: str, code: str, message: str) -> None:
        """Let an element answer with an error, until it is found anew.

        Args:
            element_id: Which; nothing happens where it is not known.
            code: Of the error.
            message: With `{element}` and `{locator}` to be filled in.
        """
        element = self._elements.get(element_id)
        if element is not None:
            words = message.format(element=element_id, locator=element.locator)
            self._spoiled[element_id] = WebDriverError(code, words)

    def lead_elsewhere(self) -> None:
        """Let all that was found until now stand for other views, each until it is found anew."""
        roots = self._finder.active_forest().roots
        views = [each.key for root in roots for each in root.walk() if each.clickable]
        for element in self._elements.values():
            other = next((key for key in views if key != element.key), None)
            if other is not None:
                self._elsewhere[element.id] = other

    def _present(self, element: Element) -> Found | None:
        if element.query is not None:
            return self._finder.again(element.query)
        for look in (self._finder.active_forest, self._finder.all_windows):
            forest = look()
            node = forest.with_key(element.key)
            if node is not None:
                return Found(node, forest)
        return None

    def _found_again(self, element: Element, options: SearchOptions) -> Found:
        if element.locator is None:
            raise _stale(f"The element '{element.id}' does not exist in DOM anymore")
        if not element.single:
            raise _stale(f"Cached elements '{element.locator}' do not exist in DOM anymore")
        context = None
        if element.context is not None and element.context != element.id:
            context = self.get(element.context, options)
        try:
            found = self._finder.first(element.locator, options, context)
        except (NotFound, InvalidSelector, SelectorFailed):
            raise _stale(f"The element '{element.locator}' does not exist in DOM anymore") from None
        if self._ids.of(found.node.key) != element.id:
            raise _stale(
                f"The element '{element.locator}' is not linked to the same object in DOM anymore"
            )
        return found


def _stale(message: str) -> WebDriverError:
    return WebDriverError("stale element reference", message)
