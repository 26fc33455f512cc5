"""The roles a member can have, in the official guide's own words (part 3)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from virtual_phone.defects import Defects


class Role(Enum):
    """What a member may do."""

    ADMIN = (
        "Admin",
        (
            "Full access to this account. Admins can do everything, including completing sensitive"
            " actions, changing settings, assigning roles, and granting permissions."
        ),
    )
    OPERATOR = (
        "Operator",
        (
            "Standard access to this account. Operators can only manage content, chats,"
            " and connections."
        ),
    )

    def __init__(self, label: str, description: str) -> None:
        self.label = label
        self.description = description

    @property
    def other(self) -> "Role":
        """The role that this one is not."""
        return Role.OPERATOR if self is Role.ADMIN else Role.ADMIN


@dataclass(frozen=True)
class OfferedRole:
    """A role as the app offers it to an inviting Admin.

    Attributes:
        name: Label on the screen.
        description: What stands below it.
        role: What a member gets who is invited with it.
        preselected: Whether it is chosen from the start.
    """

    name: str
    description: str
    role: Role
    preselected: bool = False


_THIRD = OfferedRole("Moderator", "Moderators can only manage comments.", Role.OPERATOR)

_GONE_WRONG: dict[str, Callable[[OfferedRole, OfferedRole], list[OfferedRole]]] = {
    "role-missing": lambda admin, _operator: [admin],
    "third-role": lambda admin, operator: [admin, operator, _THIRD],
    "roles-swapped-order": lambda admin, operator: [operator, admin],
    "role-name-differs": lambda admin, operator: [replace(admin, name="Administrator"), operator],
    "role-description-differs": lambda admin, operator: [admin, _without_only(operator)],
    "role-descriptions-swapped": lambda admin, operator: [
        replace(admin, description=operator.description),
        replace(operator, description=admin.description),
    ],
    "role-preselected": lambda admin, operator: [replace(admin, preselected=True), operator],
}


def offered_roles(defects: Defects) -> list[OfferedRole]:
    """The roles to choose from, in the order in which the screen shows them."""
    admin, operator = (OfferedRole(role.label, role.description, role) for role in Role)
    for name, gone_wrong in _GONE_WRONG.items():
        if defects.on(name):
            return gone_wrong(admin, operator)
    return [admin, operator]


def _without_only(offered: OfferedRole) -> OfferedRole:
    return replace(offered, description=offered.description.replace("can only", "can"))
