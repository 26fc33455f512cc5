"""Who is not in a list that has not loaded is not absent, and nothing is closed for it."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from listed import Screen, permissions_on, row, screen_of

from harness.errors import InfrastructureError, NotShown
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope
from harness.screen.element import Element
from pages.permissions import PermissionsPage
from pages.removal import RemovalSheet
from pages.withdrawal import withdraw

MEMBER = Contact("phone", "+1 202-555-0147")


def _shown(text: str = "", top: int = 900, what: str = "TextView") -> str:
    return (
        f'<a package="app" class="android.widget.{what}" text="{text}"'
        f' bounds="[40,{top}][1000,{top + 60}]"/>'
    )


TITLE, INVITE = _shown("Permissions", 100), _shown("Invite", 200, "Button")
LOADS = _shown(what="ProgressBar")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Empty."""
    return Journal(tmp_path / "journal.sqlite3")


@pytest.fixture
def guard(journal: Journal) -> InvitationGuard:
    """The member may be invited, and removed."""
    return InvitationGuard(journal, Scope("virtual", "phone", "here"), [MEMBER])


@pytest.mark.parametrize(
    ("shown", "standing"),
    [
        ((TITLE, INVITE), "unknown"),
        ((TITLE, INVITE, LOADS), "unknown"),
        ((TITLE, INVITE, _shown("Could not load. Tap to retry")), "unknown"),
        ((TITLE, INVITE, _shown("Check your network")), "unknown"),
        ((TITLE, INVITE, row(400, "+1 202-555-0199"), LOADS), "absent"),
        ((TITLE, INVITE, _shown("Nobody has been invited yet"), LOADS), "unknown"),
        ((TITLE, INVITE, row(400, "+1 202-555-0199")), "absent"),
        ((TITLE, INVITE, _shown("The owner"), _shown("Admin", 960)), "absent"),
        ((TITLE, INVITE, _shown("The owner \u00b7 Admin")), "absent"),
        ((TITLE, INVITE, _shown("The owner, Admin"), _shown("Sync failed", 960)), "absent"),
        ((TITLE, INVITE, _shown("Nobody has been invited yet")), "absent"),
        ((TITLE, INVITE, row(400, str(MEMBER)), LOADS), "listed"),
    ],
)
def test_only_a_list_that_is_there_lacks_anybody(
    guard: InvitationGuard,
    monkeypatch: pytest.MonkeyPatch,
    shown: tuple[str, ...],
    standing: Standing,
) -> None:
    """A frame, a sign that it loads and a word of failure are none."""
    permissions = permissions_on(Screen(guard, screen_of(*shown)), monkeypatch)
    assert permissions.standing_of(MEMBER) == standing


@pytest.mark.parametrize(
    ("shown", "standing"),
    [
        ((TITLE, INVITE), "absent"),
        ((TITLE, INVITE, LOADS), "unknown"),
        ((TITLE, INVITE, _shown("Something went wrong. Tap to retry")), "unknown"),
    ],
)
def test_after_the_last_row_a_bare_frame_is_an_empty_list(
    guard: InvitationGuard,
    monkeypatch: pytest.MonkeyPatch,
    shown: tuple[str, ...],
    standing: Standing,
) -> None:
    """The network may go with the tap on Remove: then neither was done, nor is the list there."""
    permissions = permissions_on(Screen(guard, screen_of(*shown)), monkeypatch)
    assert permissions.standing_of(MEMBER, was_there=True) == standing


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("Network unstable. Try again later", InfrastructureError),
        ("You're offline", InfrastructureError),
        ("Something went wrong. Tap to retry", NotShown),
    ],
)
@pytest.mark.parametrize("ask", [PermissionsPage.lists, PermissionsPage.offers_removal_of])
def test_a_list_that_does_not_come_answers_nothing(
    guard: InvitationGuard,
    monkeypatch: pytest.MonkeyPatch,
    said: str,
    fault: type[Exception],
    ask: Callable[[PermissionsPage, Contact], bool],
) -> None:
    """Neither that somebody is not in it, nor that nobody can remove them."""
    screen = Screen(guard, screen_of(TITLE, INVITE, _shown(said)))
    with pytest.raises(fault):
        ask(permissions_on(screen, monkeypatch), MEMBER)


