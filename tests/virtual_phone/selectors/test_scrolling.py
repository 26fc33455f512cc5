"""UiScrollable, on a surface that is swiped."""

from typing import ClassVar

import pytest
from trees import forest, node, text

from virtual_phone.selectors import matching
from virtual_phone.selectors.errors import NotFound
from virtual_phone.selectors.expression import ScrollExpression, parse
from virtual_phone.selectors.scrolling import ScrollLimits, run
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Bounds


class Pages:
    """Five pages in a row; a swipe turns one of them."""

    last: ClassVar[int] = 4

    def __init__(self) -> None:
        self.page = 2
        self.swipes: list[tuple[tuple[float, float], tuple[float, float], int]] = []

    def active_forest(self) -> Forest:
        words = text("words", f"page {self.page}", content_desc=f"number {self.page}")
        row = node("row", words, cls="Row")
        pager = node("pager", row, scrollable=True, bounds=Bounds(100, 200, 300, 1200))
        return forest(node("root", pager, text("outside", "outside")))

    def swipe(self, start: tuple[float, float], end: tuple[float, float], duration_ms: int) -> bool:
        self.swipes.append((start, end, duration_ms))
        before = self.page
        forward = end[0] < start[0] or end[1] < start[1]
        self.page = max(0, min(self.last, before + (1 if forward else -1)))
        return self.page != before


def scroll(pages: Pages, calls: str, limits: ScrollLimits | None = None) -> object:
    """Does the calls on the pager; returns the key of what they stand for."""
    expression = parse(f"new UiScrollable(scrollable(true)){calls}")[0]
    assert isinstance(expression, ScrollExpression)
    selector = run(expression, pages, limits or ScrollLimits())
    now = pages.active_forest()
    found = matching.find(selector, now, now.roots[0])
    return None if found is None else found.key


@pytest.mark.parametrize(
    ("calls", "page", "key"),
    [
        ("", 2, "pager"),
        (".scrollForward()", 3, "pager"),
        (".scrollBackward()", 1, "pager"),
        (".flingToEnd(10)", 4, "pager"),
        (".scrollToBeginning(10, 5)", 0, "pager"),
        (".scrollToEnd(1)", 3, "pager"),
        ('.scrollIntoView(text("page 4"))', 4, "words"),
        ('.scrollTextIntoView("page 0")', 0, "words"),
        ('.scrollDescriptionIntoView("number 3")', 3, "words"),
        ('.scrollIntoView(text("outside"))', 2, "outside"),
        ('.scrollIntoView(text("nowhere"))', 4, None),
        ('.getChildByText(className("Row"), "page 4")', 4, "row"),
        ('.getChildByDescription(className("Row"), "number 1")', 1, "row"),
        ('.getChildByText(className("Row"), "page 2", false)', 2, "row"),
        ('.getChildByInstance(className("Row"), 0)', 2, "row"),
        ('.getChildByInstance(className("Row"), 1)', 2, None),
        (".setAsHorizontalList().scrollForward()", 3, "pager"),
    ],
)
def test_calls(calls: str, page: int, key: str | None) -> None:
    """Where they lead, and what they stand for."""
    pages = Pages()
    assert scroll(pages, calls) == key
    assert pages.page == page


def test_swipes_stay_clear_of_the_edges() -> None:
    """A tenth of the container, or the dead zone asked for; down the middle; steps of 5 ms."""
    pages = Pages()
    scroll(pages, ".scrollForward()")
    scroll(pages, ".setAsHorizontalList().setSwipeDeadZonePercentage(0.25).flingBackward()")
    assert pages.swipes == [((200, 1100), (200, 300), 275), ((150, 700), (250, 700), 25)]


def test_number_of_swipes_holds_for_later_expressions() -> None:
    """UiScrollable keeps it for all its objects."""
    pages, limits = Pages(), ScrollLimits()
    scroll(pages, ".setMaxSearchSwipes(1)", limits)
    assert scroll(pages, '.scrollIntoView(text("page 4"))', limits) is None


def test_missing_row_is_not_found() -> None:
    """With the words of UiAutomator."""
    with pytest.raises(NotFound, match='UiObjectNotFoundException: for text= "page 9"'):
        scroll(Pages(), '.getChildByText(className("Row"), "page 9")')
