"""The SMS app, so that a person can read what was sent to the phone's number."""

import re
from functools import partial
from typing import Final

from virtual_phone.system.application import Application, Host, Screen
from virtual_phone.system.layout import Layout, dp, lines_of
from virtual_phone.system.widgets import icon_button, row, text
from virtual_phone.tree.device import TextMessage
from virtual_phone.tree.node import Bounds

PACKAGE: Final = "com.google.android.apps.messaging"
_ACTIVITY: Final = f"{PACKAGE}.ui.ConversationListActivity"
_LINK: Final = re.compile(r"https?://\S+")


class ConversationList(Screen):
    """One row per sender, newest first."""

    activity = _ACTIVITY

    def __init__(self, app: "Messages") -> None:
        super().__init__()
        self._app = app

    def draw(self, layout: Layout) -> None:
        place = layout.top(dp(56))
        text(layout, "Messages", "title", at=place)
        newest: dict[str, TextMessage] = {}
        for message in self._app.host.text_messages():
            newest.setdefault(message.sender, message)
        if not newest:
            layout.gap(40)
            text(layout, "No messages yet", "text-secondary-center")
        for sender, message in newest.items():
            row(
                layout,
                sender,
                partial(self._app.show, sender),
                note=message.body,
                icon="avatar",
            )


class Conversation(Screen):
    """All messages of one sender, oldest first; a link in a message can be tapped."""

    activity = f"{PACKAGE}.ui.conversation.ConversationActivity"

    def __init__(self, app: "Messages", sender: str) -> None:
        super().__init__()
        self._app = app
        self.sender = sender

    def draw(self, layout: Layout) -> None:
        bar = layout.top(dp(56))
        text(layout, self.sender, "title", at=bar)
        back = Bounds(0, bar.bounds.top, dp(56), bar.bounds.bottom)
        bar.put(icon_button(layout, "Navigate up", "back-arrow", back, self._app.close))
        for message in reversed(self._app.host.text_messages()):
            if message.sender == self.sender:
                layout.gap(8)
                self._bubble(layout, message)

    def _bubble(self, layout: Layout, message: TextMessage) -> None:
        height_px = dp(22) * lines_of(message.body, layout.area.width_px - dp(64)) + dp(20)
        slot = layout.next(height_px, dp(16))
        left, top, right, bottom = slot.bounds
        card = layout.node(f"bubble {message.id}", "FrameLayout", slot.bounds, look="card")
        inside = Bounds(left + dp(16), top + dp(8), right - dp(16), bottom - dp(8))
        body = layout.node(f"body {message.id}", "TextView", inside, text=message.body, look="text")
        link = _LINK.search(message.body)
        if link:
            url = link.group().rstrip(".,)")
            body.on_tap = lambda: self._follow(url)
            body.clickable = body.focusable = True
        card.children.append(body)
        slot.put(card)

    def _follow(self, url: str) -> None:
        self._app.host.open_url(url, None)


class Messages(Application):
    """The SMS app."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, PACKAGE, "Messages", "20261005", _ACTIVITY)

    def launch(self) -> None:
        self.stack = [ConversationList(self)]

    def show(self, sender: str) -> None:
        """Come to the front with this sender's messages."""
        self.host.start_app(self.package)
        self.replace_all(ConversationList(self), Conversation(self, sender))
