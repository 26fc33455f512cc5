import re
from collections.abc import Iterable

import pytest

from harness.errors import InfrastructureError, NotShown
from harness.evidence.contact_forms import PrivateContact
from harness.evidence.redaction import Redactor
from harness.inboxes.inbox import Arrivals
from harness.inboxes.message import Message

LINK = "https://www.example.com/join?token=abcdefgh"


class Letters:
    """An inbox into which tests put messages."""

    name = "the letters"
    pace_s = 0.01

    def __init__(self, *texts: str) -> None:
        self.held = [Message(str(number), text) for number, text in enumerate(texts)]

    def messages(self) -> list[Message]:
        return list(reversed(self.held))

    def put(self, text: str) -> None:
        self.held.append(Message(str(len(self.held)), text))


def _watched(letters: Letters) -> Arrivals:
    return Arrivals(letters, lambda _secrets: None)


def test_what_was_there_before_is_no_arrival() -> None:
    """An invitation of yesterday tells nothing about today's."""
    letters = Letters("Join Blue Fern Studio")
    arrivals = _watched(letters)
    letters.put("Join Amber Pine Kitchen")
    assert [message.text for message in arrivals.now()] == ["Join Amber Pine Kitchen"]


def test_the_same_words_again_are_a_new_message() -> None:
    """Messages are told apart by their key, not by their text."""
    letters = Letters("Join")
    arrivals = _watched(letters)
    letters.put("Join")
    assert len(arrivals.now()) == 1


def test_a_message_must_mention_the_words() -> None:
    """In whatever capitals."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put("Your code")
    letters.put("Join BLUE FERN STUDIO as operator")
    assert arrivals.wait_for_one("Blue Fern Studio", 0).key == "1"


def test_quiet_is_watched_for_a_time() -> None:
    """Nothing by the end of it, or the first that comes."""
    letters = Letters("old")
    arrivals = _watched(letters)
    assert arrivals.watch(0.01) == []
    letters.put("new")
    assert [message.text for message in arrivals.watch(60)] == ["new"]


def test_a_second_message_is_watched_for() -> None:
    """Whatever else comes meanwhile; one that came before the watch counts."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put("Join Blue Fern Studio as Admin")
    letters.put("Your parcel is on its way")
    assert len(arrivals.watch(0.01, "Blue Fern Studio", more_than=1)) == 1
    letters.put("Join Blue Fern Studio as Admin")
    assert len(arrivals.watch(60, "Blue Fern Studio", more_than=1)) == 2


