"""False alarms: the whole suite on the clean app, in ever different order and surroundings."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from harness.drill.judge import Finding, broken_off
from harness.evidence.records import Attempt
from harness.evidence.verdicts import Verdict

PARTS = 2
"""A run over all scenarios is done in parts, each on phones of its own, to use several cores."""

PLAIN_BUILD = "current"
"""What a virtual phone has where nobody asks for anything else."""

# Builds that tell apart all that scenarios ask for; what is different must make no difference.
_BUILDS = (PLAIN_BUILD, "layout-b", "labels-in-description", "labels-in-child", "badge")
_INTERRUPTIONS = (
    "save-log-in@after-log-in",
    "notifications@after-log-in",
    "swipe-up@before:Home",
    "viewer-history@before:Profile",
    "contacts@before:SettingsAndPrivacy",
    "eea-transfers@before:Permissions",
)
_MOST_INTERRUPTIONS = 2
# By the last digit of the seed: a run with transitions takes many times as long, nearly all of it
# waiting: for taps that were swallowed, and for a feed whose videos never rest. A short
# row has one of them, too.
_TRANSITIONS = (0.0, 0.0, 0.0, 0.1, 0.0, 0.0, 0.1, 0.2, 0.2, 1.0)
SEEDS_A_TURN = len(_TRANSITIONS)
"""A drill without a seed starts with a multiple of this one."""

_NO_ALARM = (Verdict.PASSED, Verdict.SKIPPED)


@dataclass(frozen=True)
class CleanRun:
    """All scenarios once, on the clean app; everything follows from the seed.

    Attributes:
        seed: Also decides the order of scenarios.
        build: Of the app, as the virtual phone takes it: with other labels, interstitials ...
        animation_scale: 0: screens change at once; 1: in a phone's time.
        at_once: How many runs go on at the same time, which decides how busy the machine is.
    """

    seed: int
    build: str
    animation_scale: float
    at_once: int

    @property
    def is_plain(self) -> bool:
        """Whether it is run in what every run meets: then it also proves what caught a defect."""
        return (self.build, self.animation_scale) == (PLAIN_BUILD, 0.0)

    @property
    def command(self) -> str:
        """Repeats it."""
        return f"harness drill --only-clean 1 --seed {self.seed} -n {self.at_once}"


@dataclass(frozen=True)
class FalseAlarm:
    """A scenario that did not pass although nothing is wrong with the app."""

    run: CleanRun
    finding: Finding


def clean_run(seed: int, at_once: int) -> CleanRun:
    """The run, in the surroundings that a seed stands for; a seed that ends in 0 changes none."""
    if seed % SEEDS_A_TURN == 0:
        return CleanRun(seed, PLAIN_BUILD, 0.0, at_once)
    chance = random.Random(f"surroundings {seed}")  # noqa: S311 - no secret hangs on it
    build = chance.choice(_BUILDS)
    if chance.random() < 1 / 2:
        build += ",keyboard_covers=yes"
    interruptions = chance.sample(_INTERRUPTIONS, chance.randint(0, _MOST_INTERRUPTIONS))
    if interruptions:
        build += f",interstitials={'+'.join(interruptions)}"
    if chance.random() < 1 / 3:
        build += ",late_parts=yes"
    return CleanRun(seed, build, _TRANSITIONS[seed % SEEDS_A_TURN], at_once)


def false_alarms(
    run: CleanRun, attempts: Sequence[Attempt], no_run: str = ""
) -> tuple[FalseAlarm, ...]:
    """Every scenario that was red or broken.

    Args:
        run: Which.
        attempts: Of one of its parts.
        no_run: Why that part did not come to its end by itself; empty where it did.
    """
    caught = [Finding.of(each) for each in attempts if each.verdict not in _NO_ALARM]
    if no_run or not attempts:
        caught.append(broken_off(no_run or "No scenario was run."))
    return tuple(FalseAlarm(run, finding) for finding in caught)