@pytest.mark.parametrize(("at_last", "is_listed"), [(str(MEMBER), True), ("Nobody else", False)])
def test_a_slow_list_is_waited_for(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch, at_last: str, *, is_listed: bool
) -> None:
    """It takes longer than absence does, and is read then."""
    frame = screen_of(TITLE, INVITE, LOADS)
    screen = Screen(guard, *[frame] * 4, screen_of(TITLE, INVITE, row(400, at_last)))
    assert permissions_on(screen, monkeypatch).lists(MEMBER) is is_listed


def test_it_is_the_apps_failure(guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks whether somebody is in the list is told that there is none."""
    permissions = permissions_on(Screen(guard, screen_of(TITLE, INVITE, LOADS)), monkeypatch)
    with pytest.raises(NotShown) as failure:
        permissions.lists(MEMBER)
    assert str(failure.value) == (
        "The list on Permissions does not load.\n"
        "  Last seen: a screen showing: Permissions, Invite\n"
        "  Look: whether the app reaches its servers; nobody is absent from it before"
    )


def test_a_confirmed_invitation_stays_open(
    guard: InvitationGuard, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has seen that it is gone."""
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    guard.confirmed()
    screen, told = Screen(guard, screen_of(TITLE, INVITE, LOADS)), list[str]()
    monkeypatch.setattr(screen, "notes", SimpleNamespace(fallback=told.append), raising=False)
    assert not withdraw(permissions_on(screen, monkeypatch), *journal.open_entries())
    [entry] = journal.open_entries()
    assert "or the list has not loaded" in entry.remark
    assert told == [f"not taken back: {entry.remark}"]


def test_a_list_that_was_there_may_be_empty(
    guard: InvitationGuard, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last row was taken out of it: only its frame is left."""
    guard.list_seen(lambda _: "absent")
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    screen = Screen(guard, screen_of(TITLE, INVITE, row(400, str(MEMBER))))

    def remove(_page: PermissionsPage, _contact: Contact) -> None:
        screen.readings = [screen_of(TITLE, INVITE)]

    permissions = permissions_on(screen, monkeypatch)
    monkeypatch.setattr(PermissionsPage, "remove", remove)
    assert withdraw(permissions, *journal.open_entries())
    assert journal.open_entries() == []


@pytest.mark.parametrize("has_dots", [False, True])
def test_a_list_without_invite_tells_whether_somebody_can_be_removed(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch, has_dots: bool
) -> None:
    """An Operator may be shown the list, to look at it; no part of the guide forbids that."""
    name = _shown("+1 202-555-0199", 400)
    members = row(400, "+1 202-555-0199") if has_dots else name + _shown("Operator", 460)
    screen = Screen(guard, screen_of(TITLE, members))
    page = permissions_on(screen, monkeypatch)

    def wait_open(_page: PermissionsPage, *_: object) -> None:
        raise NotShown("Waited 5 s for Invite.")

    monkeypatch.setattr(PermissionsPage, "wait_open", wait_open)
    monkeypatch.setattr(PermissionsPage, "is_seen", lambda _page: True)
    monkeypatch.setattr(RemovalSheet, "comes", lambda _sheet: True)
    monkeypatch.setattr(RemovalSheet, "leave", lambda _sheet: None)
    assert page.offers_removal_of(Contact("phone", "+1 202-555-0199")) is has_dots


def test_a_list_is_waited_for_behind_its_frame(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it does not come, that is said."""
    frame, whole = screen_of(TITLE, INVITE), screen_of(TITLE, INVITE, row(400, str(MEMBER)))
    screen = Screen(guard, frame, frame, whole)
    permissions = permissions_on(screen, monkeypatch)
    assert permissions.wait_loaded() is permissions
    with pytest.raises(NotShown, match="The list on Permissions does not load"):
        permissions_on(Screen(guard, frame), monkeypatch).wait_loaded()


def test_an_invitation_begins_with_the_list_that_is_there(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its frame alone tells of nobody."""
    told: list[Standing] = []
    monkeypatch.setattr(guard, "list_seen", lambda standing: told.append(standing(MEMBER)))
    monkeypatch.setattr(Element, "tap", lambda _: None)
    frame, whole = screen_of(TITLE, INVITE), screen_of(TITLE, INVITE, row(400, str(MEMBER)))
    permissions_on(Screen(guard, frame, frame, whole), monkeypatch).start_invitation()
    permissions_on(Screen(guard, frame), monkeypatch).start_invitation()
    assert told == ["listed", "unknown"]
