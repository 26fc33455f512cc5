"""The Account screen of Settings."""

from collections.abc import Callable

from virtual_phone.app import views
from virtual_phone.app.app_screen import SETTINGS, AppScreen
from virtual_phone.app.screens.other import Other
from virtual_phone.app.screens.permissions import Permissions
from virtual_phone.system.layout import Layout


class Account(AppScreen):
    """Permissions is a row of it for an Admin only (assumed; the guide says who can invite)."""

    activity = SETTINGS

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Account"), self.close)
        for label, act in self._rows():
            views.row(layout, self.texts(label), act)

    def _rows(self) -> list[tuple[str, Callable[[], None]]]:
        labels = ["Account information", "Password"]
        session = self.app.data.session
        if not session or not session.account:
            labels.append("Switch to Business Account")
        labels.append("Deactivate or delete account")
        rows = [(label, self._other(label)) for label in labels]
        if self.may_see_permissions:
            place = max(0, self.app.build.permissions_row - 1)
            rows.insert(place, ("Permissions", lambda: self.app.open(Permissions(self.app))))
        return rows

    @property
    def may_see_permissions(self) -> bool:
        """Whether the row is there."""
        session = self.app.data.session
        if session is None or session.role is None:
            return False
        defects = self.app.defects
        overlooked = defects.on("operator-sees-invite") or defects.on("operator-can-remove")
        return session.is_admin or overlooked

    def _other(self, label: str) -> Callable[[], None]:
        return lambda: self.app.open(Other(self.app, self.texts(label)))
