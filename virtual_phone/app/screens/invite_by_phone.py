"""Inviting by phone number: the first of the two ways (assumed but for the official wording)."""

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.region_field import RegionField
from virtual_phone.app.screens.invite import Invite
from virtual_phone.app.screens.invite_by_email import InviteByEmail
from virtual_phone.system.layout import Layout
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import text


class InviteByPhone(Invite):
    """A region chip beside the field "Phone number"."""

    def __init__(self, app: App) -> None:
        super().__init__(app, TextInput("phone number", app.texts("Phone number"), "phone"))
        self.number = RegionField(app, self.input)

    @property
    def region(self) -> str | None:
        return self.number.region

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Invite member"), self.close)
        layout.gap(16)
        text(layout, self.texts("Invite by phone number"), "big-title")
        layout.gap(16)
        self.number.draw(layout)
        self.draw_rest(layout, "Use email address instead", self._use_email)

    def _use_email(self) -> None:
        self.app.open(InviteByEmail(self.app, self))
