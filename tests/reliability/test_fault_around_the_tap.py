"""Runs with a fault at a random point around the tap on Invite: one invitation, none left."""

import random
from collections import Counter
from itertools import product

from judged_trial import tried
from lab import MEMBERS, Lab
from one_invitation import invite, invite_by_password
from way_to_phone import FAULTS, Strike

_BEFORE, _AFTER = 8, 4
_LASTS = (1, 1, 1, 1, 3, 40)
_LATE_BY = (1, 1, 2, 3, 8, 1000)
# After these at the tap nobody knows of the app's answer; the list may lag behind it, too.
_IN_DOUBT = (
    "answer-reset",
    "answer-cut",
    "gateway-lost-answer",
    "killed-during",
    "killed-after",
    "session-expired",
)
_LAG_S = 1
# Of those who find the Admin logged in, and of those who log in with the password.
_SHARES = (3, 1)


def _strike(chance: random.Random, tap: int) -> Strike:
    """At the tap itself in one of three trials; else shortly before it or after."""
    apart = chance.choice((-chance.randint(1, _BEFORE), 0, chance.randint(1, _AFTER)))
    return Strike(
        chance.choice(FAULTS), tap + apart, chance.choice(_LASTS), chance.choice(_LATE_BY)
    )


def test_a_fault_around_the_tap(
    lab: Lab, sizes: dict[str, int], seed: int, figures: list[str]
) -> None:
    """Never a second invitation; what is not known is said; the next reap leaves nothing."""
    chance = random.Random(seed)  # noqa: S311 - trials, not secrets
    runs = (invite, invite_by_password)
    taps = {(one, run): lab.request_of_tap(one, run) for one, run in product(MEMBERS, runs)}
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    sent = 0
    for _ in range(sizes["invitations"]):
        contact, run = chance.choice(MEMBERS), chance.choices(runs, _SHARES)[0]
        tap = taps[contact, run]
        strike = _strike(chance, tap)
        is_next = strike.fault == "session-expired" and strike.nth == tap + 1
        is_in_doubt = is_next or (strike.nth == tap and strike.fault in _IN_DOUBT)
        lags = is_in_doubt and chance.random() < 0.5
        lab.organization.list_lag_s = _LAG_S if lags else 0
        outcome = tried(lab, contact, chance.choice(("Admin", "Operator")), strike, run)
        ends["by password"] += run is invite_by_password
        ended = outcome.ended
        ends["killed" if ended is None else ended.error or "passed"] += 1
        sent += outcome.sent
        if not outcome.is_well:
            wrong.append(f"{strike}, {contact}: {outcome}")
    figures.append(
        f"{sizes['invitations']} runs with a fault around the tap: {sent} invitations sent,"
        f" {len(wrong)} wrong, {len(lab.pending())} left; "
        + ", ".join(f"{number} {name}" for name, number in ends.most_common())
    )
    assert not wrong, "\n".join(wrong)
    assert lab.pending() == []
