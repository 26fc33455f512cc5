"""Several runs at once, each in a process that starts with everything imported."""

import multiprocessing
import os
import pickle
import shutil
import time
from collections import deque
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from multiprocessing import connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from harness.drill.one_run import LEDGER, LOG, TEMPORARY, Ended, Run, carry_out, last_lines
from harness.drill.ports import free_ports
from harness.evidence.records import Attempt
from harness.invitations.journal import Journal
from harness.settings import VIRTUAL_IMAP_PORT
from harness.wiring import JOURNAL

RUNS_PER_CORE = 4
"""Most of a run is waiting for what does not come: that takes time and no core."""

# Most of what a run would cost is importing these.
PRELOADED = (
    "allure_pytest.plugin",
    "appium.webdriver",
    "harness.drill.one_run",
    "harness.evidence.run_reporter",
    "harness.evidence.watcher",
    "harness.gherkin.matching",
    "harness.gherkin.structure",
    "harness.report.page",
    "harness.session.phones",
    "harness.session.pool",
    "harness.session.sessions",
    "harness.wiring",
    "pytest_bdd.plugin",
)
_SILENCE_S = 180.0
# A run that is ended first closes its sessions and stops its phones, which have five seconds.
_END_S = 15.0


@dataclass
class _UnderWay:
    """A run, and what it has said so far."""

    run: Run
    process: BaseProcess
    folder: Path
    port: int
    started_s: float
    heard_s: float
    attempts: list[Attempt] = field(default_factory=list)

    def ended(self, last: Ended | None = None, *, broken_off: str = "") -> Ended:
        """All of it; without a last word, why there is none."""
        if last is not None:
            return replace(last, attempts=tuple(self.attempts))
        return Ended(tuple(self.attempts), time.monotonic() - self.started_s, broken_off)


def usual_size() -> int:
    """How many runs go on at once, where nobody says."""
    return RUNS_PER_CORE * (os.cpu_count() or 1)


def carried_out(
    runs: Iterable[Run],
    root: Path,
    at_once: int,
    environment: Mapping[str, str] = MappingProxyType({}),
    silence_s: float = _SILENCE_S,
) -> Generator[tuple[Run, Ended], None, None]:
    """Carry runs out; each with what came of it, as soon as it has ended.

    A run whose phones did not start is carried out once more before it is believed.

    Leaving off, also by Ctrl-C, ends those that are under way: close the iterator.

    Args:
        runs: In the order in which to start them.
        root: The project's folder.
        at_once: How many.
        environment: What is to be added to that of each.
        silence_s: How long one may take until its next scenario has ended; then it is ended.
    """
    waiting, again = deque(runs), set[int]()
    under_way: dict[connection.Connection, _UnderWay] = {}
    context = _context(root)
    with TemporaryDirectory(prefix="harness-drill-", ignore_cleanup_errors=True) as place:
        ports = free_ports(min(at_once, len(waiting)))
        try:
            while waiting or under_way:
                while waiting and ports:
                    run = waiting.popleft()
                    folder = Path(place, f"{run.number}{'-again' if run.number in again else ''}")
                    answer, started = _start(context, run, root, folder, ports.pop(), environment)
                    under_way[answer] = started
                for answer in _next_ones(under_way, silence_s):
                    each = under_way[answer]
                    ended = _heard(answer, each, silence_s)
                    if ended is None:
                        continue
                    answer.close()
                    del under_way[answer]
                    ports.append(each.port)
                    if each.run.keeps_ledger:
                        ended = _with_books(ended, each.folder)
                    shutil.rmtree(each.folder, ignore_errors=True)
                    is_final = each.run.is_final or each.run.number in again
                    if ended.had_no_phones and not is_final:
                        again.add(each.run.number)
                        waiting.append(each.run)
                    else:
                        yield each.run, ended
        finally:
            for each in under_way.values():
                each.process.terminate()
            for answer, each in under_way.items():
                _make_sure(each.process)
                answer.close()


def _context(root: Path) -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED, *_steps_of(root)])
    return context


def _steps_of(root: Path) -> list[str]:
    """The project's modules of steps, which import its pages; none of another project's."""
    steps = find_spec("steps")
    if steps is None or steps.origin is None or not Path(steps.origin).is_relative_to(root):
        return []
    return [f"steps.{file.stem}" for file in sorted(root.glob("steps/[!_]*.py"))]


def _start(
    context: BaseContext,
    run: Run,
    root: Path,
    folder: Path,
    port: int,
    environment: Mapping[str, str],
) -> tuple[connection.Connection, _UnderWay]:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(  # type: ignore[attr-defined]
        target=carry_out,
        args=(run, root, folder, {**environment, VIRTUAL_IMAP_PORT: str(port)}, theirs),
        daemon=True,
    )
    process.start()
    theirs.close()  # so that ours tells when the process is gone
    now_s = time.monotonic()
    return ours, _UnderWay(run, process, folder, port, now_s, now_s)


def _next_ones(
    under_way: dict[connection.Connection, _UnderWay], silence_s: float
) -> list[connection.Connection]:
    """Wait for a run that has said something, is gone, or has been silent for too long."""
    first_s = min(each.heard_s for each in under_way.values())
    ready = connection.wait(list(under_way), max(0.0, first_s + silence_s - time.monotonic()))
    if ready:
        return [answer for answer in under_way if answer in ready]
    return [answer for answer, each in under_way.items() if each.heard_s <= first_s]


def _heard(answer: connection.Connection, each: _UnderWay, silence_s: float) -> Ended | None:
    """What came of a run, once it has ended; None as long as it goes on."""
    if not answer.poll():
        each.process.terminate()
        _make_sure(each.process)
        return each.ended(broken_off=f"It had said nothing for {silence_s:g} s: {_last(each)}")
    try:
        said: Attempt | Ended = answer.recv()
    except (EOFError, OSError, pickle.UnpicklingError):  # also in the middle of a word
        _make_sure(each.process)
        code = each.process.exitcode
        return each.ended(broken_off=f"Its process died: exit code {code}: {_last(each)}")
    if isinstance(said, Attempt):
        each.attempts.append(said)
        each.heard_s = time.monotonic()
        return None
    _make_sure(each.process)
    return each.ended(said)


def _ledger(folder: Path) -> tuple[str, ...]:
    file = folder / LEDGER
    return tuple(file.read_text("utf-8").splitlines()) if file.is_file() else ()


def _with_books(ended: Ended, folder: Path) -> Ended:
    """With what its phones and its journal have written down.

    On virtual phones each run has a journal of its own, see `has_own_journal`.
    """
    files = sorted(Path(folder, TEMPORARY).rglob(JOURNAL))
    entries = [entry for file in files for entry in Journal(file).entries()]
    still_open = tuple(each.contact for each in entries if each.state != "closed")
    return replace(ended, ledger=_ledger(folder), open_in_journal=still_open, noted=len(entries))


def _last(each: _UnderWay) -> str:
    return last_lines(each.folder / LOG)


def _make_sure(process: BaseProcess) -> None:
    process.join(_END_S)
    if process.is_alive():
        process.kill()
        process.join()
