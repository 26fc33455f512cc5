"""What a fresh install shows first."""

from virtual_phone.app.app_screen import SPLASH, AppScreen
from virtual_phone.app.views import foot
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import button, text


class Welcome(AppScreen):
    """Says "Welcome to TikTok"."""

    activity = SPLASH

    def draw(self, layout: Layout) -> None:
        layout.gap(150)
        text(layout, "TikTok", "wordmark", at=layout.next(dp(80)))
        layout.gap(60)
        text(layout, self.texts("Welcome to TikTok"), "dialog-title")
        text(
            layout,
            self.texts("Tap to agree to our Terms of Service and Privacy Policy."),
            "text-secondary-center",
        )
        label = self.texts("Agree and continue")
        button(layout, label, self._agree, at=foot(layout))

    def _agree(self) -> None:
        self.app.data.welcomed = True
        self.app.proceed()


class Interests(AppScreen):
    """Asks to "Choose what you like"; some builds only."""

    activity = SPLASH

    def draw(self, layout: Layout) -> None:
        layout.gap(24)
        text(layout, self.texts("Choose what you like"), "big-title")
        text(layout, self.texts("Get better video recommendations"), "text-secondary")
        layout.gap(24)
        for topic in ("Comedy", "Food & Drink", "Animals", "Sports", "Travel", "Science"):
            button(layout, self.texts(topic), lambda: None, "secondary-button")
            layout.gap(12)
        button(layout, self.texts("Skip"), self._skip, "text-button", at=foot(layout))

    def _skip(self) -> None:
        self.app.data.interests_chosen = True
        self.app.proceed()
