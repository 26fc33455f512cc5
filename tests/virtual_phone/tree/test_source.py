"""Page source."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Bounds, Node
from virtual_phone.tree.source import SourceOptions, tag_name, write_source

SCREEN = Bounds(0, 0, 1080, 2400)


def parsed(*roots: Node, **options: object) -> etree._Element:
    """Page source of these windows, read again."""
    text = write_source(Forest(roots, 1080, 2400), SourceOptions(**options))  # type: ignore[arg-type]
    return etree.fromstring(text.encode())


def test_looks_like_the_drivers() -> None:
    """Root, tag by class name, indentation, attributes in the driver's order."""
    field = Node(
        "f",
        "android.widget.EditText",
        Bounds(0, 1, 2, 3),
        package="p",
        text='say "hi"',
        hint="Hint",
        resource_id="p:id/f",
        max_text_length=20,
    )
    root = Node("r", "android.widget.FrameLayout", SCREEN, package="p", children=[field])
    lines = write_source(Forest([root], 1080, 2400)).split("\r\n")
    assert lines[0] == "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
    assert lines[1] == (
        '<hierarchy index="0" class="hierarchy" rotation="0" width="1080" height="2400">'
    )
    assert lines[3] == (
        '    <android.widget.EditText index="0" package="p" class="android.widget.EditText" '
        'text=\'say "hi"\' resource-id="p:id/f" checkable="false" checked="false" '
        'clickable="false" enabled="true" focusable="false" focused="false" '
        'long-clickable="false" password="false" scrollable="false" selected="false" '
        'bounds="[0,1][2,3]" displayed="true" hint="Hint" a11y-important="true" '
        'screen-reader-focusable="false" drawing-order="0" showing-hint="false" '
        'text-entry-key="false" multiline="false" dismissable="false" a11y-focused="false" '
        'heading="false" live-region="0" context-clickable="false" max-text-length="20" '
        'content-invalid="false" />'
    )


_UNWRITTEN = {"key", "children", "drawn", "look"}
_WRITTEN = [
    each.name for each in fields(Node) if each.name not in _UNWRITTEN and each.name[:3] != "on_"
]


@pytest.mark.parametrize("name", _WRITTEN)
def test_whatever_changes_of_a_view_is_written(name: str) -> None:
    """A line that is known from an earlier look is of a view that was just the same."""
    before = Node("r", "a.B", SCREEN, package="p", text="text", hint="hint", max_text_length=9)
    value = getattr(before, name)
    other: object = not value if isinstance(value, bool) else f"{value} other"
    if name == "bounds":
        other = Bounds(1, 2, 3, 4)
    elif isinstance(value, int) and not isinstance(value, bool):
        other = value + 1
    after = replace(before, **{name: other})  # type: ignore[arg-type]
    lines = [write_source(Forest([root], 1080, 2400)) for root in (before, after, before)]
    assert lines[0] != lines[1]
    assert lines[0] == lines[2]


def test_a_line_tells_the_place_and_what_is_visible() -> None:
    """Two views that are alike by themselves are not alike in a list that shows half of one."""
    rows = [Node(number, "a.Row", Bounds(0, 0, 90, 90)) for number in range(2)]
    column = Node("c", "a.List", Bounds(0, 0, 90, 60), children=rows, scrollable=True)
    whole = Node("r", "a.B", SCREEN, children=[replace(column, scrollable=False)])
    cut = Node("r", "a.B", SCREEN, children=[column])
    seen = [
        [(row.get("index"), row.get("bounds")) for row in parsed(root).iter("a.Row")]
        for root in (whole, cut)
    ]
    assert seen[0] == [("0", "[0,0][90,90]"), ("1", "[0,0][90,90]")]
    assert seen[1] == [("0", "[0,0][90,60]"), ("1", "[0,0][90,60]")]


def test_absent_values_are_left_out_but_text_is_not() -> None:
    """A view without description, id or hint has no such attributes."""
    element = parsed(Node("r", "a.B", SCREEN))[0]
    assert element.get("text") == ""
    assert not {"content-desc", "resource-id", "hint", "package"} & set(element.keys())


def test_invisible_nodes_are_left_out_unless_allowed() -> None:
    """Children only: a window's root is always written. The index counts the invisible too."""
    hidden, shown = Node("h", "a.H", SCREEN, displayed=False), Node("s", "a.S", SCREEN)
    root = Node("r", "a.R", SCREEN, children=[hidden, shown], displayed=False)
    assert [(each.tag, each.get("index")) for each in parsed(root)[0]] == [("a.S", "1")]
    assert len(parsed(root, allow_invisible=True)[0]) == 2
    assert len(parsed(root, traversable=("a.R",))[0]) == 2
    assert len(parsed(root, traversable=("*.?",))[0]) == 2
    assert len(parsed(root, traversable=("a.[RS].*",))[0]) == 1


def test_depth_is_limited() -> None:
    """Below the limit nothing is written."""
    root = Node("r", "a.A", SCREEN, children=[Node("c", "a.C", SCREEN)])
    assert len(parsed(root, max_depth=2)[0]) == 1
    assert len(parsed(root, max_depth=1)[0]) == 0


def test_tag_names_are_made_valid() -> None:
    """Inner classes, digits, nothing at all."""
    assert tag_name("a.B$C") == "a.B.C"
    assert tag_name("") == tag_name("$") == tag_name("123") == "android.view.View"
    assert tag_name("a.Grün x") == "a.Grün_x"
    assert tag_name("a.Grün", True) == "a.Gr_n"


@given(st.text(), st.text())
def test_any_text_and_class_name_make_xml(text: str, class_name: str) -> None:
    """Page source is well-formed whatever an app shows; what XML cannot hold is a question mark."""
    element = parsed(Node("r", class_name, SCREEN, text=text))[0]
    shown = element.get("text")
    assert shown is not None
    assert len(shown) == len(text)
    assert all(here in {there, "?"} for here, there in zip(shown, text, strict=True))
