"""A tap on Invite that does not end well: the list is read once more, and nothing is tapped."""

from collections.abc import Callable

import pytest
from doubtful_taps import FAULTS, MEMBER, Finger, send_in_doubt, shows

from harness.errors import (
    HarnessError,
    InfrastructureError,
    NotShown,
    OutcomeUnknown,
    SessionLost,
)
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope

NOTHING_AGAIN = "\n  Do: look at the phone and the server; nothing was tapped again"


@pytest.fixture
def guard(journal: Journal, scope: Scope) -> InvitationGuard:
    """The member may be invited, also where the list has them already; they are entered."""
    guard = InvitationGuard(journal, scope, [MEMBER], protected=[MEMBER])
    guard.drafted(MEMBER)
    return guard


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("before", ["absent", "listed", "unknown"])
def test_who_is_not_in_the_list_yet_may_still_come_there(
    guard: InvitationGuard, journal: Journal, fault: InfrastructureError, before: Standing
) -> None:
    """The entry stays open, as long as the tap may arrive late or the list may lag."""
    error = send_in_doubt(guard, fault, before, "absent")
    assert type(error) is OutcomeUnknown
    assert str(error) == (
        "Invite was tapped, and it is not known whether the invitation was sent: the list on"
        " Permissions does not show +1 202-555-0147 yet.\n"
        f"  Seen: {str(fault).splitlines()[0]}\n"
        "  Nothing was tapped again; the journal keeps the entry open.\n"
        "  Do: harness reap. It takes back what has come 120 s from now, and closes the entry"
        " where nothing has; so does a later run"
    )
    [entry] = journal.open_entries()
    assert (entry.state, entry.remark) == (
        "tapped",
        "not seen in the list on Permissions yet: the tap failed, and may arrive late",
    )
    assert 0 < guard.rest_s(entry) <= 120
    assert len(guard.sent_at_s(MEMBER, 60)) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_who_came_into_the_list_was_invited_once(
    guard: InvitationGuard, journal: Journal, fault: InfrastructureError
) -> None:
    """Infrastructure all the same, and the entry waits to be taken back."""
    error = send_in_doubt(guard, fault, "absent", "listed")
    assert type(error) is type(fault)
    assert str(error) == (
        f"The tap on Invite did not end well: {str(fault).splitlines()[0]}\n"
        "  It was sent all the same, once: the list on Permissions shows +1 202-555-0147, and did"
        " not before." + NOTHING_AGAIN
    )
    [entry] = journal.open_entries()
    assert (entry.state, entry.remark) == (
        "tapped",
        "sent: the tap failed, but the list on Permissions shows them since",
    )
    assert guard.rest_s(entry) == 0
    assert len(guard.sent_at_s(MEMBER, 60)) == 1
    guard.undone(entry, "not sent: so somebody may remark")
    assert len(guard.sent_at_s(MEMBER, 60)) == 1


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (
            "listed",
            "listed",
            "the list on Permissions shows +1 202-555-0147, and had them before",
        ),
        (
            "unknown",
            "listed",
            "the list on Permissions shows +1 202-555-0147, and was not seen as a whole before the"
            " tap",
        ),
        (
            "absent",
            "unknown",
            "the list on Permissions does not tell whether +1 202-555-0147 is in it",
        ),
        (
            "absent",
            NotShown("Waited 5 s for Permissions.", seen="a log-in"),
            "the list on Permissions could not be read: Waited 5 s for Permissions.",
        ),
        (
            "absent",
            SessionLost("no phone"),
            "the list on Permissions could not be read: no phone",
        ),
    ],
)
def test_without_a_list_that_tells_the_outcome_is_unknown(
    guard: InvitationGuard,
    journal: Journal,
    before: Standing,
    after: Standing | HarnessError,
    why: str,
) -> None:
    """It says so, and what to do; the entry stays open."""
    error = send_in_doubt(guard, SessionLost("gone"), before, after)
    do = "harness reap takes it back as soon as the list can be read; harness journal shows it"
    if after == "listed":
        do = "harness journal, which tells whether harness reap may take it back"
    assert type(error) is OutcomeUnknown
    assert str(error) == (
        f"Invite was tapped, and it is not known whether the invitation was sent: {why}.\n"
        "  Seen: gone\n"
        "  Nothing was tapped again; the journal keeps the entry open.\n"
        f"  Do: {do}"
    )
    [entry] = journal.open_entries()
    assert (entry.state, entry.remark) == ("tapped", f"it is not known whether it was sent: {why}")
    assert guard.rest_s(entry) > 0


