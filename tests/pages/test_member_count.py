"""How a build may write the number of members, and what is none."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from harness.screen.picking import Missing
from pages.member_count import MemberCount, number_in

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


def _count_on(*texts: str) -> MemberCount:
    """On a screen that says one thing after the other, and is looked at as often."""
    said = list(texts)

    def seen_anywhere(look: Callable[[], Any]) -> Any:
        found = (look() for _ in texts)
        return next((each for each in found if not isinstance(each, Missing)), None)

    screen: Any = SimpleNamespace(
        resolve=lambda _, locator: locator,
        read=lambda: SimpleNamespace(texts=["Permissions", said.pop(0)]),
        seen_anywhere=seen_anywhere,
    )
    return MemberCount(screen)


def test_the_number_that_is_expected_may_still_load() -> None:
    """The last one that was seen is told, also where it is another one."""
    assert _count_on("", "3 members", "4 members").read() == 3
    assert _count_on("3 members", "4 members", "5 members").read(expected=4) == 4
    assert _count_on("3 members", "5 members").read(expected=4) == 5
    assert _count_on("", "3 pending").read(expected=4) is None
