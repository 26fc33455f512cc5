"""XPath over page source."""

import pytest
from trees import forest, node, text

from virtual_phone.selectors.errors import InvalidSelector, SelectorFailed
from virtual_phone.selectors.xpath import find_by_xpath
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Node

ROW = node("row", text("a", "Account"), text("b", "Account"), clickable=True)
TREE = forest(node("root", text("title", "Settings"), ROW, node("gone", displayed=False)))


def keys(expression: str, context: Node | None = None, **options: bool) -> list[object]:
    """The keys of what the expression selects."""
    return [each.key for each in find_by_xpath(expression, TREE, context, **options)]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('//*[@text="Account"]', ["a", "b"]),
        ('(//*[@text="Account"])[2]', ["b"]),
        ("//android.widget.TextView[contains(@text, 'ett')]", ["title"]),
        ('//*[@text="Account"]/..', ["row"]),
        ("/hierarchy/android.view.ViewGroup", ["root"]),
        ('//*[@clickable="true" and count(*)=2]', ["row"]),
        ('//*[@text="Settings"]/following-sibling::*', ["row"]),
        ("//*[lower-case(@text)='settings']", ["title"]),
        ("//*[matches(@text, '^Acc')]", ["a", "b"]),
        ("//android.widget.Button", []),
        ("//*[@*='Settings']", ["title"]),
    ],
)
def test_selects(expression: str, expected: list[object]) -> None:
    """Full XPath 1.0 with attributes of page source, and a few functions of 2.0."""
    assert keys(expression) == expected


def test_from_an_element_only_its_subtree_is_the_document() -> None:
    """As with the driver's default; the element itself is part of the document."""
    assert keys("//*[@text]", ROW) == ["row", "a", "b"]
    assert keys(".//*", ROW) == ["row", "a", "b"]
    assert keys("/*", ROW) == ["row"]


def test_from_an_element_the_whole_tree_can_be_reached() -> None:
    """With `limitXPathContextScope` off."""
    assert keys("../*", ROW, whole_tree=True) == ["title", "row"]


@pytest.mark.parametrize("expression", ["//*[", "", "//*[nonsense()]", "//x:y["])
def test_wrong_xpath_is_an_invalid_selector(expression: str) -> None:
    """The error names the expression."""
    with pytest.raises(InvalidSelector) as caught:
        keys(expression)
    assert f"`{expression}`" in str(caught.value)


def test_functions_of_xpath_2_can_be_switched_off() -> None:
    """With `enforceXPath1`."""
    with pytest.raises(InvalidSelector):
        keys("//*[lower-case(@text)='x']", xpath_1=True)


def test_a_number_is_no_element() -> None:
    """An expression that counts cannot find anything."""
    with pytest.raises(SelectorFailed, match="does not select elements"):
        find_by_xpath("count(//*)", Forest([ROW], 1080, 2400))
