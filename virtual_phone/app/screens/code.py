"""The first factor, as a code that was sent."""

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import LOG_IN_FORM, AppScreen
from virtual_phone.organization import Contact, Refused
from virtual_phone.system.layout import Layout
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import button, field, text

DIGITS = 6


class Code(AppScreen):
    """Six digits in one wide field; the sixth one sends them (assumed)."""

    activity = LOG_IN_FORM
    title = "Enter 6-digit code"

    def __init__(self, app: App, sent_to: Contact) -> None:
        super().__init__(app)
        self.sent_to = sent_to
        hint = self.texts("Enter 6-digit code")
        self.code = TextInput("code", hint, "code", DIGITS, on_change=self._changed)
        self.error = ""

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Log in"), self.close)
        layout.gap(16)
        text(layout, self.texts(self.title), "big-title")
        sent = f"{self.texts('Your code was sent to')} {self.sent_to.shown}"
        text(layout, sent, "text-secondary")
        layout.gap(16)
        node = field(layout, self.app.host, self.code, "field-box")
        node.enabled = not self.app.build.one_code_field_disabled
        if self.error:
            text(layout, self.texts(self.error), "error-text")
        layout.gap(16)
        self.draw_foot(layout)

    def draw_foot(self, layout: Layout) -> None:
        """What can be done instead."""
        button(layout, self.texts("Resend code"), self._resend, "text-button")
        button(layout, self.texts("Log in with password"), self._by_password, "text-button")

    def _changed(self) -> None:
        if len(self.code.value) == DIGITS:
            self.check()

    def check(self) -> None:
        """Send the digits to the server."""
        try:
            person = self.app.organization.sign_in_with_code(self.sent_to, self.code.value)
        except Refused as refused:
            self.error = refused.sentence
            self.code.value = ""
        else:
            self.app.passed_first_factor(person, self.sent_to)

    def _resend(self) -> None:
        self.error = ""
        self.app.organization.send_login_code(self.sent_to)

    def _by_password(self) -> None:
        self.app.identify(self.sent_to, by_password=True)
