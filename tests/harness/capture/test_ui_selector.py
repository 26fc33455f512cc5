import pytest
from lxml import etree

from harness.capture.ui_selector import select
from harness.session.faults import SelectorRefused

NODES = list(
    etree.fromstring(
        '<h><a text="Invite" class="T" clickable="true"/><b text="Invite members" class="T"/>'
        '<c content-desc="Invite" class="B" resource-id="app:id/x"/></h>'
    ).iterdescendants()
)


@pytest.mark.parametrize(
    ("selector", "tags"),
    [
        ('new UiSelector().text("Invite")', "a"),
        ('new UiSelector().textMatches(".?(?:Invite).?")', "a"),
        ('new UiSelector().textStartsWith("inv")', "ab"),
        ('new UiSelector().textContains("MEMBERS")', "b"),
        ('new UiSelector().text("Invite");new UiSelector().description("Invite")', "ac"),
        ('new UiSelector().className("T").clickable(true)', "a"),
        ('new UiSelector().className("T").instance(1)', "b"),
        ('new UiSelector().resourceId("app:id/x")', "c"),
        ('new UiSelector().className("T").instance(7)', ""),
    ],
)
def test_a_selector_finds_what_it_finds_on_a_phone(selector: str, tags: str) -> None:
    """In document order, each node once."""
    assert "".join(str(node.tag) for node in select(NODES, selector)) == tags


@pytest.mark.parametrize(
    "selector",
    [
        'new UiSelector().text("a").fromParent(new UiSelector().text("b"))',
        "new UiScrollable(new UiSelector().scrollable(true))",
        'new UiSelector().textMatches("(")',
        'new UiSelector().shape("round")',
        "nothing of the kind",
    ],
)
def test_what_needs_a_phone_is_refused(selector: str) -> None:
    """Rather than be taken for not found."""
    with pytest.raises(SelectorRefused):
        select(NODES, selector)
