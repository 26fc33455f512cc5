"""A screen may be there before what stands on it: its parts have the profile's time to come."""

from collections import Counter
from types import SimpleNamespace

import pytest
from drawn import drawn

from harness.errors import NotShown
from harness.invitations.contact import Contact
from harness.screen.locator import Locator
from pages.account_chooser import AccountChooserPage
from pages.confirmation import Answer, ConfirmationPage
from pages.inbox import InboxPage
from pages.joined import JoinedPage
from pages.member_row import RowReader

ACCOUNT = "Blue Fern Studio"
ADDED = f"You were added to {ACCOUNT}"
INBOX = "System notifications"
_REFUSAL = "They are already a member"


def test_the_last_word_is_waited_for_until_it_names_a_role() -> None:
    """Its line comes after the one with the account."""
    joined = JoinedPage(drawn(["OK"], [ADDED, "OK"], [ADDED, "OK"], [ADDED, "Operator", "OK"]))
    assert joined.wait_said(ACCOUNT) == f"{ADDED} Operator OK"


def test_a_last_word_without_a_role_is_told_as_it_is() -> None:
    """So that who reads it can say what is missing."""
    assert JoinedPage(drawn([ADDED, "OK"], element_s=0.2)).wait_said(ACCOUNT) == f"{ADDED} OK"


def test_a_role_without_the_account_is_no_last_word() -> None:
    """Another account's, or none's."""
    with pytest.raises(NotShown, match="the final message to name Blue Fern Studio"):
        JoinedPage(drawn(["Your role: Operator", "OK"], element_s=0.2)).wait_said(ACCOUNT)


def test_accounts_to_choose_from_are_waited_for() -> None:
    """The list's title is there before it, and what the list is for."""
    frame = ["Choose an account", "You can log in to any of them"]
    chooser = AccountChooserPage(drawn(frame, frame, frame, [*frame, f"> {ACCOUNT}"]))
    assert chooser.listed([ACCOUNT, "Quiet Harbor"]) == {ACCOUNT}
    chooser = AccountChooserPage(drawn(frame, frame, frame, [*frame, f"> {ACCOUNT}"]))
    assert chooser.find(ACCOUNT) is not None


def test_a_list_without_accounts_is_an_answer() -> None:
    """In the end; a title that reacts to a tap is no account."""
    chooser = AccountChooserPage(drawn(["> Choose an account"], element_s=0.2))
    assert chooser.listed([ACCOUNT]) == set()


def test_entries_of_before_may_still_load() -> None:
    """What comes within the time that absence takes is no news."""
    old = f"> Join {ACCOUNT} as Admin"
    inbox = InboxPage(drawn([INBOX], [INBOX, old], quiet_s=0.2))
    assert inbox.entries(ACCOUNT) == Counter([old.removeprefix("> ")])


def test_a_new_entry_is_waited_for_until_it_names_a_role() -> None:
    """Else it is told as it is."""
    known: Counter[str] = Counter()
    bare, whole = f"> Join {ACCOUNT}", f"> Join {ACCOUNT} as Admin"
    inbox = InboxPage(drawn([INBOX], [INBOX, bare], [INBOX, bare], [INBOX, whole]))
    assert inbox.wait_for_new_entry(ACCOUNT, known) == whole.removeprefix("> ")
    inbox = InboxPage(drawn([INBOX, bare], element_s=0.2))
    assert inbox.wait_for_new_entry(ACCOUNT, known) == bare.removeprefix("> ")


@pytest.mark.parametrize(
    ("frames", "answer"),
    [
        ([["> OK"], ["> OK", "Invitation sent"]], Answer("", "")),
        ([["> OK"], ["> OK", _REFUSAL]], Answer(_REFUSAL, "")),
        ([["> OK"]], Answer("", "")),
    ],
    ids=["confirms", "refuses", "says nothing"],
)
def test_an_answer_has_words_beside_its_ok(
    monkeypatch: pytest.MonkeyPatch, frames: list[list[str]], answer: Answer
) -> None:
    """What refuses may draw its button first; one without any words at all confirms in the end."""
    screen, refused = drawn(*frames, element_s=0.2), list[bool]()
    guard = SimpleNamespace(refused=lambda *, as_invited: refused.append(as_invited))
    monkeypatch.setattr(screen, "guard", guard)
    assert ConfirmationPage(screen).wait_answer() == answer
    assert refused == ([True] if answer.refusal else [])


