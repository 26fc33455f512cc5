"""Four workers on four phones: nobody waits in a circle, and no invitation is taken for another."""

import os
import signal
import tempfile
from collections import Counter
from collections.abc import Callable

import pytest
from shared_pool import NUMBERS, SharedPool

from harness.screen.wait import polls
from harness.session.reservations import Reservations

_SCENARIOS = 50
_RUN_S = 240
_WORKERS = ("-n", "4")
_TOLD_BEFORE = 10


def _kill_with_an_invitation_under_way(
    shared_pool: SharedPool, find: Callable[[str], int | None], kill: Callable[[int, int], None]
) -> None:
    """Kill once enough have been told, so that an invitation is certainly left behind.

    Args:
        shared_pool: Where the run takes place.
        find: The process, or group, that has invited a number; None where it is over.
        kill: Sends a signal to it.
    """
    for _ in polls(_RUN_S, longest_pause_s=0.005):
        pending = shared_pool.pending()
        if not pending or len(shared_pool.told()) < _TOLD_BEFORE:
            continue
        target = find(pending[0])
        if target is None:
            continue
        kill(target, signal.SIGSTOP)
        if pending[0] in shared_pool.pending():
            kill(target, signal.SIGKILL)
            return
        kill(target, signal.SIGCONT)
    pytest.fail("nobody was invited")


def _worker_that_holds(number: str) -> int | None:
    """The one whose scenario has leased the member."""
    holder = Reservations().holder_of(f"contact Blue Fern Studio|phone {number}")
    return int(holder.split()[1]) if holder else None


def test_fifty_scenarios_of_two_people(shared_pool: SharedPool) -> None:
    """All pass; everybody is told as often as invited, and nothing is left."""
    shared_pool.write_feature(_SCENARIOS)
    with shared_pool.start(*_WORKERS) as run:
        said = run.communicate(timeout=_RUN_S)[0]
    assert run.returncode == 0, said
    summary = shared_pool.summary()
    assert summary["scenarios"]["passed"] == _SCENARIOS
    assert summary["journal_open"] == 0
    assert len(shared_pool.told()) == _SCENARIOS
    assert set(shared_pool.told()) <= set(NUMBERS)
    assert shared_pool.pending() == []
    assert shared_pool.journal() == []


def test_a_worker_is_killed_in_the_middle(
    shared_pool: SharedPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its scenario is lost, and no other; what it had sent is taken back by the others."""
    monkeypatch.setattr(tempfile, "tempdir", str(shared_pool.locks))
    shared_pool.write_feature(_SCENARIOS)
    with shared_pool.start(*_WORKERS) as run:
        _kill_with_an_invitation_under_way(shared_pool, _worker_that_holds, os.kill)
        said = run.communicate(timeout=_RUN_S)[0]
    assert run.returncode == 3, said
    summary = shared_pool.summary()
    counts = Counter(each["status"] for each in summary["results"])
    assert counts == {"passed": _SCENARIOS - 1, "broken": 1}, said
    assert summary["journal_open"] == 0
    assert shared_pool.pending() == []
    assert shared_pool.journal() == []


def test_what_a_killed_run_has_sent_is_taken_back_by_the_next(shared_pool: SharedPool) -> None:
    """Although it is told to somebody whom the next run may never lease."""
    shared_pool.write_feature(_SCENARIOS)
    with shared_pool.start(*_WORKERS) as run:
        _kill_with_an_invitation_under_way(shared_pool, lambda _: run.pid, os.killpg)
        run.communicate(timeout=_RUN_S)
    assert shared_pool.pending()
    assert len(shared_pool.journal()) >= len(shared_pool.pending())
    shared_pool.write_feature(1)
    with shared_pool.start() as run:
        said = run.communicate(timeout=_RUN_S)[0]
    assert run.returncode == 0, said
    assert shared_pool.pending() == []
    assert shared_pool.journal() == []
    assert shared_pool.summary()["journal_open"] == 0
