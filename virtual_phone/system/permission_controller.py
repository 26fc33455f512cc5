"""Android's own question whether an app may do something, in a window of its own package."""

from collections.abc import Callable
from typing import Final, Protocol

from virtual_phone.system.application import Application, Host, Screen
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import dialog, scrim
from virtual_phone.tree.node import Node

PACKAGE: Final = "com.android.permissioncontroller"
ACTIVITY: Final = f"{PACKAGE}.permission.ui.GrantPermissionsActivity"


class Answered(Protocol):
    """Told what the person has answered."""

    def __call__(self, *, allowed: bool) -> None: ...


class GrantPermission(Screen):
    """Allow TikTok to ...?"""

    activity = ACTIVITY

    def __init__(self, question: str, refuse: str, allow: str, answered: "Answered") -> None:
        super().__init__()
        self._question = question
        self._answers = ((allow, "allow"), (refuse, "deny"))
        self._answered = answered

    def draw(self, layout: Layout) -> None:
        scrim(layout, layout.area._replace(top=0), lambda: None)
        answers = [(label, self._answer(name)) for label, name in self._answers]
        panel = dialog(layout, "", self._question, answers)
        panel.children[0].resource_id = f"{PACKAGE}:id/permission_message"
        for node, (_, name) in zip(panel.children[1:], self._answers, strict=True):
            node.resource_id = f"{PACKAGE}:id/permission_{name}_button"

    def back(self) -> bool:
        self._answered(allowed=False)
        return True

    def _answer(self, name: str) -> Callable[[], None]:
        return lambda: self._answered(allowed=name == "allow")


class PermissionController(Application):
    """Comes to the front over the app that asks."""

    in_launcher = False
    startable = False

    def __init__(self, host: Host) -> None:
        super().__init__(host, PACKAGE, "Permission controller", "14", ACTIVITY)

    def launch(self) -> None:
        """It never starts by itself."""

    def frame(self, screen: Screen, layout: Layout) -> Node:
        root = super().frame(screen, layout)
        root.look = ""
        content = layout.node("content", "FrameLayout", root.bounds, children=root.children)
        content.resource_id = "android:id/content"
        root.children = [content]
        return root
