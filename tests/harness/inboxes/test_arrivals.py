import pytest

from harness.errors import NotShown
from harness.inboxes.inbox import Arrivals, Message


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


def test_what_was_there_before_is_no_arrival() -> None:
    """An invitation of yesterday tells nothing about today's."""
    letters = Letters("Join Blue Fern Studio")
    arrivals = Arrivals(letters)
    letters.put("Join Amber Pine Kitchen")
    assert [message.text for message in arrivals.now()] == ["Join Amber Pine Kitchen"]


def test_the_same_words_again_are_a_new_message() -> None:
    """Messages are told apart by their key, not by their text."""
    letters = Letters("Join")
    arrivals = Arrivals(letters)
    letters.put("Join")
    assert len(arrivals.now()) == 1


def test_a_message_must_mention_the_words() -> None:
    """In whatever capitals."""
    letters = Letters()
    arrivals = Arrivals(letters)
    letters.put("Your code")
    letters.put("Join BLUE FERN STUDIO as operator")
    assert arrivals.wait_for_one("Blue Fern Studio", 0).key == "1"


def test_quiet_is_watched_for_a_time() -> None:
    """Nothing by the end of it, or the first that comes."""
    letters = Letters("old")
    arrivals = Arrivals(letters)
    assert arrivals.watch(0.01) == []
    letters.put("new")
    assert [message.text for message in arrivals.watch(60)] == ["new"]


def test_it_is_said_what_came_instead() -> None:
    """With the beginning of each message, and where the promise stands."""
    letters = Letters()
    arrivals = Arrivals(letters)
    letters.put("Join Amber Pine Kitchen as Admin")
    letters.put("x" * 200)
    with pytest.raises(NotShown) as missing:
        arrivals.wait_for_one("Blue Fern Studio", 0)
    assert str(missing.value) == (
        'Waited 0 s for the letters to hold a message with "Blue Fern Studio".\n'
        f'  Last seen: "{"x" * 80}"; "Join Amber Pine Kitchen as Admin"\n'
        "  Look: the guide promises that the member is told of the invitation (part 3)"
    )


def test_nothing_new_is_said_so() -> None:
    """Old messages are not told."""
    with pytest.raises(NotShown, match="Last seen: nothing new"):
        Arrivals(Letters("old")).wait_for_one("Operator", 0)
