"""What one watch has seen come is not waited for by the next."""

import time

from harness.inboxes.message import Message
from harness.inboxes.watching import Watches
from harness.settings import Member

MEMBER, OTHER = Member(email="member@example.com"), Member(email="second.member@example.com")
JOIN = "Join Blue Fern Studio: https://www.example.com/join?token=1"


class Inbox:
    """A mailbox that tells no time, and gets its mail while it is looked into."""

    name = "the letters"
    pace_s = 0.01

    def __init__(self, *to_come: Message) -> None:
        self._to_come, self._held = list(to_come), list[Message]()

    def messages(self) -> list[Message]:
        here, self._held = list(self._held), self._held + self._to_come[:1]
        del self._to_come[:1]
        return here


def test_what_came_late_once_is_not_waited_for_by_the_next_watch() -> None:
    """Of each member on their own: an inbox's key may be another one's, too."""
    told: list[str] = []
    asked: list[Member] = []

    def sent_at_s(member: Member) -> tuple[float, ...]:
        asked.append(member)
        return (time.time() - 1,)

    def keep_secret(_secrets: object) -> None:
        """There is none."""

    watches = Watches(sent_at_s, "Blue Fern Studio", 20, keep_secret, told.append)
    inbox = Inbox(Message("1", JOIN))
    assert watches.begin(MEMBER, inbox).now() == []
    assert len(told) == 1
    assert watches.begin(MEMBER, inbox).now() == []
    assert len(told) == 1
    watches.begin(OTHER, Inbox(Message("1", JOIN)))
    assert len(told) == 2
    assert asked == [MEMBER, MEMBER, OTHER]
