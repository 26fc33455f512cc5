"""Who was in the list before our tap: their row may be somebody else's invitation."""

import pytest

from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope

MEMBER = Contact("phone", "+1 202-555-0147")


@pytest.fixture
def guard(journal: Journal, scope: Scope) -> InvitationGuard:
    """The member may be invited."""
    return InvitationGuard(journal, scope, [MEMBER])


@pytest.mark.parametrize(
    ("before", "was_listed"), [("listed", True), ("absent", False), ("unknown", False)]
)
def test_who_was_listed_before_is_noted(
    guard: InvitationGuard, journal: Journal, before: Standing, was_listed: bool
) -> None:
    """Somebody else may have invited them: ours is not told from theirs."""
    guard.list_seen(lambda _: before)
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    assert [entry.was_listed for entry in journal.open_entries()] == [was_listed]


def test_an_invitation_of_ours_accounts_for_the_row(
    guard: InvitationGuard, journal: Journal
) -> None:
    """The second of two to one contact finds the first in the list: both may be taken back."""
    for _ in range(2):
        guard.drafted(MEMBER)
        guard.send(lambda: None)
        guard.confirmed()
        guard.list_seen(lambda _: "listed")
    assert [entry.was_listed for entry in journal.open_entries()] == [False, False]


def test_one_that_is_not_told_from_theirs_accounts_for_nothing(
    guard: InvitationGuard, journal: Journal
) -> None:
    """However often we invite, the row may still be somebody else's."""
    for _ in range(2):
        guard.list_seen(lambda _: "listed")
        guard.drafted(MEMBER)
        guard.send(lambda: None)
        guard.confirmed()
    assert [entry.was_listed for entry in journal.open_entries()] == [True, True]
