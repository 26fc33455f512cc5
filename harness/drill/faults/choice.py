"""Which scenarios meet faults, and which product defects must not be masked by one.

A few stand for all: a whole invitation in both ways, the roles, an acceptance, a removal, and an
invitation whose contact is typed as a person does. Each
invites nobody twice, so that a second invitation is always one too many.
"""

import random
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Scenario:
    """One scenario, by the words of its feature file.

    Attributes:
        feature: The feature's name.
        title: The scenario's, with its row of examples filled in.
    """

    feature: str
    title: str


_BY_PHONE = Scenario(
    "Invite a member by phone number", "A member is invited by phone number as Operator"
)
_BY_EMAIL = Scenario(
    "Invite a member by email address", "A member is invited by email address as Admin"
)
_ROLES = Scenario(
    "The role that an invited member gets",
    "Exactly two roles are offered for a member's phone number",
)
_ACCEPTANCE = Scenario("Accept an invitation", "A member invited by phone number joins as Operator")
_REMOVAL = Scenario(
    "Remove a member",
    "A removed Operator, once invited by phone number, cannot choose the account any more",
)
_AS_TYPED = Scenario(
    "Invitations that wait for an answer",
    "Blanks around the phone number do not matter (messages)",
)

SCENARIOS: Final = (_BY_PHONE, _BY_EMAIL, _ROLES, _ACCEPTANCE, _REMOVAL, _AS_TYPED)
"""What is tried under faults."""

DEFECTS: Final = {
    "wrong-recipient:phone": _BY_PHONE,
    "no-notification:phone,Operator": _BY_PHONE,
    "two-notifications:phone,Operator": _BY_PHONE,
    "success-shown-nothing-sent:email": _BY_EMAIL,
    "notification-names-other-account:email,Admin": _BY_EMAIL,
    "third-role:phone": _ROLES,
    "role-descriptions-swapped:phone": _ROLES,
    "final-message-names-wrong:role,phone,Operator": _ACCEPTANCE,
    "code-not-sent:phone": _ACCEPTANCE,
    "removed-account-stays-in-chooser": _REMOVAL,
}
"""Ten defects of the product, each with the scenario that finds it where nothing else is wrong.

None goes away after a first invitation: a scenario that begins anew, because its session was lost,
would be right to pass.
"""


def sampled_defects(count: int, seed: int) -> tuple[str, ...]:
    """Some of the ten, always the same ones for a seed; all where there are no more."""
    chosen = random.Random(seed).sample(sorted(DEFECTS), min(count, len(DEFECTS)))  # noqa: S311
    return tuple(each for each in DEFECTS if each in chosen)
