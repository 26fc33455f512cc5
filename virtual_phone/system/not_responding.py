"""Android's own word on an app that hangs, in a window of Android's package."""

from collections.abc import Callable
from typing import Final

from virtual_phone.system.application import Application, Host, Screen
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import dialog, scrim
from virtual_phone.tree.node import Node

PACKAGE: Final = "android"
ACTIVITY: Final = "com.android.server.am.AppNotRespondingDialog"


class AppNotResponding(Screen):
    """TikTok isn't responding: Close app, or Wait.

    Args:
        label: The app's name.
        close: Ends the app.
        wait: Lets it go on; by default nothing comes of that, and the dialog stays.
    """

    activity = ACTIVITY

    def __init__(
        self,
        label: str,
        close: Callable[[], object],
        wait: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._label, self._close, self._wait = label, close, wait

    def draw(self, layout: Layout) -> None:
        # The dialog of an app that never answers would come back in a few seconds: it stays.
        scrim(layout, layout.area._replace(top=0), lambda: None)
        answers = [("Close app", self._close_app), ("Wait", self._wait)]
        panel = dialog(layout, f"{self._label} isn't responding", "", answers)
        for node, name in zip(
            panel.children, ("alertTitle", "aerr_close", "aerr_wait"), strict=True
        ):
            node.resource_id = f"{PACKAGE}:id/{name}"

    def back(self) -> bool:
        return True

    def _close_app(self) -> None:
        self._close()


class NotResponding(Application):
    """Comes to the front over the app that hangs."""

    in_launcher = False
    startable = False

    def __init__(self, host: Host) -> None:
        super().__init__(host, PACKAGE, "Android System", "14", ACTIVITY)

    def launch(self) -> None:
        """It never starts by itself."""

    def frame(self, screen: Screen, layout: Layout) -> Node:
        root = super().frame(screen, layout)
        root.look = ""
        return root
