import time
from collections.abc import Callable

import pytest

from harness.errors import NotShown, OutcomeUnknown, RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope

MEMBER = Contact("phone", "+1 202-555-0147")
ADDRESS = Contact("email", "member@example.com")
COLLEAGUE = Contact("phone", "+1 202-555-0102")
STRANGER = Contact("phone", "+1 202-555-0199")


@pytest.fixture
def guard(journal: Journal, scope: Scope) -> InvitationGuard:
    """Two who may be invited, and one who had joined before."""
    return InvitationGuard(journal, scope, [MEMBER, ADDRESS, COLLEAGUE], [COLLEAGUE])


class Finger:
    """Counts taps, and notes what the journal said when each of them fell."""

    def __init__(self, journal: Journal, fault: BaseException | None = None) -> None:
        self.journal, self.fault = journal, fault
        self.states: list[list[str]] = []

    def __call__(self) -> None:
        self.states.append([entry.state for entry in self.journal.open_entries()])
        if self.fault is not None:
            raise self.fault


def _never() -> None:
    pytest.fail("tapped")


def test_the_intent_is_in_the_journal_before_the_tap(
    guard: InvitationGuard, journal: Journal, scope: Scope
) -> None:
    """Whatever happens from then on, somebody can look after it."""
    finger = Finger(journal)
    guard.drafted(MEMBER)
    guard.role_chosen("Operator")
    guard.send(finger)
    assert finger.states == [["intended"]]
    (entry,) = guard.open_entries()
    assert (entry.state, entry.scope) == ("tapped", scope)
    assert (entry.contact_kind, entry.contact, entry.role) == (
        "phone",
        "+1 202-555-0147",
        "Operator",
    )


@pytest.mark.parametrize(
    ("contact", "noted"), [(MEMBER, ["tapped"]), (Contact("phone", "+1 202-555-0198"), [])]
)
def test_who_may_have_been_told_by_continue_is_noted(
    guard: InvitationGuard, journal: Journal, contact: Contact, noted: list[str]
) -> None:
    """In doubt, once, and as what can be looked for in the list."""
    guard.list_seen(lambda _: "absent")
    guard.drafted(contact)
    for _ in range(2):
        guard.passed_over_roles()
    entries = guard.open_entries()
    assert [entry.state for entry in entries] == noted
    for entry in entries:
        assert entry.contact == contact.written
        assert entry.remark == "no roles came after Continue, which may have sent it"
        assert (entry.was_absent, guard.rest_s(entry) > 0) == (True, True)
    assert journal.entries() == entries


@pytest.mark.parametrize(
    "look", [lambda guard: guard.shown(MEMBER), lambda guard: guard.list_seen(lambda _: "listed")]
)
@pytest.mark.parametrize(
    ("before", "states"), [("absent", ["tapped"]), ("listed", []), ("unknown", [])]
)
def test_who_is_in_the_list_since_an_invitation_was_left_is_noted(
    guard: InvitationGuard,
    journal: Journal,
    look: Callable[[InvitationGuard], None],
    before: Standing,
    states: list[str],
) -> None:
    """The app has sent it by another tap than Invite; who may have been there before is others'."""
    guard.list_seen(lambda _: before)
    guard.drafted(MEMBER)
    guard.shown(MEMBER)
    assert journal.entries() == []
    guard.abandoned()
    look(guard)
    guard.shown(MEMBER)
    entries = guard.open_entries()
    assert [each.state for each in entries] == states
    assert [guard.rest_s(each) for each in entries] == [0] * len(entries)
    assert journal.entries() == entries


def test_an_invitation_that_was_left_in_another_scenario_explains_no_row(
    guard: InvitationGuard, journal: Journal
) -> None:
    """Meanwhile anybody may have invited them."""
    with guard.scenario("phone", lambda _: True):
        guard.list_seen(lambda _: "absent")
        guard.drafted(MEMBER)
        guard.abandoned()
    guard.shown(MEMBER)
    assert journal.entries() == []


