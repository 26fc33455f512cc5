"""The lock in front of everything, as a person sees it."""

from typing import Final

from virtual_phone.system.bars import PACKAGE
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import text
from virtual_phone.tree.node import Bounds, Node
from virtual_phone.tree.screen_lock import ScreenLock

_ROOT_ID: Final = f"{PACKAGE}:id/keyguard_root_view"


def lock_window(lock: ScreenLock, display: Bounds, status_bar_px: int) -> Node:
    """A window over the whole display; nothing below it feels a finger."""
    layout = Layout("keyguard", display._replace(top=status_bar_px), PACKAGE)
    layout.gap(dp(120))
    text(layout, "Enter your PIN" if lock.secure else "Swipe up to open", "text-secondary-center")
    root = layout.node(
        "window",
        "FrameLayout",
        display,
        look="shade",
        children=layout.finish(),
        on_tap=lambda: None,
    )
    root.resource_id = _ROOT_ID
    return root


def sleeping_window(display: Bounds) -> Node:
    """The lock of a phone that sleeps: there, and nothing of it is lit."""
    root = Layout("keyguard", display, PACKAGE).node("window", "FrameLayout", display, look="dark")
    root.resource_id = _ROOT_ID
    return root
