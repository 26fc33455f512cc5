"""What counts as a refusal, as a failure, and as neither."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from harness.errors import InfrastructureError, NotAsPromised, NotShown
from harness.invitations.contact import Contact
from harness.screen.picking import Missing
from harness.screen.reading import Reading
from harness.screen.screen import Sought
from harness.session.sighting import Bounds
from pages.confirmation import REFUSED, Answer, ConfirmationPage, Outcome
from steps.pending import expect_refusal
from steps.roles import expect_role

REFUSALS = [
    "This person has already been invited.",
    "They are already a member of this account",
    "This person is a member of this account",
    "You can't invite yourself.",
    "You can\u2019t be invited",
    "This person cannot be invited",
    "This person can not be added",
    "Member limit reached",
    "This number is not valid",
    "Only an Admin can do this",
    "Only Admins can invite members.",
    "Only an Admin is allowed to invite",
    "Invalid phone number",
    "This is an invalid email address",
]
FAILURES = [
    "Something went wrong. Try again.",
    "Error 500",
    "Couldn't send",
    "Unable to connect",
    "Couldn\u2019t send",
]
CONFIRMATIONS = [
    "Invitation sent",
    "Invitation sent. If they already use TikTok, they will see it in their Inbox.",
    "They will be told how to join. You can't undo this.",
    "Invitation sent. The link works for a limited time.",
    "Invitation sent. It becomes invalid after 24 hours.",
    "Invitation sent. Only an Admin can remove them again.",
]


@pytest.mark.parametrize("words", REFUSALS)
def test_a_refusal_speaks_of_the_person(words: str) -> None:
    """Whoever is told so was not invited."""
    assert ConfirmationPage.refusal.locator.names([words])
    assert Answer.of(words, "") == Answer(words, "")


@pytest.mark.parametrize("words", FAILURES)
def test_a_failure_speaks_of_itself(words: str) -> None:
    """It is no refusal: the invitation may have been sent."""
    assert ConfirmationPage.failure.locator.names([words])
    assert not ConfirmationPage.refusal.locator.names([words])


@pytest.mark.parametrize(
    "words",
    [
        "Your invitation can't be sent. Check your network",
        "Invitation not sent. Retry?",
        "We can't send this right now",
        "You can't invite anybody: no internet connection",
        "You can't invite anybody now: too many attempts",
        "You can't invite anybody, you are temporarily blocked",
    ],
)
def test_what_blames_the_way_refuses_nobody(words: str) -> None:
    """The app's own request may have arrived: it has failed, and its doubt stays."""
    assert ConfirmationPage.refusal.locator.names([words])
    assert Answer.of(words, "") == Answer("", words)


@pytest.mark.parametrize("words", CONFIRMATIONS)
def test_a_confirmation_is_neither(words: str) -> None:
    """Also with words in it that refusals have."""
    assert not ConfirmationPage.refusal.locator.names([words])
    assert not ConfirmationPage.failure.locator.names([words])


MEMBER = Contact("phone", "+1 202-555-0147")
MEMBER_BY_MAIL = Contact("email", "member@example.com")
ADMIN, ADMIN_BY_MAIL = "+1 202-555-0100", "admin@example.com"


def _node(bounds: str, *children: str, text: str = "") -> str:
    inner = "".join(children)
    return f'<a package="app" class="x" text="{text}" bounds="{bounds}">{inner}</a>'


def _confirmation(*words: str) -> ConfirmationPage:
    """Over the list on Permissions, with somebody in it whom no file lists."""
    row = _node(
        "[0,300][1080,450]",
        _node("[40,310][700,370]", text="+1 604-555-0163, somebody@example.com"),
        _node("[40,380][700,440]", text="Operator"),
    )
    said = [
        _node(f"[140,{950 + 60 * at}][940,{1000 + 60 * at}]", text=each)
        for at, each in enumerate(words)
    ]
    panel = _node("[100,900][980,1400]", *said, _node("[600,1300][940,1390]", text="OK"))
    xml = f"<hierarchy>{_node('[0,0][1080,2340]', row, panel)}</hierarchy>"
    reading = Reading(xml, Bounds(0, 0, 1080, 2340), "app")
    screen: Any = SimpleNamespace(resolve=lambda _, locator: locator, read=lambda: reading)
    return ConfirmationPage(screen)


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (MEMBER, ["Invitation sent"]),
        (MEMBER, ["Invitation sent to (202) 555-0147"]),
        (MEMBER, ["Invitation sent to +1 ***-***-0148"]),
        (MEMBER, ["Invitation sent to +1 202-555-0147", f"Invited by {ADMIN}"]),
        (MEMBER, ["Invitation sent", f"You are {ADMIN_BY_MAIL}"]),
        (MEMBER, ["Invitation sent", "Questions? Write to help@example.com"]),
        (MEMBER_BY_MAIL, ["Invitation sent", "Questions? Write to help@example.com"]),
        (MEMBER_BY_MAIL, ["Invitation sent", "no-reply@example.com, eu.support@example.com"]),
        (MEMBER_BY_MAIL, ["Invitation sent to Member@example.com. Help: help@example.com"]),
    ],
    ids=[
        "nobody", "the-member", "hidden", "the-inviter-too", "of-another-kind", "help",
        "help-by-mail", "desks", "the-member-and-help",
    ],
)  # fmt: skip
def test_a_confirmation_may_name_the_member_or_nobody(contact: Contact, words: list[str]) -> None:
    """Whoever is named by a number that hides digits may be anybody; a help desk is nobody."""
    assert _confirmation(*words).others_named(contact) == []


