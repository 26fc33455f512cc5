"""Searches by UiSelector, as UiAutomator's QueryController goes."""

import pytest
from trees import forest, node, text

from virtual_phone.selectors.expression import parse
from virtual_phone.selectors.matching import find, matches_below
from virtual_phone.selectors.ui_selector import UiSelector
from virtual_phone.tree.node import Node

TREE = node(
    "root",
    node(
        "row-1",
        text("name-1", "Ann Admin", resource_id="com.example.app:id/name"),
        text("role-1", "Admin"),
        clickable=True,
    ),
    node(
        "row-2",
        text("name-2", "Otto Operator"),
        text("role-2", "Operator", content_desc="role of Otto"),
        clickable=True,
    ),
    node("gone", text("name-3", "Admin"), displayed=False),
    text("title", "Members\nof the organization", heading=True),
    node("box", cls="android.widget.CheckBox", checkable=True, checked=True, selected=True),
)


def found(expression: str) -> str | None:
    """The key of what the expression finds."""
    selector = parse(expression)[0]
    assert isinstance(selector, UiSelector)
    result = find(selector, forest(TREE), TREE)
    return None if result is None else str(result.key)


@pytest.mark.parametrize(
    ("expression", "key"),
    [
        ('text("Admin")', "role-1"),
        ('text("admin")', None),
        ('text("")', None),
        ('textContains("OPER")', "name-2"),
        ('textStartsWith("oper")', "role-2"),
        ('textMatches("Members.*")', "title"),
        ('textMatches("Mem")', None),
        ('description("role of Otto")', "role-2"),
        ('descriptionContains("of")', "role-2"),
        ('descriptionStartsWith("Role")', "role-2"),
        ('descriptionMatches(".*Otto")', "role-2"),
        ('className("android.widget.CheckBox")', "box"),
        ("className(android.widget.CheckBox)", "box"),
        (r'classNameMatches(".*\.CheckBox")', "box"),
        ('packageName("com.example.app")', "root"),
        ('packageNameMatches("com.+")', "root"),
        ('resourceId("com.example.app:id/name")', "name-1"),
        ('resourceIdMatches(".*:id/name")', "name-1"),
        ("clickable(true)", "row-1"),
        ("clickable(true).instance(1)", "row-2"),
        ("clickable(true).instance(2)", None),
        ("clickable(true).instance(-1)", None),
        ("checkable(true).checked(true).selected(true)", "box"),
        ("enabled(false)", None),
        ("index(1)", "role-1"),
        ('className("android.widget.TextView").index(3)', "title"),
        ('text("Admin").instance(1)', None),
    ],
)
def test_criteria(expression: str, key: str | None) -> None:
    """Each criterion accepts what it accepts on Android; invisible subtrees are passed over."""
    assert found(expression) == key


def test_child_is_searched_below_every_match_in_turn() -> None:
    """The first container that holds the child wins, not the first container."""
    assert found('clickable(true).childSelector(text("Operator"))') == "role-2"
    assert found('clickable(true).childSelector(text("Members"))') is None


def test_instance_of_a_child_counts_anew_below_each_container() -> None:
    """`instance` in a child selector counts within one container."""
    views = 'className("android.widget.TextView")'
    assert found(f"clickable(true).instance(1).childSelector({views}.instance(1))") == "role-2"


def test_from_parent_looks_beside_a_match() -> None:
    """`fromParent` searches below the parent of the match."""
    assert found('text("Otto Operator").fromParent(textStartsWith("Oper"))') == "role-2"


def test_from_parent_of_a_root_finds_nothing() -> None:
    """There is nothing above a window."""
    assert found('index(0).fromParent(text("Admin"))') is None


def test_root_is_looked_at_even_when_not_displayed() -> None:
    """QueryController passes over invisible children only."""
    root = text("root", "here", displayed=False)
    assert find(UiSelector().having("text", "here"), forest(root), root) is root


def test_by_selector_names_the_inner_match_first() -> None:
    """ByMatcher, behind id and class name, gives descendants before their ancestor."""
    inner, hidden = node("inner"), node("hidden", displayed=False)
    outer = node("outer", inner, hidden)

    def is_group(each: Node) -> bool:
        return each.class_name == "android.view.ViewGroup"

    assert [each.key for each in matches_below(outer, is_group)] == ["inner", "outer"]