def test_where_nobody_can_look_the_outcome_is_unknown(guard: InvitationGuard) -> None:
    """A guard that was not told how."""
    with pytest.raises(OutcomeUnknown, match="nobody can look into the list on Permissions"):
        guard.send(Finger(guard, SessionLost("gone")))


def test_any_error_of_the_tap_is_doubt(guard: InvitationGuard, journal: Journal) -> None:
    """Also one that the harness has no name for."""
    error = send_in_doubt(guard, ValueError("no JSON"), "absent", "listed")
    assert "did not end well: no JSON" in str(error)
    assert len(journal.open_entries()) == 1


def test_a_failure_before_the_touch_is_no_doubt(guard: InvitationGuard, journal: Journal) -> None:
    """The list is not read: nothing was tapped, and that is noted."""
    guard.reads_list_with(lambda _: pytest.fail("looked"))

    def fail() -> None:
        raise SessionLost("The connection broke while trying to look at the screen\n  Do: that")

    with pytest.raises(SessionLost):
        guard.send(fail)
    [entry] = journal.entries()
    assert (entry.state, entry.remark) == (
        "closed",
        "not tapped: The connection broke while trying to look at the screen",
    )
    assert guard.sent_at_s(MEMBER, 60) == ()


@pytest.mark.parametrize("way", ["absent", "listed"])
def test_the_entry_is_durable_while_the_list_is_read(
    guard: InvitationGuard, journal: Journal, way: Standing
) -> None:
    """The process may end there, too."""
    states: list[tuple[str, str]] = []

    def look(_: Contact) -> Standing:
        states.extend((entry.state, entry.remark) for entry in journal.open_entries())
        return way

    guard.reads_list_with(look)
    with pytest.raises(InfrastructureError):
        guard.send(Finger(guard, SessionLost("gone")))
    assert states == [("tapped", "it is not known whether the tap arrived")]


@pytest.mark.parametrize("forget", [InvitationGuard.abandoned, lambda guard: guard.drafted(MEMBER)])
def test_a_list_that_was_left_does_not_count_as_seen(
    guard: InvitationGuard, forget: Callable[[InvitationGuard], None]
) -> None:
    """Somebody else may have invited meanwhile; entering the contact leaves nothing."""
    guard.list_seen(shows("absent"))
    forget(guard)
    guard.drafted(MEMBER)
    guard.reads_list_with(shows("listed"))
    kind = OutcomeUnknown if forget is InvitationGuard.abandoned else SessionLost
    with pytest.raises(kind):
        guard.send(Finger(guard, SessionLost("gone")))


def test_the_next_scenario_looks_for_itself(guard: InvitationGuard) -> None:
    """A phone of the scenario before is not looked at any more."""
    with guard.scenario("udid-1", lambda _: True):
        guard.reads_list_with(lambda _: pytest.fail("looked"))
    guard.drafted(MEMBER)
    with pytest.raises(OutcomeUnknown):
        guard.send(Finger(guard, SessionLost("gone")))


def test_a_button_that_goes_under_the_finger_is_a_doubt(guard: InvitationGuard) -> None:
    """It was touched: that it does not come again may be because it has worked."""
    raised = send_in_doubt(guard, NotShown("Waited 5 s for Invite."), after="listed")
    assert "It was sent all the same, once" in str(raised)


def test_a_tap_that_cannot_be_noted_does_not_fall(
    guard: InvitationGuard, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No room on the disk: nobody is told, and nothing is in doubt."""

    def tap() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(journal, "mark", _no_room)
            guard.refuse_past_guard("RolePage.invite")
        pytest.fail("tapped")

    with pytest.raises(InfrastructureError, match="no room"):
        guard.send(tap)
    assert [(each.state, each.remark) for each in journal.entries()] == [
        ("closed", "not tapped: no room")
    ]


def _no_room(*_: object, **__: object) -> None:
    message = "no room"
    raise InfrastructureError(message)
