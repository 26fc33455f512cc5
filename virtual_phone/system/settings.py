"""Android's Settings, as far as anybody needs them here: what phone is this."""

from typing import Final

from virtual_phone.system.application import Application, Host, Screen
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import row, text

PACKAGE: Final = "com.android.settings"
_ACTIVITY: Final = f"{PACKAGE}.Settings"


class SettingsScreen(Screen):
    """Facts about the phone."""

    activity = _ACTIVITY

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host

    def draw(self, layout: Layout) -> None:
        text(layout, "Settings", "title", at=layout.top(dp(56)))
        facts = {
            "Phone number": self._host.sim or "Unknown",
            "Language": self._host.language,
            "Date and time": self._host.now().strftime("%Y-%m-%d %H:%M"),
            "About phone": "A virtual phone: nothing here is evidence about the real app",
        }
        for label, value in facts.items():
            row(layout, label, lambda: None, note=value)


class Settings(Application):
    """Android's Settings."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, PACKAGE, "Settings", "14", _ACTIVITY)

    def launch(self) -> None:
        self.stack = [SettingsScreen(self.host)]
