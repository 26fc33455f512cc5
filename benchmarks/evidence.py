"""What pictures cost: the same scenarios with `--evidence failures`, `outcomes` and `steps`.

All kinds are run in turn, several times, in one process each. Compared are the time that the
scenarios took and the time on a processor, of all processes, phones included. From the latter goes
what a run takes to start and to end, which is measured in turn with the others, as a run of one
scenario. The goal is one of scenario time; on a machine that has other work that time is of the
machine, and the processor's is what to look at.
"""

from dataclasses import dataclass
from statistics import median

from rich.table import Table

from benchmarks.results import Result, arguments_of, show
from benchmarks.suite import Run, run_suite

KINDS = ("failures", "outcomes", "steps")
MOST_RATIO = 1.3
# With one person and with two, with and without messages, typing, lists.
FEATURES = ("invite_by_phone", "roles", "pending_invitations", "accept_invitation")
_ONE_SCENARIO = ("features/roles.feature", "-k", "chosen_in_advance")


@dataclass(frozen=True)
class Round:
    """Each kind of run once.

    Attributes:
        start: A run of one scenario.
        runs: By kind.
    """

    start: Run
    runs: dict[str, Run]

    def cpu_ratio(self, kind: str) -> float:
        """A kind's time on a processor against that of "failures", both without the start."""
        usual_s = self.runs["failures"].cpu_s - self.start.cpu_s
        return (self.runs[kind].cpu_s - self.start.cpu_s) / usual_s

    def time_ratio(self, kind: str) -> float:
        """The time that scenarios took, against that of "failures"."""
        return self.runs[kind].scenarios_s / self.runs["failures"].scenarios_s


def measure(rounds: int, features: list[str]) -> Result:
    """Medians over the rounds, after one that does not count."""
    words = tuple(f"features/{name}.feature" for name in features)
    _round(words)
    done = [_round(words) for _ in range(rounds)]
    cpu = {kind: median(each.cpu_ratio(kind) for each in done) for kind in KINDS}
    time = {kind: median(each.time_ratio(kind) for each in done) for kind in KINDS}
    return Result(
        "evidence",
        {
            "rounds": rounds,
            "features": features,
            "cpu_ratio": cpu,
            "scenario_time_ratio": time,
            "runs": [
                {"start": vars(each.start), **{kind: vars(run) for kind, run in each.runs.items()}}
                for each in done
            ],
        },
        [_table(done)],
        goals={
            f"--evidence steps takes at most {MOST_RATIO} x the scenario time of failures": (
                time["steps"] <= MOST_RATIO
            ),
            f"--evidence steps takes at most {MOST_RATIO} x the processor time of failures": (
                cpu["steps"] <= MOST_RATIO
            ),
            "every run passed": all(
                run.exit_code == 0 for each in done for run in (each.start, *each.runs.values())
            ),
        },
    )


def _round(words: tuple[str, ...]) -> Round:
    start = run_suite("failures", 1, words=_ONE_SCENARIO)
    return Round(start, {kind: run_suite(kind, 1, words=words) for kind in KINDS})


def _table(done: list[Round]) -> Table:
    columns = ("evidence", "scenarios", "ratio", "CPU without start", "ratio", "ratios of rounds")
    table = Table(*columns, title=f"What pictures cost (medians of {len(done)} rounds)")
    for kind in KINDS:
        ratios = sorted(each.cpu_ratio(kind) for each in done)
        table.add_row(
            kind,
            f"{median(each.runs[kind].scenarios_s for each in done):.1f} s",
            f"{median(each.time_ratio(kind) for each in done):.2f}",
            f"{median(each.runs[kind].cpu_s - each.start.cpu_s for each in done):.1f} s",
            f"{median(ratios):.2f}",
            f"{ratios[0]:.2f}-{ratios[-1]:.2f}",
        )
    return table


if __name__ == "__main__":
    parser = arguments_of(__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="that count (3)")
    parser.add_argument("features", nargs="*", help=f"names of features ({', '.join(FEATURES)})")
    options = parser.parse_args()
    show(measure(options.rounds, options.features or list(FEATURES)), options.json)