def test_an_address_is_invited_as_an_address(guard: InvitationGuard, journal: Journal) -> None:
    """The clean-up must know what to look for."""
    guard.drafted(ADDRESS)
    guard.send(Finger(journal))
    assert [entry.contact_kind for entry in guard.open_entries()] == ["email"]


def test_a_stranger_is_refused_before_the_tap(guard: InvitationGuard, journal: Journal) -> None:
    """Nothing is tapped, nothing is noted; the error says who is listed and what to do."""
    guard.drafted(STRANGER)
    with pytest.raises(RecipientRefused) as refused:
        guard.send(_never)
    assert str(refused.value) == (
        "+1 202-555-0199 must not be invited: not listed under `members`.\n"
        "  Listed: +1 202-555-0147, member@example.com, +1 202-555-0102\n"
        "  Do: add the contact to the people file, if it is one of your own"
    )
    assert journal.open_entries() == []


def test_nobody_listed_is_said_so(journal: Journal, scope: Scope) -> None:
    """An empty list reads as a word."""
    guard = InvitationGuard(journal, scope, [])
    guard.drafted(MEMBER)
    with pytest.raises(RecipientRefused, match="Listed: nobody"):
        guard.send(_never)


def test_an_address_typed_as_a_number_is_refused(guard: InvitationGuard) -> None:
    """It is listed as an address only."""
    guard.drafted(Contact("phone", "member@example.com"))
    with pytest.raises(RecipientRefused):
        guard.send(_never)


def test_another_spelling_of_a_listed_number_is_let_through(
    guard: InvitationGuard, journal: Journal
) -> None:
    """One contact, however it is written."""
    finger = Finger(journal)
    guard.drafted(Contact("phone", "+12025550147"))
    guard.send(finger)
    assert len(finger.states) == 1


def test_without_a_draft_nothing_is_tapped(guard: InvitationGuard) -> None:
    """Nobody was entered through the harness, so nobody knows whom the tap would reach."""
    with pytest.raises(RecipientRefused) as refused:
        guard.send(_never)
    assert str(refused.value) == (
        "Invite was about to be tapped, but nobody was entered through the harness.\n"
        "  Do: enter the contact with the page's own verb"
    )


@pytest.mark.parametrize("left", [InvitationGuard.abandoned, lambda guard: guard.send(lambda: 0)])
def test_a_draft_is_good_for_one_tap(
    guard: InvitationGuard, left: Callable[[InvitationGuard], None]
) -> None:
    """After leaving or sending, the next tap needs the next contact."""
    guard.drafted(MEMBER)
    left(guard)
    with pytest.raises(RecipientRefused):
        guard.send(_never)


def test_a_role_without_a_contact_is_no_draft(guard: InvitationGuard) -> None:
    """Choosing a role alone allows nothing."""
    guard.role_chosen("Admin")
    with pytest.raises(RecipientRefused):
        guard.send(_never)


def test_the_last_contact_and_role_count(guard: InvitationGuard, journal: Journal) -> None:
    """People change their minds; a new contact has no role yet."""
    guard.drafted(MEMBER)
    guard.role_chosen("Admin")
    guard.drafted(ADDRESS)
    guard.send(Finger(journal))
    assert [(entry.contact, entry.role) for entry in guard.open_entries()] == [
        ("member@example.com", "")
    ]


def test_a_button_that_never_came_closes_the_entry(
    guard: InvitationGuard, journal: Journal
) -> None:
    """Nothing was tapped, so nothing is open, and the contact may still be invited."""
    guard.drafted(MEMBER)
    with pytest.raises(NotShown):
        guard.send(Finger(journal, NotShown("no Invite")))
    assert guard.open_entries() == []
    finger = Finger(journal)
    guard.send(finger)
    assert len(finger.states) == 1


