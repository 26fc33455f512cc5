"""What the real Appium costs, against the virtual phone's own WebDriver door, in one run.

Session start, one look-up and tap, and the whole suite with two workers; both ways in turn. The
same phones, the same capabilities, the same harness: only what stands between differs. Needs Node.

A round is 100 look-ups with their taps, and the first two rounds do not count: Node compiles what
it runs often, and a suite sends thousands of commands to one Appium.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median, quantiles

from rich.table import Table

from benchmarks.results import Result, arguments_of, show
from benchmarks.stage import APP_PACKAGE, Stage, stage
from benchmarks.suite import run_suite
from harness.session.session import Session
from harness.session.sighting import Sighting

PROFILES = ("virtual", "virtual-appium")
MOST_SESSION_S = 1.0
MOST_TAP_MS = 15.0
MOST_RATIO = 3.0
_WARM_UP_ROUNDS = 2
_TAPS_A_ROUND = 100
_WORKERS = 2
# The words of the first screen; a tap on them does nothing.
_NOWHERE = 'new UiSelector().textContains("Terms")'


def session_start_s(play: Stage) -> float:
    """From asking for a session until it is there; its end does not count."""
    started_s = time.perf_counter()
    session = play.new_session()
    took_s = time.perf_counter() - started_s
    session.quit()
    return took_s


def taps_ms(session: Session) -> Iterator[float]:
    """Look for a part and tap it, again and again."""
    for _ in range(_TAPS_A_ROUND):
        started_s = time.perf_counter()
        found: list[Sighting] = session.find(_NOWHERE)
        session.tap(found[0])
        yield 1000 * (time.perf_counter() - started_s)


def measure(rounds: int, suites: int) -> Result:
    """Both ways in turn, round for round."""
    starts: dict[str, list[float]] = {name: [] for name in PROFILES}
    taps: dict[str, list[float]] = {name: [] for name in PROFILES}
    with ExitStack() as plays:
        stages = {name: plays.enter_context(stage(name)) for name in PROFILES}
        for number in range(_WARM_UP_ROUNDS + rounds):
            for name, play in stages.items():
                start_s, pairs_ms = session_start_s(play), _taps_on_first_screen(play)
                if number >= _WARM_UP_ROUNDS:
                    starts[name].append(start_s)
                    taps[name] += pairs_ms
    walls: dict[str, list[float]] = {name: [] for name in PROFILES}
    passed = True
    for _ in range(suites):
        for name in PROFILES:
            run = run_suite("none", _WORKERS, name)
            walls[name].append(run.wall_s)
            passed = passed and run.exit_code == 0
    return _result(starts, taps, walls, passed=passed)


def _taps_on_first_screen(play: Stage) -> list[float]:
    session = play.new_session()
    session.clear_app(APP_PACKAGE)
    session.start_app(APP_PACKAGE)
    try:
        return list(taps_ms(session))
    finally:
        session.quit()


def _result(
    starts: dict[str, list[float]],
    taps: dict[str, list[float]],
    walls: dict[str, list[float]],
    *,
    passed: bool,
) -> Result:
    table = Table("", *PROFILES, "ratio", title="The real Appium against the phone's own door")
    for name, values, unit in (
        ("session start, median", {each: median(starts[each]) for each in PROFILES}, "s"),
        ("look-up and tap, median", {each: median(taps[each]) for each in PROFILES}, "ms"),
        ("look-up and tap, p95", {each: _p95(taps[each]) for each in PROFILES}, "ms"),
        ("every feature, -n 2, median", {each: median(walls[each]) for each in PROFILES}, "s"),
    ):
        own, real = (values[each] for each in PROFILES)
        table.add_row(name, f"{own:.2f} {unit}", f"{real:.2f} {unit}", f"{real / own:.1f}")
    own, real = (median(walls[each]) for each in PROFILES)
    goals = {
        f"session start through Appium in at most {MOST_SESSION_S:g} s": median(starts[PROFILES[1]])
        <= MOST_SESSION_S,
        f"look-up and tap through Appium in at most {MOST_TAP_MS:g} ms": median(taps[PROFILES[1]])
        <= MOST_TAP_MS,
        f"every feature in at most {MOST_RATIO:g} x the time, start-up included": real / own
        <= MOST_RATIO,
        "every run passed": passed,
    }
    figures = {"starts_s": starts, "taps_ms": taps, "walls_s": walls}
    return Result("real_stack", figures, [table], goals)


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


if __name__ == "__main__":
    parser = arguments_of(__doc__)
    parser.add_argument("--rounds", type=int, default=8, help="of session start and taps (8)")
    parser.add_argument("--suites", type=int, default=2, help="of the whole suite, each way (2)")
    options = parser.parse_args()
    show(measure(options.rounds, options.suites), options.json)
