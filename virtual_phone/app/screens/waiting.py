"""Something takes its time."""

from virtual_phone.app.app_screen import WEB_CONTAINER, AppScreen
from virtual_phone.system.layout import Layout, dp


class Waiting(AppScreen):
    """A spinner and nothing else; the phone's Back does not end it."""

    activity = WEB_CONTAINER

    def draw(self, layout: Layout) -> None:
        layout.gap(280)
        slot = layout.next(dp(48))
        slot.put(layout.node("spinner", "ProgressBar", slot.bounds, look="spinner"))

    def back(self) -> bool:
        return True
