"""What was sent before and comes late is no news of what is sent now."""

import time
from collections.abc import Iterator

import pytest

from harness.inboxes.inbox import Arrivals
from harness.inboxes.late import Earlier, let_come
from harness.inboxes.message import Message
from harness.screen.wait import Poll

NOW_S = 1_000_000.0
JOIN = "Join Blue Fern Studio"
LINK = "https://www.example.com/join?token="
INVITED = f"{JOIN}: {LINK}1"


class Inbox:
    """An inbox that is looked into once a second, and gets messages while it is."""

    name = "the letters"
    pace_s = 1.0

    def __init__(self, *held: Message) -> None:
        self.held = list(held)
        self.to_come: dict[int, Message] = {}
        self.looks = 0
        self.told: list[str] = []

    def messages(self) -> list[Message]:
        if self.looks in self.to_come:
            self.held.append(self.to_come[self.looks])
        self.looks += 1
        return list(reversed(self.held))

    def waits(self, *sent_ago_s: float, within_s: float = 5, **seen: float) -> int:
        """How often it is looked into before somebody watches."""
        sent = tuple(NOW_S - each for each in sent_ago_s)
        earlier = Earlier(sent, "Blue Fern Studio", within_s, seen, self.told.append)
        let_come(earlier, self.messages, 1.0, lambda: NOW_S, _each_second)
        return self.looks


def _each_second(timeout_s: float, *, longest_pause_s: float) -> Iterator[Poll]:
    assert longest_pause_s == 1.0
    for number in range(int(timeout_s) + 1):
        yield Poll(number, number, number == int(timeout_s))


def test_nobody_waits_where_nothing_was_sent() -> None:
    """Nor where it was so long ago that it would have come."""
    assert Inbox().waits() == 0
    assert Inbox().waits(5.0, 3600.0) == 0


def test_what_was_sent_is_let_come() -> None:
    """As soon as it is there, nobody waits any more."""
    inbox = Inbox(Message("1", INVITED))
    inbox.to_come = {1: Message("2", "Your parcel is on its way"), 2: Message("3", INVITED)}
    assert inbox.waits(1.0) == 3
    assert inbox.told == [
        "a message of an earlier invitation to the same member was let come first, for up to 4 s"
    ]


def test_nobody_waits_longer_than_a_message_may_take() -> None:
    """From the last one on; what is there tells nothing."""
    assert Inbox(Message("1", INVITED)).waits(4.0, 1.0) == 5


def test_as_many_are_let_come_as_were_sent() -> None:
    """One of two is not enough."""
    inbox = Inbox()
    first, second = (
        Message("1", INVITED, arrived_at_s=NOW_S - 2),
        Message("2", f"{INVITED} as Admin"),
    )
    inbox.to_come = {0: first, 2: second}
    assert inbox.waits(3.0, 2.0) == 3


@pytest.mark.parametrize(("arrived_ago_s", "looks"), [(0.0, 1), (2.9, 1), (4.5, 3), (None, 3)])
def test_one_that_is_known_to_have_come_is_not_waited_for(
    arrived_ago_s: float | None, looks: int
) -> None:
    """By a clock that can be read, to a second; where there is none, its time is waited out."""
    at_s = None if arrived_ago_s is None else NOW_S - arrived_ago_s
    assert Inbox(Message("1", INVITED, arrived_at_s=at_s)).waits(3.0) == looks


def test_one_that_was_seen_to_come_is_not_waited_for() -> None:
    """Whoever watched before has seen it, whatever its mailbox says of the time."""
    inbox = Inbox(Message("a", INVITED))
    assert inbox.waits(3.0, a=NOW_S - 1) == 1
    assert inbox.told == []
    assert Inbox(Message("a", INVITED)).waits(3.0, a=NOW_S - 60) == 3


@pytest.mark.parametrize(
    ("second", "looks"),
    [
        (Message("2", f"{JOIN} as Operator: {LINK}1"), 4),  # the same once more
        (Message("2", f"{JOIN} as  operator:\n{LINK}1"), 4),
        (Message("2", f"123456 is your code for {JOIN}"), 4),
        (Message("2", f"{JOIN} as Operator: {LINK}2"), 2),
        (Message("2", f"{JOIN} as Admin: {LINK}1"), 2),
        (Message("2", f"{JOIN} as Operator: {LINK}2 with 123456"), 2),
    ],
)
def test_one_invitation_is_not_taken_for_two(second: Message, looks: int) -> None:
    """Nor the code that goes with it for another one."""
    inbox = Inbox()
    inbox.to_come = {0: Message("1", f"{JOIN} as Operator: {LINK}1", arrived_at_s=NOW_S), 1: second}
    assert inbox.waits(3.0, 2.0) == looks


def test_two_invitations_whose_links_stand_behind_the_same_words_are_two() -> None:
    """As mail has them."""
    inbox = Inbox()
    inbox.to_come = {
        number: Message(str(number), JOIN, (f"{LINK}{number}",), arrived_at_s=NOW_S)
        for number in (0, 1)
    }
    assert inbox.waits(3.0, 2.0) == 2


@pytest.mark.parametrize(
    "words",
    [
        "You were removed from Blue Fern Studio",
        "Your invitation to Blue Fern Studio was taken back",
        "Welcome to Blue Fern Studio",
        "123456 is your code to join Blue Fern Studio",
        JOIN,
    ],
)
def test_what_leads_nowhere_is_no_invitation_that_was_waited_for(words: str) -> None:
    """Each taking back may cause one: what was sent before may still come after it."""
    inbox = Inbox(Message("0", words, arrived_at_s=NOW_S))
    inbox.to_come = {1: Message("1", words)}
    assert inbox.waits(1.0) == 5
    inbox = Inbox(Message("0", words, arrived_at_s=NOW_S))
    inbox.to_come = {1: Message("1", words), 2: Message("2", INVITED)}
    assert inbox.waits(1.0) == 3


def test_what_was_let_come_is_not_waited_for_again() -> None:
    """Its mailbox tells no time that could be compared: that it was seen to come is kept."""
    inbox, seen = Inbox(Message("old", INVITED)), dict[str, float]()
    inbox.to_come = {1: Message("late", INVITED)}
    sent = Earlier((NOW_S - 1,), "Blue Fern Studio", 5, seen)
    let_come(sent, inbox.messages, 1.0, lambda: NOW_S, _each_second)
    assert (inbox.looks, seen) == (2, {"late": NOW_S})
    let_come(sent, inbox.messages, 1.0, lambda: NOW_S + 1, _each_second)
    assert (inbox.looks, seen) == (3, {"late": NOW_S})


def test_what_comes_late_is_no_arrival() -> None:
    """It is there before the watch begins, and what comes after it is news."""
    inbox = Inbox()
    inbox.pace_s = 0.01
    inbox.to_come = {2: Message("late", f"{INVITED} as Admin")}
    earlier = Earlier((time.time(),), "Blue Fern Studio", 600)
    arrivals = Arrivals(inbox, lambda _: None, earlier)
    assert arrivals.now() == []
    inbox.held.append(Message("news", f"{INVITED} as Operator"))
    assert [each.key for each in arrivals.now()] == ["news"]
    assert list(earlier.seen_at_s) == ["late", "news"]
