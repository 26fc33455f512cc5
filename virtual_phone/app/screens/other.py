"""A place that exists in the app and leads nowhere on this phone."""

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import AppScreen
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import text


class Other(AppScreen):
    """Only a title, so that a wrong tap can be seen and undone."""

    def __init__(self, app: App, title: str) -> None:
        super().__init__(app)
        self._title = title

    @property
    def name(self) -> str:
        return f"Other {self._title}"

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self._title, self.close)
        layout.gap(120)
        text(layout, "This part of the app is not on the virtual phone.", "text-secondary-center")
