"""Phone number or address: the form of both log-in layouts."""

from typing import Literal

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import LOG_IN_FORM, AppScreen
from virtual_phone.app.region_field import RegionField
from virtual_phone.app.screens.other import Other
from virtual_phone.organization import Contact, Refused
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import MARGIN, button, field, text
from virtual_phone.tree.node import Bounds


class LogInForm(AppScreen):
    """Layout A has tabs; layout B has one field, and a link to the other one.

    In layout B it lies over the feed, whose Profile tab stays in the tree.
    """

    activity = LOG_IN_FORM

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.kind = "sheet" if app.build.log_in_layout == "B" else "screen"
        self.by: Literal["phone", "email"] = "phone"
        self.phone = RegionField(app, TextInput("number", self.texts("Phone number"), "phone"))
        self.identifier = TextInput("identifier", self.texts("Email or username"), "email")
        self.error = ""
        self.saves_log_in = True

    def shown(self) -> None:
        if self.by == "phone":
            self.phone.focus()

    def draw(self, layout: Layout) -> None:
        if self.kind == "sheet":
            views.cover(layout)
        title = "Log in to TikTok" if self.kind == "sheet" else "Log in"
        views.title_bar(
            layout,
            self.texts(title),
            self.close,
            right=[(self.texts("Help"), "help", self._help)],
            on_title=views.nothing,
        )
        if self.kind == "screen":
            labels = [self.texts("Phone"), self.texts("Email / Username")]
            views.tabs(layout, labels, 0 if self.by == "phone" else 1, self._choose)
        layout.gap(20)
        if self.by == "phone":
            self.phone.draw(layout)
        else:
            field(layout, self.app.host, self.identifier)
        if self.error:
            text(layout, self.texts(self.error), "error-text")
        self._draw_foot(layout)

    def _draw_save_log_in(self, layout: Layout) -> None:
        """A box, ticked, whose words are a sibling that does nothing."""
        slot = layout.next(dp(40), MARGIN)
        left, top, right, bottom = slot.bounds
        box = layout.node("save", "CheckBox", Bounds(left, top, left + dp(40), bottom))
        box.look, box.on_tap = "checkbox", self._toggle
        box.clickable = box.checkable = box.focusable = True
        box.checked = self.saves_log_in
        words = layout.node("save label", "TextView", box.bounds._replace(left=left + dp(48)))
        words.bounds = words.bounds._replace(right=right)
        words.text, words.look = self.texts("Save login info"), "text-secondary"
        slot.put(box)
        slot.put(words)

    def _toggle(self) -> None:
        self.saves_log_in = not self.saves_log_in

    def _help(self) -> None:
        self.app.open(Other(self.app, self.texts("Help")))

    def _draw_foot(self, layout: Layout) -> None:
        if self.by == "phone":
            self._draw_save_log_in(layout)
        layout.gap(16)
        words = "Your phone number may be used to connect you with people you may know."
        text(layout, self.texts(words), "text-secondary")
        layout.gap(16)
        label = "Log in" if self.kind == "sheet" and self.by == "email" else "Continue"
        button(layout, self.texts(label), self._go_on, enabled=bool(self._typed.strip()))
        if self.kind == "sheet":
            layout.gap(8)
            other = "email / username" if self.by == "phone" else "phone"
            label = self.texts(f"Continue with {other}")
            index = 1 if self.by == "phone" else 0
            button(layout, label, lambda: self._choose(index), "text-button")

    @property
    def _typed(self) -> str:
        return self.phone.input.value if self.by == "phone" else self.identifier.value

    def _choose(self, tab: int) -> None:
        self.by, self.error = "email" if tab else "phone", ""
        if self.by == "phone":
            self.phone.focus()
        else:
            self.app.host.focus(self.identifier)

    def _go_on(self) -> None:
        identifier: str | Contact = self.identifier.value.strip()
        try:
            if self.by == "phone":
                identifier = self.phone.contact()
            self.error = ""
            self.app.identify(identifier)
        except Refused as refused:
            self.error = refused.sentence
