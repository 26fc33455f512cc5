"""The Profile tab: one's own page."""

from collections.abc import Callable

from virtual_phone.app import bottom_bar
from virtual_phone.app.screens.menu import Menu
from virtual_phone.app.screens.other import Other
from virtual_phone.app.screens.tab import Tab
from virtual_phone.app.views import TITLE_BAR_HEIGHT
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import button, icon_button, text
from virtual_phone.tree.node import Bounds


class Profile(Tab):
    """The display name is a button, the avatar is not tappable itself, the menu has no id.

    The videos go on behind the bottom bar: the middle of one lies in the Home tab.
    """

    def draw(self, layout: Layout) -> None:
        self._draw_bar(layout)
        session = self.app.data.session
        if session:
            self._draw_person(layout, session.name if self.has_come("name") else "")
        else:
            layout.gap(120)
            text(layout, self.texts("Log in to your account"), "text-center")
        self.draw_bottom_bar(layout, floating=True)

    def _draw_person(self, layout: Layout, name: str) -> None:
        middle = layout.area.width_px // 2
        avatar = layout.next(dp(108))
        place = Bounds(
            middle - dp(48), avatar.bounds.top, middle + dp(48), avatar.bounds.bottom - dp(12)
        )
        holder = layout.node(
            "avatar holder", "FrameLayout", place, on_tap=self._other("Profile photo")
        )
        holder.children.append(
            layout.node(
                "avatar", "Button", place, content_desc=self.texts("Profile photo"), look="avatar"
            )
        )
        holder.children[0].text = name
        avatar.put(holder)
        title = layout.next(dp(36))
        display = layout.node(
            "display name", "Button", title.bounds, text=name, look="dialog-title"
        )
        display.on_tap, display.clickable = self._other("Edit profile"), True
        title.put(display)
        handle = "@" + name.lower().replace(" ", ".") if name else ""
        text(layout, handle, "text-secondary-center")
        layout.gap(6)
        self._draw_counts(layout)
        layout.gap(8)
        if self.app.build.edit_profile:
            slot = layout.next(dp(44), dp(100))
            label = self.texts("Edit profile")
            button(layout, label, self._other("Edit profile"), "secondary-button", at=slot)
        bio = text(layout, self.texts("Add bio"), "text-secondary-center")
        bio.hint = bio.text  # plain texts have one, too (public dumps)
        self._draw_videos(layout)

    def _draw_bar(self, layout: Layout) -> None:
        bar = layout.top(TITLE_BAR_HEIGHT)
        _, top, right, bottom = bar.bounds
        label = self.texts("Profile menu")
        place = Bounds(right - dp(50), top, right - dp(8), bottom)
        bar.put(icon_button(layout, label, "menu", place, lambda: self.app.open(Menu(self.app))))
        # Icons without a tappable view above them, as in the dumps.
        for index, (label, icon) in enumerate(
            (("Profile views", "eye"), ("Share profile", "share"))
        ):
            left = right - dp(98) - index * dp(48)
            node = icon_button(
                layout,
                self.texts(label),
                icon,
                Bounds(left, top, left + dp(44), bottom),
                None,
                "ImageView",
            )
            node.focusable = True
            bar.put(node)

    def _draw_counts(self, layout: Layout) -> None:
        slot = layout.next(dp(56), dp(40))
        width_px = slot.bounds.width_px // 3
        for index, (number, label) in enumerate(
            (("12", "Following"), ("340", "Followers"), ("5K", "Likes"))
        ):
            left = slot.bounds.left + index * width_px
            cell = Bounds(left, slot.bounds.top, left + width_px, slot.bounds.bottom)
            node = layout.node(label, "LinearLayout", cell, on_tap=self._other(label))
            half = (cell.top + cell.bottom) // 2
            node.children = [
                layout.node(
                    f"{label} number",
                    "TextView",
                    cell._replace(bottom=half),
                    text=number,
                    look="count",
                ),
                layout.node(
                    f"{label} label",
                    "TextView",
                    cell._replace(top=half),
                    text=self.texts(label),
                    look="text-secondary-center",
                ),
            ]
            slot.put(node)

    def _draw_videos(self, layout: Layout) -> None:
        layout.gap(12)
        width_px = layout.area.width_px // 3
        for line in range(3):
            slot = layout.next(dp(190))
            for column in range(3):
                left = column * width_px
                cell = slot.bounds._replace(
                    left=left, right=left + width_px - 3, bottom=slot.bounds.bottom - 3
                )
                number = line * 3 + column + 1
                node = layout.node(
                    f"video {number}",
                    "FrameLayout",
                    cell,
                    content_desc=f"Video {number}",
                    look="video-cell",
                )
                node.on_tap, node.clickable = self._other("Video"), True
                slot.put(node)
        layout.next(bottom_bar.HEIGHT)

    def _other(self, label: str) -> Callable[[], None]:
        return lambda: self.app.open(Other(self.app, self.texts(label)))
