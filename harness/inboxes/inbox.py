"""Where a member is told of an invitation, whatever the way."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import urlsplit

from harness.errors import InfrastructureError, NotShown, ServerUnreachable, SessionLost
from harness.excerpt import excerpt
from harness.inboxes.delivery_times import DeliveryTimes
from harness.inboxes.late import Earlier, let_come
from harness.inboxes.links_and_codes import likely_links
from harness.inboxes.message import Message
from harness.screen.wait import polls

_EXCERPT = 80


class Inbox(Protocol):
    """One person's messages of one kind.

    Attributes:
        name: For reports: "the mailbox of member@example.com".
        pace_s: The shortest time between two looks that whoever serves it puts up with.
    """

    name: str
    pace_s: float

    def messages(self) -> list[Message]:
        """Everything that is there, newest first.

        Raises:
            InfrastructureError: The inbox cannot be read.
        """


@contextmanager
def readable(name: str, do: str) -> Iterator[None]:
    """Say of an inbox on a phone that it cannot be read, and what to do: not every farm lets one.

    Args:
        name: Of the inbox.
        do: What its owner can do.

    Raises:
        InfrastructureError: It cannot be read; a session that is lost stays that.
    """
    try:
        yield
    except (SessionLost, ServerUnreachable):
        raise
    except InfrastructureError as fault:
        why = str(fault).partition("\n")[0]
        raise InfrastructureError(f"{name} cannot be read. {why}\n  Do: {do}") from fault


class Arrivals:
    """What reached an inbox since a moment; made before the invitation is sent.

    Links and codes of all messages are made known as secrets before anything else is done with
    them: whoever reads them could join in the member's place.

    Args:
        inbox: Whose and of which kind.
        keep_secret: Is told what must be in no report, such as `OneTimeSecrets.learn`.
        earlier: What was sent to the same person before: it is given its time to come first.
        times: How long messages of this kind have taken; is told of each that is waited for.
        sent_at_s: When the same person was invited of late, in seconds since the epoch.
    """

    def __init__(
        self,
        inbox: Inbox,
        keep_secret: Callable[[Iterable[str]], None],
        earlier: Earlier | None = None,
        times: DeliveryTimes | None = None,
        sent_at_s: Callable[[], tuple[float, ...]] = tuple,
    ) -> None:
        self._inbox, self._keep_secret = inbox, keep_secret
        self.times, self._sent_at_s = times or DeliveryTimes(), sent_at_s
        self._begun_at_s = time.time()
        self._first_seen_s: dict[str, float] = earlier.seen_at_s if earlier else {}
        self._known: set[str] = set()
        self._seen: list[Message] = []  # at the last look, newest first
        self._before_next_code: set[str] = set()
        keep_secret(())  # before the first look: a client's log has messages before they are read
        if earlier is not None:
            let_come(earlier, self._messages, inbox.pace_s)
        self.mark()

    def mark(self) -> None:
        """From now on all that is there is known: only what comes later is an arrival."""
        self._known |= {message.key for message in self._messages()}

    def now(self) -> list[Message]:
        """What has come by now, newest first."""
        arrived = [each for each in self._messages() if each.key not in self._known]
        for each in arrived:
            self._first_seen_s.setdefault(each.key, time.time())
        return arrived

    def wait_for_one(self, mentioning: str, timeout_s: float) -> Message:
        """Wait for a message that mentions the words.

        Raises:
            NotShown: None came in time; says what came instead.
        """
        return self._wait(
            lambda message: message.mentions(mentioning),
            f'a message with "{mentioning}"',
            timeout_s,
            look="the guide promises that the member is told of the invitation (part 3)",
        )

    def wait_for_link(self, mentioning: str, timeout_s: float, part: str = "") -> str:
        """Wait for a message that mentions the words and has a link.

        Of several such messages the newest counts; of several links in one, see `likely_links`.

        Args:
            mentioning: Such as the account's name.
            timeout_s: How long to wait.
            part: What the link has in it, where that is known.

        Returns:
            The https address, exactly as it stands in the message.

        Raises:
            NotShown: None came in time; says what came instead.
            InfrastructureError: The message has several, and nothing tells which is meant: with
                another one the app would seem to open the wrong page.
        """
        with_part = f' with "{part}" in it' if part else ""
        message = self._wait(
            lambda message: (
                bool(likely_links(message.links, part)) and message.mentions(mentioning)
            ),
            f'a message with "{mentioning}" and an https link{with_part}',
            timeout_s,
            look="the guide promises an SMS or a mail with a link (part 4)",
        )
        links = likely_links(message.links, part)
        if len(links) > 1 and not part:
            hosts = ", ".join(
                dict.fromkeys(filter(None, (urlsplit(each).hostname for each in links)))
            )
            raise InfrastructureError(
                f"A message in {self._inbox.name} has {len(links)} links, to {hosts}, and nothing"
                " tells which is the invitation's.\n"
                "  Nothing was opened.\n"
                "  Do: put a part of the right one's address into the profile, as invitation_link"
            )
        return links[0]

    def wait_for_code(self, timeout_s: float) -> str:
        """Wait for a one-time code; each time for a newer one than the time before.

        The first time it may have come with the link. A code that was there when this method
        last answered is not told again, so a code that is sent anew is told from the first.

        Args:
            timeout_s: How long to wait.

        Returns:
            Six digits, of the newest message that has any.

        Raises:
            NotShown: None came in time; says what came instead.
            InfrastructureError: The message has several, and does not say which is the code: a
                guess would read as an app that refuses its own code.
        """
        message = self._wait(
            lambda message: bool(message.codes) and message.key not in self._before_next_code,
            "a message with a 6-digit code",
            timeout_s,
            look="the guide promises a code to the invited number or address (part 4)",
            is_sent_by_tap=False,
        )
        self._before_next_code |= {each.key for each in self._seen}
        codes = message.likely_codes
        if len(codes) > 1:
            raise InfrastructureError(
                f"A message in {self._inbox.name} has {len(codes)} different 6-digit numbers, and"
                f' does not say which is the code: "{excerpt(message.reportable, _EXCERPT)}"\n'
                "  Do: look at the message; a word for code in its language is added to"
                " harness/inboxes/links_and_codes.py"
            )
        return codes[0]

    def watch(self, quiet_s: float, mentioning: str = "", more_than: int = 0) -> list[Message]:
        """What has come by the end of a time, or as soon as there is more than so much of it.

        Args:
            quiet_s: How long to wait.
            mentioning: Words that a message must have to count.
            more_than: How many may come without ending the wait.
        """
        arrived: list[Message] = []
        for _ in polls(quiet_s, longest_pause_s=self._inbox.pace_s):
            arrived = [message for message in self.now() if message.mentions(mentioning)]
            if len(arrived) > more_than:
                break
        return arrived

    def _messages(self) -> list[Message]:
        self._seen = self._inbox.messages()
        self._keep_secret(secret for message in self._seen for secret in message.secrets)
        return self._seen

    def _since_tap_s(self, message: Message) -> float:
        """From the tap on Invite until it was first seen; 0 where the tap is not known."""
        sent_at_s = [each for each in self._sent_at_s() if each >= self._begun_at_s]
        return self._first_seen_s[message.key] - sent_at_s[0] if sent_at_s else 0.0

    def _wait(
        self,
        fits: Callable[[Message], bool],
        what: str,
        timeout_s: float,
        look: str,
        *,
        is_sent_by_tap: bool = True,
    ) -> Message:
        """The newest arrival that fits.

        What the tap on Invite does not send is sent by what somebody did just before it is waited
        for: from the tap, all that they did in between would count as its way.
        """
        arrived: list[Message] = []
        for poll in polls(timeout_s, longest_pause_s=self._inbox.pace_s):
            arrived = self.now()
            for message in arrived:
                if fits(message):
                    since_tap_s = self._since_tap_s(message) if is_sent_by_tap else 0.0
                    self.times.took(max(poll.elapsed_s, since_tap_s))
                    return message
        told = (excerpt(each.reportable, _EXCERPT) for each in arrived)
        others = "; ".join(f'"{each}"' for each in told) or "nothing new"
        raise NotShown(
            f"Waited {timeout_s:g} s for {self._inbox.name} to hold {what}.",
            seen=others,
            look=look,
        )
