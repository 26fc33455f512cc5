"""The status bar and the navigation bar: windows of the system, always there."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final

from virtual_phone.system.layout import Layout
from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Bounds, Node

PACKAGE: Final = "com.android.systemui"

_WORDS: Final = {
    "de": ("Zurück", "Startbildschirm", "Übersicht", "Akku: 100 %", "WLAN: volle Stärke"),
    "en": ("Back", "Home", "Overview", "Battery 100 percent.", "Wifi signal full."),
    "es": ("Atrás", "Inicio", "Recientes", "Batería: 100 %", "Wi-Fi: señal completa"),
    "fr": ("Retour", "Accueil", "Aperçu", "Batterie : 100 %", "Wi-Fi : signal plein"),
}


def _words(language: str) -> tuple[str, ...]:
    return _WORDS.get(language, _WORDS["en"])


class Bars:
    """Both bars of one display.

    Their views are made again only when what they show is another: with them it would take a
    third more time to build all windows. The windows' roots are new each time, as the window
    manager puts them in order.

    Args:
        display: Its size.
        on_back: What Back does.
        on_home: What Home does, and Overview.
    """

    def __init__(
        self, display: Display, on_back: Callable[[], None], on_home: Callable[[], None]
    ) -> None:
        self._display, self._on_back, self._on_home = display, on_back, on_home
        self._status = lru_cache(maxsize=1)(self._status_views)
        self._navigation = lru_cache(maxsize=1)(self._navigation_views)

    def status(self, now: datetime, language: str, senders: Iterable[str]) -> Node:
        """Clock, signal, battery, and one icon for each app with a notification."""
        area = Bounds(0, 0, self._display.width_px, self._display.status_bar_px)
        root = Layout("status bar", area, PACKAGE).node(
            "window", "FrameLayout", area, look="status-bar"
        )
        clock = f"{now.hour:02}:{now.minute:02}"
        root.children += self._status(clock, language, tuple(dict.fromkeys(senders)))
        return root

    def navigation(self, language: str) -> Node:
        """Three buttons; Back and Home share their words with views of apps."""
        top = self._display.height_px - self._display.navigation_bar_px
        area = Bounds(0, top, self._display.width_px, self._display.height_px)
        root = Layout("navigation bar", area, PACKAGE).node(
            "window", "FrameLayout", area, look="navigation-bar"
        )
        root.children += self._navigation(area, language)
        return root

    def _status_views(self, time: str, language: str, senders: Sequence[str]) -> Sequence[Node]:
        bottom = self._display.status_bar_px
        layout = Layout("status bar", Bounds(0, 0, self._display.width_px, bottom), PACKAGE)
        words = _words(language)
        clock = layout.node("clock", "TextView", Bounds(42, 0, 180, bottom))
        clock.text = clock.content_desc = time
        clock.resource_id = f"{PACKAGE}:id/clock"
        views = [clock]
        for index, sender in enumerate(senders):
            left = 200 + index * 60
            place = Bounds(left, 0, left + 60, bottom)
            icon = layout.node(f"icon {sender}", "ImageView", place, look="icon:bell")
            icon.content_desc = f"{sender} notification"
            views.append(icon)
        for index, word in enumerate((words[4], words[3])):
            left = 900 + index * 70
            place = Bounds(left, 0, left + 60, bottom)
            views.append(layout.node(word, "ImageView", place, content_desc=word))
        return tuple(views)

    def _navigation_views(self, area: Bounds, language: str) -> Sequence[Node]:
        layout = Layout("navigation bar", area, PACKAGE)
        back, home, overview, *_ = _words(language)
        views: list[Node] = []
        third = area.width_px // 3
        for index, (name, word, on_tap) in enumerate(
            (
                ("back", back, self._on_back),
                ("home", home, self._on_home),
                ("recents", overview, self._on_home),
            )
        ):
            place = Bounds(index * third, area.top, (index + 1) * third, area.bottom)
            node = layout.node(
                name, "ImageView", place, content_desc=word, look=f"icon:navigation-{name}"
            )
            node.resource_id = f"{PACKAGE}:id/{'recent_apps' if name == 'recents' else name}"
            node.on_tap = on_tap
            node.clickable = node.focusable = True
            views.append(node)
        return tuple(views)