def test_an_interrupted_run_leaves_the_intent_open(
    guard: InvitationGuard, journal: Journal
) -> None:
    """Ctrl-C in the middle of the tap is doubt, too."""
    guard.drafted(MEMBER)
    with pytest.raises(KeyboardInterrupt):
        guard.send(Finger(journal, KeyboardInterrupt()))
    assert [entry.state for entry in guard.open_entries()] == ["intended"]
    assert len(guard.sent_at_s(MEMBER, 60)) == 1


def test_a_confirmed_invitation_stays_open_until_it_is_undone(
    guard: InvitationGuard, journal: Journal
) -> None:
    """Seen is not closed: the member still holds it."""
    guard.drafted(MEMBER)
    guard.send(Finger(journal))
    guard.confirmed()
    (entry,) = guard.open_entries()
    assert entry.state == "seen"
    guard.undone(entry, "removed")
    assert guard.open_entries() == []


def test_when_somebody_was_invited_is_known_after_it_was_undone(
    guard: InvitationGuard, journal: Journal
) -> None:
    """A message of it may still come; what was never tapped has none, nor what others were sent."""
    began_s = time.time()
    guard.drafted(MEMBER)
    with pytest.raises(NotShown):
        guard.send(Finger(journal, NotShown("no Invite")))
    assert guard.sent_at_s(MEMBER, 60) == ()
    guard.send(Finger(journal))
    for entry in guard.open_entries():
        guard.undone(entry, "removed")
    guard.drafted(ADDRESS)
    guard.send(Finger(journal))
    [sent_s] = guard.sent_at_s(Contact("phone", "+1 (202) 555 0147"), 60)
    assert began_s - 0.001 <= sent_s <= time.time()
    assert guard.sent_at_s(MEMBER, -60) == ()


def test_an_answer_without_a_tap_changes_nothing(guard: InvitationGuard) -> None:
    """A late confirmation belongs to nobody."""
    guard.confirmed()
    assert guard.open_entries() == []


def test_who_could_not_be_taken_back_gets_no_second_invitation(
    guard: InvitationGuard, journal: Journal
) -> None:
    """Nothing is tapped, and it is no fault of the app's."""
    with guard.scenario("phone", lambda _: True):
        guard.drafted(MEMBER)
        guard.send(Finger(journal))
        guard.confirmed()
    guard.drafted(MEMBER)
    with pytest.raises(OutcomeUnknown) as unknown:
        guard.send(_never)
    [entry] = guard.open_entries()
    assert str(unknown.value) == (
        f"+1 202-555-0147 was invited before: entry {entry.id} of the journal is open.\n"
        "  Nothing was tapped: nobody gets a second invitation.\n"
        f"  Do: harness reap --profile {entry.scope.profile}. It takes back what the list on"
        " Permissions shows, or says what is to be done"
    )


def test_who_may_have_joined_by_name_gets_no_second_invitation_either(
    guard: InvitationGuard, journal: Journal
) -> None:
    """The next run cannot see whether the person was removed; somebody has to say so."""
    with guard.scenario("phone", lambda _: True):
        guard.drafted(MEMBER)
        guard.send(Finger(journal))
        guard.confirmed()
        guard.joined(MEMBER)
    guard.drafted(MEMBER)
    with pytest.raises(OutcomeUnknown) as unknown:
        guard.send(_never)
    [entry] = guard.open_entries()
    assert str(unknown.value) == (
        f"+1 202-555-0147 was invited before: entry {entry.id} of the journal is open.\n"
        "  Nothing was tapped: nobody gets a second invitation.\n"
        "  Do: remove the contact by hand in Permissions; it may stand there by name.\n"
        "  A run with has_joined: true for it in the people file, with --profile virtual, closes"
        " the entry"
    )


def test_that_somebody_may_have_joined_is_noted_on_their_own_entries(
    guard: InvitationGuard, journal: Journal
) -> None:
    """However the contact is written; until it is known again where they stand."""
    for contact in (MEMBER, ADDRESS):
        guard.drafted(contact)
        guard.send(Finger(journal))
    other_spelling = Contact("phone", "+12025550147")
    guard.joined(other_spelling)
    assert [bool(entry.joined_at) for entry in guard.open_entries()] == [True, False]
    guard.accounted_for(other_spelling)
    assert [bool(entry.joined_at) for entry in guard.open_entries()] == [False, False]


