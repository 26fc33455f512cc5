"""Runs with a fault at a random point around the tap on Invite: one invitation, none left."""

import random
from collections import Counter

from lab import MEMBERS, Lab
from one_invitation import Ended
from way_to_phone import FAULTS, Strike

_BEFORE, _AFTER = 8, 4
_LASTS = (1, 1, 1, 1, 3, 40)


def _strike(chance: random.Random, tap: int) -> Strike:
    """At the tap itself in one of three trials; else shortly before it or after."""
    apart = chance.choice((-chance.randint(1, _BEFORE), 0, chance.randint(1, _AFTER)))
    return Strike(chance.choice(FAULTS), tap + apart, chance.choice(_LASTS))


def _wrong(ended: Ended | None, asked: int, still_open: int) -> str:  # noqa: PLR0911
    """What a run has said that is not so, or has not noted; empty where all is well.

    Args:
        ended: In its own words; None where it was killed.
        asked: How often the organization was asked to invite.
        still_open: Entries of the journal.
    """
    if asked > 1:
        return "a second invitation"
    if still_open < asked:
        return "no entry of what was sent"
    if ended is None:
        return ""
    said, message = ended.error, ended.message
    if not said:
        return "" if asked else "passed, and nothing was sent"
    if said in {"NotShown", "NotAsPromised", "ProductFailure"}:
        return "infrastructure blamed on the product"
    if said == "OutcomeUnknown":
        return "" if still_open else "unknown, and the entry is closed"
    if "Nothing was sent" in message and (asked or still_open):
        return "it says that nothing was sent"
    if "It was sent all the same" in message and not asked:
        return "it says that something was sent"
    return "it is known to be unsent, and open" if still_open > asked else ""


def test_a_fault_around_the_tap(
    lab: Lab, sizes: dict[str, int], seed: int, figures: list[str]
) -> None:
    """Never a second invitation; what is not known is said; the next reap leaves nothing."""
    chance = random.Random(seed)  # noqa: S311 - trials, not secrets
    taps = {each: lab.request_of_tap(each) for each in MEMBERS}
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    sent = 0
    for _ in range(sizes["invitations"]):
        contact = chance.choice(MEMBERS)
        strike = _strike(chance, taps[contact])
        before = lab.organization.asked
        ended = lab.invite(contact, chance.choice(("Admin", "Operator")), strike)
        asked = lab.organization.asked - before
        still_open = sum(entry.state != "closed" for entry in lab.journal())
        said = _wrong(ended, asked, still_open)
        ends["killed" if ended is None else ended.error or "passed"] += 1
        sent += asked
        reaped = lab.reap()
        left = [*lab.pending(), *(e.contact for e in lab.journal() if e.state != "closed")]
        if said or reaped != Ended() or left:
            wrong.append(f"{strike}, {contact}: {said}; {ended}; reap: {reaped}, left: {left}")
    figures.append(
        f"{sizes['invitations']} runs with a fault around the tap: {sent} invitations sent,"
        f" {len(wrong)} wrong, {len(lab.pending())} left; "
        + ", ".join(f"{number} {name}" for name, number in ends.most_common())
    )
    assert not wrong, "\n".join(wrong)
    assert lab.pending() == []
