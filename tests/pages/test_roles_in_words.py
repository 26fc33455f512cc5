"""What differs between the promised roles and those that are offered, in sentences."""

import pytest

from harness.screen.choices import Choice
from steps.roles_in_words import differences, order_difference, other_roles

FULL, STANDARD = "Full access.", "Standard access."
PROMISED = {"Admin": FULL, "Operator": STANDARD}


def _choices(*roles: tuple[str, str]) -> list[Choice]:
    return [Choice(name, means, marked=False) for name, means in roles]


NO_OTHER = "Admin and Operator, and no other role"


@pytest.mark.parametrize(
    ("offered", "promised", "seen"),
    [
        ([("Admin", FULL)], NO_OTHER, "Operator is not offered"),
        ([], NO_OTHER, "neither Admin nor Operator is offered"),
        (
            [("Admin", FULL), ("Moderator", "Looks."), ("Operator", STANDARD)],
            NO_OTHER,
            "Moderator is offered besides",
        ),
        (
            [("Administrator", FULL), ("Operator", STANDARD)],
            NO_OTHER,
            "Admin is not offered. Administrator is offered besides",
        ),
        (
            [("Admin", FULL), ("Operator", STANDARD), ("Admin", FULL)],
            NO_OTHER,
            "Admin is offered 2 times",
        ),
        (
            [("Admin", FULL), ("Operator", "Any access.")],
            f'{NO_OTHER}. Operator is described as "Standard access."',
            'Operator is described as "Any access."',
        ),
        (
            [("Admin", FULL), ("Operator", "")],
            f'{NO_OTHER}. Operator is described as "Standard access."',
            "Operator is not described",
        ),
        (
            [("Admin", STANDARD), ("Operator", FULL)],
            f'{NO_OTHER}. Admin is described as "Full access."'
            ' Operator is described as "Standard access."',
            'Admin is described as "Standard access." Operator is described as "Full access."',
        ),
        (
            [("Viewer", "Looks."), ("Operator", "None")],
            f'{NO_OTHER}. Operator is described as "Standard access."',
            'Admin is not offered. Viewer is offered besides. Operator is described as "None"',
        ),
    ],
    ids=[
        "missing",
        "none",
        "besides",
        "another-name",
        "twice",
        "description",
        "no-description",
        "descriptions-swapped",
        "all-at-once",
    ],
)
def test_what_differs_is_told_in_sentences(
    offered: list[tuple[str, str]], promised: str, seen: str
) -> None:
    """Both of the promise and of the screen, of the roles that differ only."""
    assert str(other_roles(PROMISED, _choices(*offered))) == (
        "The roles are not the ones that the guide promises (part 3).\n"
        f"  Promised: {promised}\n"
        f"  Seen: {seen}"
    )


def test_nothing_differs_in_any_order() -> None:
    """The guide promises none."""
    both = _choices(("Admin", FULL), ("Operator", STANDARD))
    assert differences(PROMISED, both) == differences(PROMISED, both[::-1]) == []


@pytest.mark.parametrize(
    ("offered", "difference"),
    [
        (["Admin", "Operator"], ""),
        (["Admin", "Viewer", "Operator"], ""),
        (["Operator", "Admin"], "Operator is offered first, then Admin"),
        (["Admin"], "Operator is not offered"),
        ([], "neither Admin nor Operator is offered"),
    ],
)
def test_another_order_is_told(offered: list[str], difference: str) -> None:
    """Of the roles that are promised; others may stand between."""
    seen = _choices(*((name, "") for name in offered))
    assert order_difference(list(PROMISED), seen) == difference
