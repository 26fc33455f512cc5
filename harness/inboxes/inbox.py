"""Where a member is told of an invitation, whatever the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from harness.errors import InfrastructureError, NotShown, ServerUnreachable, SessionLost
from harness.screen.wait import polls

_EXCERPT = 80


@dataclass(frozen=True)
class Message:
    """One thing that reached a person.

    Attributes:
        key: Tells it from all others in the same inbox.
        text: Subject and body, as one reads them.
    """

    key: str
    text: str


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

    Args:
        inbox: Whose and of which kind.
    """

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._known = {message.key for message in inbox.messages()}

    def now(self) -> list[Message]:
        """What has come by now, newest first."""
        return [each for each in self._inbox.messages() if each.key not in self._known]

    def wait_for_one(self, mentioning: str, timeout_s: float) -> Message:
        """Wait for a message that mentions the words.

        Raises:
            NotShown: None came in time; says what came instead.
        """
        arrived: list[Message] = []
        for _ in polls(timeout_s, longest_pause_s=self._inbox.pace_s):
            arrived = self.now()
            for message in arrived:
                if mentioning.casefold() in message.text.casefold():
                    return message
        others = "; ".join(f'"{each.text[:_EXCERPT]}"' for each in arrived) or "nothing new"
        raise NotShown(
            f'Waited {timeout_s:g} s for {self._inbox.name} to hold a message with "{mentioning}".',
            seen=others,
            look="the guide promises that the member is told of the invitation (part 3)",
        )

    def watch(self, quiet_s: float) -> list[Message]:
        """What has come by the end of a time, or as soon as anything has."""
        arrived: list[Message] = []
        for _ in polls(quiet_s, longest_pause_s=self._inbox.pace_s):
            if arrived := self.now():
                break
        return arrived
