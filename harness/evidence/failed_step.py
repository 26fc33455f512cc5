"""What is told of each phone where a step failed, beside its picture and its film."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from harness.evidence.source import EvidenceSource


@dataclass(frozen=True)
class Piece:
    """A piece of evidence in words.

    Attributes:
        what: Its title, behind the phone's name.
        read: Gets it; may raise whatever the phone answers with. Empty words are left out.
        kind: "txt" and "xml" are attached, a "note" stands beside the step.
    """

    what: str
    read: Callable[[], str]
    kind: Literal["txt", "xml", "note"]


def pieces_of(
    source: EvidenceSource, *, since_s: float, screen_may_be_saved: bool
) -> Iterator[Piece]:
    """What a phone is asked for, in the order in which a reader wants it.

    Args:
        source: The phone; what it cannot tell is left out.
        since_s: When the step began, in seconds since 1970.
        screen_may_be_saved: While it shows a secret, only what is in front is told: the waiting
            loop has read that screen, and a log may hold what was typed.
    """
    in_front: Callable[[], str] | None = getattr(source, "in_front", None)
    if in_front and not getattr(source, "is_lost", False):
        yield Piece("in front", in_front, "note")
    if not screen_may_be_saved:
        return
    last_wait: Callable[[float], str] | None = getattr(source, "last_wait", None)
    if last_wait:
        yield Piece("what was waited for last", lambda: last_wait(since_s), "txt")
    yield Piece("page source", source.page_source, "xml")
    yield Piece("device log since the step began", lambda: source.device_log(since_s), "txt")
