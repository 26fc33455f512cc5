"""How a build may write the number of members, and what is none."""

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from harness.errors import ConfigurationError
from harness.screen.picking import Missing
from harness.screen.screen import Screen
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
        "3\u00a0members",
        "Members \u00b7 3",
        "Members, 3",
        "Pending \u00b7 1 \u00b7 Members \u00b7 3",
        "Team members (3)",
        "3 team members",
        "3 members (2 Admins)",
        "3 members (2\u00a0Admins, 1 Operator)",
        "Members (3/20)",
    ],
)
def test_a_number_of_members(label: str) -> None:
    """Wherever it stands."""
    assert number_in(label, WORDS) == 3


@pytest.mark.parametrize(
    "label",
    [
        "1,024 members",
        "1.024 members",
        "1\u202f024 members",
        "Members: 1,024",
        "1,024/2,000 members",
    ],
)
def test_a_large_number_of_members(label: str) -> None:
    """However its digits are grouped."""
    assert number_in(label, WORDS) == 1024


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
        "Pending members (3)",
        "20 members (max)",
        "3 pending \u00b7 members",
        "Members \u00b7 3 pending",
    ],
)
def test_no_number_of_members(label: str) -> None:
    """A limit, something else, or nothing."""
    assert number_in(label, WORDS) is None


def _count_on(*texts: str) -> MemberCount:
    """On a screen that says one thing after the other, and is looked at as often."""
    said = list(texts)

    def read() -> Any:
        return SimpleNamespace(texts=["Permissions", said.pop(0) if said[1:] else said[0]])

    def seen_anywhere(look: Callable[[], Any]) -> Any:
        found = (look() for _ in texts)
        return next((each for each in found if not isinstance(each, Missing)), None)

    def answers(look: Callable[[], Any], _sought: Any, default: int, *_: float) -> Any:
        found = (look() for _ in range(3))
        return next((each for each in found if not isinstance(each, Missing)), default)

    screen: Any = SimpleNamespace(
        resolve=lambda _, locator: locator,
        read=read,
        seen_anywhere=seen_anywhere,
        answers=answers,
        quiet_s=5,
    )
    screen.last_of = partial(Screen.last_of, screen)
    return MemberCount(screen)


def test_the_number_that_is_expected_may_still_load() -> None:
    """The last one that was seen is told, also where it is another one."""
    assert _count_on("3 members", "4 members", "5 members").read(expected=4) == 4
    assert _count_on("3 members", "5 members").read(expected=4) == 5
    assert _count_on("", "3 pending").read(expected=4) is None


def test_the_number_that_is_expected_may_come_after_the_list() -> None:
    """It has a part's time to come, where all of the screen was looked through without it."""
    late = _count_on("3 members", "3 members")
    late.screen.seen_anywhere = lambda _look: None  # type: ignore[method-assign]
    assert late.read(expected=3) == 3


def test_the_first_number_may_still_load() -> None:
    """What nobody knows beforehand has to stay for as long as absence takes."""
    assert _count_on("", "3 members").read() == 3
    assert _count_on("", "0 members", "3 members", "4 members").read() == 4
    assert _count_on("", "3 pending").read() is None


def test_a_language_without_the_word_has_no_number() -> None:
    """Where nobody has translated it, that is no wrong setting."""

    def resolve(*_: object) -> None:
        raise ConfigurationError(None, 'no translation of "members"')

    screen: Any = SimpleNamespace(resolve=resolve)
    assert MemberCount(screen).read() is None
