"""An interstitial on the display; which and when says `app.interstitials`."""

from collections.abc import Callable

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import WEB_CONTAINER, AppScreen
from virtual_phone.app.interstitials import SAFE_ANSWERS, Interstitial
from virtual_phone.app.screens.other import Other
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import button, dialog, icon_button, scrim, text
from virtual_phone.tree.node import Node


class Interruption(AppScreen):
    """Goes away by its own means only."""

    activity = ""

    def __init__(self, app: App, interstitial: Interstitial) -> None:
        super().__init__(app)
        self.interstitial = interstitial
        # What has the place of a screen leaves nothing of that screen in the tree.
        if interstitial.kind in {"page", "empty"}:
            self.kind = "screen"
        else:
            self.kind = "dialog" if interstitial.kind == "dialog" else "sheet"

    @property
    def name(self) -> str:
        return f"Interruption {self.interstitial.title}"

    def draw(self, layout: Layout) -> None:
        kind = self.interstitial.kind
        if kind == "swipe":
            self._draw_swipe_hint(layout)
        elif kind == "empty":
            self._draw_empty(layout)
        elif kind == "dialog":
            scrim(layout, layout.area._replace(top=0), views.nothing)
            labels = self.interstitial.buttons
            buttons = [(self.texts(label), self._answer(label)) for label in labels]
            dialog(layout, self.interstitial.title, self.interstitial.message, buttons)
        else:
            self._draw_sheet(layout)

    def _draw_sheet(self, layout: Layout) -> None:
        area, words = layout.area, self.interstitial
        scrim(layout, area._replace(top=0), views.nothing)
        top = area.bottom - dp(170) - dp(60) * len(words.buttons)
        panel = layout.node("sheet", "FrameLayout", area._replace(top=top), look="sheet")
        panel.content_desc, panel.on_tap = self.texts("Bottom sheet"), views.nothing
        inside = Layout(layout.owner, panel.bounds, layout.package)
        inside.gap(48)
        text(inside, words.title, "dialog-title", at=inside.next(dp(64), dp(24)))
        for index, label in enumerate(words.buttons):
            look = "primary-button" if index else "secondary-button"
            button(inside, self.texts(label), self._answer(label), look)
            inside.gap(12)
        panel.children = inside.body
        if words.cross:
            self._draw_cross(layout, panel.children, top)
        layout.over.append(panel)

    def _answer(self, label: str) -> Callable[[], None]:
        return self.close if label in SAFE_ANSWERS else lambda: self._mislead(label)

    def _mislead(self, label: str) -> None:
        self.close()
        self.app.open(Other(self.app, self.texts(label)))

    def _draw_cross(self, layout: Layout, into: list[Node], top: int) -> None:
        place = layout.area._replace(left=layout.area.right - dp(48), top=top, bottom=top + dp(48))
        own = self.close if self.interstitial.cross == "own" else None
        cross = icon_button(layout, self.texts("Close"), "close", place, own, "ImageView")
        if own:
            into.append(cross)
            return
        parent = layout.node("cross holder", "FrameLayout", place, on_tap=self.close)
        parent.children.append(cross)
        into.append(parent)

    def _draw_swipe_hint(self, layout: Layout) -> None:
        veil = scrim(layout, layout.area._replace(top=0), views.nothing)
        veil.on_scroll = self._swiped
        middle = (layout.area.top + layout.area.bottom) // 2
        place = layout.area._replace(top=middle, bottom=middle + dp(48))
        label = self.interstitial.title
        layout.over.append(layout.node(label, "TextView", place, text=label, look="text-center"))

    def _draw_empty(self, layout: Layout) -> None:
        group = layout.node("groups", "FrameLayout", layout.area)
        for index in range(4):
            group.children.append(layout.node(f"group {index}", "FrameLayout", layout.area))
        layout.over.append(group)

    def _swiped(self, _dx_px: int, dy_px: int) -> bool:
        if dy_px < 0:
            self.close()
        return dy_px < 0

    def back(self) -> bool:
        """Closed or not: it never goes on to the screen below."""
        if self.interstitial.back_closes:
            self.close()
        return True


class HandOver(Interruption):
    """A page of the app's web container that only a person gets past."""

    activity = WEB_CONTAINER

    def draw(self, layout: Layout) -> None:
        layout.gap(120)
        text(layout, self.interstitial.title, "dialog-title")
        text(layout, self.interstitial.message, "text-secondary-center")
        layout.gap(24)
        for label in self.interstitial.buttons:
            button(layout, self.texts(label), self._answer(label))


def interruption(app: App, interstitial: Interstitial) -> Interruption:
    """The screen for an interstitial."""
    return (HandOver if interstitial.kind == "page" else Interruption)(app, interstitial)
