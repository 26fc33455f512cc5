"""Who is not in a list that has not loaded is not absent, and nothing is closed for it."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from listed import Screen, permissions_on, row, screen_of

from harness.errors import InfrastructureError, NotShown
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope
from harness.screen.element import Element
from harness.screen.picking import Missing
from harness.screen.reading import Reading
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
NOT_LOADED = ("Couldn't load. Tap to retry", "Loading...", "Please wait")


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


def test_a_question_in_front_of_the_list_tells_of_nobody(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words are no list: who is behind it is not absent."""
    asks = screen_of(_shown("Allow TikTok to send you notifications?"))
    listed = screen_of(TITLE, INVITE, row(400, str(MEMBER)))
    before_list = permissions_on(Screen(guard, *[asks] * 4, listed), monkeypatch)
    assert before_list.standing_of(MEMBER) == "listed"
    assert permissions_on(Screen(guard, asks), monkeypatch).standing_of(MEMBER) == "unknown"


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
    for shown, fault in [(frame, InfrastructureError), (screen_of(TITLE, INVITE, LOADS), NotShown)]:
        with pytest.raises(fault, match=r"The list on Permissions does not (tell|load)"):
            permissions_on(Screen(guard, shown), monkeypatch).wait_loaded()


@pytest.mark.parametrize("ask", [PermissionsPage.lists, PermissionsPage.offers_removal_of])
def test_a_bare_frame_tells_nothing(
    guard: InvitationGuard,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[PermissionsPage, Contact], bool],
) -> None:
    """The guide does not say that the Admin is listed: the list may be empty, and no app failed."""
    with pytest.raises(InfrastructureError) as refused:
        ask(permissions_on(Screen(guard, screen_of(TITLE, INVITE)), monkeypatch), MEMBER)
    assert str(refused.value) == (
        "The list on Permissions does not tell who is in it: no row comes.\n"
        "  Seen: a screen showing: Permissions, Invite\n"
        "  Do: look there by hand, whether the list is empty, or has rows in which nothing can be"
        " read; nobody is taken for absent"
    )


def _described(text: str, top: int, *, bottom: int = 0, left: int = 0) -> str:
    return (
        f'<a package="app" class="x" content-desc="{text}"'
        f' bounds="[{left},{top}][{left + 1000 if not left else left + 60},{bottom or top + 60}]"/>'
    )


@pytest.mark.parametrize(
    ("described", "has_come"),
    [
        (_described("Fern Blue, owner", 400), True),
        (_described("Back", 100, left=5), False),
        (_described("Help", 900, left=900), False),
        (_described("Invite somebody", 190, bottom=270), False),
        (_described("Could not load", 400), False),
    ],
)
def test_rows_may_have_words_for_screen_readers_only(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch, described: str, *, has_come: bool
) -> None:
    """Pictures in the bar have them, too."""
    page = permissions_on(Screen(guard, screen_of(TITLE, INVITE, described)), monkeypatch)
    assert page.standing_of(MEMBER) == ("absent" if has_come else "unknown")


