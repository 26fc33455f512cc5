"""The app's own parts, put on a layout: title bar, bottom bar, rows, fields, sheets.

Where public dumps show the structure, the part has it: a title whose text and description are the
same, a tab whose label is repeated on a child, a row whose label is not clickable.
"""

from collections.abc import Callable, Sequence
from typing import Final

from virtual_phone.app.build import LabelPlacement
from virtual_phone.system.layout import Layout, Slot, dp
from virtual_phone.system.widgets import MARGIN, icon_button, scrim
from virtual_phone.tree.node import Bounds, Node

TITLE_BAR_HEIGHT: Final = dp(52)

Act = Callable[[], None]


def title_bar(
    layout: Layout,
    title: str,
    on_back: Act | None,
    *,
    right: Sequence[tuple[str, str, Act]] = (),
    on_title: Act | None = None,
) -> None:
    """Back, title, and icons on the right as (description, icon, act).

    Args:
        layout: Of the screen.
        title: Its text and description.
        on_back: None where there is no Back.
        right: From the right edge to the left.
        on_title: Of the title's parent, where that is clickable.
    """
    bar = layout.top(TITLE_BAR_HEIGHT)
    _, top, width_px, bottom = bar.bounds
    if on_back:
        bar.put(icon_button(layout, "Back", "back", Bounds(0, top, dp(52), bottom), on_back))
    holder = layout.node(
        "title holder",
        "LinearLayout",
        Bounds(dp(60), top, width_px - dp(60), bottom),
        on_tap=on_title,
    )
    name = layout.node("title", "TextView", holder.bounds, text=title, content_desc=title)
    name.look, name.heading = "title", True
    holder.children.append(name)
    bar.put(holder)
    for index, (description, icon, on_tap) in enumerate(right):
        edge = width_px - dp(8) - index * dp(48)
        bar.put(
            icon_button(layout, description, icon, Bounds(edge - dp(44), top, edge, bottom), on_tap)
        )


