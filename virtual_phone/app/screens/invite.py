"""What the two ways to invite have in common (assumed but for the official wording)."""

from collections.abc import Callable

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import WEB_CONTAINER, AppScreen
from virtual_phone.app.screens.role import Role
from virtual_phone.app.wrong_input import (
    cut_address,
    garble_accents,
    keep_blanks,
    overlooks_flaw,
    refuse_blanks,
    refuse_form,
)
from virtual_phone.organization import Contact, ContactKind, Refused
from virtual_phone.system.layout import Layout
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import text


class Invite(AppScreen):
    """One field, and "Continue", which can be tapped only when it can work.

    Attributes:
        input: The field.
        first_screen: Where the invitation began: leaving it leads back to Permissions.
    """

    activity = WEB_CONTAINER
    contact_kind: ContactKind = "phone"

    def __init__(self, app: App, input: TextInput, first: "Invite | None" = None) -> None:  # noqa: A002
        super().__init__(app)
        self.input = input
        self.first_screen = first or self
        if self._wrong("value-leaks-into-next-invitation"):
            input.value = app.last_typed.get(self.contact_kind, "")
        garble_accents(app.defects, input)

    @property
    def region(self) -> str | None:
        """Two letters of the country beside the field; None where there is none."""
        return None

    def contact(self) -> Contact:
        """What is typed.

        Raises:
            Refused: It reaches nobody.
        """
        app, kind, typed = self.app, self.contact_kind, self.input.value
        refuse_blanks(app.defects, kind, typed)
        try:
            contact = app.organization.check_contact(kind, self.region, typed)
        except Refused:
            if overlooks_flaw(app.defects, kind, self.region, typed):
                return Contact(kind, typed.strip())
            raise
        refuse_form(app.defects, contact, self.region, typed)
        return keep_blanks(app.defects, contact, typed)

    def draw_rest(self, layout: Layout, other_way: str, use_other_way: Callable[[], None]) -> None:
        """All below the field."""
        error = self._error()
        if error and not self.app.host.is_focused(self.input):
            text(layout, self.texts(error), "error-text")
        layout.gap(8)
        views.link(layout, self.texts(other_way), use_other_way, self.labels)
        foot = views.foot(layout)
        enabled = self._may_continue(error)
        label = self.texts("Continue")
        views.labelled_button(layout, label, self._go_on, self.labels, enabled=enabled, at=foot)

    def _error(self) -> str:
        if not self.input.value:
            return ""
        try:
            self.contact()
        except Refused as refused:
            return refused.sentence
        return ""

    def _may_continue(self, error: str) -> bool:
        if self._wrong("continue-stays-disabled"):
            return False
        if self._wrong("continue-works-on-invalid-input"):
            return bool(self.input.value)
        return bool(self.input.value) and not error

    def _go_on(self) -> None:
        if self._wrong("continue-does-nothing"):
            return
        cut_address(self.app.defects, self.contact_kind, self.input)
        try:
            contact = self.contact()
        except Refused:  # only where Continue works on what it should not
            contact = Contact(self.contact_kind, self.input.value)
        role = Role(self.app, contact, self.first_screen)
        if self._wrong("continue-skips-role-screen"):
            role.send_as_first_role()
        else:
            self.app.open(role)

    def shown(self) -> None:
        if self._wrong("value-lost-on-back"):
            self.input.value = ""

    def left(self) -> None:
        self.app.last_typed[self.contact_kind] = self.input.value

    def hidden(self) -> None:
        if self._wrong("value-lost-in-background"):
            self.input.value = ""

    def _wrong(self, name: str) -> bool:
        """Whether a defect is on for this way to invite."""
        return self.app.defects.on(name, kind=self.contact_kind)
