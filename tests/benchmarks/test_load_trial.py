"""The load trial in its short form, and that its judgement can go against a run."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from benchmarks.load import Asked, Seen, judged, run
from benchmarks.load_lab import names
from benchmarks.load_watch import Cut
from benchmarks.load_witness import Ended, Taken

ASKED = Asked(workers=3, scenarios=4, phones=2, latency_ms=0, kill=1)
FIRST, SECOND, THIRD, FOURTH = names(4)
ALONE = Ended(SECOND, "virtual-1", 12, began_s=30.0, crossed="")


def _seen() -> Seen:
    """What comes of a run that is well: the first scenario was under a worker that was ended."""
    return Seen(
        reported=Counter(names(4)),
        failed={FIRST},
        ended=[
            ALONE,
            replace(ALONE, name=THIRD, phone="virtual-2", began_s=10.0),
            replace(ALONE, name=FOURTH, phone="virtual-2", began_s=40.0),
        ],
        cut=[Cut(Taken(FIRST, "virtual-1", 11, began_s=10.0), at_s=20.0)],
    )


def test_workers_that_share_phones_and_one_that_is_killed() -> None:
    """Real workers, pool, leases and sessions, on phones with the latency of a network."""
    asked = Asked(workers=3, scenarios=8, phones=2, latency_ms=20, kill=1)
    result = judged(asked, run(asked))
    assert all(result.goals.values()), "\n".join(f"{k}: {v}" for k, v in result.figures.items())
    assert result.figures["pss_mb_largest"] > 1


def test_a_run_that_is_well() -> None:
    """So that each of the others is missed for its own reason."""
    result = judged(ASKED, _seen())
    assert all(result.goals.values()), result.figures


def _lose(seen: Seen) -> None:
    del seen.reported[FOURTH]
    seen.ended.pop()


def _double(seen: Seen) -> None:
    seen.reported[SECOND] += 1


def _double_an_end(seen: Seen) -> None:
    seen.ended.append(ALONE)


def _cross(seen: Seen) -> None:
    seen.ended[0] = replace(ALONE, crossed="somebody else has the phone, too")


def _swap_a_result(seen: Seen) -> None:
    del seen.reported[FOURTH]
    seen.reported["test_of_another"] += 1


def _pass_without_an_end(seen: Seen) -> None:
    # As many ends as passes: only the names tell.
    seen.ended[0] = replace(ALONE, name=FIRST)


def _fail(seen: Seen) -> None:
    seen.failed.add(THIRD)


def _pass_in_vain(seen: Seen) -> None:
    seen.failed.clear()
    seen.ended.append(replace(ALONE, name=FIRST))


def _end_nobody(seen: Seen) -> None:
    seen.cut.clear()
    seen.failed.clear()
    seen.ended.append(replace(ALONE, name=FIRST))


def _hold(seen: Seen) -> None:
    seen.held.append("phone virtual-2")


def _leave_a_phone_idle(seen: Seen) -> None:
    seen.ended[0] = replace(ALONE, phone="virtual-2")


_RESULTS = "no result lost, doubled or crossed"
_ENDED = "each scenario that passed has ended once"
_LEASES = "every lease is free, those of ended workers at once"


@pytest.mark.parametrize(
    ("harm", "missed", "figure", "shown"),
    [
        (_lose, _RESULTS, "lost", [FOURTH]),
        (_double, _RESULTS, "doubled", [SECOND]),
        (_double_an_end, _RESULTS, "doubled", [SECOND]),
        (_cross, _RESULTS, "crossed", [f"{SECOND}: somebody else has the phone, too"]),
        (_swap_a_result, _RESULTS, "foreign", ["test_of_another"]),
        (_pass_without_an_end, _ENDED, "passed_without_an_end", [SECOND]),
        (
            _fail,
            "no scenario failed but those under a worker that was ended",
            "failed",
            [THIRD],
        ),
        (_pass_in_vain, "none of these passed", "cut_and_passed", [FIRST]),
        (_end_nobody, "as many workers were ended as asked for", "workers_ended", 0),
        (_hold, _LEASES, "held", ["phone virtual-2"]),
        (_leave_a_phone_idle, _LEASES, "held", ["virtual-1"]),
    ],
)
def test_what_goes_wrong_is_missed_by_name(
    harm: Callable[[Seen], None], missed: str, figure: str, shown: object
) -> None:
    """One thing at a time, in a run that is well otherwise."""
    seen = _seen()
    harm(seen)
    result = judged(ASKED, seen)
    assert not result.goals[missed]
    assert result.figures[figure] == shown
