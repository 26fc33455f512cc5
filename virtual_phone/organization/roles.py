"""The roles a member can have, in the official guide's own words (part 3)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from virtual_phone.defects import Defects
from virtual_phone.organization.contacts import ContactKind


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

    def is_above(self, other: "Role") -> bool:
        """Whether it lets one do more than the other role does."""
        return self is Role.ADMIN and other is not Role.ADMIN


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

_OTHER_NAMES = {Role.ADMIN: "Administrator", Role.OPERATOR: "Editor"}
_LOST_WORDS = {Role.ADMIN: " sensitive", Role.OPERATOR: " only"}

_ONE_WRONG: dict[str, Callable[[OfferedRole], list[OfferedRole]]] = {
    "role-missing": lambda _role: [],
    "role-name-differs": lambda role: [replace(role, name=_OTHER_NAMES[role.role])],
    "role-description-differs": lambda role: [_with_a_word_less(role)],
}
"""By defect, what becomes of the one role that it is about."""
_ALL_WRONG: dict[str, Callable[[OfferedRole, OfferedRole], list[OfferedRole]]] = {
    "third-role": lambda admin, operator: [admin, operator, _THIRD],
    "roles-swapped-order": lambda admin, operator: [operator, admin],
    "role-descriptions-swapped": lambda admin, operator: [
        replace(admin, description=operator.description),
        replace(operator, description=admin.description),
    ],
}


def offered_roles(defects: Defects, kind: ContactKind) -> list[OfferedRole]:
    """The roles to choose from, in the order in which the screen shows them.

    Args:
        defects: What goes wrong on purpose.
        kind: By what somebody is invited; it makes a difference to defects only.
    """
    preselected = defects.chosen("role-preselected", "role")
    offered = [
        OfferedRole(role.label, role.description, role, preselected=role.label == preselected)
        for role in Role
    ]
    for name, gone_wrong in _ONE_WRONG.items():
        wrong = defects.chosen(name, "role")
        if wrong and defects.on(name, kind=kind, role=wrong):
            parts = (gone_wrong(one) if one.role.label == wrong else [one] for one in offered)
            return [one for part in parts for one in part]
    for name, all_gone_wrong in _ALL_WRONG.items():
        if defects.on(name, kind=kind):
            return all_gone_wrong(*offered)
    return offered


def _with_a_word_less(offered: OfferedRole) -> OfferedRole:
    shorter = offered.description.replace(_LOST_WORDS[offered.role], "")
    return replace(offered, description=shorter)
