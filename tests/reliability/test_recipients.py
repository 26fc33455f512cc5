"""Nobody but the listed members is ever invited, however their contact is written."""

import random
from collections import Counter

from recipients import LISTED, spellings

from harness.errors import RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Entry, Journal, Scope


class Forgetful(Journal):
    """Writes nothing: that it does is another test's, and would take minutes here."""

    def __init__(self) -> None:
        pass

    def intend(self, *_: object, **_more: object) -> int:
        return 1

    def mark(self, *_: object, **_more: object) -> None:
        pass

    def open_entries(self, _profile: str | None = None) -> list[Entry]:
        return []


def _reaches_driver(guard: InvitationGuard, contact: Contact) -> bool:
    taps: list[Contact] = []
    guard.drafted(contact)
    try:
        guard.send(lambda: taps.append(contact))
    except RecipientRefused:
        assert taps == []
    return taps != []


def test_only_listed_members_reach_the_driver(
    sizes: dict[str, int], seed: int, figures: list[str]
) -> None:
    """Each spelling is entered, and Invite is tapped if the guard lets one."""
    guard = InvitationGuard(Forgetful(), Scope("lab", "phone", "Blue Fern Studio"), LISTED)
    counts: Counter[bool] = Counter()
    wrong: list[str] = []
    chance = random.Random(seed)  # noqa: S311 - trials, not secrets
    for contact, is_listed in spellings(sizes["recipients"], chance):
        counts[is_listed] += 1
        if _reaches_driver(guard, contact) is not is_listed:
            wrong.append(f"{contact.kind} {contact.written!r}: listed: {is_listed}")
    figures.append(
        f"{counts.total()} recipients, {counts[True]} of them listed members in other spellings:"
        f" {len(wrong)} let through or refused wrongly"
    )
    assert not wrong, "\n".join(wrong[:40])
