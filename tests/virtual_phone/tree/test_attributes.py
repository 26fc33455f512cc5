"""What getAttribute answers."""

import pytest

from virtual_phone.tree.attributes import AttributeUnavailable, UnknownAttribute, read_attribute
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Bounds, Node

FIELD = Node(
    "field",
    "android.widget.EditText",
    Bounds(0, 100, 1080, 3000),
    package="com.example.app",
    text="+1",
    hint="Phone number",
    resource_id="com.example.app:id/number",
    focused=True,
)
FOREST = Forest([Node("root", "a.B", Bounds(0, 0, 1080, 2400), children=[FIELD])], 1080, 2400)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", "+1"),
        ("name", "+1"),
        ("className", "android.widget.EditText"),
        ("class", "android.widget.EditText"),
        ("resource-id", "com.example.app:id/number"),
        ("resourceId", "com.example.app:id/number"),
        ("RESOURCEID", "com.example.app:id/number"),
        ("package", "com.example.app"),
        ("hint", "Phone number"),
        ("content-desc", None),
        ("focused", "true"),
        ("longClickable", "false"),
        ("displayed", "true"),
        ("bounds", "[0,100][1080,2400]"),
        ("selection-start", None),
        ("is-collection", "false"),
        ("extras", ""),
    ],
)
def test_values_are_strings_or_absent(name: str, value: str | None) -> None:
    """Names and aliases in any letters; booleans as Java prints them; bounds cut to the display."""
    assert read_attribute(FOREST, FIELD, name) == value


@pytest.mark.parametrize("name", ["colour", "index", "drawing-order", "heading", ""])
def test_unknown_attribute_offers_the_known_ones(name: str) -> None:
    """Also for those that only page source has."""
    with pytest.raises(UnknownAttribute) as caught:
        read_attribute(FOREST, FIELD, name)
    message = str(caught.value)
    assert message.startswith(f"'{name}' attribute is unknown for the element. ")
    assert "{content-desc,contentDescription}" in message
    assert "original-text" not in message


def test_content_size_cannot_be_told() -> None:
    """There are no scroll events to take it from."""
    with pytest.raises(AttributeUnavailable, match="scrollable offset"):
        read_attribute(FOREST, FIELD, "contentSize")
