"""Many workers on many virtual phones: is a result lost, doubled or crossed? What does one take?

Real features, pool, leases and sessions of the harness, by `pytest -n`, through a profile like any
lab's: the phones run in processes of their own and are leased between the workers, of which there
are more than phones. With --kill, workers are ended by `kill -9` while they have a phone.
"""

import json
import os
import statistics
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.table import Table

from benchmarks.load_lab import PASSWORD, lab, names, write_settings
from benchmarks.load_watch import Cut, Watch
from benchmarks.load_witness import FOLDER, Ended
from benchmarks.results import Result, arguments_of, show
from benchmarks.stage import ROOT
from harness.session.reservations import Reservations
from harness.settings import VIRTUAL_PASSWORD

LATENCY_MS = 50
_NOT_PASSED = ("failure", "error", "skipped")


@dataclass(frozen=True)
class Asked:
    """What is tried.

    Attributes:
        latency_ms: How much longer a command takes than it needs.
        kill: How many workers to end.
    """

    workers: int
    scenarios: int
    phones: int
    latency_ms: int = LATENCY_MS
    kill: int = 0


@dataclass
class Seen:
    """What came of a run.

    Attributes:
        reported: How often each scenario is in the report, by name.
        failed: Those of them that did not pass, by name.
        took_s: How long each entry of the report says that it took.
        ended: What each scenario noted itself at its end.
        cut: The workers that were ended.
        pss_mb: Largest proportional share of memory of each worker, by process.
        held: Leases that somebody has after the end.
        wall_s: From starting pytest to its end.
    """

    reported: "Counter[str]" = field(default_factory=Counter)
    failed: set[str] = field(default_factory=set)
    took_s: list[float] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    cut: list[Cut] = field(default_factory=list)
    pss_mb: dict[int, float] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    wall_s: float = 0.0


def run(asked: Asked) -> Seen:
    """All scenarios once, with so many workers on so many phones.

    Raises:
        SystemExit: pytest wrote no report; with its last words.
    """
    seen = Seen()
    (ROOT / "reports").mkdir(exist_ok=True)
    with (
        TemporaryDirectory(dir=ROOT / "reports", prefix="load-") as place,
        lab(asked.phones, asked.latency_ms) as where,
    ):
        folder = Path(place)
        witness = folder / "witness"
        witness.mkdir()
        write_settings(folder, where, asked.scenarios)
        command = [sys.executable, "-m", "pytest", str(folder / "features"), "-q"]
        command += ["-p", "benchmarks.load_witness", "-n", str(asked.workers), "--evidence=none"]
        command += [f"--profile={folder / 'profile.yaml'}", f"--reports={folder / 'reports'}"]
        command += [f"--junitxml={folder / 'junit.xml'}", "-p", "no:hypothesispytest"]
        environment = {**os.environ, VIRTUAL_PASSWORD: PASSWORD, FOLDER: str(witness)}
        started_s = time.perf_counter()
        with (folder / "said").open("wb") as said:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)
            watch = Watch(process.pid, asked.kill, witness)
            watch.start()
            process.wait()
            watch.end()
        seen.wall_s = time.perf_counter() - started_s
        seen.cut, seen.pss_mb = watch.cut, watch.pss_mb
        if not (folder / "junit.xml").exists():
            raise SystemExit((folder / "said").read_text("utf-8", "replace")[-3000:])
        _read_report(folder / "junit.xml", seen)
        for file in witness.glob("*.jsonl"):
            lines = file.read_text("utf-8").splitlines()
            seen.ended += [Ended(**json.loads(line)) for line in lines]
        leased = [f"phone {each['server_url']}|{each['udid']}" for each in where]
        leases = Reservations()
        seen.held = [name for name in leased if leases.holder_of(name) is not None]
    return seen


def _read_report(file: Path, seen: Seen) -> None:
    for case in ET.parse(file).getroot().iter("testcase"):  # noqa: S314 - pytest's own file
        name = str(case.get("name"))
        seen.reported[name] += 1
        seen.took_s.append(float(case.get("time") or 0))
        if any(case.find(outcome) is not None for outcome in _NOT_PASSED):
            seen.failed.add(name)


def judged(asked: Asked, seen: Seen) -> Result:
    """What was lost, doubled or crossed, by name."""
    wanted = set(names(asked.scenarios))
    ended = Counter(each.name for each in seen.ended)
    passed = seen.reported.keys() - seen.failed
    cut = {each.taken.name for each in seen.cut}
    wrong = {
        "lost": sorted(wanted - seen.reported.keys()),
        "foreign": sorted((seen.reported.keys() | ended.keys()) - wanted),
        "doubled": sorted(name for name, often in (seen.reported | ended).items() if often > 1),
        "crossed": [f"{each.name}: {each.crossed}" for each in seen.ended if each.crossed],
        "passed_without_an_end": sorted(passed - ended.keys()),
        "failed": sorted(seen.failed - cut),
        "cut_and_passed": sorted(cut & passed),
        "held": seen.held + [each.taken.phone for each in seen.cut if _idle_since(each, seen)],
    }
    pss_mb = seen.pss_mb.values()
    figures = {
        "workers": asked.workers,
        "phones": asked.phones,
        "scenarios": asked.scenarios,
        "latency_ms": asked.latency_ms,
        "wall_s": seen.wall_s,
        "scenario_s_median": statistics.median(seen.took_s) if seen.took_s else 0.0,
        "workers_ended": len(seen.cut),
        "pss_mb_largest": max(pss_mb, default=0.0),
        "pss_mb_mean": statistics.fmean(pss_mb) if pss_mb else 0.0,
        **wrong,
    }
    table = Table("", "", title=f"{asked.workers} workers, {asked.scenarios} scenarios")
    for name, value in figures.items():
        table.add_row(name, f"{value:.1f}" if isinstance(value, float) else str(value or 0))
    results = ("lost", "foreign", "doubled", "crossed")
    goals = {
        "no result lost, doubled or crossed": not any(wrong[kind] for kind in results),
        "each scenario that passed has ended once": not wrong["passed_without_an_end"],
        "no scenario failed but those under a worker that was ended": not wrong["failed"],
        "none of these passed": not wrong["cut_and_passed"],
        "as many workers were ended as asked for": len(seen.cut) == asked.kill,
        "every lease is free, those of ended workers at once": not wrong["held"],
    }
    return Result("load", figures, [table], goals)


def _idle_since(cut: Cut, seen: Seen) -> bool:
    """Whether nobody had the phone of an ended worker again, while others still began."""
    later = [each for each in seen.ended if each.began_s > cut.at_s]
    return bool(later) and all(each.phone != cut.taken.phone for each in later)


if __name__ == "__main__":
    parser = arguments_of(__doc__)
    parser.add_argument("--workers", type=int, default=50, help="(50)")
    parser.add_argument("--scenarios", type=int, default=1000, help="(1000)")
    parser.add_argument("--phones", type=int, default=40, help="that they share (40)")
    parser.add_argument("--latency-ms", type=int, default=LATENCY_MS, help="of a command (50)")
    parser.add_argument("--kill", type=int, default=0, help="workers to end by kill -9 (0)")
    options = parser.parse_args()
    asked = Asked(
        options.workers, options.scenarios, options.phones, options.latency_ms, options.kill
    )
    result = judged(asked, run(asked))
    show(result, options.json)
    sys.exit(0 if all(result.goals.values()) else 1)
