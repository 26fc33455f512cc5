"""A tap on Invite that does not end well: the list is read once more, and nothing is tapped."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from harness.errors import (
    HarnessError,
    InfrastructureError,
    NotShown,
    OutcomeUnknown,
    RecipientRefused,
    ServerUnreachable,
    SessionLost,
)
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing, StandingOf
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope

MEMBER = Contact("phone", "+1 202-555-0147")
FAULTS = [SessionLost("gone\n  Do: that"), ServerUnreachable("down"), InfrastructureError("odd")]
NOTHING_AGAIN = "\n  Do: look at the phone and the server; nothing was tapped again"


@pytest.fixture
def guard(journal: Journal, scope: Scope) -> InvitationGuard:
    """The member may be invited, and is entered."""
    guard = InvitationGuard(journal, scope, [MEMBER])
    guard.drafted(MEMBER)
    return guard


class Finger:
    """Touches the button as a page does, then fails; counts how often."""

    def __init__(self, guard: InvitationGuard, fault: BaseException) -> None:
        self._guard, self._fault, self.taps = guard, fault, 0

    def __call__(self) -> None:
        self._guard.refuse_past_guard("RolePage.invite")
        self.taps += 1
        raise self._fault


def _shows(standing: Standing | HarnessError) -> StandingOf:
    def look(_: Contact) -> Standing:
        if isinstance(standing, HarnessError):
            raise standing
        return standing

    return look


def _send(
    guard: InvitationGuard,
    fault: Exception,
    before: Standing = "absent",
    after: Standing | HarnessError = "absent",
) -> InfrastructureError:
    finger = Finger(guard, fault)
    guard.list_seen(_shows(before))
    guard.reads_list_with(_shows(after))
    with pytest.raises(InfrastructureError) as raised:
        guard.send(finger)
    with pytest.raises(RecipientRefused):
        guard.send(finger)
    assert finger.taps == 1
    assert raised.value.__cause__ is fault
    return raised.value


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("before", ["absent", "listed", "unknown"])
def test_who_is_not_in_the_list_yet_may_still_come_there(
    guard: InvitationGuard, journal: Journal, fault: InfrastructureError, before: Standing
) -> None:
    """The entry stays open, as long as the tap may arrive late or the list may lag."""
    error = _send(guard, fault, before, "absent")
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
    error = _send(guard, fault, "absent", "listed")
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
    error = _send(guard, SessionLost("gone"), before, after)
    do = "harness reap takes it back as soon as the list can be read; harness journal shows it"
    if before == "listed":
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
    error = _send(guard, ValueError("no JSON"), "absent", "listed")
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
    guard.list_seen(_shows("absent"))
    forget(guard)
    guard.drafted(MEMBER)
    guard.reads_list_with(_shows("listed"))
    kind = OutcomeUnknown if forget is InvitationGuard.abandoned else SessionLost
    with pytest.raises(kind):
        guard.send(Finger(guard, SessionLost("gone")))


def test_the_next_scenario_looks_for_itself(guard: InvitationGuard) -> None:
    """A phone of the scenario before is not looked at any more."""
    with guard.scenario("udid-1", lambda _: True):
        guard.reads_list_with(lambda _: pytest.fail("looked"))
    with pytest.raises(OutcomeUnknown):
        guard.send(Finger(guard, SessionLost("gone")))


def test_a_doubt_is_remembered_until_the_next_scenario(guard: InvitationGuard) -> None:
    """The tap may arrive late, whatever the list has shown since: nobody begins anew on that."""
    _send(guard, SessionLost("gone"))
    assert guard.was_in_doubt
    with guard.scenario("phone", lambda _: True):
        assert not guard.was_in_doubt


def test_a_button_that_goes_under_the_finger_is_a_doubt(guard: InvitationGuard) -> None:
    """It was touched: that it does not come again may be because it has worked."""
    raised = _send(guard, NotShown("Waited 5 s for Invite."), after="listed")
    assert "It was sent all the same, once" in str(raised)


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


def test_remove_is_no_doubt_of_an_invitation(guard: InvitationGuard, journal: Journal) -> None:
    """Only Invite starts the time anew."""
    guard.send(lambda: None)
    [entry] = journal.open_entries()
    journal.mark(entry.id, "tapped", in_doubt=False)
    guard.remove(MEMBER, lambda: guard.refuse_past_guard("RemovalDialog.remove"))
    assert [each.doubt_at for each in journal.open_entries()] == [""]


def _no_room(*_: object, **__: object) -> None:
    message = "no room"
    raise InfrastructureError(message)


@pytest.mark.parametrize("delivery_s", [0, 60])
def test_who_was_perhaps_invited_gets_no_second_invitation(
    journal: Journal, scope: Scope, delivery_s: float
) -> None:
    """Nor when it is late enough: somebody has to look first."""
    guard = InvitationGuard(journal, scope, [MEMBER], delivery_s=delivery_s)
    with guard.scenario("phone", lambda _: True):
        guard.drafted(MEMBER)
        _send(guard, SessionLost("gone"))
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
def test_the_apps_answer_to_the_invitation_ends_the_doubt(
    guard: InvitationGuard,
    journal: Journal,
    answers: Callable[[InvitationGuard], None],
    state: str,
) -> None:
    """It was sent, or is known to be not."""
    guard.send(lambda: None)
    assert [guard.rest_s(each) > 0 for each in journal.open_entries()] == [True]
    answers(guard)
    assert [(each.state, guard.rest_s(each)) for each in journal.open_entries()] == [(state, 0)]
    journal.mark(journal.open_entries()[0].id, "tapped", in_doubt=True)
    answers(guard)
    assert [guard.rest_s(each) > 0 for each in journal.open_entries()] == [True]


@pytest.mark.parametrize(
    ("before", "as_invited", "is_in_doubt"),
    [
        ("absent", False, False),
        ("unknown", False, False),
        ("listed", True, False),
        ("absent", True, True),
        ("unknown", True, True),
    ],
)
def test_a_refusal_ends_the_doubt_unless_it_may_speak_of_our_own(
    guard: InvitationGuard,
    journal: Journal,
    before: Standing,
    *,
    as_invited: bool,
    is_in_doubt: bool,
) -> None:
    """The app may have asked twice for one tap: who is "already invited" was not listed before."""
    guard.list_seen(lambda _: before)
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    guard.refused(as_invited=as_invited)
    [entry] = journal.open_entries()
    assert (entry.state, entry.remark) == ("tapped", "the app refused it")
    assert bool(entry.doubt_at) is is_in_doubt


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
