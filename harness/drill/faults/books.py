"""What the virtual organization has written down: how often people were invited, who is left."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

_ASKED_AGAIN = ("ALREADY_PENDING", "ALREADY_MEMBER")
_TAKEN_BACK = ("cancel", "remove")


@dataclass(frozen=True)
class Books:
    """One run, as the organization has seen it.

    Attributes:
        invitations: How often somebody was invited.
        doubled: Who was invited, or was asked to be, while an invitation of theirs was open or
            they had joined; once for each time.
        left: Whose invitation is open at the end, or who has become a member and still is one.
        not_taken_back: Who was invited, and neither taken back nor removed; by what was asked for,
            whatever the organization made of it.
        met: How many moments of each kind there were at which a fault can strike.
        struck: How often each fault has.
        struck_reads: How often each has struck what only reads.
        is_whole: Whether the books were closed: a process that was killed leaves them open.
    """

    invitations: int
    doubled: tuple[str, ...]
    left: tuple[str, ...]
    not_taken_back: tuple[str, ...]
    met: Mapping[str, int]
    struck: Mapping[str, int]
    struck_reads: Mapping[str, int]
    is_whole: bool

    @classmethod
    def of(cls, lines: Iterable[str]) -> Self:
        """Read them.

        Args:
            lines: JSON each, in the order of writing; one that is cut off is left out.
        """
        invitations, open_ones = 0, dict[str, None]()
        doubled: list[str] = []
        last: dict[str, dict[str, Any]] = {}
        for event in _events(lines):
            what, contact = event["event"], event.get("contact", "")
            if what == "invite" and (contact in open_ones or event["refused"] in _ASKED_AGAIN):
                doubled.append(contact)
            if what == "invite" and not event["refused"]:
                invitations += 1
                open_ones[contact] = None
            elif what in _TAKEN_BACK:
                open_ones.pop(contact, None)
            last[what] = event
        closing = (last.get(what, {}).get("contacts", []) for what in ("pending", "joined"))
        is_whole = "faults" in last
        faults = last.get("faults", {})
        return cls(
            invitations=invitations,
            doubled=tuple(doubled),
            left=tuple(dict.fromkeys(chain.from_iterable(closing)))
            if is_whole
            else tuple(open_ones),
            not_taken_back=tuple(open_ones),
            met=faults.get("met", {}),
            struck=faults.get("struck", {}),
            struck_reads=faults.get("struck_reads", {}),
            is_whole=is_whole,
        )


def _events(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:
            return
