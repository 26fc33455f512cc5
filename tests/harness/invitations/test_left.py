"""Invitations that were left before Invite: whom the list has to be read for."""

from collections.abc import Callable

import pytest

from harness.errors import NotShown, OutcomeUnknown
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope

MEMBER = Contact("phone", "+1 202-555-0147")
ADDRESS = Contact("email", "member@example.com")


@pytest.fixture
def guard(journal: Journal, scope: Scope) -> InvitationGuard:
    """All of the list was read: it shows neither."""
    guard = InvitationGuard(journal, scope, [MEMBER, ADDRESS])
    guard.list_seen(lambda _: "absent")
    return guard


def _offer(guard: InvitationGuard, contact: Contact) -> None:
    guard.drafted(contact)
    guard.offered()


def _button_that_does_not_come() -> None:
    message = "no Invite"
    raise NotShown(message)


def test_whom_the_app_was_told_of_is_looked_for(guard: InvitationGuard) -> None:
    """Whether the invitation is left, stands there, or gave way to another one."""
    _offer(guard, MEMBER)
    assert guard.to_look_for() == [MEMBER]
    _offer(guard, ADDRESS)
    guard.abandoned()
    assert guard.to_look_for() == [MEMBER, ADDRESS]
    assert guard.may_have_sent()


def test_who_was_only_typed_is_not(guard: InvitationGuard) -> None:
    """The app has not been told: nothing is asked of the phone for nothing."""
    guard.drafted(MEMBER)
    guard.abandoned()
    assert not guard.may_have_sent()


def test_who_is_nobody_of_the_people_file_is_not(guard: InvitationGuard) -> None:
    """Nobody would be removed for it."""
    _offer(guard, Contact("phone", "+1 202-555-0199"))
    assert guard.to_look_for() == []


@pytest.mark.parametrize(
    "look",
    [
        lambda guard: guard.absent(MEMBER),
        lambda guard: guard.shown(MEMBER),
        lambda guard: guard.list_seen(lambda _: "absent"),
        lambda guard: guard.list_seen(lambda _: "listed"),
        InvitationGuard.passed_over_roles,
        lambda guard: guard.send(lambda: None),
    ],
)
def test_a_list_that_was_read_or_an_entry_settles_it(
    guard: InvitationGuard, look: Callable[[InvitationGuard], None]
) -> None:
    """Once is enough; an entry has its own looks."""
    _offer(guard, MEMBER)
    look(guard)
    assert guard.to_look_for() == []


def test_a_list_that_does_not_tell_settles_nothing(guard: InvitationGuard) -> None:
    """As where rows hide characters."""
    _offer(guard, MEMBER)
    guard.list_seen(lambda _: "unknown")
    assert guard.to_look_for() == [MEMBER]


def test_without_a_list_before_nobody_is_looked_for(journal: Journal, scope: Scope) -> None:
    """Their row would explain nothing: it may have been there."""
    guard = InvitationGuard(journal, scope, [MEMBER])
    _offer(guard, MEMBER)
    assert guard.to_look_for() == []


def test_who_may_have_been_there_before_is_noted_and_stays(
    guard: InvitationGuard, journal: Journal
) -> None:
    """The row may be somebody else's; that it may be ours must not be lost."""
    guard.list_seen(lambda _: "unknown")
    _offer(guard, MEMBER)
    guard.shown(MEMBER)
    [entry] = journal.open_entries()
    assert (entry.was_listed, entry.was_absent) == (True, False)


@pytest.mark.parametrize("before", ["unknown", "absent"])
def test_who_is_listed_without_invite_is_not_invited_anew(
    guard: InvitationGuard, journal: Journal, before: Standing
) -> None:
    """Whoever sent it: they would get a second invitation."""
    guard.list_seen(lambda _: before)
    _offer(guard, MEMBER)
    guard.abandoned()
    guard.list_seen(lambda _: "listed")
    guard.drafted(MEMBER)
    taps: list[str] = []
    with pytest.raises(OutcomeUnknown, match="Nothing was tapped"):
        guard.send(lambda: taps.append("Invite"))
    assert (taps, len(journal.open_entries())) == ([], 1)


def test_who_is_listed_still_after_ours_was_removed_is_not_invited_anew(
    guard: InvitationGuard,
) -> None:
    """An entry that may be of somebody else's invitation explains no row."""
    guard.list_seen(lambda _: "unknown")
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    guard.confirmed()
    guard.remove(MEMBER, lambda: guard.refuse_past_guard("RemovalDialog.remove"))
    guard.list_seen(lambda _: "listed")
    guard.drafted(MEMBER)
    with pytest.raises(OutcomeUnknown, match="Nothing was tapped"):
        guard.send(pytest.fail)


def test_a_list_that_told_counts_for_what_is_entered_once_more(
    guard: InvitationGuard, journal: Journal
) -> None:
    """A later one that does not tell takes nothing back."""
    _offer(guard, MEMBER)
    guard.list_seen(lambda _: "unknown")
    _offer(guard, MEMBER)
    guard.shown(MEMBER)
    [entry] = journal.open_entries()
    assert (entry.was_listed, entry.was_absent) == (False, True)


def test_an_invite_that_did_not_come_leaves_the_question_of_continue(
    guard: InvitationGuard, journal: Journal
) -> None:
    """The entry of the tap is closed; that Continue has sent something is still to be seen."""
    _offer(guard, MEMBER)
    with pytest.raises(NotShown):
        guard.send(_button_that_does_not_come)
    assert journal.open_entries() == []
    assert guard.to_look_for() == [MEMBER]


def test_a_scenario_leaves_nothing_to_the_next(guard: InvitationGuard) -> None:
    """Neither whom to look for, nor what stood on the screen."""
    with guard.scenario("phone", lambda _: True):
        guard.list_seen(lambda _: "absent")
        _offer(guard, MEMBER)
    guard.abandoned()
    assert not guard.may_have_sent()
    assert guard.drafted_member is None
