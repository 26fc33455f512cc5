"""The member's invitation: what lets them in, what does not, on builds that nobody has seen."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from drawn import screen_on

from harness.invitations.contact import Contact
from harness.session.sighting import Bounds, Sighting
from pages.invitation import InvitationPage

REFUSALS = [
    "Verification code is incorrect",
    "That code is wrong. Try again",
    "This invitation has expired",
    "This link is no longer valid.",
    "This invitation has already been used",
    "This invitation was cancelled",
    "This invitation was sent to someone else",
    "This invitation doesn't exist",
]
FAILURES = [
    "Your invitation to join Blue Fern Studio as Operator could not be verified",
    "Your invitation to join Blue Fern Studio as Operator couldn't be verified",
    "We couldn\u2019t verify your invitation to join Blue Fern Studio as Operator",
    "We can\u2019t let you into Blue Fern Studio as Operator",
    "You cannot become an Operator of Blue Fern Studio",
    "You can not become an Operator of Blue Fern Studio",
    "Unable to add you to Blue Fern Studio as Operator",
    "Joining Blue Fern Studio as Operator failed",
]
NO_REFUSALS = [
    "You're invited to join Blue Fern Studio as Operator.",
    "Enter the code sent to +1 202-555-0147",
    "You were added to Blue Fern Studio",
    "Your role: Operator",
    "You were added to Blue Fern Studio as Operator. Operators can't change settings.",
    "You were added to Blue Fern Studio as Operator. Operators can't add members.",
    "You were added to Blue Fern Studio as Operator. You can't undo this.",
    "You can't change your role yourself.",
    "Can't find the code?",
    "If you can\u2019t open the link, contact support",
    "There are significant updates",
    "The scant use of it",
    "To join, scan the code",
]
ORGANIZATION = "Blue Fern Studio"
MEMBER = Contact("phone", "+1 202-555-0147")


@pytest.mark.parametrize("words", REFUSALS)
def test_a_refusal_is_known(words: str) -> None:
    """Of a link, or of a code."""
    assert InvitationPage.refusal.locator.names([words])


@pytest.mark.parametrize("words", NO_REFUSALS)
def test_what_refuses_nobody_is_no_refusal(words: str) -> None:
    """The page itself, and the last word."""
    assert not InvitationPage.refusal.locator.names([words])
    assert not InvitationPage.failure.locator.names([words])


@pytest.mark.parametrize("words", REFUSALS[2:4])
def test_expiry_is_said_in_words_of_its_own(words: str) -> None:
    """And no other refusal is taken for it."""
    assert InvitationPage.expired.locator.names([words])
    assert not InvitationPage.expired.locator.names(["This invitation was cancelled"])


class Phone:
    """Shows one screen after the other, each for as many looks as it says."""

    sent, is_lost = 0, False
    window = Bounds(0, 0, 1080, 2340)

    def __init__(self, *screens: tuple[int, list[str]]) -> None:
        self._screens = list(screens)
        self.known: list[Contact] = []

    def _now(self) -> list[str]:
        looks, texts = self._screens[0]
        if looks == 0 and len(self._screens) > 1:
            self._screens.pop(0)
            return self._now()
        self._screens[0] = (max(0, looks - 1), texts)
        return texts

    def find(self, value: str, using: str = "") -> list[Sighting]:
        return [_seen(index, text) for index, text in enumerate(self._now())]

    def page_source(self) -> str:
        nodes = "".join(
            f'<a class="{_class(text)}" package="app" text="{text.removeprefix("[]")}"'
            f' bounds="[0,{100 * index}][1000,{100 * index + 90}]"/>'
            for index, text in enumerate(self._screens[0][1])
        )
        return f"<hierarchy>{nodes}</hierarchy>"

    def interstitial(self, name: str) -> None: ...
    def fallback(self, what: str) -> None: ...

    def keep_secret(self, codes: Iterable[str]) -> None: ...

    code = ""

    def text(self, label: str) -> str:
        return label

    def accounted_for(self, contact: Contact) -> None:
        self.known.append(contact)

    @contextmanager
    def changing_list(self) -> Iterator[None]:
        yield


def _class(text: str) -> str:
    return f"android.widget.{'EditText' if text.startswith('[]') else 'TextView'}"


def _seen(index: int, text: str) -> Sighting:
    return Sighting(
        element_id=f"{index}-{text}",
        text=text.removeprefix("[]"),
        description="",
        bounds=Bounds(0, 100 * index, 1000, 100 * index + 90),
        displayed=True,
        enabled=True,
        selected=False,
        checked=False,
        clickable=False,
        class_name=_class(text),
        hint="",
        password=False,
        found_by=frozenset(),
    )


def _page(*screens: tuple[int, list[str]], element_s: float = 5, quiet_s: float = 0.1) -> Any:
    return InvitationPage(screen_on(Phone(*screens), element_s, quiet_s))


ASKS = ["[]6-digit code", "Continue"]
ADDED = ["You were added to Blue Fern Studio", "Your role: Operator", "OK"]


def test_the_last_word_lets_in() -> None:
    """Although the page with the code lingers."""
    assert _page((2, ASKS), (0, ADDED)).lets_in(MEMBER, ORGANIZATION, "Operator")


def test_a_refusal_that_stays_lets_nobody_in() -> None:
    """Said on the page, or in a notice that names the account."""
    page = _page((0, [*ASKS, "Verification code is incorrect"]))
    assert not page.lets_in(MEMBER, ORGANIZATION, "Operator")
    assert page.screen.guard.known == [MEMBER]  # nobody has to be looked for in the list
    notice = ["This invitation to Blue Fern Studio has expired", "OK"]
    assert not _page((0, notice)).lets_in(MEMBER, ORGANIZATION, "Operator")


@pytest.mark.parametrize(
    "words",
    [
        "Blue Fern Studio takes no members now",
        "Contact an Admin of Blue Fern Studio for a new invitation",
        "This invitation was withdrawn by an Admin of Blue Fern Studio",
        "Blue Fern Studio: an Admin has to approve you first",
        "You can't join Blue Fern Studio as Operator",
    ],
)
def test_a_refusal_in_other_words_lets_nobody_in(words: str) -> None:
    """It names the account, and perhaps whom to ask, to say what is closed."""
    assert not _page((0, [words, "OK"]), element_s=0.2).lets_in(MEMBER, ORGANIZATION, "Operator")


@pytest.mark.parametrize("words", FAILURES)
def test_a_notice_that_something_did_not_work_lets_nobody_in(words: str) -> None:
    """Although it names account and role, and asks for nothing; whether they are in is open."""
    page = _page((0, [words, "OK"]))
    assert not page.lets_in(MEMBER, ORGANIZATION, "Operator")
    assert page.screen.guard.known == []
    assert not _page((0, [words, "OK"]), element_s=0.2).comes_unrefused()


def test_a_last_word_with_advice_lets_in() -> None:
    """Whom to ask for more is no refusal."""
    added = ["You were added to Blue Fern Studio as Operator", "Ask an Admin to change your role"]
    assert _page((0, added)).lets_in(MEMBER, ORGANIZATION, "Operator")


def test_words_that_were_there_before_are_no_refusal() -> None:
    """A page that says from the beginning what to do without a code."""
    standing = [*ASKS, "Didn't get it? Try again"]
    assert _page((2, standing), (0, ADDED), quiet_s=3).lets_in(MEMBER, ORGANIZATION, "Operator")


HELP = [
    "Can't find the code?",
    "If you can't open the link, contact support",
    "You can't change your role yourself.",
]
UNABLE = "Unable to find the code? An error in your number may be why"


@pytest.mark.parametrize("words", [*HELP, UNABLE])
def test_help_that_stands_by_the_code_refuses_nobody(words: str) -> None:
    """However long the app takes to let a stranger in: who stops before that sees no defect."""
    page = _page((10, [*ASKS, words]), (0, ADDED), quiet_s=0.05)
    assert page.lets_in(MEMBER, ORGANIZATION, "Operator")


@pytest.mark.parametrize("words", [*HELP, "You can't undo this."])
def test_a_last_word_lets_in_whatever_else_it_says(words: str) -> None:
    """What nobody can do from now on is no failure."""
    assert _page((0, [*ADDED, words])).lets_in(MEMBER, ORGANIZATION, "Operator")


@pytest.mark.parametrize("words", [*HELP, UNABLE, "If you can't use the code, try again"])
def test_words_that_are_drawn_before_the_code_field_refuse_no_link(words: str) -> None:
    """Or nobody would try the code: a defect that lets strangers in would pass."""
    assert _page((3, [words]), (0, [*ASKS, words]), quiet_s=3).comes_unrefused()


@pytest.mark.parametrize("words", [*HELP, UNABLE])
def test_help_without_a_code_field_refuses_no_link(words: str) -> None:
    """It may stay for longer than a refusal takes to be believed."""
    assert _page((10, [words]), (0, [*ASKS, words]), quiet_s=0.05).comes_unrefused()


def test_a_refusal_that_goes_again_has_not_stayed() -> None:
    """However often it comes."""
    blinking = [(2, ["Try again"]), (2, ["Loading"])] * 8
    assert _page(*blinking, (0, ASKS), quiet_s=1).comes_unrefused()


def test_nothing_is_a_no() -> None:
    """The code is asked for, and goes on to be."""
    page = _page((0, ASKS), element_s=0.2)
    assert not page.lets_in(MEMBER, ORGANIZATION, "Operator")
    assert page.screen.guard.known == []  # they may have joined all the same


def test_another_account_is_a_no() -> None:
    """Whatever else is shown."""
    added = ["You were added to another account", "OK"]
    assert not _page((0, added), element_s=0.2).lets_in(MEMBER, ORGANIZATION, "Operator")


def test_six_boxes_ask_for_a_code_too() -> None:
    """One for each digit."""
    boxes = [f"[]{number}" for number in range(6)]
    assert _page((0, [*boxes, "Continue"])).comes_unrefused()


def test_a_link_that_is_refused_asks_for_no_code() -> None:
    """And is believed as soon as it has stayed."""
    assert not _page((0, ["This invitation was cancelled", "OK"]), element_s=60).comes_unrefused()
    assert not _page((0, ["Home", "Profile"]), element_s=0.2).comes_unrefused()