def test_a_member_of_the_list_may_be_removed(guard: InvitationGuard) -> None:
    """The tap falls while Remove is let through, and only then."""
    taps: list[str] = []

    def tap() -> None:
        guard.refuse_past_guard("RemovalDialog.remove")
        taps.append("tap")

    guard.remove(MEMBER, tap)
    assert taps == ["tap"]
    with pytest.raises(RecipientRefused):
        guard.refuse_past_guard("RemovalDialog.remove")


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        (COLLEAGUE, "+1 202-555-0102 must not be removed: marked has_joined in the people file."),
        (STRANGER, "+1 202-555-0199 must not be removed: not listed under `members`."),
    ],
)
def test_others_are_not_removed(guard: InvitationGuard, contact: Contact, why: str) -> None:
    """Whoever had joined before, and whoever is nobody of the user's own."""
    with pytest.raises(RecipientRefused) as refused:
        guard.remove(contact, _never)
    assert str(refused.value) == (
        f"{why}\n"
        "  Nothing was tapped.\n"
        "  Do: let scenarios remove only members whom they have invited themselves"
    )


def test_undoing_the_pending_entry_ends_the_wait_for_its_answer(
    guard: InvitationGuard, journal: Journal
) -> None:
    """An answer that comes afterwards does not bring the entry back."""
    guard.drafted(MEMBER)
    guard.send(Finger(journal))
    guard.undone(guard.open_entries()[0])
    guard.confirmed()
    assert guard.open_entries() == []


def test_who_had_joined_before_is_protected(guard: InvitationGuard) -> None:
    """Cleaning up must not throw out a real member."""
    assert guard.is_protected(Contact("phone", "+12025550102"))
    assert not guard.is_protected(MEMBER)


def test_entries_of_other_organizations_and_profiles_are_left_alone(
    guard: InvitationGuard, journal: Journal, scope: Scope
) -> None:
    """They cannot be undone from here."""
    journal.intend(
        Scope(scope.profile, scope.phone, "Amber Pine Kitchen"), "phone", "+12025550147", ""
    )
    journal.intend(Scope("emulator", scope.phone, scope.organization), "phone", "+12025550147", "")
    assert guard.open_entries() == []
    journal.intend(
        Scope(scope.profile, "virtual-2", scope.organization), "phone", "+12025550147", ""
    )
    assert len(guard.open_entries()) == 1


def test_a_closed_guard_lets_nobody_through(journal: Journal) -> None:
    """Not even a listed member: it says why, and nothing is noted."""
    member = Contact("phone", "+1 202-555-0147")
    scope = Scope("virtual", "phone", "here")
    guard = InvitationGuard(journal, scope, [member], closed="a capture invites nobody")
    guard.drafted(member)
    taps: list[str] = []
    with pytest.raises(RecipientRefused, match="nothing was: a capture invites nobody"):
        guard.send(lambda: taps.append("tap"))
    assert taps == []
    assert journal.open_entries() == []
    with pytest.raises(RecipientRefused, match="must not be removed: a capture invites nobody"):
        guard.remove(member, lambda: taps.append("tap"))
    assert taps == []


def test_a_part_that_reaches_people_is_tapped_while_sending_only(journal: Journal) -> None:
    """Before and after, a tap on it goes past the guard, and is refused."""
    member = Contact("phone", "+1 202-555-0147")
    guard = InvitationGuard(journal, Scope("virtual", "phone", "here"), [member])
    guard.drafted(member)
    with pytest.raises(RecipientRefused, match=r"RolePage\.invite was about to be tapped past"):
        guard.refuse_past_guard("RolePage.invite")
    guard.send(lambda: guard.refuse_past_guard("RolePage.invite"))
    with pytest.raises(RecipientRefused):
        guard.refuse_past_guard("RolePage.invite")