def test_it_is_said_what_came_instead() -> None:
    """With the beginning of each message, and where the promise stands."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put("Join Amber Pine Kitchen as Admin")
    letters.put("x" * 200)
    with pytest.raises(NotShown) as missing:
        arrivals.wait_for_one("Blue Fern Studio", 0)
    assert str(missing.value) == (
        'Waited 0 s for the letters to hold a message with "Blue Fern Studio".\n'
        f'  Last seen: "{"x" * 80}\u2026"; "Join Amber Pine Kitchen as Admin"\n'
        "  Look: the guide promises that the member is told of the invitation (part 3)"
    )


@pytest.mark.parametrize("cut_at", [-1, -4, -6])
@pytest.mark.parametrize(
    "contact", ["member@example.com", "+1 202-555-0147", "202\u00a0555\u00a00147"]
)
def test_of_a_private_contact_that_is_cut_nothing_is_told(contact: str, cut_at: int) -> None:
    """The redactor comes behind the cut, and would not know what is left of it."""
    redactor = Redactor()
    redactor.learn_contacts(
        [
            PrivateContact("[address of member 1]", "member@example.com"),
            PrivateContact("[number of member 1]", country_code="1", national="2025550147"),
        ]
    )
    begins = "a message " + "x" * (80 - 10 - 2 - len(contact[:cut_at])) + ": "
    letters = Letters()
    arrivals = _watched(letters)
    letters.put(f"{begins}{contact}, and on")
    with pytest.raises(NotShown) as missing:
        arrivals.wait_for_one("Blue Fern Studio", 0)
    assert contact[:cut_at] in str(missing.value)
    told = redactor.text(str(missing.value))
    assert re.search(r"x: (\+1 )?\[(address|number) of member 1\]\u2026\"", told)


def test_nothing_new_is_said_so() -> None:
    """Old messages are not told."""
    with pytest.raises(NotShown, match="Last seen: nothing new"):
        _watched(Letters("old")).wait_for_one("Operator", 0)


def test_words_are_found_across_lines() -> None:
    """Mail breaks its lines wherever it likes."""
    assert Message("1", "Join Blue Fern\r\n  Studio").mentions("blue fern studio")
    assert not Message("1", "Join Blue Fern").mentions("Blue Fern Studio")


def test_the_link_is_that_of_the_newest_message_that_fits() -> None:
    """Others have no link, speak of another account, or are older."""
    letters = Letters(f"Blue Fern Studio: {LINK}old")
    arrivals = _watched(letters)
    letters.put(f"Blue Fern Studio: {LINK}first")
    letters.put(f"Join Blue Fern Studio: {LINK}. Terms: https://www.example.com/terms")
    letters.put("Blue Fern Studio, without a link: http://www.example.com/join")
    letters.put(f"Amber Pine Kitchen: {LINK}other")
    assert arrivals.wait_for_link("blue fern studio", 0) == LINK


def test_without_a_link_it_is_said_what_came() -> None:
    """Without any link or code that did come."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put("Blue Fern Studio: 123456")
    letters.put(f"Amber Pine Kitchen: {LINK}")
    with pytest.raises(NotShown) as missing:
        arrivals.wait_for_link("Blue Fern Studio", 0)
    assert str(missing.value) == (
        'Waited 0 s for the letters to hold a message with "Blue Fern Studio" and an https link.\n'
        '  Last seen: "Amber Pine Kitchen: [link]"; "Blue Fern Studio: [code]"\n'
        "  Look: the guide promises an SMS or a mail with a link (part 4)"
    )


def test_a_code_that_is_sent_anew_is_told_from_the_first() -> None:
    """The first may have come with the link; each is told once, the newest first."""
    letters = Letters("999999 is of yesterday")
    arrivals = _watched(letters)
    letters.put("111111 is your code")
    letters.put(f"Join Blue Fern Studio: {LINK}")
    arrivals.wait_for_link("Blue Fern", 0)
    assert arrivals.wait_for_code(0) == "111111"
    letters.put("222222 is your code")
    letters.put("333 333 is your code")
    assert arrivals.wait_for_code(0) == "333333"
    with pytest.raises(NotShown) as missing:
        arrivals.wait_for_code(0)
    text = str(missing.value)
    assert text.startswith("Waited 0 s for the letters to hold a message with a 6-digit code.")
    assert text.endswith(
        "  Look: the guide promises a code to the invited number or address (part 4)"
    )
    assert '"[code] is your code"; "[code] is your code"; "Join Blue Fern Studio: [link]"' in text


def test_the_code_of_a_message_with_another_number_is_told() -> None:
    """The number of an order in front of it is none."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put("Order 654321. Your code: 123456")
    assert arrivals.wait_for_code(0) == "123456"


def test_of_several_codes_none_is_guessed() -> None:
    """A wrong one would be refused by an app that does what it should."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put("Order 654321 code 123 456")
    with pytest.raises(InfrastructureError) as unclear:
        arrivals.wait_for_code(0)
    assert str(unclear.value) == (
        "A message in the letters has 2 different 6-digit numbers, and does not say which is"
        ' the code: "Order [code] code [code]"\n'
        "  Do: look at the message; a word for code in its language is added to"
        " harness/inboxes/links_and_codes.py"
    )


