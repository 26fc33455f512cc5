"""The home screen of the phone."""

from typing import Final

from virtual_phone.system.application import Application, Host, Screen
from virtual_phone.system.layout import Layout, dp
from virtual_phone.tree.node import Bounds, Node

PACKAGE: Final = "com.google.android.apps.nexuslauncher"
_ACTIVITY: Final = f"{PACKAGE}.NexusLauncherActivity"


class HomeScreen(Screen):
    """One icon per installed app."""

    activity = _ACTIVITY

    def __init__(self, host: Host, packages: list[str]) -> None:
        super().__init__()
        self._host = host
        self._packages = packages

    def draw(self, layout: Layout) -> None:
        layout.gap(260)
        slot = layout.next(dp(110))
        width_px = slot.bounds.width_px // max(4, len(self._packages))
        for index, package in enumerate(self._packages):
            left = slot.bounds.left + index * width_px
            slot.put(
                self._icon(layout, package, slot.bounds._replace(left=left, right=left + width_px))
            )

    def _icon(self, layout: Layout, package: str, cell: Bounds) -> Node:
        label = self._host.app_label(package)
        middle = (cell.left + cell.right) // 2
        picture = Bounds(middle - dp(28), cell.top, middle + dp(28), cell.top + dp(56))
        below = Bounds(cell.left, cell.top + dp(62), cell.right, cell.top + dp(86))
        node = layout.node(package, "FrameLayout", cell, on_tap=lambda: self._start(package))
        node.children = [
            layout.node(f"{package} icon", "ImageView", picture, look="app-icon"),
            layout.node(f"{package} label", "TextView", below, text=label, look="app-label"),
        ]
        node.children[0].content_desc = label
        return node

    def _start(self, package: str) -> None:
        self._host.start_app(package)


class Launcher(Application):
    """Always running, never left by Back."""

    in_launcher = False

    def __init__(self, host: Host) -> None:
        super().__init__(host, PACKAGE, "Pixel Launcher", "14", _ACTIVITY)

    def launch(self) -> None:
        self.stack = [HomeScreen(self.host, list(self.host.installed_packages()))]

    def back(self) -> bool:
        return True

    def frame(self, screen: Screen, layout: Layout) -> Node:
        root = super().frame(screen, layout)
        root.look = "launcher"
        return root
