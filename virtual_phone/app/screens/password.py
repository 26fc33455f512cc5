"""The first factor, as a password."""

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import LOG_IN_FORM, AppScreen
from virtual_phone.organization import Contact, Refused
from virtual_phone.system.layout import Layout
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import button, field, text


class Password(AppScreen):
    """An EditText that reports password=true."""

    activity = LOG_IN_FORM

    def __init__(self, app: App, identifier: str | Contact) -> None:
        super().__init__(app)
        self._identifier = identifier
        self.password = TextInput("password", self.texts("Password"), "password")
        self.password.on_enter = self._log_in
        self.error = ""

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Enter password"), self.close)
        layout.gap(24)
        field(layout, self.app.host, self.password)
        if self.error:
            text(layout, self.texts(self.error), "error-text")
        layout.gap(24)
        button(layout, self.texts("Log in"), self._log_in, enabled=bool(self.password.value))

    def _log_in(self) -> None:
        try:
            person = self.app.organization.sign_in(self._identifier, self.password.value)
        except Refused as refused:
            self.error = refused.sentence
        else:
            self.app.passed_first_factor(person, self._identifier)
