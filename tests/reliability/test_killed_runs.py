"""`harness run` and `harness reap`, killed at random points: nothing is lost, nothing is left."""

import random
import signal
import time
from collections import Counter

from lab import Lab
from way_to_phone import Fault, Strike
from whole_runs import RUN, Runs

# From Invite on, a run asks some thirty times more, a reap some forty times in all.
_REQUESTS_OF_RUN, _REQUESTS_OF_REAP = 30, 40
# A run that comes to its end first is no kill: another one is tried.
_MOST_RUNS_FOR_A_KILL = 3
_KILLS: tuple[Fault, ...] = ("killed-before", "killed-during", "killed-after")


def _strike(chance: random.Random, requests: int) -> Strike:
    return Strike(chance.choice(_KILLS), chance.randint(1, requests))


def _killed_run(runs: Runs, chance: random.Random, *, holding: bool, run_s: float) -> int:
    """The exit code of a run, killed while it holds an invitation, or at any moment."""
    if holding:
        return runs.ended(*RUN, strike=_strike(chance, _REQUESTS_OF_RUN), from_invite=True)
    return runs.ended(*RUN, after_s=chance.uniform(0.2, 1) * run_s)


def test_killed_at_random_points(
    lab: Lab, runs: Runs, sizes: dict[str, int], seed: int, figures: list[str]
) -> None:
    """What was sent has an entry; the reap after it, killed or not, and the next one leave none."""
    chance = random.Random(seed)  # noqa: S311 - trials, not secrets
    kills, run_s = sizes["kills"], 0.0
    if kills > 1:
        began_s = time.monotonic()
        assert runs.ended(*RUN) == 0
        run_s = time.monotonic() - began_s
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(kills * _MOST_RUNS_FOR_A_KILL):
        if ends["killed"] == kills:
            break
        asked_before = lab.organization.asked
        # Every other one while it holds an invitation, which is a small part of a run.
        code = _killed_run(runs, chance, holding=number % 2 == 0, run_s=run_s)
        held, noted = lab.pending(), [each.contact for each in runs.open_entries()]
        ends["killed" if code < 0 else "ended first"] += 1
        ends["held an invitation"] += bool(held)
        is_lost = len(held) > len(noted) or lab.organization.asked - asked_before > 1
        if code not in {-signal.SIGKILL, 0, 3} or is_lost:
            wrong.append(f"kill {number}: {code}, {held}, {noted}")
        if chance.random() < 0.5:
            killed = runs.ended("reap", strike=_strike(chance, _REQUESTS_OF_REAP))
            ends["reaps killed"] += killed == -signal.SIGKILL
        code = runs.ended("reap")
        if code != 0 or lab.pending() or runs.open_entries():
            wrong.append(f"reap {number}: {code}, {lab.pending()}, {runs.open_entries()}")
    figures.append(
        f"{ends['killed']} runs killed at a random point: {len(wrong)} wrong,"
        f" {len(lab.pending())} invitations left; "
        + ", ".join(f"{count} {name}" for name, count in ends.items())
    )
    assert not wrong, "\n".join([f"seed {seed}", *wrong])
    assert ends["killed"] == kills, f"seed {seed}: too few runs were killed: {ends}"
