"""While others invite from the same account, a scenario undoes what is its own."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

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
    """Also on a contact that it has not leased; but not for the next scenario."""
    with guard.scenario("udid-3", _nobody):
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
    with guard.scenario("udid-3", _nobody, alone):
        guard.send(lambda: course.append("tap"))
        with guard.changing_list():
            course.append("remove")
    assert course == ["alone", "tap", "with others", "alone", "remove", "with others"]
    with guard.changing_list():
        pass
    assert len(course) == 6, "outside of scenarios there are no others"
