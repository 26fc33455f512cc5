"""How long it is not known what came of a tap on Invite, and what is not done meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from doubtful_taps import MEMBER, Finger, send_in_doubt

from harness.errors import (
    OutcomeUnknown,
    SessionLost,
)
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope


@pytest.fixture
def guard(journal: Journal, scope: Scope) -> InvitationGuard:
    """The member may be invited, and is entered."""
    guard = InvitationGuard(journal, scope, [MEMBER])
    guard.drafted(MEMBER)
    return guard


def test_a_doubt_is_remembered_until_the_next_scenario(guard: InvitationGuard) -> None:
    """The tap may arrive late, whatever the list has shown since: nobody begins anew on that."""
    send_in_doubt(guard, SessionLost("gone"))
    assert guard.was_in_doubt
    with guard.scenario("phone", lambda _: True):
        assert not guard.was_in_doubt


def test_time_counts_from_the_look_that_showed_nothing(
    guard: InvitationGuard, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tap may have hung for as long as a command may, before anybody looked."""
    course: list[str] = []
    monkeypatch.setattr("harness.invitations.journal._now", lambda: f"after {course}")

    def look(_: Contact) -> Standing:
        course.append("look")
        return "absent"

    guard.reads_list_with(look)
    with pytest.raises(OutcomeUnknown):
        guard.send(Finger(guard, SessionLost("gone")))
    assert [entry.doubt_at for entry in journal.open_entries()] == ["after ['look']"]


