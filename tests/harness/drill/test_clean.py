import re
from pathlib import Path

import pytest

from harness.drill.clean import PLAIN_BUILD, SEEDS_A_TURN, CleanRun, clean_run, false_alarms
from harness.evidence.records import Attempt, Card
from harness.evidence.verdicts import Verdict
from virtual_phone.app.build import read_build
from virtual_phone.app.interstitials import Scheduler

RUN = CleanRun(3, "current", 0.0, 2)
MAKEFILE = (Path(__file__).parents[3] / "Makefile").read_text("utf-8")


def test_everything_follows_from_the_seed() -> None:
    """The same one stands for the same surroundings; others for others."""
    runs = [clean_run(seed, 2) for seed in range(50)]
    assert runs == [clean_run(seed, 2) for seed in range(50)]
    assert len({run.build for run in runs}) > 10
    assert {run.animation_scale for run in runs} == {0.0, 0.1, 0.2, 1.0}


def test_some_runs_draw_parts_of_screens_late() -> None:
    """On every build, and not where it proves what caught a defect."""
    runs = [clean_run(seed, 2) for seed in range(100)]
    late = [run.build.partition(",")[0] for run in runs if "late_parts=yes" in run.build]
    assert 20 < len(late) < 50
    assert set(late) == {run.build.partition(",")[0] for run in runs}
    assert all(not read_build(run.build).late_parts for run in runs if run.is_plain)


def test_few_runs_take_a_phones_time() -> None:
    """One of ten."""
    scales = [clean_run(seed, 2).animation_scale for seed in range(SEEDS_A_TURN)]
    assert scales.count(1.0) == 1


def test_the_short_row_of_clean_runs_is_varied_too() -> None:
    """What `make drill` runs, in CI as well: one plain run, and among the others each of these."""
    seed = re.search(r"^DRILL_SEED \?= (\d+)$", MAKEFILE, re.MULTILINE)
    count = re.search(r"harness drill --clean (\d+) --seed \$\(DRILL_SEED\) ", MAKEFILE)
    assert seed, "the Makefile does not say which clean runs there are"
    assert count, "the Makefile does not say how many clean runs there are"
    runs = [clean_run(int(seed[1]) + place, 2) for place in range(int(count[1]))]
    builds = [read_build(run.build) for run in runs]
    there = {
        "a plain run": any(run.is_plain for run in runs),
        "transitions": any(run.animation_scale for run in runs),
        "another build": any(run.build.partition(",")[0] != PLAIN_BUILD for run in runs),
        "interstitials": any(build.interstitials for build in builds),
        "a keyboard that covers": any(build.keyboard_covers for build in builds),
    }
    assert all(there.values()), f"not all of these are among {runs}: {there}"


def test_a_drill_without_a_seed_begins_with_a_plain_run() -> None:
    """Which proves what caught a defect; few of the next ones are."""
    assert all(clean_run(turn * SEEDS_A_TURN, 2).is_plain for turn in range(10))
    others = [clean_run(seed, 2).is_plain for seed in range(100) if seed % SEEDS_A_TURN]
    assert others.count(True) < 10


@pytest.mark.parametrize("seed", range(50))
def test_the_virtual_phone_knows_every_build(seed: int) -> None:
    """Also the interruptions in it."""
    Scheduler(read_build(clean_run(seed, 2).build).interstitials)


def _attempt(verdict: Verdict) -> Attempt:
    card = Card("id", "f", "Greeting", "", "", "One", str(verdict), {}, [], [])
    return Attempt(card, verdict=verdict)


def test_whatever_does_not_pass_is_an_alarm() -> None:
    """Red or broken; what was skipped says nothing."""
    alarms = false_alarms(RUN, [_attempt(verdict) for verdict in Verdict])
    assert [alarm.finding.scenario for alarm in alarms] == [
        "product",
        "test",
        "infrastructure",
        "wrong use",
    ]
    assert {alarm.run for alarm in alarms} == {RUN}


def test_a_part_that_runs_nothing_is_an_alarm() -> None:
    """Nothing red is no proof where nothing ran, or not all of it."""
    [nothing] = false_alarms(RUN, [])
    assert nothing.finding.seen == "No scenario was run."
    [broken] = false_alarms(RUN, [_attempt(Verdict.PASSED)], "Its process died.")
    assert broken.finding.seen == "Its process died."
