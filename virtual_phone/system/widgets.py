"""Android's plain widgets, put on a layout one below the other."""

from collections.abc import Callable, Sequence
from typing import Final

from virtual_phone.system.application import Host
from virtual_phone.system.layout import Layout, Slot, dp, lines_of
from virtual_phone.system.text_input import TextInput
from virtual_phone.tree.node import Bounds, Node

MARGIN: Final = dp(16)

_BULLET: Final = "•"
_LINE_HEIGHT_DP: Final = {"big-title": 34, "text-secondary": 18, "text-secondary-center": 18}
_LETTERS_PER_1000_PX: Final = {"big-title": 33, "text-secondary": 58, "text-secondary-center": 58}


def text(
    layout: Layout, label: str, look: str = "text", *, at: Slot | None = None, name: str = ""
) -> Node:
    """A text over as many lines as it needs."""
    width_px = layout.area.width_px - 2 * MARGIN
    lines = lines_of(label, width_px, _LETTERS_PER_1000_PX.get(look, 47))
    height_px = dp(lines * _LINE_HEIGHT_DP.get(look, 22) + 8)
    slot = at or layout.next(height_px, MARGIN)
    heading = look in {"title", "big-title", "heading"}
    node = layout.node(name or label, "TextView", slot.bounds, text=label, look=look)
    node.heading = heading
    return slot.put(node)


def button(
    layout: Layout,
    label: str,
    on_tap: Callable[[], None],
    look: str = "primary-button",
    *,
    enabled: bool = True,
    at: Slot | None = None,
) -> Node:
    """A button as wide as the column; a disabled one swallows the tap."""
    slot = at or layout.next(dp(48), MARGIN)
    return slot.put(
        layout.node(
            label,
            "Button",
            slot.bounds,
            text=label,
            look=look,
            enabled=enabled,
            on_tap=on_tap if enabled else _nothing,
        )
    )


def icon_button(
    layout: Layout,
    description: str,
    icon: str,
    bounds: Bounds,
    on_tap: Callable[[], None] | None,
    class_name: str = "Button",
) -> Node:
    """An icon that is named by its description only."""
    return layout.node(
        description,
        class_name,
        bounds,
        content_desc=description,
        look=f"icon:{icon}",
        on_tap=on_tap,
    )


def field(
    layout: Layout, host: Host, field: TextInput, look: str = "field", *, at: Slot | None = None
) -> Node:
    """An input; while empty it reports its hint as its text, as on a phone."""
    slot = at or layout.next(dp(52), MARGIN)
    return slot.put(
        layout.node(
            field.name,
            "EditText",
            slot.bounds,
            text=_shown(field),
            hint=field.hint,
            showing_hint=not field.value,
            password=field.kind == "password",
            max_text_length=field.max_length,
            focused=host.is_focused(field),
            long_clickable=True,
            on_tap=lambda: host.focus(field),
            on_set_text=field.set,
            look=look,
        )
    )


def _shown(field: TextInput) -> str:
    """What can be read in an input: of a password only how long it is."""
    if field.kind == "password" and field.value:
        return _BULLET * len(field.value)
    return field.value or field.hint


def row(
    layout: Layout,
    label: str,
    on_tap: Callable[[], None],
    *,
    note: str = "",
    icon: str = "",
    look: str = "row",
) -> Node:
    """A tappable row: its label stands on a child that is not clickable."""
    slot = layout.next(dp(72 if note else 56))
    left, top, right, bottom = slot.bounds
    inner = Bounds(left + dp(64 if icon else 16), top, right - dp(16), bottom)
    node = layout.node(label, "LinearLayout", slot.bounds, on_tap=on_tap, look=look)
    if icon:
        place = Bounds(left + dp(16), top, left + dp(48), bottom)
        node.children.append(
            layout.node(f"{label} icon", "ImageView", place, look=icon, content_desc="")
        )
    middle = top + (bottom - top) * 11 // 20
    name = inner if not note else Bounds(inner.left, top + dp(8), inner.right, middle)
    node.children.append(
        layout.node(f"{label} label", "TextView", name, text=label, look="row-label")
    )
    if note:
        below = Bounds(inner.left, middle, inner.right, bottom - dp(8))
        node.children.append(
            layout.node(f"{label} note", "TextView", below, text=note, look="row-note")
        )
    return slot.put(node)


def scrim(layout: Layout, area: Bounds, on_tap: Callable[[], None]) -> Node:
    """The unlabelled dark cover behind a sheet or dialog; it takes every tap."""
    node = layout.node("scrim", "android.view.View", area, look="scrim", on_tap=on_tap)
    layout.over.append(node)
    return node


def dialog(
    layout: Layout, title: str, message: str, buttons: Sequence[tuple[str, Callable[[], None]]]
) -> Node:
    """A panel in the middle: title, message, and its buttons side by side."""
    area = layout.area
    left, right = area.left + dp(40), area.right - dp(40)
    inner_px = right - left - dp(48)
    title_px = dp(26) * lines_of(title, inner_px, 40) + dp(8) if title else 0
    message_px = dp(22) * lines_of(message, inner_px, 45) + dp(8) if message else 0
    height_px = dp(20) + title_px + message_px + dp(16) + dp(52)
    top = (area.top + area.bottom - height_px) // 2
    panel = layout.node(
        "dialog", "FrameLayout", Bounds(left, top, right, top + height_px), look="dialog"
    )
    # A touch between the dialog's views must not reach the scrim.
    panel.on_tap = _nothing
    y = top + dp(20)
    for part, height, look in (
        (title, title_px, "dialog-title"),
        (message, message_px, "text-secondary-center"),
    ):
        if part:
            place = Bounds(left + dp(24), y, right - dp(24), y + height)
            panel.children.append(layout.node(part, "TextView", place, text=part, look=look))
            y += height
    width_px = (right - left) // len(buttons)
    for index, (label, on_tap) in enumerate(buttons):
        x, bottom = left + index * width_px, top + height_px
        place = Bounds(x, bottom - dp(52), x + width_px, bottom)
        panel.children.append(
            layout.node(label, "Button", place, text=label, on_tap=on_tap, look="text-button")
        )
    layout.over.append(panel)
    return panel


def _nothing() -> None:
    """What a disabled button does."""
