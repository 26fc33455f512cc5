"""What all screens of the app have in common."""

from datetime import timedelta
from typing import Final

from virtual_phone.app.app import App
from virtual_phone.app.build import LabelPlacement
from virtual_phone.app.late_parts import LATE_S, LatePart
from virtual_phone.app.texts import Texts
from virtual_phone.system.application import Screen

AWEME: Final = "com.ss.android.ugc.aweme"
SPLASH: Final = f"{AWEME}.splash.SplashActivity"
MAIN: Final = f"{AWEME}.main.MainActivity"
LOG_IN_SHEET: Final = f"{AWEME}.account.login.auth.I18nSignUpActivity"
LOG_IN_FORM: Final = f"{AWEME}.account.login.v2.ui.SignUpOrLoginActivity"
SETTINGS: Final = f"{AWEME}.setting.ui.SettingActivity"
"""Assumed."""
WEB_CONTAINER: Final = "com.bytedance.hybrid.spark.page.SparkActivity"
"""Known from "verify it's you"; that the screens from Permissions on live in it is assumed."""


class AppScreen(Screen):
    """A screen of the app.

    Args:
        app: The running app: its build, its words, its server, and the way to other screens.
    """

    activity = MAIN

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        # Of what stands in the web container no translation is public.
        self.texts = Texts("en") if self.activity == WEB_CONTAINER else app.texts
        self._opened_at = app.host.now()

    @property
    def labels(self) -> LabelPlacement:
        """Where screens without public dumps carry their labels in this build."""
        return self.app.build.labels

    def has_come(self, part: LatePart) -> bool:
        """Whether a part is drawn already; at once but in builds whose parts come late."""
        waited = self.app.host.now() - self._opened_at
        return not self.app.build.late_parts or waited >= timedelta(seconds=LATE_S[part])

    def close(self) -> None:
        """Take this screen away."""
        self.app.close(self)
