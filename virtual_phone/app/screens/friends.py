"""The Friends tab."""

from virtual_phone.app import views
from virtual_phone.app.screens.tab import Tab
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import text


class Friends(Tab):
    """Empty: nobody is followed."""

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Friends"), None)
        layout.gap(160)
        text(layout, self.texts("Find friends to see their videos here"), "text-secondary-center")
        self.draw_bottom_bar(layout)
