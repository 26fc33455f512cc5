"""What the four tabs have in common: the bottom bar."""

from functools import partial

from virtual_phone.app.app_screen import AppScreen
from virtual_phone.app.bottom_bar import BottomTab, bottom_bar
from virtual_phone.app.screens.other import Other
from virtual_phone.system.layout import Layout

_SLOTS = (
    ("Home", "home"),
    ("Friends", "friends"),
    ("Create", "create"),
    ("Inbox", "inbox"),
    ("Profile", "profile"),
)


class Tab(AppScreen):
    """A screen with the bottom bar below it."""

    def draw_bottom_bar(self, layout: Layout, *, floating: bool = False) -> None:
        """Five slots; the active one is this screen's."""
        slots = [
            BottomTab(
                self.texts(label),
                icon,
                partial(self._go, label),
                self.app.build.inbox_badge if label == "Inbox" else 0,
            )
            for label, icon in _SLOTS
        ]
        active = [label for label, _ in _SLOTS].index(self.name)
        bottom_bar(layout, slots, active, dark=self.restless, floating=floating)

    def _go(self, label: str) -> None:
        if label == "Create":
            self.app.open(Other(self.app, self.texts("Create")))
        elif label != self.name:
            self.app.show_tab(label)