def test_what_is_marked_is_known() -> None:
    """Such as a code that was not asked for."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put("111111 is your code")
    arrivals.mark()
    assert arrivals.now() == []
    with pytest.raises(NotShown, match="Last seen: nothing new"):
        arrivals.wait_for_code(0)
    letters.put("222222 is your code")
    assert arrivals.wait_for_code(0) == "222222"


def test_links_and_codes_are_secret_as_soon_as_they_are_read() -> None:
    """Also old ones, and those of messages that are not looked for; in each of their spellings."""
    kept: set[str] = set()

    def keep(secrets: Iterable[str]) -> None:
        kept.update(secrets)

    letters = Letters("Old: https://www.example.com/old")
    arrivals = Arrivals(letters, keep)
    assert kept == {"https://www.example.com/old"}
    letters.put("123 456 app://join?t=1 http://www.example.com/plain")
    with pytest.raises(NotShown):
        arrivals.wait_for_one("Blue Fern Studio", 0)
    assert kept == {
        "https://www.example.com/old",
        "123 456",
        "123456",
        "app://join?t=1",
        "http://www.example.com/plain",
    }


def test_addresses_behind_words_are_links_and_secret() -> None:
    """Those in the words beside them are secret, too, but nobody's tap goes there."""
    message = Message("1", "Join at https://shown.example.com/", ("https://behind.example.com/",))
    assert message.links == ("https://behind.example.com/",)
    assert set(message.secrets) == {"https://behind.example.com/", "https://shown.example.com/"}


JOIN = "https://www.example.com/join?token=k3JdV9qLm2"


@pytest.mark.parametrize(
    "text",
    [
        f"https://www.example.com/ Join Blue Fern Studio: {JOIN} https://www.example.com/terms",
        f"Join Blue Fern Studio: {JOIN}. No more? https://www.example.com/unsubscribe?u=k3JdV9qLm2",
        f"https://help.example.com/how-to-join-an-account Join Blue Fern Studio: {JOIN}",
        f"https://www.example.com/legal/privacy-policy Join Blue Fern Studio: {JOIN}",
        f"https://play.google.com/store/apps/details?id=x Join Blue Fern Studio: {JOIN}",
        f"https://www.example.com/terms?lang=en#2 Join Blue Fern Studio: {JOIN}",
    ],
    ids=["logo", "foot", "help", "privacy", "store", "terms"],
)
def test_the_link_of_the_invitation_is_told_from_others(text: str) -> None:
    """A mail's logo comes first, its foot last."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put(text)
    assert arrivals.wait_for_link("Blue Fern Studio", 0) == JOIN


def test_the_only_link_is_taken_whatever_it_looks_like() -> None:
    """There is no other."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put("Join Blue Fern Studio: https://www.example.com/")
    assert arrivals.wait_for_link("Blue Fern Studio", 0) == "https://www.example.com/"


@pytest.mark.parametrize(
    "other",
    [
        "https://m.example.com/app?id=a1b2c3d4",
        "https://m.example.com/@bluefern2024",
        "https://m.example.com/business-support/join?t=Zx9",
        "https://m.example.com/join?t=Zx9&fallback=https://play.google.com/store/apps/details?id=x",
        "https://m.example.com/join?t=Zx9&next=/help/",
        "https://m.example.com/join#/terms/Zx9",
        "https://m.example.com/download?t=Zx9",
        "https://m.example.com?t=Zx9",
    ],
    ids=[
        "app",
        "handle",
        "support",
        "store-behind",
        "help-behind",
        "in-fragment",
        "download",
        "no-path",
    ],
)
def test_of_several_likely_links_none_is_guessed(other: str) -> None:
    """The message says how many, where to, and what to do; never the links."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put(f"Blue Fern Studio: {JOIN} or {other}")
    with pytest.raises(InfrastructureError) as failed:
        arrivals.wait_for_link("Blue Fern Studio", 0)
    assert str(failed.value) == (
        "A message in the letters has 2 links, to www.example.com, m.example.com, and nothing tells"
        " which is the invitation's.\n"
        "  Nothing was opened.\n"
        "  Do: put a part of the right one's address into the profile, as invitation_link"
    )
    assert arrivals.wait_for_link("Blue Fern Studio", 0, "/join?") == JOIN


def test_a_message_without_the_part_is_not_the_invitation() -> None:
    """It says what was looked for."""
    letters = Letters()
    arrivals = _watched(letters)
    letters.put(f"Blue Fern Studio: {JOIN}")
    with pytest.raises(NotShown, match=r'an https link with "/accept" in it'):
        arrivals.wait_for_link("Blue Fern Studio", 0, "/accept")
