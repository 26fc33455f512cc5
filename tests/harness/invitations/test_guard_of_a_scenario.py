"""While others invite from the same account, a scenario undoes what is its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from harness.errors import OutcomeUnknown, RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope

MEMBER = Contact("phone", "+1 202-555-0147")
ADDRESS = Contact("email", "member@example.com")


@pytest.fixture
def guard(journal: Journal, scope: Scope) -> InvitationGuard:
    """Both may be invited."""
    return InvitationGuard(journal, scope, [MEMBER, ADDRESS])


def _nobody(_: Contact) -> bool:
    return False


def _once() -> Callable[[Contact], bool]:
    """The first time only."""
    answers = [True]
    return lambda _: bool(answers) and answers.pop()


def _only_the_address(contact: Contact) -> bool:
    return contact.key == ADDRESS.key


def _sends(guard: InvitationGuard, contact: Contact) -> None:
    guard.drafted(contact)
    guard.send(lambda: None)


def test_what_others_have_in_the_making_is_left_alone(
    guard: InvitationGuard, journal: Journal, scope: Scope
) -> None:
    """Its contact is somebody else's at this moment."""
    journal.intend(scope, "phone", "+12025550147", "Admin")
    left_behind = journal.intend(scope, "email", "member@Example.com", "Admin")
    with guard.scenario("udid-3", _only_the_address):
        assert [entry.id for entry in guard.open_entries()] == [left_behind]


def test_what_the_scenario_wrote_is_its_own(guard: InvitationGuard) -> None:
    """Also where the contact is not asked for again; but not for the next scenario."""
    with guard.scenario("udid-3", _once()):
        _sends(guard, MEMBER)
        (entry,) = guard.open_entries()
        assert entry.scope.phone == "udid-3"
    with guard.scenario("udid-4", _nobody):
        assert guard.open_entries() == []
    assert len(guard.open_entries()) == 1, "outside of scenarios it is alone"


def test_what_was_closed_while_its_contact_was_asked_for(
    guard: InvitationGuard, journal: Journal, scope: Scope
) -> None:
    """Whoever had the contact closed the entry, then let go: there is nothing to undo."""
    entry = journal.intend(scope, "phone", "+12025550147", "Admin")

    def let_go(_: Contact) -> bool:
        journal.mark(entry, "closed")
        return True

    with guard.scenario("udid-3", let_go):
        assert guard.open_entries() == []


def test_a_contact_is_taken_before_it_is_invited(guard: InvitationGuard, journal: Journal) -> None:
    """Nobody may take the entry for one that was left behind."""
    open_then: list[int] = []

    def look(_: Contact) -> bool:
        open_then.append(len(journal.open_entries()))
        return True

    with guard.scenario("udid-3", look):
        _sends(guard, MEMBER)
    assert open_then == [0]


def test_the_tap_falls_while_nobody_else_changes_the_list(guard: InvitationGuard) -> None:
    """A new row moves those of others, who are about to tap on one."""
    course: list[str] = []

    @contextmanager
    def alone() -> Iterator[None]:
        course.append("alone")
        yield
        course.append("with others")

    guard.drafted(MEMBER)
    with guard.scenario("udid-3", lambda _: True, alone):
        guard.send(lambda: course.append("tap"))
        with guard.changing_list():
            course.append("remove")
    assert course == ["alone", "tap", "with others", "alone", "remove", "with others"]
    with guard.changing_list():
        pass
    assert len(course) == 6, "outside of scenarios there are no others"


def test_whom_another_scenario_has_is_not_invited(guard: InvitationGuard, journal: Journal) -> None:
    """Two invitations to one person could not be told apart; nothing is noted."""
    with guard.scenario("udid-3", _only_the_address):
        guard.drafted(MEMBER)
        with pytest.raises(RecipientRefused) as refused:
            guard.send(lambda: pytest.fail("tapped"))
        _sends(guard, ADDRESS)
    assert str(refused.value) == (
        "+1 202-555-0147 must not be invited: another scenario or run has them for itself.\n"
        "  Nothing was tapped.\n"
        "  Do: tag the scenario @phone, so that it has a member of its own"
    )
    assert [entry.contact for entry in journal.entries()] == [ADDRESS.written]


def test_whom_others_have_left_invited_gets_no_second_invitation(
    guard: InvitationGuard, journal: Journal, scope: Scope
) -> None:
    """Nobody has taken it back before: the journal is asked at the tap."""
    left = journal.intend(scope, "email", "member@EXAMPLE.com", "Admin")
    journal.mark(left, "seen", in_doubt=False)
    with guard.scenario("udid-3", lambda _: True):
        guard.drafted(ADDRESS)
        with pytest.raises(OutcomeUnknown) as unknown:
            guard.send(lambda: pytest.fail("tapped"))
        _sends(guard, MEMBER)
        guard.confirmed()
        _sends(guard, MEMBER)  # its own: whether the app refuses it may be what is tested
    assert str(unknown.value) == (
        f"member@example.com was invited before: entry {left} of the journal is open.\n"
        "  Nothing was tapped: nobody gets a second invitation.\n"
        f"  Do: harness reap --profile {scope.profile}. It takes back what the list on Permissions"
        " shows, or says what is to be done"
    )
    assert len(journal.open_entries()) == 3


def test_its_own_that_nobody_has_answered_forbids_another(
    guard: InvitationGuard, journal: Journal
) -> None:
    """The first may still be on its way: two would be."""
    with guard.scenario("udid-3", lambda _: True):
        _sends(guard, MEMBER)
        guard.drafted(MEMBER)
        with pytest.raises(OutcomeUnknown, match="was perhaps invited before"):
            guard.send(lambda: pytest.fail("tapped"))
    assert len(journal.open_entries()) == 1


def test_what_another_profile_has_left_forbids_another_and_is_left_to_it(
    guard: InvitationGuard, journal: Journal, scope: Scope
) -> None:
    """The people are the same, whatever phones they are invited with."""
    left = journal.intend(replace(scope, profile="cloud"), "phone", "+12025550147", "Admin")
    journal.mark(left, "seen", in_doubt=False)
    other = replace(scope, profile="cloud", organization="Red Fern Studio")
    journal.intend(other, "email", ADDRESS.written, "Admin")
    with guard.scenario("udid-3", lambda _: True):
        assert guard.open_entries() == []
        assert guard.has_open(MEMBER)
        guard.drafted(MEMBER)
        with pytest.raises(OutcomeUnknown, match=r"Do: harness reap --profile cloud\. It takes"):
            guard.send(lambda: pytest.fail("tapped"))
        _sends(guard, ADDRESS)
