"""The long list of settings."""

from collections.abc import Callable

from virtual_phone.app import views
from virtual_phone.app.app_screen import SETTINGS, AppScreen
from virtual_phone.app.screens.account import Account
from virtual_phone.app.screens.account_chooser import AccountChooser
from virtual_phone.app.screens.notice import Question
from virtual_phone.app.screens.other import Other
from virtual_phone.system.layout import Layout

_SECTIONS = {
    "Account": {
        "Account": "person",
        "Privacy": "lock",
        "Security & permissions": "shield",
        "Balance": "wallet",
        "Share profile": "share",
    },
    "Content & display": {
        "Notifications": "bell",
        "LIVE": "live",
        "Activity center": "clock",
        "Content preferences": "video",
        "Ads": "ads",
        "Playback": "play",
        "Language": "language",
        "Display": "palette",
        "Screen time": "screen-time",
        "Family Pairing": "family",
        "Accessibility": "accessibility",
    },
    "Cache & cellular": {
        "Offline videos": "download",
        "Free up space": "delete",
        "Data Saver": "storage",
    },
    "Support & about": {
        "Report a problem": "flag",
        "Support": "help",
        "Terms and Policies": "info",
    },
    "Login": {"Switch account": "switch-account", "Log out": "logout"},
}
"""Sections and their rows, with the rows' icons; "Security & permissions" is not in every build."""


class SettingsAndPrivacy(AppScreen):
    """The word "Account" is a section's header first and a row second; the last two rows touch."""

    activity = SETTINGS

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Settings and privacy"), self.close)
        acts: dict[str, Callable[[], None]] = {
            "Account": lambda: self.app.open(Account(self.app)),
            "Switch account": self._switch_account,
            "Log out": self._ask_log_out,
        }
        for section, rows in _SECTIONS.items():
            views.section(layout, self.texts(section))
            for label, icon in rows.items():
                if label != "Security & permissions" or self.app.build.security_row:
                    words = self.texts(label)
                    other = lambda words=words: self.app.open(Other(self.app, words))  # noqa: E731
                    views.row(layout, words, acts.get(label, other), icon=icon)
        layout.gap(24)

    def _switch_account(self) -> None:
        session = self.app.data.session
        if session:
            self.app.open(AccountChooser(self.app, session.person))

    def _ask_log_out(self) -> None:
        answers = [("Cancel", None), ("Log out", self.app.log_out)]
        self.app.open(Question(self.app, "Are you sure you want to log out?", "", answers))
