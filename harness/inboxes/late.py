"""Messages of earlier invitations, which may still be on their way when somebody begins to watch.

Nothing in a message says which invitation it is of, and the time that a phone or a mailbox gives it
is that of its arrival: one that comes late looks like news of the invitation that was sent
meanwhile. So it is let come first, for as long as the profile lets a message take. After that
nobody believes that it comes. A message that comes twice, word for word with its link, is one of
one invitation, and one that leads nowhere is none, such as a code, or the news that somebody was
removed: else the wait would end before all have come. Where no message has a link, as among
notifications, the time is waited out.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from harness.inboxes.message import Message
from harness.screen.wait import Poll, polls

# Phones and mailboxes tell times in whole seconds.
_ROUNDED_S = 1.0


@dataclass(frozen=True)
class Earlier:
    """What was sent to somebody before.

    Attributes:
        sent_at_s: When each invitation was, in seconds since the epoch by this machine's clock.
        words: What a message of such an invitation mentions: the account's name.
        within_s: How long one may take.
        seen_at_s: By its key, when each arrival was first seen in this inbox. Whoever watches it
            writes into it, and so does who lets come.
        tell: Told in words where somebody has to wait.
    """

    sent_at_s: tuple[float, ...]
    words: str
    within_s: float
    seen_at_s: dict[str, float] = field(default_factory=dict)
    tell: Callable[[str], None] = lambda _words: None

    def has_arrived(self, message: Message, since_s: float) -> bool:
        """Whether it is known to have come since a moment, and not only to be there."""
        at_s = self.seen_at_s.get(message.key, message.arrived_at_s)
        return at_s is not None and at_s >= since_s - _ROUNDED_S


def let_come(
    earlier: Earlier,
    look: Callable[[], list[Message]],
    pace_s: float,
    now: Callable[[], float] = time.time,
    polling: Callable[..., Iterator[Poll]] = polls,
) -> None:
    """Wait until as many messages have come as were sent, or until their time is over.

    Args:
        earlier: What was sent. Where nothing of it can be under way, nobody looks.
        look: Returns what is there.
        pace_s: The shortest time between two looks.
        now: This machine's clock; replaced in tests.
        polling: The loop; replaced in tests.
    """
    under_way = [at_s for at_s in earlier.sent_at_s if now() - at_s < earlier.within_s]
    if not under_way:
        return
    there: set[str] | None = None
    come: dict[str, Message] = {}
    rest_s = max(under_way) + earlier.within_s - now()
    for poll in polling(rest_s, longest_pause_s=pace_s):
        found = [each for each in look() if each.links and each.mentions(earlier.words)]
        if there is None:
            there = {message.key for message in found}
            since_s = min(under_way)
            come |= {each.key: each for each in found if earlier.has_arrived(each, since_s)}
        for message in found:
            if message.key not in there and message.key not in come:
                come[message.key] = message
                earlier.seen_at_s.setdefault(message.key, now())
        if len({each.tidings for each in come.values()}) >= len(under_way):
            return
        if poll.number == 0:
            earlier.tell(
                "a message of an earlier invitation to the same member was let come first, for up"
                f" to {rest_s:.0f} s"
            )
