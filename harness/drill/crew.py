"""Several runs at once, each in a process that starts with everything imported."""

import multiprocessing
import os
import shutil
import time
from collections import deque
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.drill.one_run import Ended, Run, carry_out

RUNS_PER_CORE = 4
"""Most of a run is waiting for what does not come: that takes time and no core."""

# Most of what a run would cost is importing these. No steps and pages: those are the project's.
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
_LIMIT_S = 1800.0
_END_S = 5.0


@dataclass(frozen=True)
class _UnderWay:
    run: Run
    process: BaseProcess
    folder: Path
    until_s: float


def usual_size() -> int:
    """How many runs go on at once, where nobody says."""
    return RUNS_PER_CORE * (os.cpu_count() or 1)


def carried_out(
    runs: Iterable[Run], root: Path, at_once: int, limit_s: float = _LIMIT_S
) -> Generator[tuple[Run, Ended], None, None]:
    """Carry runs out; each with what came of it, as soon as it has ended.

    Leaving off, also by Ctrl-C, ends those that are under way: close the iterator.

    Args:
        runs: In the order in which to start them.
        root: The project's folder.
        at_once: How many.
        limit_s: How long one may take; then it is ended.
    """
    waiting = deque(runs)
    under_way: dict[connection.Connection, _UnderWay] = {}
    context = _context()
    with TemporaryDirectory(prefix="harness-drill-", ignore_cleanup_errors=True) as place:
        try:
            while waiting or under_way:
                while waiting and len(under_way) < at_once:
                    run = waiting.popleft()
                    folder = Path(place, str(run.number))
                    answer, started = _start(context, run, root, folder, limit_s)
                    under_way[answer] = started
                for answer in _next_ones(under_way):
                    each = under_way.pop(answer)
                    ended = _end(answer, each, limit_s)
                    shutil.rmtree(each.folder, ignore_errors=True)
                    yield each.run, ended
        finally:
            for each in under_way.values():
                each.process.terminate()
            for answer, each in under_way.items():
                _make_sure(each.process)
                answer.close()


def _context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return context


def _start(
    context: BaseContext, run: Run, root: Path, folder: Path, limit_s: float
) -> tuple[connection.Connection, _UnderWay]:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(  # type: ignore[attr-defined]
        target=carry_out, args=(run, root, folder, theirs), daemon=True
    )
    process.start()
    theirs.close()  # so that ours tells when the process is gone
    return ours, _UnderWay(run, process, folder, time.monotonic() + limit_s)


def _next_ones(under_way: dict[connection.Connection, _UnderWay]) -> list[connection.Connection]:
    """Wait for a run that has said something, is gone, or is past its time."""
    first_s = min(each.until_s for each in under_way.values())
    ready = connection.wait(list(under_way), max(0.0, first_s - time.monotonic()))
    if ready:
        return [answer for answer in under_way if answer in ready]
    return [answer for answer, each in under_way.items() if each.until_s <= first_s]


def _end(answer: connection.Connection, each: _UnderWay, limit_s: float) -> Ended:
    if not answer.poll():
        each.process.terminate()
        _make_sure(each.process)
        answer.close()
        return Ended(duration_s=limit_s, broken_off=f"It had not ended after {limit_s:g} s.")
    try:
        ended: Ended = answer.recv()
    except EOFError:
        ended = Ended()
    _make_sure(each.process)
    answer.close()
    if ended == Ended():
        return Ended(broken_off=f"Its process died: exit code {each.process.exitcode}.")
    return ended


def _make_sure(process: BaseProcess) -> None:
    process.join(_END_S)
    if process.is_alive():
        process.kill()
        process.join()
