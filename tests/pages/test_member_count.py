"""How a build may write the number of members, and what is none."""

import pytest

from pages.member_count import number_in

WORDS = ["members", "member"]


@pytest.mark.parametrize(
    "label",
    [
        "3 members",
        "3 Members",
        "Members (3)",
        "Members: 3",
        "3/20 members",
        "3 members \u00b7 1 pending",
        "1 pending, 3 members",
    ],
)
def test_a_number_of_members(label: str) -> None:
    """Wherever it stands."""
    assert number_in(label, WORDS) == 3


def test_one_member() -> None:
    """In the singular."""
    assert number_in("1 member", WORDS) == 1


@pytest.mark.parametrize(
    "label",
    [
        "Members",
        "Add up to 20 members",
        "3 pending",
        "+1 202-555-0147",
        "member3",
        "3 members can be invited",
    ],
)
def test_no_number_of_members(label: str) -> None:
    """A limit, something else, or nothing."""
    assert number_in(label, WORDS) is None
