"""Inviting by email address: the second of the two ways (assumed but for the official wording)."""

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.screens.invite import Invite
from virtual_phone.organization import ContactKind
from virtual_phone.system.layout import Layout
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import field, text


class InviteByEmail(Invite):
    """The field "Email address"."""

    contact_kind: ContactKind = "email"

    def __init__(self, app: App, first: Invite) -> None:
        field = TextInput("email address", app.texts("Email address"), "email")
        super().__init__(app, field, first)

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Invite member"), self.close)
        layout.gap(16)
        text(layout, self.texts("Invite by email address"), "big-title")
        layout.gap(16)
        field(layout, self.app.host, self.input)
        self.draw_rest(layout, "Use phone number instead", self.close)
