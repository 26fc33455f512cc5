"""What the app overlooks on purpose when the server says something else than before."""

from collections.abc import Sequence

from virtual_phone.app.screens.permissions import Permissions
from virtual_phone.app.screens.role import Role
from virtual_phone.app.session import Session
from virtual_phone.defects import Defects
from virtual_phone.organization import Reason
from virtual_phone.system.application import Screen

_ERRORS: dict[Reason | None, str] = {
    Reason.ALREADY_PENDING: "already-invited",
    Reason.ALREADY_MEMBER: "already-member",
    Reason.ONESELF: "oneself",
}


class Overlooks:
    """Nothing, where no defect is on.

    Args:
        defects: What the app does wrong.
    """

    def __init__(self, defects: Defects) -> None:
        self._defects = defects

    def error(self, reason: Reason | None) -> bool:
        """Whether it is not said why the server refuses."""
        return self._defects.on("error-not-shown", error=_ERRORS.get(reason, ""))

    def loss(self, session: Session) -> bool:
        """Whether the app goes on with an account that the person was removed from."""
        place = session.membership
        kind, role = (place.contact.kind, place.role.label) if place else ("", "")
        return self._defects.on("removed-member-keeps-access", kind=kind, role=role)

    def old_screen(self, stack: Sequence[Screen]) -> bool:
        """Whether a screen is open that nobody has thought of taking away."""
        has_permissions = any(isinstance(screen, Permissions) for screen in stack)
        old_permissions = has_permissions and self._defects.on("old-screen-still-invites")
        return old_permissions or bool(self.left_open(stack))

    def left_open(self, stack: Sequence[Screen]) -> list[Screen]:
        """The roles, with what lies below them, where no change of screens takes them away."""
        if not self._defects.on("higher-role-can-be-granted"):
            return []
        places = [place for place, screen in enumerate(stack) if isinstance(screen, Role)]
        return list(stack[: places[-1] + 1]) if places else []
