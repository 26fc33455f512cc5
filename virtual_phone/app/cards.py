"""Persons and roles on the screens from Permissions on, whose structure nobody has published."""

from virtual_phone.app.build import LabelPlacement
from virtual_phone.app.views import Act
from virtual_phone.system.layout import Layout, dp, lines_of
from virtual_phone.system.widgets import MARGIN, icon_button
from virtual_phone.tree.node import Bounds, Node


def person_row(
    layout: Layout, who: str, role: str, state: str, dots: tuple[str, Act] | None
) -> Node:
    """A member or a pending invitation: who, role, state, and the three dots where allowed.

    Args:
        layout: Of the screen.
        who: A contact or a name, as the build shows it.
        role: Its label.
        state: Empty for a member.
        dots: Description and act of the three dots.
    """
    slot = layout.next(dp(68))
    left, top, right, bottom = slot.bounds
    middle = (top + bottom) // 2
    node = layout.node(f"person {who}", "android.view.ViewGroup", slot.bounds, look="row-plain")
    picture = Bounds(left + dp(16), middle - dp(20), left + dp(56), middle + dp(20))
    words = Bounds(left + dp(72), top + dp(10), right - dp(64), middle)
    below = words._replace(top=middle, bottom=bottom - dp(10))
    node.children = [
        layout.node(f"person {who} picture", "ImageView", picture, look="avatar"),
        layout.node(f"person {who} name", "TextView", words, text=who, look="row-label"),
        layout.node(f"person {who} role", "TextView", below, text=role, look="row-note"),
    ]
    if state:
        place = below._replace(left=below.left + dp(80))
        node.children.append(
            layout.node(f"person {who} state", "TextView", place, text=state, look="row-note")
        )
    if dots:
        place = Bounds(right - dp(56), middle - dp(22), right - dp(12), middle + dp(22))
        node.children.append(icon_button(layout, dots[0], "more-horizontal", place, dots[1]))
    return slot.put(node)


def choice_card(
    layout: Layout,
    name: str,
    description: str,
    *,
    chosen: bool,
    on_tap: Act,
    labels: LabelPlacement,
) -> Node:
    """One role to choose: name, description, and a round mark; all of the card is tappable."""
    text_px = layout.area.width_px - 2 * MARGIN - dp(72)
    height_px = dp(48) + dp(18) * lines_of(description, text_px, 60) + dp(12)
    slot = layout.next(height_px, MARGIN)
    left, top, right, bottom = slot.bounds
    node = layout.node(f"choice {name}", "android.view.ViewGroup", slot.bounds, look="option-card")
    node.on_tap, node.clickable, node.focusable = on_tap, True, True
    node.selected = node.checked = chosen
    node.checkable = True
    if labels == "description":
        node.content_desc = f"{name}, {description}"
    title = Bounds(left + dp(16), top + dp(10), right - dp(56), top + dp(38))
    below = Bounds(left + dp(16), top + dp(40), right - dp(56), bottom - dp(10))
    mark = Bounds(
        right - dp(44), (top + bottom) // 2 - dp(12), right - dp(20), (top + bottom) // 2 + dp(12)
    )
    node.children = [
        layout.node(f"choice {name} name", "TextView", title, text=name, look="text-bold"),
        layout.node(
            f"choice {name} text", "TextView", below, text=description, look="text-secondary"
        ),
        layout.node(f"choice {name} mark", "ImageView", mark, look="radio", selected=chosen),
    ]
    return slot.put(node)