def row(layout: Layout, label: str, on_tap: Act | None, *, icon: str = "", value: str = "") -> Node:
    """A settings row: clickable and unlabelled; its label stands three levels down."""
    slot = layout.next(dp(52))
    left, top, right, bottom = slot.bounds
    node = layout.node(label, "LinearLayout", slot.bounds, on_tap=on_tap, look="row-plain")
    inner = layout.node(f"{label} inner", "FrameLayout", slot.bounds)
    texts = layout.node(f"{label} texts", "LinearLayout", slot.bounds)
    x = left + dp(16)
    if icon:
        place = Bounds(x, top + dp(15), x + dp(22), bottom - dp(15))
        inner.children.append(
            layout.node(f"{label} icon", "ImageView", place, look=f"icon-grey:{icon}")
        )
        x += dp(36)
    words = Bounds(x, top, right - dp(40), bottom)
    texts.children.append(
        layout.node(f"{label} label", "TextView", words, text=label, look="row-label")
    )
    if value:
        place = words._replace(left=(words.left + words.right) // 2)
        texts.children.append(
            layout.node(f"{label} value", "TextView", place, text=value, look="row-value")
        )
    inner.children.append(texts)
    if on_tap:
        place = Bounds(right - dp(36), top, right - dp(12), bottom)
        inner.children.append(layout.node(f"{label} chevron", "ImageView", place, look="chevron"))
    node.children.append(inner)
    return slot.put(node)


def section(layout: Layout, label: str) -> None:
    """A list section's header."""
    slot = layout.next(dp(40), MARGIN)
    slot.put(layout.node(f"{label} section", "TextView", slot.bounds, text=label, look="heading"))


def labelled_button(
    layout: Layout,
    label: str,
    on_tap: Act,
    labels: LabelPlacement,
    look: str = "primary-button",
    *,
    enabled: bool = True,
    at: Slot | None = None,
) -> Node:
    """A button of a screen that nobody has published: its label stands where the build puts it."""
    slot = at or layout.next(dp(48), MARGIN)
    class_name = "android.view.ViewGroup" if labels == "parent" else "Button"
    node = layout.node(label, class_name, slot.bounds, enabled=enabled, look=look)
    node.clickable = node.focusable = True
    node.on_tap = on_tap if enabled else nothing
    place_label(layout, node, label, labels)
    return slot.put(node)


def place_label(layout: Layout, node: Node, label: str, labels: LabelPlacement) -> None:
    """Label a tappable view on itself, as text or description, or on a child only."""
    if labels == "parent":
        child = layout.node(
            f"{label} label", "TextView", node.bounds, text=label, look="text-button"
        )
        child.enabled = node.enabled
        node.children.append(child)
    elif labels == "description":
        node.content_desc = label
    else:
        node.text = label


def link(
    layout: Layout, label: str, on_tap: Act, labels: LabelPlacement, look: str = "link"
) -> Node:
    """A tappable line of text."""
    slot = layout.next(dp(40), MARGIN)
    class_name = "android.view.ViewGroup" if labels == "parent" else "TextView"
    node = layout.node(label, class_name, slot.bounds, on_tap=on_tap)
    place_label(layout, node, label, labels)
    (node.children[0] if labels == "parent" else node).look = look
    return slot.put(node)


def tabs(
    layout: Layout, labels: Sequence[str], selected: int, on_select: Callable[[int], None]
) -> None:
    """Tabs below a title: description on the clickable view, text two levels down."""
    bar = layout.top(dp(44))
    left, top, right, bottom = bar.bounds
    width_px = (right - left) // len(labels)
    for index, label in enumerate(labels):
        place = Bounds(left + index * width_px, top, left + (index + 1) * width_px, bottom)
        on = index == selected
        node = layout.node(f"tab {label}", "LinearLayout", place, content_desc=label, selected=on)
        node.on_tap = lambda index=index: on_select(index)
        node.clickable = node.focusable = True
        inner = layout.node(f"tab {label} inner", "FrameLayout", place, selected=on)
        words = layout.node(
            f"tab {label} text", "TextView", place, text=label, selected=on, look="tab"
        )
        words.resource_id = "android:id/text1"
        inner.children.append(words)
        node.children.append(inner)
        bar.put(node)


def sheet(
    layout: Layout,
    sheet_words: tuple[str, str],
    options: Sequence[tuple[str, str, Act]],
    on_close: Act,
) -> None:
    """A panel from below over the screen that stays in the tree: (label, look, act) per option.

    Args:
        layout: Of the sheet.
        sheet_words: Descriptions of the panel ("Bottom sheet") and of its "Close".
        options: From above to below.
        on_close: For the scrim and the cross.
    """
    scrim(layout, layout.area._replace(top=0), on_close)
    area = layout.area
    top = area.bottom - dp(44) - dp(56) * len(options) - dp(16)
    panel = layout.node("sheet", "FrameLayout", area._replace(top=top), content_desc=sheet_words[0])
    panel.look, panel.on_tap = "sheet", nothing
    corner = Bounds(area.right - dp(48), top, area.right - dp(4), top + dp(44))
    panel.children.append(
        icon_button(layout, sheet_words[1], "close", corner, on_close, "ImageView")
    )
    for index, (label, look, on_tap) in enumerate(options):
        y = top + dp(44) + index * dp(56)
        place = Bounds(area.left, y, area.right, y + dp(56))
        node = layout.node(label, "LinearLayout", place, on_tap=on_tap)
        node.children.append(
            layout.node(f"{label} label", "TextView", place, text=label, look=look)
        )
        panel.children.append(node)
    layout.over.append(panel)


def foot(layout: Layout) -> Slot:
    """A place for the one button at a screen's foot."""
    bar = layout.bottom(dp(72), MARGIN)
    top = bar.bounds.top + dp(12)
    return Slot(bar.bounds._replace(top=top, bottom=top + dp(48)), bar.nodes)


def cover(layout: Layout) -> None:
    """A white page under a sheet that fills the screen; what is behind gets no taps."""
    node = layout.node("cover", "FrameLayout", layout.area, look="screen", on_tap=nothing)
    node.clickable = node.focusable = False
    layout.under.append(node)


def nothing() -> None:
    """What a disabled button and a panel's empty places do with a tap: swallow it."""