@pytest.mark.parametrize(
    "frame",
    [
        ["Invitation sent. It can't be sent again for 24 hours.", "> OK"],
        ["Invitation sent. If they are already a member, nothing changes", "> OK"],
        ["Invitation sent. If it does not arrive, try again in 24 hours.", "> OK"],
        ["Invitation sent. They need an internet connection to join.", "> OK"],
        ["Invitation sent", "They can't be added until they accept.", "> OK"],
        ["> Invite", "Invitation sent. They can't be added before they accept.", "> OK"],
        [
            "An invitation was sent to +1 202-555-0147. If it does not arrive, try again later.",
            "> OK",
        ],
        ["An invitation has been sent. It can't be sent again for 24 hours.", "> OK"],
        ["Success! Your invitation was sent. It can't be sent again for 24 hours.", "> OK"],
        ["Success! Invitation sent", "They can't be added until they accept.", "> OK"],
        ["Email invitation sent", "You can't send another one for 24 hours", "> OK"],
        ["Invitation sent", "If they are already a member, nothing changes", "> OK"],
        ["Invitation sent", "If it does not arrive, try again in 24 hours.", "> OK"],
        ["Invitation sent to +1 202-555-0147 (unless they are already a member).", "> OK"],
        ["Invitation sent; they can't be added if they are already in another account.", "> OK"],
        ["Invitation sent on May 3, 2025. It can't be sent again for 24 hours.", "> OK"],
        ["Invitation sent", "They have already been told by SMS.", "> OK"],
        ["Invitation sent. Users already in another organization can't accept it.", "> OK"],
        ["Invitation sent. They already joined TikTok and will be told.", "> OK"],
        ["Invitation sent", "Didn't get it? Try again in 24 hours.", "> OK"],
        ["Invitation sent", "They need an internet connection to accept.", "> OK"],
        ["Invitation was successfully sent. It can't be sent again for 24 hours.", "> OK"],
        ["Invite sent", "You can't send another one for 24 hours", "> OK"],
        ["Your invitation to +1 202-555-0147 has been sent. You can't send another.", "> OK"],
    ],
)
def test_what_is_said_of_an_invitation_that_was_sent_refuses_nothing(
    monkeypatch: pytest.MonkeyPatch, frame: list[str]
) -> None:
    """A confirmation may go on, in the same sentence or in another one."""
    screen = drawn(frame, element_s=0.2)
    monkeypatch.setattr(screen, "guard", SimpleNamespace())
    assert ConfirmationPage(screen).wait_answer() == Answer("", "")


@pytest.mark.parametrize(
    "frame",
    [
        ["Already invited", "An invitation was sent to this number on May 3.", "> OK"],
        ["Invitation sent on May 3", "This person is already invited", "> OK"],
        ["This person is already invited. An invitation was sent to them earlier.", "> OK"],
        ["No invitation was sent. They are already a member.", "> OK"],
        ["No invitation sent. Something went wrong.", "> OK"],
        ["Limit reached: each invitation sent counts.", "> OK"],
        ["They can't be invited: the last invitation was sent 2 hours ago.", "> OK"],
        ["Invitation sent on May 3. This person is already invited.", "> OK"],
        ["The invitation was sent already: this person is already invited.", "> OK"],
        ["This person has already been invited. An invitation was sent to them.", "> OK"],
        ["Already invited: invitation sent to +1 202-555-0147", "> OK"],
        ["You have already invited them. Your invitation was sent on Monday.", "> OK"],
        ["The invitation was sent before. You can't invite them again.", "> OK"],
        ["Invitation was sent 2 days ago. You can't invite them again.", "> OK"],
        ["Invitation sent on May 3. You have already invited them before.", "> OK"],
        ["Invitation sent earlier", "They are already invited, so wait until then.", "> OK"],
        ["Invitation already sent", "> OK"],
        ["An invitation was already sent to this number.", "> OK"],
        ["Your invitation was sent but something went wrong. Try again.", "> OK"],
        ["Invitation sent", "Something went wrong", "> OK"],
        ["Limit: 1 invitation sent per day", "> OK"],
        ["Couldn't confirm invitation sent", "> OK"],
        ["Was the invitation sent? We could not tell. Try again.", "> OK"],
        ["Already invited", "An invitation was sent to them and is waiting.", "> Got it"],
        ["You can't invite this person", "An invitation was sent and is still pending.", "> OK"],
        ["Limit reached", "One invitation was sent to this number today.", "> OK"],
    ],
)
def test_what_is_said_of_another_invitation_confirms_nothing(
    monkeypatch: pytest.MonkeyPatch, frame: list[str]
) -> None:
    """Of one that was sent before, or that none was."""
    screen, refused = drawn(frame, element_s=0.2), list[bool]()
    guard = SimpleNamespace(refused=lambda *, as_invited: refused.append(as_invited))
    monkeypatch.setattr(screen, "guard", guard)
    answer = ConfirmationPage(screen).wait_answer()
    assert answer != Answer("", "")
    assert refused == ([] if answer.failure else ["lready" in answer.refusal])


def test_what_explains_a_confirmation_may_be_drawn_before_its_ok(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without OK it is no refusal yet."""
    words = ["Invitation sent", "They can't be added until they accept."]
    screen = drawn(words, [*words, "> OK"])
    monkeypatch.setattr(screen, "guard", SimpleNamespace())
    assert ConfirmationPage(screen).wait_answer() == Answer("", "")


def test_a_row_behind_it_that_says_so_excuses_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list has Invite, which a confirmation alone has not."""
    screen = drawn(["> Invite", "Invitation sent", _REFUSAL, "> OK"], element_s=0.2)
    refused = list[bool]()
    guard = SimpleNamespace(refused=lambda *, as_invited: refused.append(as_invited))
    monkeypatch.setattr(screen, "guard", guard)
    assert ConfirmationPage(screen).wait_answer() == Answer(_REFUSAL, "")
    assert refused == [True]


def test_a_row_that_comes_at_the_end_of_a_list_is_read() -> None:
    """It takes the place of the sign of loading, and moves no other; no row is like another."""
    rows = ["Permissions", "+1 202-555-0191", "+1 202-555-0192", "+1 202-555-0193"]
    late = [*rows, "member@example.com"]
    readings = drawn(rows, rows, late).read_through()
    assert "member@example.com" in readings[-1].texts
    clocked = [[f"{number} s left", *rows] for number in range(43)]
    readings = drawn(*clocked, late, rows).read_through()
    assert any("member@example.com" in each.texts for each in readings)
    reader = RowReader(Locator("text", ("Pending",)), ("Admin", "Operator"))
    assert reader.standing_of(Contact("email", "member@example.com"), readings) == "listed"