@pytest.mark.parametrize("contact", [MEMBER, MEMBER_BY_MAIL])
def test_who_stands_behind_a_confirmation_without_words_is_not_named_in_it(
    contact: Contact,
) -> None:
    """Such as the Admin, in the list on Permissions: the guide promises no words beside OK."""
    assert _confirmation().others_named(contact) == []


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (MEMBER, "Invitation sent to +1 202-555-0148"),
        (MEMBER, f"Invitation sent to {ADMIN}"),
        (MEMBER_BY_MAIL, "Invitation sent to xmember@example.com"),
        (MEMBER_BY_MAIL, f"Invitation sent to {ADMIN_BY_MAIL}"),
        (MEMBER_BY_MAIL, "Invitation sent to helper@example.com"),
        (MEMBER_BY_MAIL, "Invitation sent to xmember@example.com. Help: help@example.com"),
    ],
)
def test_a_confirmation_names_nobody_in_the_members_place(contact: Contact, words: str) -> None:
    """Neither a stranger nor whoever invites; help does not stand in the way of seeing it."""
    assert _confirmation("Questions? help@example.com", words).others_named(contact) == [words]


def _closing(*, stays: bool, is_of_app: bool) -> ConfirmationPage:
    screen: Any = SimpleNamespace(
        resolve=lambda _, locator: locator,
        is_of_app=lambda: is_of_app,
        read=lambda: SimpleNamespace(describe=lambda: 'the screen "Messages"'),
        wait_for=_wait_once,
    )
    page = ConfirmationPage(screen)
    page.is_open = lambda: stays  # type: ignore[method-assign]
    return page


def _wait_once(look: Callable[[], Any], sought: Sought) -> Any:
    if isinstance(found := look(), Missing):
        raise NotShown(f"Waited 10 s for {sought.what}.", seen=found.why)
    return found


def test_a_confirmation_that_goes_is_closed() -> None:
    """Wherever the app goes on."""
    _closing(stays=False, is_of_app=True).wait_closed()


def test_a_confirmation_that_stays_is_not_closed() -> None:
    """A tap on OK came to nothing."""
    with pytest.raises(NotShown, match="Waited 10 s for ConfirmationPage to be left"):
        _closing(stays=True, is_of_app=True).wait_closed()


def test_an_app_that_goes_with_its_confirmation_has_not_closed_it() -> None:
    """It has crashed on OK."""
    with pytest.raises(NotAsPromised) as gone:
        _closing(stays=False, is_of_app=False).wait_closed()
    assert str(gone.value) == (
        "The app is gone: it has crashed, or another one has come in front.\n"
        "  Promised: OK closes the confirmation (guide, step 11)\n"
        '  Seen: the screen "Messages"\n'
        "  Look: the device log, for what made the app end"
    )


def _screen_in_vain(is_of_app: Callable[[], bool]) -> Any:
    def wait_for(*_: object) -> None:
        raise NotShown("Waited 10 s for OK.", seen='the screen "Messages"')

    return SimpleNamespace(
        resolve=lambda _, locator: locator, wait_for=wait_for, is_of_app=is_of_app
    )


def test_an_app_that_is_gone_has_not_answered() -> None:
    """Whoever reads it knows where to look for the reason."""
    with pytest.raises(NotAsPromised) as gone:
        ConfirmationPage(_screen_in_vain(lambda: False)).wait_answer()
    assert str(gone.value) == (
        "The app is gone: it has crashed, or another one has come in front.\n"
        "  Promised: a confirmation with OK (guide, step 11)\n"
        '  Seen: the screen "Messages"\n'
        "  Look: the device log, for what made the app end"
    )


def test_an_app_that_is_there_is_told_from_one_that_is_gone() -> None:
    """It has only not answered."""
    with pytest.raises(NotShown, match="Waited 10 s for OK"):
        ConfirmationPage(_screen_in_vain(lambda: True)).wait_answer()


def test_a_phone_that_fails_hides_no_silence() -> None:
    """That nothing was said is known; what is in front then is not."""

    def is_of_app() -> bool:
        raise InfrastructureError("the phone does not answer")

    with pytest.raises(NotShown, match="Waited 10 s for OK"):
        ConfirmationPage(_screen_in_vain(is_of_app)).wait_answer()


