"""The feed."""

from virtual_phone.app.app import App
from virtual_phone.app.screens.tab import Tab
from virtual_phone.app.views import nothing
from virtual_phone.system.layout import Layout, dp
from virtual_phone.tree.node import Bounds

_TOP_TABS = ("LIVE", "Explore", "Following", "For You")
_SEEK_BAR_OVER_TABS_PX = 35
_SIDE = (
    ("Like", "heart", "1204"),
    ("Comments", "comment", "88"),
    ("Favorites", "bookmark", "71"),
    ("Share", "share", "35"),
)


class Home(Tab):
    """A video that never stops playing, so that the screen is never at rest."""

    restless = True

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.video = 1

    def draw(self, layout: Layout) -> None:
        self.draw_bottom_bar(layout)
        area = layout.viewport
        pager = layout.node("pager", "androidx.viewpager.widget.ViewPager", area, scrollable=True)
        pager.on_scroll = self._swiped
        self._draw_top(layout, area)
        for index, (label, icon, number) in enumerate(_SIDE):
            top = area.bottom - dp(330) + index * dp(64)
            place = Bounds(area.right - dp(56), top, area.right - dp(8), top + dp(40))
            desc = f"{label}. {number}"
            pager.children.append(
                layout.node(
                    label,
                    "Button",
                    place,
                    content_desc=desc,
                    look=f"icon-white:{icon}",
                    on_tap=lambda: None,
                )
            )
            below = place._replace(top=place.bottom, bottom=place.bottom + dp(18))
            pager.children.append(
                layout.node(f"{label} count", "TextView", below, text=number, look="count")
            )
        words = Bounds(dp(12), area.bottom - dp(78), area.right - dp(80), area.bottom - dp(52))
        name = f"river.stone.{self.video}"
        pager.children.append(
            layout.node("author", "TextView", words, text=name, look="caption-bold")
        )
        below = words._replace(top=words.bottom, bottom=words.bottom + dp(24))
        pager.children.append(
            layout.node("caption", "TextView", below, text="Rain on a quiet lake", look="caption")
        )
        layout.under.append(pager)
        # As on the real feed, the seek bar lies over the top of the bottom bar, and takes its taps.
        bar = Bounds(0, area.bottom - dp(8), area.right, area.bottom + _SEEK_BAR_OVER_TABS_PX)
        seek = layout.node("seek bar", "SeekBar", bar, focusable=True, clickable=False)
        seek.on_tap = nothing
        layout.over.append(seek)

    def _draw_top(self, layout: Layout, area: Bounds) -> None:
        width_px = (area.width_px - dp(64)) // len(_TOP_TABS)
        for index, label in enumerate(_TOP_TABS):
            left = dp(8) + index * width_px
            place = Bounds(left, area.top, left + width_px, area.top + dp(44))
            on = label == "For You"
            node = layout.node(
                f"top {label}", "TextView", place, text=label, look="tab", selected=on
            )
            layout.header.append(node)

    def _swiped(self, _dx_px: int, dy_px: int) -> bool:
        before = self.video
        self.video = max(1, self.video + (1 if dy_px < 0 else -1))
        return self.video != before
