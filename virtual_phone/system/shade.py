"""Notifications: what is posted, and the shade that lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from virtual_phone.system.bars import PACKAGE
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import MARGIN, button, text
from virtual_phone.tree.device import StatusBarNotification
from virtual_phone.tree.node import Bounds, Node


@dataclass(frozen=True)
class _Posted:
    notification: StatusBarNotification
    on_tap: Callable[[], None]


class Shade:
    """What has been posted, and whether the shade is open."""

    def __init__(self, app_label: Callable[[str], str]) -> None:
        self.open = False
        self._app_label = app_label
        self._posted: list[_Posted] = []
        self._ids = count(1)

    def post(
        self, package: str, title: str, text: str, at: datetime, on_tap: Callable[[], None]
    ) -> None:
        """Add one on top."""
        entry = StatusBarNotification(next(self._ids), package, title, text, at)
        self._posted.insert(0, _Posted(entry, on_tap))

    @property
    def notifications(self) -> list[StatusBarNotification]:
        """Newest first."""
        return [posted.notification for posted in self._posted]

    @property
    def senders(self) -> list[str]:
        """The apps that have posted, by the name under their icon."""
        return [self._app_label(posted.notification.package) for posted in self._posted]

    def close(self) -> None:
        """Fold it up."""
        self.open = False

    def clear(self) -> None:
        """Clear all."""
        self._posted.clear()
        self.close()

    def forget(self, package: str) -> None:
        """An app's notifications go with its data."""
        self._posted = [p for p in self._posted if p.notification.package != package]

    def window(self, display: Bounds, status_bar_px: int) -> Node:
        """The shade over the whole display."""
        area = display._replace(top=status_bar_px)
        layout = Layout("shade", area, PACKAGE)
        layout.gap(16)
        for posted in self._posted:
            self._card(layout, posted)
            layout.gap(8)
        if self._posted:
            button(layout, "Clear all", self.clear, "text-button")
        else:
            text(layout, "No notifications", "text-secondary-center")
        return layout.node(
            "window",
            "FrameLayout",
            display,
            look="shade",
            children=layout.finish(),
            on_tap=self.close,
        )

    def _card(self, layout: Layout, posted: _Posted) -> None:
        entry = posted.notification
        lines = 1 + len(entry.text) // 46
        slot = layout.next(dp(64 + 20 * lines), dp(10))
        left, top, right, bottom = slot.bounds
        card = layout.node(
            f"notification {entry.id}",
            "FrameLayout",
            slot.bounds,
            look="notification",
            on_tap=lambda: self._tapped(posted),
        )
        inner = Bounds(left + MARGIN, top + dp(8), right - MARGIN, bottom - dp(8))
        for name, words, from_dp, to_dp, look in (
            ("app_name_text", self._app_label(entry.package), 0, 18, "row-note"),
            ("title", entry.title, 18, 40, "caption-bold"),
            ("text", entry.text, 40, 40 + 20 * lines, "text-secondary"),
        ):
            place = Bounds(inner.left, inner.top + dp(from_dp), inner.right, inner.top + dp(to_dp))
            card.children.append(
                layout.node(
                    f"{name} {entry.id}",
                    "TextView",
                    place,
                    text=words,
                    look=look,
                    resource_id=f"android:id/{name}",
                )
            )
        slot.put(card)

    def _tapped(self, posted: _Posted) -> None:
        self._posted.remove(posted)
        self.close()
        posted.on_tap()