@pytest.mark.parametrize(
    "words",
    [
        "Network error. Please try again",
        "Network unstable. Try again later",
        "Unable to connect to the server",
        "Too many requests. Try again later",
        "You're offline. Check your connection",
        "Connection timed out",
        "You are doing this too often",
        "Check your connection",
        "Rate limit reached",
        "You have been blocked temporarily",
        "Couldn't connect to our servers",
        "Could not reach the server",
        "You can't invite anybody: no internet connection",
    ],
)
def test_an_answer_that_blames_the_way_is_no_broken_promise(words: str) -> None:
    """The account, the network or its server is asked too much of: nothing is known of the app."""
    assert ConfirmationPage.failure.locator.names([words])
    refusal = words if ConfirmationPage.refusal.locator.names([words]) else ""
    screen = _screen_in_vain(lambda: True)
    screen.wait_for = lambda *_: Answer.of(refusal, words)
    with pytest.raises(InfrastructureError) as blocked:
        ConfirmationPage(screen).wait_answer()
    assert str(blocked.value) == (
        "The app says that it cannot reach its servers, or is asked too often.\n"
        f"  Last seen: {words}\n"
        "  Do: look at the phone's network and at the account; this says nothing about the app"
    )


@pytest.mark.parametrize(
    "words", ["Something went wrong. Try again.", "Error 500", "Managing connections failed"]
)
def test_other_failures_are_the_apps_own(words: str) -> None:
    """They do not say that anything else is to blame."""
    screen = _screen_in_vain(lambda: True)
    screen.wait_for = lambda *_: Answer("", words)
    with pytest.raises(NotAsPromised, match="The app does not confirm the invitation"):
        ConfirmationPage(screen).confirm_sent()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer("You can't invite yourself", ""), [False]),
        (Answer("They are already a member", ""), [True]),
        (Answer("This person is a member", ""), [True]),
        (Answer("", "Something went wrong. Try again."), []),
        (Answer("They are already a member", "Error 500"), []),
    ],
)
def test_a_refusal_is_told_to_the_guard(answer: Answer, told: list[bool]) -> None:
    """And whether it speaks of an invitation; a failure is not: it may have been sent."""
    screen, said = _screen_in_vain(lambda: True), list[bool]()
    screen.wait_for = lambda *_: answer
    screen.guard = SimpleNamespace(refused=lambda *, as_invited: said.append(as_invited))
    assert ConfirmationPage(screen).wait_answer() is answer
    assert said == told


@pytest.mark.parametrize(
    "text",
    [
        "You're invited to join Blue Fern Studio as Operator.",
        "The Admin of Blue Fern Studio invited you to join as an Operator",
        "Operator at Blue Fern Studio: join now",
    ],
)
def test_the_offered_role_is_read_from_a_message(text: str) -> None:
    """Whoever invites may be named, too."""
    expect_role(text, str, "Operator", "to join as {}")


@pytest.mark.parametrize(
    "text", ["Join as Admin", "The Operator invited you to join as Admin", "Join Blue Fern Studio"]
)
def test_another_role_or_none_is_not_as_promised(text: str) -> None:
    """A message that leaves the role open promises nothing."""
    with pytest.raises(AssertionError, match="Promised: to join as Operator"):
        expect_role(text, str, "Operator", "to join as {}")


def test_silence_after_invite_is_an_outcome_of_its_own() -> None:
    """An endless spinner is no refusal."""
    outcome = ConfirmationPage(_screen_in_vain(lambda: True)).outcome()
    assert outcome == Outcome("unanswered", 'the screen "Messages"')


@pytest.mark.parametrize(
    ("outcome", "seen"),
    [
        (Outcome("confirmed"), "it was confirmed"),
        (Outcome("failed", "Error 500"), "a failure that does not say why: Error 500"),
        (Outcome("unanswered", 'the screen "Role"'), 'nothing was said, on the screen "Role"'),
    ],
)
def test_what_is_no_refusal(outcome: Outcome, seen: str) -> None:
    """And what is seen instead."""
    with pytest.raises(NotAsPromised) as failure:
        expect_refusal(outcome)
    assert str(failure.value) == f"Promised: the app says no, or leads no way on\n  Seen: {seen}"


def test_a_refusal_is_one() -> None:
    """With words or without."""
    expect_refusal(REFUSED)
    expect_refusal(Outcome("refused", "You can't invite yourself."))


@pytest.mark.parametrize("words", ["Invitation sent", "Your invitation was sent."])
def test_a_confirmation_is_known_by_its_words(words: str) -> None:
    """Nothing else has to be waited for then."""
    assert ConfirmationPage.sent.locator.names([words])


@pytest.mark.parametrize("words", ["Pending invitations", "Invitation", "Invite by email address"])
def test_words_of_other_screens_confirm_nothing(words: str) -> None:
    """They may lie behind an OK whose own words have not come yet."""
    assert not ConfirmationPage.sent.locator.names([words])
