"""What the three dashes open."""

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import AppScreen
from virtual_phone.app.screens.other import Other
from virtual_phone.app.screens.settings_and_privacy import SettingsAndPrivacy
from virtual_phone.system.layout import Layout

_ROWS = ("TikTok Studio", "Balance", "My QR code", "Settings and privacy")


class Menu(AppScreen):
    """A sheet over Profile; its rows are found by their description."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.kind = "sheet"

    def draw(self, layout: Layout) -> None:
        words = (self.texts("Bottom sheet"), self.texts("Close"))
        labels = [self.texts(label) for label in _ROWS]
        options = [
            (label, "text-center", lambda label=label: self._open(label)) for label in labels
        ]
        views.sheet(layout, words, options, self.close)
        for node in layout.over[-1].children[1:]:
            node.content_desc = node.children[0].text

    def _open(self, label: str) -> None:
        self.close()
        if label == self.texts("Settings and privacy"):
            self.app.open(SettingsAndPrivacy(self.app))
        else:
            self.app.open(Other(self.app, label))
