"""What the harness adds to the time of a command: pages against the bare client.

Both run the phone invitation on one virtual phone, in one process, in turn: straight script,
harness, straight script, harness ... Counted is the time from a fresh app's first screen to OK,
divided by the number of commands. What is not counted: starting sessions, taking the invitation
back. The harness's commands are not the same as the straight script's: it looks for several labels
at once and asks for all that it needs to know of them.

So the engine's own cost is measured apart: the same look-up and the same tap, sent by the bare
client and by a harness session with the same settings, in turn, to two virtual phones that show
the same screen.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from rich.table import Table

from benchmarks.results import Result, arguments_of, show
from benchmarks.scenario import invite_by_phone
from benchmarks.stage import Stage, stage
from benchmarks.straight_script import StraightScript, start_bare_driver
from benchmarks.wire_tap import WireTap
from harness.session.conversation import SETTINGS
from harness.session.sighting import UIAUTOMATOR

MOST_RATIO = 1.2
_WARM_UP_ROUNDS = 3
_WARM_UP_PAIRS = 20
_PAIRS_A_ROUND = 20
# The words of the first screen; a tap on them does nothing.
_NOWHERE = 'new UiSelector().textContains("Terms")'


@dataclass(frozen=True)
class Run:
    """One run of the scenario.

    Attributes:
        commands: How many were sent.
        all_s: From the app's first screen to OK.
        wire_s: The part of it that went by between sending commands and having their answers.
    """

    commands: int
    all_s: float
    wire_s: float

    @property
    def per_command_ms(self) -> float:
        """Everything, per command."""
        return 1000 * self.all_s / self.commands

    @property
    def own_ms(self) -> float:
        """What passed outside of the client, per command."""
        return 1000 * (self.all_s - self.wire_s) / self.commands


def straight_run(here: Stage) -> Run:
    """The scenario with the bare client."""
    driver = start_bare_driver(here.url)
    try:
        tap = WireTap(driver)
        script = StraightScript(driver, here.cast)
        script.start_fresh_app()
        script.run()
        return _run(tap)
    finally:
        driver.quit()


def harness_run(here: Stage) -> Run:
    """The scenario with the harness's pages."""
    with here.harness_app() as app:
        tap = WireTap(app.screen.session.driver)
        invite_by_phone(app, here)
        return _run(tap)


def _run(tap: WireTap) -> Run:
    ended_s = time.perf_counter()
    sent = tap.since_the_app_started()
    return Run(len(sent), ended_s - tap.app_started_s(), sum(each.took_s for each in sent))


def same_commands(here: Stage, rounds: int) -> dict[str, float]:
    """A look-up and a tap that leads nowhere: medians per command, in milliseconds."""
    took_ms: dict[str, list[float]] = {"bare client": [], "harness session": []}
    other = start_bare_driver(here.other_url, SETTINGS)
    try:
        with here.harness_app() as app:
            session = app.screen.session

            def bare() -> None:
                other.find_elements(UIAUTOMATOR, _NOWHERE)[0].click()

            def ours() -> None:
                session.tap(session.find(_NOWHERE)[0])

            for number in range(_WARM_UP_PAIRS + rounds * _PAIRS_A_ROUND):
                for name, act in (("bare client", bare), ("harness session", ours)):
                    started_s = time.perf_counter()
                    act()
                    if number >= _WARM_UP_PAIRS:
                        took_ms[name].append(1000 * (time.perf_counter() - started_s) / 2)
    finally:
        other.quit()
    return {name: median(times) for name, times in took_ms.items()}


def measure(rounds: int) -> Result:
    """Medians over the rounds, and of the rounds' ratios."""
    runs: dict[str, list[Run]] = {"straight script": [], "harness": []}
    with stage() as here:
        same_ms = same_commands(here, rounds)
        for number in range(_WARM_UP_ROUNDS + rounds):
            for name, run in _RUNS.items():
                done = run(here)
                here.take_invitation_back()
                if number >= _WARM_UP_ROUNDS:
                    runs[name].append(done)
    pairs = list(zip(runs["harness"], runs["straight script"], strict=True))
    ratio = median(ours.per_command_ms / theirs.per_command_ms for ours, theirs in pairs)
    same = same_ms["harness session"] / same_ms["bare client"]
    whole = median(ours.all_s / theirs.all_s for ours, theirs in pairs)
    return Result(
        "overhead",
        {
            "rounds": rounds,
            "ratio_per_command": ratio,
            "ratio_whole": whole,
            "same_commands_ms": same_ms,
            "ratio_same_commands": same,
            **_figures(runs),
        },
        [_table_of_same(same_ms, same), _table(runs, rounds, ratio, whole)],
        goals={
            f"same commands: harness <= {MOST_RATIO} x bare client": same <= MOST_RATIO,
            f"scenario, per command: harness <= {MOST_RATIO} x bare client": ratio <= MOST_RATIO,
        },
    )


_RUNS: dict[str, Callable[[Stage], Run]] = {"straight script": straight_run, "harness": harness_run}


def _figures(runs: dict[str, list[Run]]) -> dict[str, object]:
    return {
        name: {
            "commands": done[-1].commands,
            "per_command_ms": median(each.per_command_ms for each in done),
            "own_ms_per_command": median(each.own_ms for each in done),
            "whole_ms": median(1000 * each.all_s for each in done),
        }
        for name, done in runs.items()
    }


def _table_of_same(same_ms: dict[str, float], ratio: float) -> Table:
    table = Table("", "per command", title="Time, the same look-up and tap")
    for name, took_ms in same_ms.items():
        table.add_row(name, f"{took_ms:.2f} ms")
    table.add_row("ratio", f"{ratio:.2f}")
    return table


def _table(runs: dict[str, list[Run]], rounds: int, ratio: float, whole: float) -> Table:
    title = f"Time, log-in to OK (medians of {rounds} rounds)"
    table = Table("", "per command", "of it outside the client", "whole scenario", title=title)
    for name, done in runs.items():
        table.add_row(
            name,
            f"{median(each.per_command_ms for each in done):.2f} ms",
            f"{median(each.own_ms for each in done):.2f} ms",
            f"{median(1000 * each.all_s for each in done):.0f} ms",
        )
    table.add_row("ratio of a round", f"{ratio:.2f}", "", f"{whole:.2f}")
    return table


if __name__ == "__main__":
    parser = arguments_of(__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="that count (15)")
    options = parser.parse_args()
    show(measure(options.rounds), options.json)
