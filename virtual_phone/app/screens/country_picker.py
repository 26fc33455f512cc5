"""Which country's number."""

from collections.abc import Callable

from virtual_phone.app.app import App
from virtual_phone.app.app_screen import LOG_IN_FORM, AppScreen
from virtual_phone.app.regions import REGIONS
from virtual_phone.app.views import TITLE_BAR_HEIGHT
from virtual_phone.organization import calling_code
from virtual_phone.system.layout import Layout, Slot, dp
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import MARGIN, field, icon_button
from virtual_phone.tree.node import Bounds


class CountryPicker(AppScreen):
    """Titled "Select country/region"; a row's name and code stand two levels down (public dump)."""

    activity = LOG_IN_FORM

    def __init__(self, app: App, picked: Callable[[str], None]) -> None:
        super().__init__(app)
        self._picked = picked
        self.search = TextInput("search", self.texts("Search countries and regions"))

    def draw(self, layout: Layout) -> None:
        layout.scrollable = True
        bar = layout.top(TITLE_BAR_HEIGHT)
        cross = bar.bounds._replace(right=dp(52))
        label = self.texts("Close")
        bar.put(icon_button(layout, label, "close", cross, self.close, "ImageView"))
        title = layout.node(
            "title", "TextView", bar.bounds._replace(left=dp(60), right=bar.bounds.right - dp(60))
        )
        title.text, title.look, title.heading = self.texts("Select country/region"), "title", True
        title.resource_id = f"{layout.package}:id/title"
        bar.put(title)
        bar = layout.top(dp(52))
        left, top, right, bottom = bar.bounds
        search = Slot(Bounds(left + MARGIN, top, right - MARGIN, bottom), bar.nodes)
        field(layout, self.app.host, self.search, "field-box", at=search)
        wanted = self.search.value.strip().casefold()
        for region, name in REGIONS.items():
            code = f"+{calling_code(region)}"
            if wanted in f"{name} {code}".casefold():
                self._row(layout, region, name, code)

    def _row(self, layout: Layout, region: str, name: str, code: str) -> None:
        slot = layout.next(dp(50))
        place = slot.bounds._replace(left=MARGIN, right=slot.bounds.right - MARGIN)
        node = layout.node(region, "LinearLayout", slot.bounds, look="row-plain")
        node.on_tap, node.clickable = lambda: self._choose(region), True
        inner = layout.node(f"{region} inner", "RelativeLayout", slot.bounds)
        inner.children = [
            layout.node(f"{region} name", "TextView", place, text=name, look="row-label"),
            layout.node(
                f"{region} code",
                "TextView",
                place._replace(left=place.right - dp(80)),
                text=code,
                look="row-value",
            ),
        ]
        node.children.append(inner)
        slot.put(node)

    def _choose(self, region: str) -> None:
        self._picked(region)
        self.close()
