"""What was sent is taken back at a second attempt, where the first one failed in passing."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from harness.errors import (
    ActInDoubt,
    CannotSee,
    InfrastructureError,
    NotShown,
    OutcomeUnknown,
    PhoneUnusable,
    ServerUnreachable,
    SessionLost,
)
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Entry, Journal, Scope, State
from harness.session.lease import Kind, Lease, Needs
from harness.settings import Member, Person
from pages.app import App
from pages.removal import RowMoved
from pages.taking_back import take_back_open_invitations
from steps.people import begin_as_admin

ADMIN = cast("Person", "the Admin")


class Noted(str):
    """An entry by its name."""

    __slots__ = ()

    @property
    def was_listed(self) -> bool:
        """Whether the row may be somebody else's."""
        return self.startswith("theirs")


class Phone:
    """An app whose verbs fail as they are told, one after the other."""

    def __init__(
        self, entries: list[str], to_look_for: Sequence[str] = (), **faults: list[Exception]
    ) -> None:
        self.notes, self.looked_for = list[str](), list[str]()
        self.kept, self.withdrawn, self.ways = list[str](), list[str](), 0
        self.whys = list[str]()
        self._faults = faults
        guard = SimpleNamespace(
            open_entries=lambda: [Noted(each) for each in entries if each not in self.withdrawn],
            to_look_for=lambda: [each for each in to_look_for if each not in self.looked_for],
        )
        notes = SimpleNamespace(fallback=self.notes.append)
        self.screen = SimpleNamespace(guard=guard, notes=notes)
        self.permissions = self

    def be_logged_in_as(self, _admin: Person) -> None:
        """On the way."""
        self.ways += 1
        self._fail("way")

    def open_permissions(self) -> None:
        """The end of the way."""

    def standing_of(self, contact: str) -> Standing:
        """Somebody who was left before Invite."""
        self._fail("look")
        self.looked_for.append(contact)
        return "unknown" if contact == "hidden" else "absent"

    def withdraw(self, entry: str) -> bool:
        """Of one entry."""
        self._fail("withdraw")
        self.withdrawn.append(entry)
        return True

    def keep_open(self, entry: str, why: str) -> None:
        """With its reason."""
        self.kept.append(entry)
        self.whys.append(why)

    def _fail(self, verb: str) -> None:
        if faults := self._faults.get(verb):
            raise faults.pop(0)


@pytest.fixture(autouse=True)
def withdrawal_by_the_phone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does of one entry is another test's."""
    monkeypatch.setattr("pages.taking_back.withdraw", lambda phone, entry: phone.withdraw(entry))
    monkeypatch.setattr("pages.taking_back.keep_open", Phone.keep_open)


def _take_back(phone: Phone) -> list[Any]:
    app: Callable[[], App] = lambda: cast("App", phone)  # noqa: E731
    return take_back_open_invitations(app, ADMIN)


@pytest.mark.parametrize("fault", [SessionLost, ActInDoubt, CannotSee])
@pytest.mark.parametrize("verb", ["way", "withdraw"])
def test_a_fault_in_passing_leaves_nothing_behind(
    verb: str, fault: type[InfrastructureError]
) -> None:
    """All is done anew, and said."""
    phone = Phone(["a", "b"], **{verb: [fault("It broke.\n  Do: look")]})
    assert _take_back(phone) == []
    assert phone.withdrawn == ["a", "b"]
    assert phone.notes == ["invitations were taken back at a second attempt: It broke."]


@pytest.mark.parametrize("fault", [PhoneUnusable, ServerUnreachable])
def test_what_does_not_pass_is_not_tried_again(fault: type[InfrastructureError]) -> None:
    """It would take as long once more."""
    phone = Phone(["a"], way=[fault("gone")])
    with pytest.raises(fault):
        _take_back(phone)
    assert phone.ways == 1


def test_the_way_is_gone_once_more() -> None:
    """A tap that went astray is no reason to leave somebody invited."""
    phone = Phone(["a"], way=[NotShown("No Permissions.")])
    assert _take_back(phone) == []
    assert (phone.ways, phone.notes) == (2, ["went to Permissions once more: No Permissions."])


def test_what_removes_nobody_comes_last() -> None:
    """A row that may be somebody else's may be another entry's, and be out by then."""
    phone = Phone(["theirs a", "b", "theirs c", "d"])
    assert _take_back(phone) == []
    assert phone.withdrawn == ["b", "d", "theirs a", "theirs c"]


def test_one_that_cannot_be_taken_back_is_tried_twice() -> None:
    """The others are not given up for it."""
    phone = Phone(["a", "b"], withdraw=[NotShown("No dots."), NotShown("No dots.")])
    assert _take_back(phone) == ["a"]
    assert (phone.kept, phone.withdrawn) == (["a"], ["b"])
    assert phone.notes == ["tried once more to take back: No dots."]


def test_without_a_way_all_stay_open() -> None:
    """And the report says why."""
    phone = Phone(["a", "b"], way=[NotShown("No Permissions.")] * 2)
    assert _take_back(phone) == ["a", "b"]
    assert phone.kept == ["a", "b"]
    assert phone.notes[-1].startswith("invitations were not taken back: No Permissions.")


@pytest.mark.parametrize("times", [1, 2])
def test_one_row_that_moves_gives_up_no_other(times: int) -> None:
    """Nobody was removed: it is tried once more, and the reason is noted with the entry."""
    moved = [RowMoved("The app asks about somebody else.\n  Do: that") for _ in range(times)]
    phone = Phone(["a", "b"], withdraw=list[Exception](moved))
    assert _take_back(phone) == (["a"] if times == 2 else [])
    assert phone.withdrawn == (["b"] if times == 2 else ["a", "b"])
    assert phone.whys == (["The app asks about somebody else."] if times == 2 else [])
    assert phone.notes == ["tried once more to take back: The app asks about somebody else."]


