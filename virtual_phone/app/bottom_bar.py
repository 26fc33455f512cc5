"""The five tabs at the foot of the main screens, as public dumps have them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from virtual_phone.system.layout import Layout, dp
from virtual_phone.tree.node import Bounds, Node

HEIGHT: Final = dp(49)


@dataclass(frozen=True)
class BottomTab:
    """One slot of the bottom bar.

    Attributes:
        label: Already translated.
        icon: As `drawing.looks` names it.
    """

    label: str
    icon: str
    on_tap: Callable[[], None]
    badge: int = 0


def bottom_bar(
    layout: Layout,
    slots: Sequence[BottomTab],
    active: int,
    *,
    dark: bool = False,
    floating: bool = False,
) -> None:
    """Home, Friends, Create, Inbox, Profile; the third is a button without text.

    Args:
        layout: Of the screen.
        slots: From left to right.
        active: The place of the selected one.
        dark: As over the feed.
        floating: The column goes on behind it.
    """
    bar = layout.bottom(HEIGHT, floating=floating)
    left, top, right, bottom = bar.bounds
    host = layout.node("tab host", "LinearLayout", bar.bounds)
    host.look = "bottom-bar-dark" if dark else "bottom-bar"
    width_px = (right - left) // len(slots)
    for index, slot in enumerate(slots):
        place = Bounds(left + index * width_px, top, left + (index + 1) * width_px, bottom)
        if slot.icon == "create":
            middle = place._replace(
                left=place.left + dp(18),
                right=place.right - dp(18),
                top=top + dp(9),
                bottom=bottom - dp(9),
            )
            create = layout.node(
                "create", "Button", place, content_desc=slot.label, on_tap=slot.on_tap
            )
            create.children.append(
                layout.node("create icon", "ImageView", middle, look="create-button")
            )
            host.children.append(create)
        else:
            host.children.append(_bottom_tab(layout, slot, place, selected=index == active))
    bar.put(host)


def _bottom_tab(layout: Layout, slot: BottomTab, place: Bounds, *, selected: bool) -> Node:
    node = layout.node(f"tab {slot.icon}", "FrameLayout", place, content_desc=slot.label)
    node.on_tap, node.clickable, node.focusable = slot.on_tap, True, True
    node.selected = selected
    middle = (place.left + place.right) // 2
    if slot.badge:
        spot = Bounds(middle + dp(4), place.top + dp(2), middle + dp(30), place.top + dp(18))
        badge = layout.node(f"badge {slot.icon}", "TextView", spot, text=str(slot.badge))
        badge.look, badge.drawing_order, badge.selected = "badge", 2, selected
        node.children.append(badge)
    words = layout.node(
        f"label {slot.icon}",
        "TextView",
        place._replace(top=place.top + dp(30)),
        text=slot.label,
        look="bottom-tab",
        selected=selected,
    )
    picture = Bounds(middle - dp(12), place.top + dp(6), middle + dp(12), place.top + dp(30))
    icon = layout.node(f"icon {slot.icon}", "ImageView", picture, look=f"icon:{slot.icon}")
    icon.selected = selected
    node.children += [words, icon]
    return node
