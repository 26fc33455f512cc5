"""The way to the log-in form in layout A."""

from functools import partial

from virtual_phone.app import views
from virtual_phone.app.app_screen import LOG_IN_SHEET, AppScreen
from virtual_phone.app.screens.log_in_form import LogInForm
from virtual_phone.app.screens.other import Other
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import button, text

_OTHER_WAYS = ("Continue with Google", "Continue with Facebook", "Continue with Apple")


class SignUp(AppScreen):
    """Where a phone without a log-in starts: "Already have an account? Log in"."""

    activity = LOG_IN_SHEET
    title = "Sign up for TikTok"

    def draw(self, layout: Layout) -> None:
        layout.gap(72)
        text(layout, self.texts(self.title), "dialog-title", at=layout.next(dp(48), dp(16)))
        words = "Create a profile, follow other accounts, make your own videos, and more."
        text(layout, self.texts(words), "text-secondary-center")
        layout.gap(32)
        self.draw_ways(layout)
        self.draw_foot(layout)

    def draw_ways(self, layout: Layout) -> None:
        """One box per way to sign up or log in."""
        label = self.texts("Use phone / email / username")
        button(layout, label, self._use_form, "outline-button")
        for way in _OTHER_WAYS:
            layout.gap(12)
            label = self.texts(way)
            button(layout, label, partial(self._other, label), "outline-button")

    def draw_foot(self, layout: Layout) -> None:
        """The line at the foot that leads to the other of the two screens."""
        label = self.texts("Already have an account? Log in")
        foot = layout.bottom(dp(64))
        button(layout, label, lambda: self.app.open(LogIn(self.app)), "text-button", at=foot)

    def _use_form(self) -> None:
        self.app.open(LogInForm(self.app))

    def _other(self, label: str) -> None:
        self.app.open(Other(self.app, label))


class LogIn(SignUp):
    """Asks how to log in to TikTok."""

    title = "Log in to TikTok"

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, "", self.close)
        super().draw(layout)

    def draw_foot(self, layout: Layout) -> None:
        foot = layout.bottom(dp(64))
        button(
            layout, self.texts("Don’t have an account? Sign up"), self.close, "text-button", at=foot
        )
