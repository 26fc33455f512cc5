"""`harness run` and `harness reap`, killed at random points: nothing is lost, nothing is left."""

import random
import signal
import time
from collections import Counter
from threading import Event

from lab import Lab
from whole_runs import RUN, Runs


def _lasting_s(runs: Runs, *command: str) -> float:
    began_s = time.monotonic()
    assert runs.ended(*command) == 0
    return time.monotonic() - began_s


def test_killed_at_random_points(
    lab: Lab, runs: Runs, sizes: dict[str, int], seed: int, figures: list[str]
) -> None:
    """What was sent has an entry; the reap after it, killed or not, and the next one leave none."""
    chance = random.Random(seed)  # noqa: S311 - trials, not secrets
    run_s, reap_s = _lasting_s(runs, *RUN), _lasting_s(runs, "reap")
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(sizes["kills"]):
        asked_before = lab.organization.asked
        invited = Event()
        lab.organization.at_invite = invited.set
        # Every other one while it holds an invitation, which is a small part of a run.
        since = invited if number % 2 else None
        after_s = chance.uniform(0, 0.2 * run_s) if since else chance.uniform(0.2, 1) * run_s
        code = runs.ended(*RUN, after_s=after_s, since=since)
        held, noted = lab.pending(), [each.contact for each in runs.open_entries()]
        ends["killed" if code < 0 else "ended first"] += 1
        ends["held an invitation"] += bool(held)
        lost = len(held) > len(noted) or lab.organization.asked - asked_before > 1
        if code not in {-signal.SIGKILL, 0, 3} or lost:
            wrong.append(f"kill {number} after {after_s:.2f} s: {code}, {held}, {noted}")
        if chance.random() < 0.5:
            killed = runs.ended("reap", after_s=chance.uniform(0.2 * reap_s, 2 * reap_s))
            ends["reaps killed"] += killed == -signal.SIGKILL
        code = runs.ended("reap")
        if code != 0 or lab.pending() or runs.open_entries():
            wrong.append(f"reap {number}: {code}, {lab.pending()}, {runs.open_entries()}")
    figures.append(
        f"{sizes['kills']} runs to be killed at a random point: {len(wrong)} wrong,"
        f" {len(lab.pending())} invitations left; "
        + ", ".join(f"{count} {name}" for name, count in ends.items())
    )
    assert not wrong, "\n".join(wrong)