def test_a_row_that_moves_on_the_way_back_gives_up_no_other() -> None:
    """The entries behind it are still tried."""
    phone = Phone(
        ["a", "b"],
        withdraw=[NotShown("No dots."), RowMoved("Somebody else.\n  Do: that")],
    )
    assert _take_back(phone) == ["a"]
    assert (phone.withdrawn, phone.whys) == (["b"], ["Somebody else."])


def test_who_was_left_before_invite_is_looked_for_first() -> None:
    """On the way that the entries need anyhow."""
    phone = Phone(["a"], ["x", "y"])
    assert _take_back(phone) == []
    assert (phone.looked_for, phone.withdrawn, phone.ways) == (["x", "y"], ["a"], 1)


def test_a_look_that_does_not_succeed_is_said_and_gives_up_no_entry() -> None:
    """Nothing was noted for those: the scenario has its verdict, the report has the words."""
    phone = Phone(["a"], ["x"], look=[NotShown("It loads all the time.")])
    assert _take_back(phone) == []
    assert (phone.looked_for, phone.withdrawn) == ([], ["a"])
    assert phone.notes == [
        "whether the app has sent without Invite is not known (x): It loads all the time."
    ]


def test_a_list_that_does_not_tell_is_said() -> None:
    """Nothing was noted of them: somebody has to look by hand."""
    phone = Phone(["a"], ["x", "hidden"])
    assert _take_back(phone) == []
    assert phone.notes == [
        "whether the app has sent without Invite is not known (hidden):"
        " the list on Permissions does not tell"
    ]


MEMBER = Contact("phone", "+1 202-555-0147")
SCOPE = Scope("virtual", "phone", "here")


class EmptyList:
    """An app whose list on Permissions shows nobody.

    Args:
        guard: Keeps or closes what is open.
        withdraw: Whether an entry is closed by a look.
    """

    def __init__(self, guard: InvitationGuard, withdraw: Callable[[Entry], bool]) -> None:
        self.notes, self.looks, self._withdraw = list[str](), 0, withdraw
        notes = SimpleNamespace(fallback=self.notes.append)
        self.screen = SimpleNamespace(guard=guard, notes=notes)
        self.permissions = self

    def be_logged_in_as(self, _admin: Person) -> None:
        """On the way."""

    def open_permissions(self) -> None:
        """The end of the way."""

    def restart(self) -> None:
        """For the scenario."""

    def withdraw(self, entry: Entry) -> bool:
        """The list does not show the contact."""
        self.looks += 1
        return self._withdraw(entry)


def _begin(app: EmptyList, *members: Contact) -> None:
    leased: dict[Kind, Member] = {
        each.kind: Member.model_validate({each.kind: each.written}) for each in members
    }
    begin_as_admin(cast("App", app), ADMIN, Lease(Needs(), (), leased))


def test_a_refusal_lasts_no_longer_than_what_is_open(tmp_path: Path) -> None:
    """A first scenario finds an entry that stays open; before the next one somebody closes it."""
    journal, taps = Journal(tmp_path / "journal.sqlite3"), list[str]()
    left = journal.intend(SCOPE, "phone", MEMBER.written, "Operator")
    guard = InvitationGuard(journal, SCOPE, [MEMBER])
    app = EmptyList(guard, lambda _: False)
    with guard.scenario("phone", lambda _: True):
        _begin(app)
        guard.drafted(MEMBER)
        with pytest.raises(OutcomeUnknown, match="perhaps invited before"):
            guard.send(lambda: taps.append("tap"))
    journal.mark(left, "closed")
    with guard.scenario("phone", lambda _: True):
        _begin(app)
        guard.drafted(MEMBER)
        guard.send(lambda: taps.append("tap"))
    assert taps == ["tap"]


@pytest.mark.parametrize("state", ["intended", "seen"])
def test_a_run_soon_after_one_that_was_killed_waits_and_invites(
    tmp_path: Path, state: State
) -> None:
    """It was killed at the tap, or when it had removed them and not yet closed the entry."""
    journal, taps = Journal(tmp_path / "journal.sqlite3"), list[str]()
    left = journal.intend(SCOPE, "phone", MEMBER.written, "Operator")
    journal.mark(left, state, in_doubt=state == "intended")
    guard = InvitationGuard(journal, SCOPE, [MEMBER], delivery_s=0.6)

    def withdraw(entry: Entry) -> bool:
        if guard.rest_s(entry):
            return False
        guard.undone(entry)
        return True

    app = EmptyList(guard, withdraw)
    with guard.scenario("phone", lambda _: True):
        _begin(app, MEMBER)
        guard.drafted(MEMBER)
        guard.send(lambda: taps.append("tap"))
    assert (taps, app.looks) == (["tap"], 2)
    said = "waiting 1 s: what a tap on Invite has sent may not be in the list yet"
    assert [re.sub(r"\b0 s", "1 s", each) for each in app.notes] == [said]  # slow machines


def test_nobody_waits_for_those_who_are_not_to_be_invited(tmp_path: Path) -> None:
    """Theirs is looked at once."""
    journal = Journal(tmp_path / "journal.sqlite3")
    journal.intend(SCOPE, "phone", MEMBER.written, "Operator")
    guard = InvitationGuard(journal, SCOPE, [MEMBER], delivery_s=3600)
    app = EmptyList(guard, lambda _: False)
    with guard.scenario("phone", lambda _: True):
        _begin(app, Contact("phone", "+1 202-555-0148"))
    assert (app.looks, app.notes) == (1, [])
