"""Who watches what a member is told, without what an earlier invitation is still to bring."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from harness.inboxes.delivery_times import DeliveryTimes
from harness.inboxes.inbox import Arrivals, Inbox
from harness.inboxes.late import Earlier

if TYPE_CHECKING:
    from harness.settings import Member


class Watches:
    """Begins to watch inboxes; remembers for all scenarios of a process what it has seen come.

    Args:
        sent_at_s: When a member was invited of late, in seconds since the epoch.
        words: What a message of an invitation mentions: the account's name.
        within_s: How long one may take.
        keep_secret: Is told what must be in no report.
        tell: Told in words where somebody has to wait.
    """

    def __init__(
        self,
        sent_at_s: "Callable[[Member], tuple[float, ...]]",
        words: str,
        within_s: float,
        keep_secret: Callable[[Iterable[str]], None],
        tell: Callable[[str], None],
    ) -> None:
        self._sent_at_s, self._keep_secret, self._tell = sent_at_s, keep_secret, tell
        self._words, self._within_s = words, within_s
        self._seen_at_s = defaultdict[str, dict[str, float]](dict)
        self._times = defaultdict[str, DeliveryTimes](DeliveryTimes)

    def begin(self, member: "Member", inbox: Inbox) -> Arrivals:
        """From now on what comes is news; what was sent before is given its time to come first.

        Args:
            member: Whose inbox it is.
            inbox: Where the member is told.

        Raises:
            InfrastructureError: The inbox cannot be read.
        """
        earlier = Earlier(
            self._sent_at_s(member),
            self._words,
            self._within_s,
            self._seen_at_s[member.contact],
            self._tell,
        )
        times = self._times[member.told_by.kind if member.told_by else ""]
        sent_at_s = partial(self._sent_at_s, member)
        return Arrivals(inbox, self._keep_secret, earlier, times, sent_at_s)
