"""Which roles are offered and chosen: waited for while they are drawn."""

from collections.abc import Sequence
from typing import Any

import pytest
from drawn import screen_on
from drawn_roles import card, page_source

from harness.errors import NotAsPromised
from harness.session.sighting import Bounds
from pages.role import RolePage
from steps.roles import exactly_these_roles, no_role_chosen, offered_in_order, only_chosen

FULL, STANDARD = "Full access.", "Standard access."
TABLE = [["role", "what it means"], ["Admin", FULL], ["Operator", STANDARD]]
ADMIN, OPERATOR = card(300, "Admin", FULL), card(450, "Operator", STANDARD)
MODERATOR = card(600, "Moderator", "Looks.")
SWAPPED = card(300, "Operator", STANDARD), card(450, "Admin", FULL)
NOTHING: tuple[str, ...] = (card(300, "A title"),)


class Phone:
    """Shows one list after the other, each for one look, the last one for good."""

    sent, code = 0, ""
    window = Bounds(0, 0, 1080, 2340)

    def __init__(self, *lists: Sequence[str]) -> None:
        self._lists = list(lists)
        self.looks = 0

    def page_source(self) -> str:
        self.looks += 1
        return page_source(*(self._lists.pop(0) if len(self._lists) > 1 else self._lists[0]))

    def text(self, label: str) -> str:
        return label

    def fallback(self, what: str) -> None: ...


@pytest.fixture(autouse=True)
def _open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Invite, which the page is known by, is there from the first look."""
    monkeypatch.setattr(RolePage, "wait_open", lambda page: page)


def _page(*lists: Sequence[str], element_s: float = 5, quiet_s: float = 0.05) -> RolePage:
    return RolePage(screen_on(Phone(*lists), element_s, quiet_s))


@pytest.mark.parametrize(
    "lists",
    [
        [(ADMIN, OPERATOR)],
        [SWAPPED],
        [NOTHING, NOTHING, (ADMIN,), (ADMIN, OPERATOR)],
        [(ADMIN, card(450, "Operator", "")), (ADMIN, OPERATOR)],
        [(ADMIN, OPERATOR), NOTHING, (ADMIN, OPERATOR)],
    ],
    ids=["at-once", "in-another-order", "late", "without-words-first", "drawn-anew"],
)
def test_roles_that_become_right_are_right(lists: list[Sequence[str]]) -> None:
    """The screen may be there before them; the guide promises no order."""
    exactly_these_roles(_page(*lists), TABLE)


@pytest.mark.parametrize(
    ("lists", "seen"),
    [
        ([NOTHING, (ADMIN,)], "Operator is not offered"),
        ([(ADMIN, OPERATOR), (ADMIN, OPERATOR, MODERATOR)], "Moderator is offered besides"),
        ([NOTHING], "neither Admin nor Operator is offered"),
    ],
    ids=["half-of-them", "one-too-many-comes-last", "none"],
)
def test_roles_that_stay_wrong_are_told_as_seen_last(lists: list[Sequence[str]], seen: str) -> None:
    """What was right for a moment is not what a person chooses from."""
    with pytest.raises(NotAsPromised) as wrong:
        exactly_these_roles(_page(*lists, element_s=0.1), TABLE)
    assert wrong.value.seen == seen


def test_what_is_right_is_looked_at_for_as_long_as_absence_takes() -> None:
    """And not for as long as a part may take to come."""
    page = _page((ADMIN, OPERATOR), (ADMIN, OPERATOR), (ADMIN, OPERATOR, MODERATOR), element_s=0.1)
    with pytest.raises(NotAsPromised, match="Moderator is offered besides"):
        exactly_these_roles(page, TABLE)

    phone: Any = (right := _page((ADMIN, OPERATOR), element_s=60, quiet_s=0)).screen.session
    exactly_these_roles(right, TABLE)
    # One that is right, then the two that every wait has, and one to say what it has seen.
    assert phone.looks == 4


def test_the_order_may_come_late() -> None:
    """Others may stand between."""
    between = card(300, "Admin", FULL), card(450, "Viewer", "Looks."), card(600, "Operator", "")
    offered_in_order(_page(NOTHING, SWAPPED, (ADMIN, OPERATOR)), "Admin", "Operator")
    offered_in_order(_page(between), "Admin", "Operator")


@pytest.mark.parametrize(
    ("offered", "seen"),
    [
        (SWAPPED, "Operator is offered first, then Admin"),
        ((ADMIN,), "Operator is not offered"),
        (NOTHING, "neither Admin nor Operator is offered"),
    ],
)
def test_another_order_is_told(offered: Sequence[str], seen: str) -> None:
    """So that both lines can be compared."""
    with pytest.raises(NotAsPromised) as wrong:
        offered_in_order(_page(offered, element_s=0.1), "Admin", "Operator")
    assert str(wrong.value) == f"Promised: Admin is offered first, then Operator\n  Seen: {seen}"


def test_a_choice_may_be_shown_late() -> None:
    """The roles, or the mark, or the end of the mark that another one had."""
    both = card(300, "Admin", marked=True), card(450, "Operator", marked=True)
    only = card(300, "Admin"), card(450, "Operator", marked=True)
    only_chosen(_page(NOTHING, (ADMIN, OPERATOR), both, only), "Operator")
    with pytest.raises(NotAsPromised) as wrong:
        only_chosen(_page(both, element_s=0.1), "Operator")
    assert str(wrong.value) == (
        "Promised: Operator is chosen\n  Seen: Admin and Operator are chosen"
    )


def test_no_choice_is_told_without_roles() -> None:
    """One that is chosen in advance may be drawn behind Invite."""
    preselected = card(300, "Admin", marked=True), card(450, "Operator")
    with pytest.raises(NotAsPromised) as wrong:
        no_role_chosen(_page(NOTHING, NOTHING, preselected, element_s=0.2))
    assert str(wrong.value) == "Promised: no role is chosen\n  Seen: Admin is chosen"
