"""The status bar and the navigation bar: windows of the system, always there."""

from collections.abc import Callable
from datetime import datetime
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


def status_bar(display: Display, now: datetime, language: str, senders: list[str]) -> Node:
    """Clock, signal, battery, and one icon for each app with a notification."""
    area = Bounds(0, 0, display.width_px, display.status_bar_px)
    layout = Layout("status bar", area, PACKAGE)
    words = _words(language)
    root = layout.node("window", "FrameLayout", area, look="status-bar")
    root.text = ""
    clock = layout.node("clock", "TextView", Bounds(42, 0, 180, area.bottom))
    clock.text = clock.content_desc = f"{now.hour:02}:{now.minute:02}"
    clock.resource_id = f"{PACKAGE}:id/clock"
    root.children.append(clock)
    for index, sender in enumerate(dict.fromkeys(senders)):
        left = 200 + index * 60
        place = Bounds(left, 0, left + 60, area.bottom)
        icon = layout.node(f"icon {sender}", "ImageView", place, look="icon:bell")
        icon.content_desc = f"{sender} notification"
        root.children.append(icon)
    for index, word in enumerate((words[4], words[3])):
        left = 900 + index * 70
        place = Bounds(left, 0, left + 60, area.bottom)
        root.children.append(layout.node(word, "ImageView", place, content_desc=word))
    return root


def navigation_bar(
    display: Display, language: str, on_back: Callable[[], None], on_home: Callable[[], None]
) -> Node:
    """Three buttons; Back and Home share their words with views of apps."""
    top = display.height_px - display.navigation_bar_px
    area = Bounds(0, top, display.width_px, display.height_px)
    layout = Layout("navigation bar", area, PACKAGE)
    back, home, overview, *_ = _words(language)
    root = layout.node("window", "FrameLayout", area, look="navigation-bar")
    third = area.width_px // 3
    for index, (name, word, on_tap) in enumerate(
        (("back", back, on_back), ("home", home, on_home), ("recents", overview, on_home))
    ):
        place = Bounds(index * third, area.top, (index + 1) * third, area.bottom)
        node = layout.node(
            name, "ImageView", place, content_desc=word, look=f"icon:navigation-{name}"
        )
        node.resource_id = f"{PACKAGE}:id/{'recent_apps' if name == 'recents' else name}"
        node.on_tap = on_tap
        node.clickable = node.focusable = True
        root.children.append(node)
    return root
