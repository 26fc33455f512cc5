"""Who was in the list before our tap: their row may be somebody else's invitation.

Only those who are marked has_joined are invited all the same, for the app to refuse it.
"""

import pytest

from harness.errors import OutcomeUnknown
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope

MEMBER = Contact("phone", "+1 202-555-0147")


@pytest.fixture
def guard(journal: Journal, scope: Scope) -> InvitationGuard:
    """The member may be invited, and has joined before."""
    return InvitationGuard(journal, scope, [MEMBER], protected=[MEMBER])


@pytest.mark.parametrize(
    ("before", "was_listed", "still_listed"),
    [("listed", True, True), ("absent", False, False), ("unknown", True, False)],
)
def test_who_was_listed_before_is_noted(
    guard: InvitationGuard,
    journal: Journal,
    before: Standing,
    *,
    was_listed: bool,
    still_listed: bool,
) -> None:
    """Or may have been: ours is not told from theirs. Where nobody was seen, the app tells."""
    guard.list_seen(lambda _: before)
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    [entry] = journal.open_entries()
    assert (entry.was_listed, entry.was_absent) == (was_listed, before == "absent")
    guard.confirmed()
    [entry] = journal.open_entries()
    assert (entry.was_listed, entry.was_absent) == (still_listed, before == "absent")


def test_of_a_list_that_nobody_read_nothing_is_noted(
    guard: InvitationGuard, journal: Journal
) -> None:
    """As where Invite is tapped on a screen that was left open."""
    guard.list_seen(lambda _: "absent")
    guard.abandoned()
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    [entry] = journal.open_entries()
    assert (entry.was_listed, entry.was_absent) == (False, False)


def test_who_is_listed_and_not_by_us_is_not_invited(journal: Journal, scope: Scope) -> None:
    """By another machine, perhaps: only the app's goodwill would keep them from a second one."""
    guard, taps = InvitationGuard(journal, scope, [MEMBER]), list[None]()
    guard.list_seen(lambda _: "listed")
    guard.drafted(MEMBER)
    with pytest.raises(OutcomeUnknown) as refused:
        guard.send(lambda: taps.append(None))
    assert str(refused.value) == (
        "The list on Permissions shows +1 202-555-0147 already, by no invitation that the journal"
        " has open.\n"
        "  Nothing was tapped: nobody gets a second invitation.\n"
        "  Do: remove them there by hand, if nobody else invites them now; or mark them has_joined"
        " in the people file"
    )
    assert (taps, journal.entries()) == ([], [])


def test_an_invitation_of_ours_accounts_for_the_row(journal: Journal, scope: Scope) -> None:
    """The second of two to one contact finds the first in the list: both may be taken back."""
    guard = InvitationGuard(journal, scope, [MEMBER])
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
