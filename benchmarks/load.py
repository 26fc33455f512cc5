"""Many workers on many virtual phones: is a result lost, doubled or crossed? What does one take?

Real features, pool, leases and sessions of the harness, by `pytest -n`, through a profile like any
lab's: the phones run in processes of their own and are leased between the workers, of which there
are more than phones. With --kill, workers are ended by `kill -9` while they work.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from rich.table import Table

from benchmarks.load_witness import FOLDER
from benchmarks.results import Result, arguments_of, show
from benchmarks.stage import ROOT
from harness.session.reservations import Reservations
from harness.settings import VIRTUAL_PASSWORD

LATENCY_MS = 50
_PHONES_A_PROCESS = 20
_PASSWORD = "of this trial only"  # noqa: S105 - of virtual people
_LOOK_EVERY_S = 5.0


@dataclass
class Seen:
    """What came of a run.

    Attributes:
        reported: How often each scenario is in the report, by title.
        passed: Of them, those that passed.
        witnessed: What each scenario noted itself.
        pss_mb: Largest proportional share of memory of each worker.
        killed: How many workers were ended.
        held: Leases that somebody has after the end.
        wall_s: From starting pytest to its end.
    """

    reported: "Counter[str]" = field(default_factory=Counter)
    passed: set[str] = field(default_factory=set)
    witnessed: list[dict[str, str]] = field(default_factory=list)
    pss_mb: dict[int, float] = field(default_factory=dict)
    killed: int = 0
    held: list[str] = field(default_factory=list)
    wall_s: float = 0.0


class Watch(threading.Thread):
    """Notes the memory of workers, from Linux's /proc, and ends some of them.

    Args:
        pid: Of pytest, whose children they are.
        seen: Gets what is noted.
        kill: How many to end, one at each look, once they have begun.
        witness: Where a worker that has ended a scenario has a file of its own.
    """

    def __init__(self, pid: int, seen: Seen, kill: int, witness: Path) -> None:
        super().__init__(daemon=True)
        self._pid, self._seen, self._kill, self._witness = pid, seen, kill, witness
        self._over = threading.Event()

    def run(self) -> None:
        """Until the run is over."""
        chance = random.Random(self._pid)  # noqa: S311 - no secret
        while not self._over.wait(_LOOK_EVERY_S if not self._kill else 1.0):
            workers = _children(self._pid)
            for worker in workers:
                mb = _pss_mb(worker)
                self._seen.pss_mb[worker] = max(mb, self._seen.pss_mb.get(worker, 0.0))
            at_work = [each for each in workers if (self._witness / f"{each}.jsonl").exists()]
            if at_work and self._seen.killed < self._kill:
                os.kill(chance.choice(at_work), signal.SIGKILL)
                self._seen.killed += 1

    def end(self) -> None:
        """Stop looking."""
        self._over.set()
        self.join()


def _children(pid: int) -> list[int]:
    try:
        files = Path(f"/proc/{pid}/task").glob("*/children")
        return [int(child) for file in files for child in file.read_text().split()]
    except OSError:
        return []


def _pss_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


@contextmanager
def lab(count: int, latency_ms: int) -> Iterator[list[dict[str, str]]]:
    """Virtual phones in processes of their own; where each one is, with a udid for the profile."""
    command = [sys.executable, "-m", "virtual_phone", "--latency-ms", str(latency_ms)]
    environment = {**os.environ, VIRTUAL_PASSWORD: _PASSWORD}
    with ExitStack() as stack:
        phones: list[dict[str, str]] = []
        while len(phones) < count:
            number = min(_PHONES_A_PROCESS, count - len(phones))
            process = stack.enter_context(
                subprocess.Popen(
                    [*command, "--phones", str(number), "--no-mailbox"],
                    cwd=ROOT,
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            )
            assert process.stdin is not None
            assert process.stdout is not None
            stack.callback(process.stdin.close)
            ready = json.loads(process.stdout.readline())
            phones += [
                {"udid": each["udid"], "server_url": each["url"]} for each in ready["phones"]
            ]
        yield phones


def write_settings(folder: Path, phones: list[dict[str, str]], scenarios: int) -> None:
    """A profile of the lab, its people, and as many scenarios as are wanted."""
    known = yaml.safe_load((ROOT / "config/profiles/virtual.yaml").read_text("utf-8"))
    profile = {key: known[key] for key in ("capabilities", "deep_links", "language")} | {
        "name": "load",
        "kind": "appium",
        "phones": phones,
        "people": str(folder / "people.yaml"),
        "timeouts": {"element_s": 60, "command_s": 120, "session_s": 300, "quiet_s": 0.5},
    }
    password = f"${{{VIRTUAL_PASSWORD}}}"
    people = {
        "organization": "Blue Fern Studio",
        "admin": {"phone": "+1 202-555-0100", "password": password},
        "members": [{"phone": "+1 202-555-0147"}],
    }
    feature = ["Feature: Load", ""]
    for number in range(1, scenarios + 1):
        feature += [
            "  @assumption",
            f"  Scenario: Number {number}",
            "    Given the Admin is on the main screen of the app",
            "    When the Admin taps Profile",
            "    Then the profile homepage is shown",
            "",
        ]
    (folder / "profile.yaml").write_text(yaml.safe_dump(profile), "utf-8")
    (folder / "people.yaml").write_text(yaml.safe_dump(people), "utf-8")
    (folder / "load.feature").write_text("\n".join(feature), "utf-8")


def run(workers: int, scenarios: int, phones: int, latency_ms: int, kill: int = 0) -> Seen:
    """All scenarios once, with so many workers on so many phones."""
    seen = Seen()
    (ROOT / "reports").mkdir(exist_ok=True)
    with (
        TemporaryDirectory(dir=ROOT / "reports", prefix="load-") as place,
        lab(phones, latency_ms) as where,
    ):
        folder = Path(place)
        witness = folder / "witness"
        witness.mkdir()
        write_settings(folder, where, scenarios)
        command = [sys.executable, "-m", "pytest", str(folder / "load.feature"), "-q"]
        command += ["-p", "benchmarks.load_witness", "-n", str(workers), "--evidence=none"]
        command += [f"--profile={folder / 'profile.yaml'}", f"--reports={folder / 'reports'}"]
        command += [f"--junitxml={folder / 'junit.xml'}", "-p", "no:hypothesispytest"]
        environment = {**os.environ, VIRTUAL_PASSWORD: _PASSWORD, FOLDER: str(witness)}
        started_s = time.perf_counter()
        with (folder / "said").open("wb") as said:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)
            watch = Watch(process.pid, seen, kill, witness)
            watch.start()
            process.wait()
            watch.end()
        seen.wall_s = time.perf_counter() - started_s
        if not (folder / "junit.xml").exists():
            raise SystemExit((folder / "said").read_text("utf-8", "replace")[-3000:])
        _read_report(folder / "junit.xml", seen)
        for file in witness.glob("*.jsonl"):
            seen.witnessed += map(json.loads, file.read_text("utf-8").splitlines())
        names = [f"phone {each['server_url']}|{each['udid']}" for each in where]
        leases = Reservations()
        seen.held = [name for name in names if leases.holder_of(name) is not None]
    return seen


def _read_report(file: Path, seen: Seen) -> None:
    for case in ET.parse(file).getroot().iter("testcase"):  # noqa: S314 - pytest's own file
        name = str(case.get("name"))
        seen.reported[name] += 1
        if not any(case.find(bad) is not None for bad in ("failure", "error", "skipped")):
            seen.passed.add(name)


def measure(workers: int, scenarios: int, phones: int, latency_ms: int, kill: int = 0) -> Result:
    """One run, judged."""
    seen = run(workers, scenarios, phones, latency_ms, kill)
    noted = Counter(each["title"] for each in seen.witnessed)
    crossed = [each for each in seen.witnessed if each["crossed"]]
    lost = scenarios - len(seen.reported)
    doubled = [name for name, often in seen.reported.items() if often > 1]
    not_passed = len(seen.reported) - len(seen.passed)
    largest_mb = max(seen.pss_mb.values(), default=0.0)
    mean_mb = sum(seen.pss_mb.values()) / max(1, len(seen.pss_mb))
    figures = {
        "workers": workers,
        "phones": phones,
        "scenarios": scenarios,
        "latency_ms": latency_ms,
        "wall_s": seen.wall_s,
        "lost": lost,
        "doubled": doubled,
        "crossed": crossed,
        "not_passed": not_passed,
        "ended_scenarios": noted.total(),
        "killed": seen.killed,
        "leases_held_after": seen.held,
        "pss_mb_largest": largest_mb,
        "pss_mb_mean": mean_mb,
    }
    table = Table("", "", title=f"{workers} workers, {scenarios} scenarios, {phones} phones")
    for name, value in figures.items():
        table.add_row(name, f"{value:.1f}" if isinstance(value, float) else str(value))
    goals = {
        "no result lost, doubled or crossed": not (lost or doubled or crossed),
        "what did not pass was under a worker that was ended": not_passed <= seen.killed,
        "each scenario that passed has ended once": noted.keys() >= {}.keys()
        and all(often == 1 for often in noted.values())
        and noted.total() >= len(seen.passed),
        "every lease is free": not seen.held,
    }
    return Result("load", figures, [table], goals)


if __name__ == "__main__":
    parser = arguments_of(__doc__)
    parser.add_argument("--workers", type=int, default=50, help="(50)")
    parser.add_argument("--scenarios", type=int, default=1000, help="at most 1,000 (1000)")
    parser.add_argument("--phones", type=int, default=40, help="that they share (40)")
    parser.add_argument("--latency-ms", type=int, default=LATENCY_MS, help="of a command (50)")
    parser.add_argument("--kill", type=int, default=0, help="workers to end by kill -9 (0)")
    options = parser.parse_args()
    result = measure(
        options.workers, options.scenarios, options.phones, options.latency_ms, options.kill
    )
    show(result, options.json)
    sys.exit(0 if all(result.goals.values()) else 1)
