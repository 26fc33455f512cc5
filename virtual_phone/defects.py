"""Named product defects that a virtual phone can be started with, to see whether a suite notices.

To add one: put an entry into `CATALOGUE`, and ask `defects.on("its-name")` at the one place where
the product would go wrong.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Defect:
    """Something a product may do wrong.

    Attributes:
        name: Kebab-case, says what goes wrong.
        area: What a person would call the part of the product: "Roles", "Sending", ...
        description: One sentence for a person: what the app does instead.
        guide_part: Part of the official guide that promises otherwise; None where nobody
            documents it.
    """

    name: str
    area: str
    description: str
    guide_part: int | None


_ROLES = (
    Defect("role-missing", "Roles", "Only Admin is offered; Operator is missing.", 3),
    Defect("third-role", "Roles", "A third role, Moderator, is offered.", 3),
    Defect("roles-swapped-order", "Roles", "Operator is offered before Admin.", 3),
    Defect("role-name-differs", "Roles", "Admin is called Administrator.", 3),
    Defect("role-description-differs", "Roles", 'Operator\'s description has lost "only".', 3),
    Defect("role-descriptions-swapped", "Roles", "Each role has the other's description.", 3),
    Defect("role-preselected", "Roles", "Admin is already chosen when the roles are shown.", None),
    Defect("two-roles-selectable", "Roles", "Both roles can be chosen at once.", None),
)
_BUTTONS = (
    Defect(
        "final-invite-works-without-role",
        "Buttons",
        "Invite on the role screen works before a role is chosen, and sends the first one.",
        2,
    ),
    Defect(
        "continue-works-on-invalid-input",
        "Buttons",
        "Continue leads to the roles whatever is typed.",
        None,
    ),
    Defect("continue-stays-disabled", "Buttons", "Continue stays disabled on valid input.", 2),
    Defect("continue-does-nothing", "Buttons", "A tap on Continue does nothing.", 2),
    Defect(
        "continue-skips-role-screen",
        "Buttons",
        "Continue sends the invitation at once, with the first role.",
        2,
    ),
    Defect("ok-missing", "Buttons", "The confirmation has no OK.", 2),
    Defect("ok-leads-to-wrong-screen", "Buttons", "OK leads to the feed.", None),
    Defect(
        "leaving-sends-anyway",
        "Buttons",
        "Leaving the role screen without Invite sends the invitation.",
        2,
    ),
)
_INPUT = (
    Defect("valid-input-refused", "Input", "Every number and every address is called invalid.", 2),
    Defect("value-cut", "Input", "Only the first eight characters typed are kept.", 2),
    Defect("value-lost-on-back", "Input", "Back from the roles shows an empty field.", None),
    Defect(
        "value-lost-in-background",
        "Input",
        "The field is empty when the app comes back from the background.",
        None,
    ),
    Defect(
        "value-leaks-into-next-invitation",
        "Input",
        "The next invitation begins with what was typed for the one before.",
        None,
    ),
)
_PERMISSION = (
    Defect(
        "somebody-else-can-accept",
        "Permission",
        "Whoever is logged in can join with another's link and code.",
        None,
    ),
    Defect(
        "pending-member-has-access",
        "Permission",
        "An invited person can enter the account before they accept.",
        None,
    ),
    Defect(
        "cancelling-does-not-revoke",
        "Permission",
        "The link of a cancelled invitation works.",
        None,
    ),
    Defect("operator-sees-invite", "Permission", "An Operator finds Permissions and Invite.", 1),
    Defect(
        "removed-member-keeps-access",
        "Permission",
        "A removed member stays logged in to the account.",
        5,
    ),
)
_SENDING = (
    Defect(
        "sent-but-error-shown",
        "Sending",
        "The invitation is sent, but the app says that something went wrong.",
        2,
    ),
    Defect(
        "sent-on-opening-role-screen",
        "Sending",
        "The invitation is sent when the roles are shown, with the first one.",
        2,
    ),
    Defect(
        "wrong-role-stored",
        "Sending",
        "The invitation is stored with the other role; its message names the chosen one.",
        3,
    ),
    Defect("wrong-recipient", "Sending", "The invitation goes to a contact one character off.", 2),
    Defect("wrong-organization", "Sending", "The invitation is made for another account.", 2),
    Defect("invitation-sent-twice", "Sending", "One tap makes and sends two invitations.", 3),
    Defect(
        "success-shown-nothing-sent",
        "Sending",
        "The app confirms, but no invitation is made and none is sent.",
        3,
    ),
    Defect(
        "duplicate-accepted-silently",
        "Sending",
        "A contact with a pending invitation is invited once more without a word.",
        None,
    ),
    Defect(
        "existing-member-accepted",
        "Sending",
        "Somebody who is a member already, or the inviter, can be invited.",
        None,
    ),
)
_RECEIVING = (
    Defect(
        "notification-opens-wrong-screen",
        "Receiving",
        "The invitation's link opens the app where it was.",
        4,
    ),
    Defect("no-notification", "Receiving", "The invited member is not told.", 3),
    Defect("two-notifications", "Receiving", "One invitation is told twice.", 3),
    Defect("notification-names-wrong-role", "Receiving", "The message names the other role.", 4),
    Defect(
        "notification-names-wrong-account",
        "Receiving",
        "The message names the inviter's other account, or none.",
        4,
    ),
    Defect(
        "accepting-does-nothing", "Receiving", "The member is told they joined, but did not.", 4
    ),
    Defect("declining-joins", "Receiving", "Who declines is a member nevertheless.", None),
    Defect("expired-invitation-joins", "Receiving", "A link works after 24 hours, too.", 4),
)
_STATE = (
    Defect("text-in-wrong-language", "State", "The confirmation speaks French.", None),
    Defect("app-crashes-after-invite", "State", "The app ends after Invite.", 2),
    Defect("endless-spinner", "State", "After Invite the app waits for ever.", 2),
    Defect("error-not-shown", "State", "What the server refuses is not said.", None),
    Defect(
        "invitation-missing-from-list",
        "State",
        "A sent invitation does not appear in the list on Permissions.",
        None,
    ),
)

CATALOGUE: dict[str, Defect] = {
    defect.name: defect
    for defect in (*_ROLES, *_BUTTONS, *_INPUT, *_SENDING, *_RECEIVING, *_PERMISSION, *_STATE)
}
"""Every defect by its name, in the order in which a person may read them."""


class UnknownDefect(ValueError):
    """There is no defect of that name; the text lists the nearest ones."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, CATALOGUE, n=3) or list(CATALOGUE)
        super().__init__(f'There is no defect "{name}". Near it: {", ".join(near)}.')
        self.name = name


def find_defect(name: str) -> Defect:
    """The defect of that name.

    Raises:
        UnknownDefect: There is none.
    """
    try:
        return CATALOGUE[name]
    except KeyError:
        raise UnknownDefect(name) from None


class Defects:
    """The defects that are switched on; usually none or one.

    Args:
        names: Their names.

    Raises:
        UnknownDefect: One of the names is not in the catalogue.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._on = {name: find_defect(name) for name in names}

    @property
    def switched_on(self) -> tuple[Defect, ...]:
        """What is switched on, in the order given."""
        return tuple(self._on.values())

    def on(self, name: str) -> bool:
        """Whether that defect is switched on.

        Raises:
            UnknownDefect: A product part asks for a name that is not in the catalogue.
        """
        return find_defect(name).name in self._on
