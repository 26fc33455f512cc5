"""What the harness adds to the time of a command: pages against the bare client.

Both run the phone invitation on one virtual phone, in one process, in turn: straight script,
harness, straight script, harness ... Counted is the time from a fresh app's first screen to OK,
divided by the number of commands. What is not counted: starting sessions, taking the invitation
back.
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

MOST_RATIO = 1.2
_WARM_UP_ROUNDS = 3


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


def measure(rounds: int) -> Result:
    """Medians over the rounds, and of the rounds' ratios."""
    runs: dict[str, list[Run]] = {"straight script": [], "harness": []}
    with stage() as here:
        for number in range(_WARM_UP_ROUNDS + rounds):
            for name, run in _RUNS.items():
                done = run(here)
                here.take_invitation_back()
                if number >= _WARM_UP_ROUNDS:
                    runs[name].append(done)
    pairs = list(zip(runs["harness"], runs["straight script"], strict=True))
    ratio = median(ours.per_command_ms / theirs.per_command_ms for ours, theirs in pairs)
    whole = median(ours.all_s / theirs.all_s for ours, theirs in pairs)
    return Result(
        "overhead",
        {"rounds": rounds, "ratio_per_command": ratio, "ratio_whole": whole, **_figures(runs)},
        [_table(runs, rounds, ratio, whole)],
        goals={f"harness <= {MOST_RATIO} x bare client, per command": ratio <= MOST_RATIO},
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
