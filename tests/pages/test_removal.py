"""The way of a removal: nobody moves the rows meanwhile, and a list that loads is no answer."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from listed import Screen, node, permissions_on, row, screen_of

from harness.errors import InfrastructureError, NotShown, SessionLost
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope
from harness.screen.picking import Missing
from harness.screen.reading import Reading
from pages.permissions import PermissionsPage
from pages.removal import RemovalDialog, RemovalSheet, RowMoved
from pages.withdrawal import withdraw
from steps import removal

MEMBER = Contact("phone", "+1 202-555-0147")
OTHER = "+1 202-555-0199"


@pytest.fixture
def guard(journal: Journal) -> InvitationGuard:
    """The member may be invited, and removed."""
    return InvitationGuard(journal, Scope("virtual", "phone", "here"), [MEMBER])


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Empty."""
    return Journal(tmp_path / "journal.sqlite3")


def test_a_row_is_tapped_where_it_stands_still(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody above joins the list while it is looked at: the place of before is another's."""
    first, moved = screen_of(row(300, str(MEMBER))), screen_of(row(450, str(MEMBER)))
    screen = Screen(guard, first, moved, moved)
    permissions_on(screen, monkeypatch).open_menu_of(MEMBER)
    assert screen.done == ["its row is moving", (980, 525)]


def test_a_row_that_moves_all_the_time_says_nothing_of_the_app(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tap would meet another one; where it has left the list meanwhile, that is the app's."""
    moving = [screen_of(row(top, str(MEMBER))) for top in (300, 450, 600)]
    gone = screen_of(row(300, "+1 202-555-0199"))
    for last, raised in ((moving[0], RowMoved), (gone, NotShown)):
        screen = Screen(guard, *moving, last)

        def wait_for(look: Callable[[], Any], *_: object) -> None:
            assert all(isinstance(look(), Missing) for _ in range(3))
            raise NotShown("Waited 5 s for it.")

        monkeypatch.setattr(screen, "wait_for", wait_for)
        with pytest.raises(raised):
            permissions_on(screen, monkeypatch).open_menu_of(MEMBER)
        assert screen.done == []


def test_rows_that_load_late_are_seen(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty list is no proof that somebody is not in it."""
    screen = Screen(guard, screen_of(), screen_of(row(300, str(MEMBER))))
    assert permissions_on(screen, monkeypatch).lists(MEMBER)
    screen = Screen(guard, screen_of(), screen_of(row(300, OTHER)))
    assert not permissions_on(screen, monkeypatch).lists(MEMBER)


def test_a_masked_row_is_no_answer(guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be the member's or not."""
    screen = Screen(guard, screen_of(row(300, "+1 ***-***-0147")))
    with pytest.raises(InfrastructureError) as unknown:
        permissions_on(screen, monkeypatch).lists(MEMBER)
    assert str(unknown.value) == (
        "The list on Permissions does not tell whether +1 202-555-0147 is in it.\n"
        "  Seen: a row may be theirs that hides characters, or shows a name instead\n"
        "  Do: look there by hand; nobody is removed who is not known"
    )


def test_who_joined_is_known_again_once_the_list_shows_them(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From then on not to be in it means to be out."""
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    guard.joined(MEMBER)
    screen = Screen(guard, screen_of(row(300, OTHER)))
    with pytest.raises(InfrastructureError, match="does not tell"):
        permissions_on(screen, monkeypatch).lists(MEMBER)
    screen = Screen(guard, screen_of(row(300, str(MEMBER))), screen_of(row(300, OTHER)))
    assert permissions_on(screen, monkeypatch).lists(MEMBER)
    assert not permissions_on(screen, monkeypatch).lists(MEMBER)


def test_who_is_taken_out_of_a_fresh_list_is_known_to_be_out(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also an invitation on which a wrong code was tried: it stands there, so nobody joined."""
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    guard.joined(MEMBER)
    screen = Screen(guard, screen_of(row(300, f"{MEMBER}, Pending")))
    permissions = permissions_on(screen, monkeypatch)
    monkeypatch.setattr(RemovalSheet, "remove_user", lambda *_: RemovalDialog(permissions.screen))
    monkeypatch.setattr(RemovalDialog, "confirm", lambda *_: None)
    monkeypatch.setattr(PermissionsPage, "wait_without", lambda *_: None)
    assert permissions.lists(MEMBER)
    assert guard.may_have_joined(MEMBER)
    permissions.remove(MEMBER)
    assert not guard.may_have_joined(MEMBER)


def _question(behind: str, asked: str) -> Reading:
    return screen_of(
        row(300, behind),
        node(
            "[100,900][980,1400]",
            node("[140,940][940,1100]", text=asked),
            node("[600,1200][940,1300]", text="Remove"),
        ),
    )


@pytest.mark.parametrize(
    ("behind", "asked", "is_asked"),
    [
        (str(MEMBER), f"Remove {OTHER}?", False),
        (OTHER, f"Remove {MEMBER}?", True),
        (str(MEMBER), "Remove this person?", True),
        (str(MEMBER), "Remove user8472910384?", True),
        (OTHER, "Remove +1 202***0147?", True),
        (OTHER, "Remove (202) \u2022\u2022\u2022-0147?", True),
    ],
)
def test_the_question_is_read_and_not_the_list_behind_it(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch, behind: str, asked: str, is_asked: bool
) -> None:
    """Whoever stands in the list behind says nothing about whom the app asks."""
    taps: list[Contact] = []
    monkeypatch.setattr(guard, "remove", lambda contact, _tap: taps.append(contact))
    monkeypatch.setattr(RemovalDialog, "wait_open", lambda page: page)
    screen: Any = Screen(guard, _question(behind, asked))
    if is_asked:
        RemovalDialog(screen).confirm(MEMBER)
    else:
        with pytest.raises(RowMoved, match=r"asks about 'Remove \+1 202-555-0199\?'"):
            RemovalDialog(screen).confirm(MEMBER)
    assert taps == ([MEMBER] if is_asked else [])


@pytest.mark.parametrize("asked", ["+1 202***0199", "m***@example.com", "(305) 555-0147"])
def test_a_question_that_cannot_be_about_the_member_is_answered_no(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """Also where it hides characters: what it shows is not the member's."""
    monkeypatch.setattr(RemovalDialog, "wait_open", lambda page: page)
    monkeypatch.setattr(guard, "remove", lambda *_: pytest.fail("somebody else is removed"))
    screen: Any = Screen(guard, _question(str(MEMBER), f"Remove {asked}?"))
    with pytest.raises(RowMoved, match="asks about"):
        RemovalDialog(screen).confirm(MEMBER)
    assert screen.done == ["back"]


def test_a_question_that_names_nobody_over_a_list_of_others_is_answered_no(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The member's row was there a moment ago: whose three dots were tapped is not known."""
    monkeypatch.setattr(RemovalDialog, "wait_open", lambda page: page)
    monkeypatch.setattr(guard, "remove", lambda *_: pytest.fail("somebody else is removed"))
    screen: Any = Screen(guard, _question(OTHER, "Remove this person?"))
    with pytest.raises(RowMoved, match=r"asks about '\+1 202-555-0199'"):
        RemovalDialog(screen).confirm(MEMBER)


def test_a_question_may_follow_its_buttons(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Remove is there, and whom it is about is not yet: it is not tapped before."""
    monkeypatch.setattr(RemovalDialog, "wait_open", lambda page: page)
    monkeypatch.setattr(guard, "remove", lambda *_: pytest.fail("somebody else is removed"))
    late = screen_of(node("[600,1200][940,1300]", text="Remove"))
    screen: Any = Screen(guard, late, late, _question(str(MEMBER), f"Remove {OTHER}?"))
    with pytest.raises(RowMoved, match="asks about"):
        RemovalDialog(screen).confirm(MEMBER)


def test_three_dots_may_follow_the_name(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row is drawn bit by bit, too."""
    bare = screen_of(node("[0,300][1080,450]", node("[40,320][700,380]", text=str(MEMBER))))
    screen = Screen(guard, bare, bare, bare, screen_of(row(300, str(MEMBER))))
    permissions_on(screen, monkeypatch).open_menu_of(MEMBER)
    assert screen.done[-2:] == ["its row is moving", (980, 375)]
    assert "its row has no three dots" in screen.done


def test_nobody_moves_the_rows_from_the_three_dots_to_remove(
    guard: InvitationGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a scenario names each tap of the way."""
    course: list[str] = []

    @contextmanager
    def alone() -> Iterator[None]:
        course.append("alone")
        yield
        course.append("with others")

    permissions = SimpleNamespace(
        open_menu_of=lambda _: course.append("menu"),
        wait_without=lambda _: course.append("row gone"),
    )
    app = SimpleNamespace(screen=SimpleNamespace(guard=guard), permissions=permissions)
    cast: Any = SimpleNamespace(admin=lambda: app)
    received: Any = SimpleNamespace(contact=MEMBER)
    monkeypatch.setattr(RemovalDialog, "confirm", lambda *_: course.append("remove"))
    with guard.scenario("udid-3", lambda _: True, alone), ExitStack() as kept:
        removal.taps_three_dots(cast, received, kept)
        removal.taps_remove(cast, received, kept)
        course.append("next")
    assert course == ["alone", "menu", "remove", "row gone", "with others", "next"]


@pytest.mark.parametrize(
    ("before", "rows", "is_out"),
    [
        ("absent", 1, True),
        ("absent", 2, True),
        ("absent", 9, False),
        ("unknown", 1, True),
        ("unknown", 2, False),
    ],
)
def test_what_one_tap_made_several_times_is_taken_back_as_often(
    guard: InvitationGuard,
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    before: Standing,
    *,
    rows: int,
    is_out: bool,
) -> None:
    """Up to what two taps make; where nobody was seen before, a second one may be others'."""
    guard.list_seen(lambda _: before)
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    guard.confirmed()
    [entry] = journal.open_entries()
    lists = [
        screen_of(*[row(300 + 150 * n, str(MEMBER)) for n in range(left)])
        for left in range(rows, -1, -1)
    ]
    screen = Screen(guard, lists[0])
    told: list[str] = []
    monkeypatch.setattr(screen, "notes", SimpleNamespace(fallback=told.append), raising=False)
    removals: list[Contact] = []

    def remove(_page: PermissionsPage, contact: Contact) -> None:
        guard.remove(contact, lambda: guard.refuse_past_guard("RemovalDialog.remove"))
        removals.append(contact)
        screen.readings = [lists[len(removals)]]

    permissions = permissions_on(screen, monkeypatch)
    monkeypatch.setattr(PermissionsPage, "remove", remove)
    assert withdraw(permissions, entry) is is_out
    assert removals == [MEMBER] * min(rows, 2 if before == "absent" else 1)
    remarks = [each.remark for each in journal.open_entries()]
    still = f"{MEMBER} is still in the list on Permissions after Remove"
    assert remarks == ([] if is_out else [still])
    assert told == [f"not taken back: {each}" for each in remarks]


@pytest.mark.parametrize("invitations", [1, 2])
@pytest.mark.parametrize("is_lost", [False, True])
def test_one_row_at_most_is_ours_where_the_list_did_not_tell(
    guard: InvitationGuard,
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    invitations: int,
    *,
    is_lost: bool,
) -> None:
    """Whoever removed it, whether or not that was answered, for however many entries."""
    for _ in range(invitations):
        guard.list_seen(lambda _: "unknown")
        guard.drafted(MEMBER)
        guard.send(lambda: None)
        guard.confirmed()
    entries = journal.open_entries()

    def tap() -> None:
        guard.refuse_past_guard("RemovalDialog.remove")
        if is_lost:
            message = "the phone is gone"
            raise SessionLost(message)

    with suppress(SessionLost):
        guard.remove(MEMBER, tap)
    screen, told = Screen(guard, screen_of(row(300, str(MEMBER)))), list[str]()
    monkeypatch.setattr(screen, "notes", SimpleNamespace(fallback=told.append), raising=False)
    permissions = permissions_on(screen, monkeypatch)
    monkeypatch.setattr(PermissionsPage, "remove", pytest.fail)
    assert not any(withdraw(permissions, each) for each in entries)
    assert all("nobody is removed" in each for each in told)


def test_a_remove_that_was_not_tapped_takes_no_row(
    guard: InvitationGuard, journal: Journal
) -> None:
    """It may be tried again: the row is still there for the taking."""
    guard.list_seen(lambda _: "unknown")
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    guard.confirmed()
    with pytest.raises(NotShown):
        guard.remove(MEMBER, _does_not_come)
    assert not journal.open_entries()[0].was_listed


def _does_not_come() -> None:
    message = "no Remove"
    raise NotShown(message)


@pytest.mark.parametrize("removals", [0, 1])
def test_a_second_row_that_cannot_be_removed_is_noted(
    guard: InvitationGuard, journal: Journal, monkeypatch: pytest.MonkeyPatch, removals: int
) -> None:
    """What else is open is still taken back; where nothing works at all, that is told."""
    guard.list_seen(lambda _: "absent")
    guard.drafted(MEMBER)
    guard.send(lambda: None)
    [entry] = journal.open_entries()
    screen, done = Screen(guard, screen_of(row(300, str(MEMBER)))), list[Contact]()
    told: list[str] = []
    monkeypatch.setattr(screen, "notes", SimpleNamespace(fallback=told.append), raising=False)

    def remove(_page: PermissionsPage, contact: Contact) -> None:
        if len(done) == removals:
            raise NotShown("Waited 10 s for Remove user.", seen='the screen "Permissions"')
        done.append(contact)

    permissions = permissions_on(screen, monkeypatch)
    monkeypatch.setattr(PermissionsPage, "remove", remove)
    if not removals:
        with pytest.raises(NotShown):
            withdraw(permissions, entry)
        return
    assert withdraw(permissions, entry) is False
    why = (
        f"whether {MEMBER} is out of the list on Permissions is not known after Remove:"
        " Waited 10 s for Remove user."
    )
    assert told == [f"not taken back: {why}"]
    assert [each.remark for each in journal.open_entries()] == [why]


@pytest.mark.parametrize(("delivery_s", "is_out"), [(60, False), (0, True)])
def test_a_list_that_may_lag_closes_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, *, delivery_s: float, is_out: bool
) -> None:
    """The tap was in doubt, and the list does not show whom it may have invited."""
    guard = InvitationGuard(
        journal, Scope("virtual", "phone", "here"), [MEMBER], delivery_s=delivery_s
    )
    journal.intend(Scope("virtual", "phone", "here"), "phone", MEMBER.written, "Operator")
    [entry] = journal.open_entries()
    screen, told = Screen(guard, screen_of(row(300, OTHER))), list[str]()
    monkeypatch.setattr(screen, "notes", SimpleNamespace(fallback=told.append), raising=False)
    assert withdraw(permissions_on(screen, monkeypatch), entry) is is_out
    remarks = [each.remark for each in journal.open_entries()]
    assert told == [f"not taken back: {each}" for each in remarks]
    assert len(remarks) == (0 if is_out else 1)
    for remark in remarks:
        assert re.fullmatch(
            r"\+1 202-555-0147 is not in the list on Permissions yet, which may lag behind the tap"
            r" on Invite: the entry stays open"
            r" until a look after \d\d:\d\d:\d\d UTC",
            remark,
        )


@pytest.mark.parametrize(
    ("was_absent", "delivery_s", "is_out"), [(True, 60, True), (False, 60, False), (False, 0, True)]
)
def test_what_a_doubtful_tap_has_sent_is_taken_back_at_once(
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    *,
    was_absent: bool,
    delivery_s: float,
    is_out: bool,
) -> None:
    """Nothing more is to come, unless the row may be of before and our tap is on its way."""
    scope = Scope("virtual", "phone", "here")
    guard = InvitationGuard(journal, scope, [MEMBER], delivery_s=delivery_s)
    journal.intend(scope, "phone", MEMBER.written, "Operator", was_absent=was_absent)
    [entry] = journal.open_entries()
    screen, told = Screen(guard, screen_of(row(300, str(MEMBER)))), list[str]()
    monkeypatch.setattr(screen, "notes", SimpleNamespace(fallback=told.append), raising=False)

    def remove(_page: PermissionsPage, _contact: Contact) -> None:
        screen.readings = [screen_of(row(300, OTHER))]

    permissions = permissions_on(screen, monkeypatch)
    monkeypatch.setattr(PermissionsPage, "remove", remove)
    assert withdraw(permissions, entry) is is_out
    remarks = [each.remark for each in journal.open_entries()]
    assert told == [f"not taken back: {each}" for each in remarks]
    assert len(remarks) == (0 if is_out else 1)
    for remark in remarks:
        assert re.fullmatch(
            r"\+1 202-555-0147 was taken out of the list on Permissions, and may have been in it"
            r" before Invite was tapped; the tap is in doubt, and may have sent something that the"
            r" list shows late: the entry stays open until a look after \d\d:\d\d:\d\d UTC",
            remark,
        )