def test_a_frame_that_stood_bare_is_not_waited_for_before_each_invite(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that loads is."""
    waited: list[float | None] = []
    monkeypatch.setattr(Element, "tap", lambda _: None)
    screen = Screen(guard, screen_of(TITLE, INVITE))
    answers = screen.answers

    def noted(*args: Any, timeout_s: float | None = None, **more: Any) -> Any:
        waited.append(timeout_s)
        return answers(*args, timeout_s=timeout_s, **more)

    monkeypatch.setattr(screen, "answers", noted)
    page = permissions_on(screen, monkeypatch)
    for _ in range(2):
        page.start_invitation()
    screen.readings = [screen_of(TITLE, INVITE, LOADS)]
    for _ in range(2):
        with pytest.raises(NotShown):
            page.start_invitation()
    assert waited == [None, screen.quiet_s, screen.quiet_s, None]


@pytest.mark.parametrize("says", [LOADS, *(_shown(each, 400) for each in NOT_LOADED)])
def test_nobody_is_invited_before_it_was_seen_who_is(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    """A list that loads, or did not, may have them: they would get a second invitation."""
    tapped: list[Element] = []
    monkeypatch.setattr(Element, "tap", tapped.append)
    page = permissions_on(Screen(guard, screen_of(TITLE, INVITE, says)), monkeypatch)
    with pytest.raises(NotShown, match="The list on Permissions does not load"):
        page.start_invitation()
    assert tapped == []


def test_rows_that_come_one_after_the_other_are_all_read(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Admin's own first, then those who are invited: another request of the app's."""
    told: list[Standing] = []
    monkeypatch.setattr(guard, "list_seen", lambda standing: told.append(standing(MEMBER)))
    monkeypatch.setattr(Element, "tap", lambda _: None)
    own = screen_of(TITLE, INVITE, row(400, "+1 202-555-0100"))
    both = screen_of(TITLE, INVITE, row(400, "+1 202-555-0100"), row(560, str(MEMBER)))
    permissions_on(Screen(guard, own, both), monkeypatch).start_invitation()
    permissions_on(Screen(guard, own), monkeypatch).start_invitation()
    assert told == ["listed", "absent"]


@pytest.mark.parametrize("words", ["Loading...", "Please wait", "Who may act for this account"])
def test_words_in_the_frame_are_no_list_as_long_as_rows_may_come(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Rows have the profile's time, which is more than absence takes."""
    monkeypatch.setattr(Screen, "read_anywhere", _seen_once)
    frame = screen_of(TITLE, INVITE, _shown(words, 300))
    whole = screen_of(TITLE, INVITE, _shown(words, 300), row(400, str(MEMBER)))
    page = permissions_on(Screen(guard, frame, frame, frame, whole), monkeypatch)
    assert page.lists(MEMBER)
    page = permissions_on(Screen(guard, frame, frame, whole), monkeypatch)
    assert page.find_once(MEMBER, lambda _: True) is not None


def _seen_once(screen: Screen, look: Callable[[Reading], Any]) -> Any:
    found = look(screen.read())
    return None if isinstance(found, Missing) else found


@pytest.mark.parametrize(
    "says", [LOADS, _shown("Couldn't load", 400), "", row(400, "+1 ***-***-0147")]
)
def test_a_list_that_does_not_tell_has_no_missing_row(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    """That a row should be there is no reason to blame the app for more than it shows."""
    page = permissions_on(Screen(guard, screen_of(TITLE, INVITE, says)), monkeypatch)
    with pytest.raises((NotShown, InfrastructureError)) as raised:
        page.find_once(MEMBER, lambda _: True)
    assert "The list on Permissions" in str(raised.value)


def _people(*tops: tuple[int, str]) -> Reading:
    return screen_of(TITLE, INVITE, *(row(top, who) for top, who in tops))


FIRST, SECOND, THIRD = (f"+1 202-555-01{last}" for last in (91, 92, 93))


@pytest.mark.parametrize(
    ("readings", "standing"),
    [
        ([_people((2100, FIRST)), _people((1200, FIRST), (2100, SECOND))], "absent"),
        ([_people((2100, FIRST)), _people((2100, SECOND))], "unknown"),
        ([_people((2100, FIRST)), _people((2100, SECOND)), _people((900, str(MEMBER)))], "listed"),
        (
            [_people((400, THIRD), (2100, FIRST)), _people((400, THIRD), (2100, SECOND))],
            "unknown",
        ),
    ],
)
def test_nobody_is_absent_from_a_list_that_was_read_with_gaps(
    guard: InvitationGuard,
    monkeypatch: pytest.MonkeyPatch,
    readings: list[Reading],
    standing: Standing,
) -> None:
    """A swipe may go further than the finger; what stands still whatever is scrolled is no row."""
    rows = permissions_on(Screen(guard, readings[0]), monkeypatch)._rows
    assert rows.standing_of(MEMBER, readings) == standing


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