def test_time_counts_from_the_tap_and_not_from_the_wait_for_it(
    guard: InvitationGuard, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others change the list first, and the button takes long: killed then, nobody looks early."""
    course: list[str] = []
    noted: list[tuple[str, str]] = []
    monkeypatch.setattr("harness.invitations.journal._now", lambda: f"after {course}")

    @contextmanager
    def alone() -> Iterator[None]:
        course.append("others")
        yield

    def tap() -> None:
        course.append("button")
        guard.refuse_past_guard("RolePage.invite")
        noted.extend((each.state, each.doubt_at) for each in journal.open_entries())
        raise KeyboardInterrupt

    with guard.scenario("phone", lambda _: True, alone), pytest.raises(KeyboardInterrupt):
        guard.send(tap)
    assert noted == [("intended", "after ['others', 'button']")]


def test_remove_is_no_doubt_of_an_invitation(guard: InvitationGuard, journal: Journal) -> None:
    """Only Invite starts the time anew."""
    guard.send(lambda: None)
    [entry] = journal.open_entries()
    journal.mark(entry.id, "tapped", in_doubt=False)
    guard.remove(MEMBER, lambda: guard.refuse_past_guard("RemovalDialog.remove"))
    assert [each.doubt_at for each in journal.open_entries()] == [""]


@pytest.mark.parametrize("delivery_s", [0, 60])
def test_who_was_perhaps_invited_gets_no_second_invitation(
    journal: Journal, scope: Scope, delivery_s: float
) -> None:
    """Nor when it is late enough: somebody has to look first."""
    guard = InvitationGuard(journal, scope, [MEMBER], delivery_s=delivery_s)
    with guard.scenario("phone", lambda _: True):
        guard.drafted(MEMBER)
        send_in_doubt(guard, SessionLost("gone"))
    [entry] = guard.open_entries()
    assert (guard.rest_s(entry) > 0) is (delivery_s > 0)
    guard.drafted(MEMBER)
    with pytest.raises(OutcomeUnknown) as unknown:
        guard.send(lambda: pytest.fail("tapped"))
    assert str(unknown.value) == (
        "+1 202-555-0147 was perhaps invited before: whether anything was sent is not known yet.\n"
        "  Nothing was tapped: nobody gets a second invitation.\n"
        "  Do: harness reap --profile virtual. It looks again when nothing can be on its way any"
        " more, and closes the entry or says what is to be done"
    )


def test_the_drivers_answer_to_a_tap_ends_no_doubt(
    guard: InvitationGuard, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app's own request is under way, and the list may lag; time counts from the answer."""
    course: list[str] = []
    monkeypatch.setattr("harness.invitations.journal._now", lambda: f"after {course}")

    def tap() -> None:
        guard.refuse_past_guard("RolePage.invite")
        course.append("answer")

    guard.send(tap)
    assert [(each.state, each.doubt_at) for each in journal.open_entries()] == [
        ("tapped", "after ['answer']")
    ]


@pytest.mark.parametrize(
    ("answers", "state"),
    [(InvitationGuard.confirmed, "seen"), (InvitationGuard.refused, "tapped")],
)
def test_the_list_has_to_bear_out_the_apps_answer(
    guard: InvitationGuard,
    journal: Journal,
    answers: Callable[[InvitationGuard], None],
    state: str,
) -> None:
    """The list may lag behind what was sent; what was refused may be, by an app in disorder."""
    guard.send(lambda: None)
    assert [guard.rest_s(each) > 0 for each in journal.open_entries()] == [True]
    answers(guard)
    [entry] = journal.open_entries()
    assert (entry.state, bool(entry.doubt_at)) == (state, state == "tapped")
    assert guard.rest_s(entry) > 0
    guard.shown(MEMBER)
    assert (guard.rest_s(entry) == 0) is (state == "seen")
    journal.mark(journal.open_entries()[0].id, "tapped", in_doubt=True)
    answers(guard)
    assert [guard.rest_s(each) > 0 for each in journal.open_entries()] == [True]


@pytest.mark.parametrize(
    ("before", "as_invited", "is_in_doubt"),
    [
        ("absent", False, True),
        ("unknown", False, True),
        ("listed", False, False),
        ("listed", True, False),
        ("absent", True, True),
    ],
)
def test_a_refusal_ends_the_doubt_of_those_only_who_were_listed_before(
    guard: InvitationGuard,
    journal: Journal,
    scope: Scope,
    before: Standing,
    *,
    as_invited: bool,
    is_in_doubt: bool,
) -> None:
    """The app may have asked twice for one tap, or have sent and say that it did not."""
    if before == "listed":  # nobody else who is in the list is invited
        guard = InvitationGuard(journal, scope, [MEMBER], protected=[MEMBER])
    guard.list_seen(lambda _: before)
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    guard.refused(as_invited=as_invited)
    [entry] = journal.open_entries()
    assert (entry.state, entry.remark) == ("tapped", "the app refused it")
    assert bool(entry.doubt_at) is is_in_doubt


def test_a_refusal_of_who_may_have_been_listed_tells_nothing(
    guard: InvitationGuard, journal: Journal
) -> None:
    """Neither of the app nor of the tap: theirs is not told from ours, and nobody is removed."""
    guard.send(lambda: None)  # nobody had looked into the list
    with pytest.raises(OutcomeUnknown) as unknown:
        guard.refused(as_invited=True)
    assert str(unknown.value) == (
        "The app says that +1 202-555-0147 is invited already, and the list on Permissions was not"
        " seen as a whole before the tap.\n"
        "  Nothing is taken back: it may be somebody else's invitation. The journal keeps the entry"
        " open.\n"
        "  Do: look on Permissions by hand, and remove them there if nobody else invites them now;"
        " then harness reap closes the entry"
    )
    [entry] = journal.open_entries()
    assert (entry.remark, entry.was_listed) == ("the app refused it", True)
    assert guard.rest_s(entry) > 0


def test_the_rest_of_a_confirmed_one_counts_from_the_confirmation(
    guard: InvitationGuard, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wait for the button and for the answer is no part of it; a later look changes nothing."""
    monkeypatch.setattr("harness.invitations.journal._now", lambda: "2026-01-01T00:00:00+00:00")
    guard.send(lambda: None)
    monkeypatch.undo()
    guard.confirmed()
    [entry] = journal.open_entries()
    rest_s = guard.rest_s(entry)
    assert 0 < rest_s <= 120
    guard.stays_open(entry, "not seen yet")
    assert 0 < guard.rest_s(entry) <= rest_s


def test_a_refusal_after_an_invitation_of_our_own_is_explained_by_it(
    guard: InvitationGuard, journal: Journal
) -> None:
    """However long the list is: the first one is known to be there."""
    with guard.scenario("phone", lambda _: True):
        guard.drafted(MEMBER)
        guard.send(lambda: None)
        guard.confirmed()
        guard.list_seen(lambda _: "unknown")
        guard.drafted(MEMBER)
        guard.send(lambda: None)
        guard.refused(as_invited=True)
    assert [entry.doubt_at for entry in journal.open_entries()] == ["", ""]
