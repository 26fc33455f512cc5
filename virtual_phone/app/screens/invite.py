"""What the two ways to invite have in common (assumed but for the official wording)."""

from collections.abc import Callable

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import WEB_CONTAINER, AppScreen
from virtual_phone.app.screens.role import Role
from virtual_phone.organization import Contact, ContactKind, Reason, Refused
from virtual_phone.system.layout import Layout
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import text

_MOST_KEPT_WHEN_CUT = 8
_REASONS: dict[ContactKind, Reason] = {
    "phone": Reason.INVALID_PHONE,
    "email": Reason.INVALID_EMAIL,
}


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
        if app.defects.on("value-leaks-into-next-invitation"):
            input.value = app.last_typed.get(self.contact_kind, "")
        if app.defects.on("value-cut"):
            input.max_length = _MOST_KEPT_WHEN_CUT

    def contact(self) -> Contact:
        """What is typed.

        Raises:
            Refused: It reaches nobody.
        """
        return self.app.organization.check_contact(self.contact_kind, None, self.input.value)

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
        refuses_all = self.app.defects.on("valid-input-refused")
        return Refused(_REASONS[self.contact_kind]).sentence if refuses_all else ""

    def _may_continue(self, error: str) -> bool:
        if self.app.defects.on("continue-stays-disabled"):
            return False
        if self.app.defects.on("continue-works-on-invalid-input"):
            return bool(self.input.value)
        return bool(self.input.value) and not error

    def _go_on(self) -> None:
        defects = self.app.defects
        if defects.on("continue-does-nothing"):
            return
        try:
            contact = self.contact()
        except Refused:
            # Only reached where Continue works on what it should not: shown as it was typed,
            # which a phone number never is.
            contact = Contact("email", self.input.value)
        role = Role(self.app, contact, self.first_screen)
        if defects.on("continue-skips-role-screen"):
            role.send_as_first_role()
        else:
            self.app.open(role)

    def shown(self) -> None:
        if self.app.defects.on("value-lost-on-back"):
            self.input.value = ""

    def left(self) -> None:
        self.app.last_typed[self.contact_kind] = self.input.value

    def hidden(self) -> None:
        if self.app.defects.on("value-lost-in-background"):
            self.input.value = ""
