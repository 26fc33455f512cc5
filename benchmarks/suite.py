"""Wall time and memory of the whole suite on the virtual phone, with and without pictures.

Each kind of run is made several times, all kinds in turn. Memory is the largest process's peak,
and the sum of all processes' peaks (workers, phones and mailboxes included), which is more than is
ever in use at one moment, as pages that processes share count once for each.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.table import Table

from benchmarks.results import Result, arguments_of, show
from benchmarks.stage import ROOT

EVIDENCE = ("none", "failures", "steps")
WORKERS = (1, 2)
MOST_S = {"none": 10.0, "steps": 20.0}
MOST_MB = 300
_LOOK_EVERY_S = 0.05
# A user's Python keeps what it has compiled.
_NOT_HANDED_ON = {"PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Run:
    """One run of the suite.

    Attributes:
        wall_s: From starting `harness run` to its end.
        scenarios_s: The time that scenarios took; 0 where the run left no summary.
        cpu_s: All processes' time on a processor.
        largest_mb: Peak of the largest process.
        sum_mb: Of the peaks of all processes.
        load: Load average of the last minute, when the run started.
        exit_code: Of `harness run`.
    """

    wall_s: float
    scenarios_s: float
    cpu_s: float
    largest_mb: float
    sum_mb: float
    load: float
    exit_code: int


class MemoryWatch(threading.Thread):
    """Notes the peak memory of a process and of all below it, from Linux's /proc.

    `getrusage` knows the largest child only; elsewhere than on Linux nothing is noted.

    Args:
        pid: The topmost process.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peaks_mb: dict[int, float] = {}
        self._pid = pid
        self._over = threading.Event()

    def run(self) -> None:
        """Until the process is over."""
        while not self._over.wait(_LOOK_EVERY_S):
            for pid in _with_children(self._pid):
                self.peaks_mb[pid] = _peak_mb(pid) or self.peaks_mb.get(pid, 0.0)

    def end(self) -> None:
        """Stop looking."""
        self._over.set()
        self.join()


def _with_children(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        with suppress(OSError):  # the process is over
            for file in Path(f"/proc/{each}/task").glob("*/children"):
                found += [int(child) for child in _read(file).split()]
    return found


def _peak_mb(pid: int) -> float:
    lines = _read(Path(f"/proc/{pid}/status")).splitlines()
    peak = next((line for line in lines if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(peak.split()[1]) / 1024


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # the process is over
        return ""


def run_suite(
    evidence: str, workers: int, profile: str = "virtual", words: Sequence[str] = ()
) -> Run:
    """Run every scenario once, or those that words for `harness run` choose.

    Its report is kept where the run did not pass, and where it is goes to stderr.
    """
    with ExitStack() as clearing_up:
        reports = tempfile.mkdtemp(prefix="harness-benchmark-")
        clearing_up.callback(shutil.rmtree, reports, ignore_errors=True)
        command = [sys.executable, "-m", "harness.command_line", "run"]
        command += [f"--evidence={evidence}", f"--reports={reports}/reports"]
        command += [f"--profile={profile}", *words]
        command += ["-n", str(workers)] if workers > 1 else []
        environment = {
            name: text for name, text in os.environ.items() if name not in _NOT_HANDED_ON
        }
        before, load, started_s = os.times(), os.getloadavg()[0], time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        watch = MemoryWatch(process.pid)
        watch.start()
        exit_code = process.wait()
        wall_s, after = time.perf_counter() - started_s, os.times()
        watch.end()
        scenarios_s = _scenarios_s(Path(reports) / "reports" / "summary.json")
        if exit_code:
            clearing_up.pop_all()
            print(f"exit code {exit_code} of {' '.join(command[2:])}", file=sys.stderr)
    cpu_s = after.children_user + after.children_system
    cpu_s -= before.children_user + before.children_system
    peaks_mb = list(watch.peaks_mb.values()) or [0.0]
    return Run(wall_s, scenarios_s, cpu_s, max(peaks_mb), sum(peaks_mb), load, exit_code)


def _scenarios_s(summary: Path) -> float:
    results = json.loads(_read(summary) or '{"results": []}')["results"]
    return sum(float(each["duration_s"]) for each in results)


def measure(rounds: int) -> Result:
    """All kinds of runs in turn, after one that does not count."""
    kinds = [(evidence, workers) for evidence in EVIDENCE for workers in WORKERS]
    runs: dict[tuple[str, int], list[Run]] = {kind: [] for kind in kinds}
    run_suite("steps", max(WORKERS))
    for _ in range(rounds):
        for kind in kinds:
            runs[kind].append(run_suite(*kind))
    return Result(
        "suite",
        {"rounds": rounds, "runs": [_figures(kind, each) for kind in kinds for each in runs[kind]]},
        [_table(runs, rounds)],
        goals=_goals(runs),
    )


def _figures(kind: tuple[str, int], run: Run) -> dict[str, object]:
    return {"evidence": kind[0], "workers": kind[1], **vars(run)}


def _goals(runs: dict[tuple[str, int], list[Run]]) -> dict[str, bool]:
    goals = {
        f"--evidence {evidence} in at most {most_s:g} s (median)": min(
            median(each.wall_s for each in runs[evidence, workers]) for workers in WORKERS
        )
        <= most_s
        for evidence, most_s in MOST_S.items()
    }
    every = [each for kind in runs.values() for each in kind]
    return goals | {
        f"no process takes {MOST_MB} MB": max(each.largest_mb for each in every) < MOST_MB,
        "every run passed": all(each.exit_code == 0 for each in every),
    }


def _table(runs: dict[tuple[str, int], list[Run]], rounds: int) -> Table:
    columns = ("evidence", "workers", "median", "fastest", "CPU", "largest process", "sum of peaks")
    table = Table(*columns, "load before", title=f"harness run, all of it ({rounds} times each)")
    for (evidence, workers), done in runs.items():
        wall_s = [each.wall_s for each in done]
        loads = [each.load for each in done]
        table.add_row(
            evidence,
            str(workers),
            f"{median(wall_s):.1f} s",
            f"{min(wall_s):.1f} s",
            f"{median(each.cpu_s for each in done):.1f} s",
            f"{max(each.largest_mb for each in done):.0f} MB",
            f"{max(each.sum_mb for each in done):.0f} MB",
            f"{min(loads):.1f}-{max(loads):.1f}",
        )
    return table


if __name__ == "__main__":
    parser = arguments_of(__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="of each kind (3)")
    options = parser.parse_args()
    show(measure(options.rounds), options.json)
