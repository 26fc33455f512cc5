"""A program that tries commands of `harness`, each in a fork of a process that has all imported.

It reads a line of JSON for each trial, `{"root": ..., "words": [...]}`, and answers with one: how
the command ended, what it said, how long it took, how much memory, and whom it tried to reach.
"""

import importlib
import io
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from contextlib import redirect_stdout
from importlib import metadata
from pathlib import Path
from typing import Any, NoReturn, Self

import pytest

MOST_S = 10
MOST_BYTES = 1 << 30
_PRELOADED = (
    "allure_pytest.plugin",
    "appium.webdriver",
    "harness.command_line.main",
    "harness.drill",
)
_PLUGINS = (
    "harness.preflight",
    "harness.gherkin.collect",
    "harness.evidence.plugin",
    "harness.leasing",
)
# Whatever reaches beyond this process: another one, another machine, a name that is looked up.
_REACHES_OUT = (
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "pty.spawn",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "subprocess.Popen",
)


def main() -> None:
    """Until there are no more trials."""
    for module in (*_PRELOADED, *_PLUGINS, "harness.wiring", "pages.app", "steps"):
        importlib.import_module(module)
    for module in importlib.import_module("steps").MODULES:
        importlib.import_module(module)
    _remember_what_is_installed()
    with redirect_stdout(io.StringIO()):
        pytest.main(["--version", "--version"])  # imports all that pytest imports late

    from harness.command_line import run
    from harness.command_line.main import main as command_line

    # The features of the project itself are the same each time, and no trial's business.
    run._start_check = _Checked  # type: ignore[assignment]
    print("ready", flush=True)  # noqa: T201 - its answer
    for line in sys.stdin:
        told = json.loads(line)
        print(json.dumps(_trial(command_line, Path(told["root"]), told["words"])), flush=True)  # noqa: T201 - as above


def _remember_what_is_installed() -> None:
    """pytest asks for the entry points of every package, for every plugin: half of a trial."""
    listed = tuple(metadata.distributions())
    points = {id(each): each.entry_points for each in listed}
    metadata.distributions = lambda **_: listed  # type: ignore[assignment]
    metadata.Distribution.entry_points = property(  # type: ignore[assignment,method-assign]
        lambda self: points[id(self)]
    )


class _Checked:
    """What stands for `harness check` in a process of its own: it found nothing."""

    returncode = 0

    def __init__(self, _root: Path) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...


def _trial(command: Any, root: Path, words: Sequence[str]) -> dict[str, object]:
    said, reached = root.parent / "said", root.parent / "reached"
    started_s = time.monotonic()
    child = os.fork()
    if not child:
        _carry_out(command, root, words, said, reached)
    ended, status, usage = 0, 0, resource.getrusage(resource.RUSAGE_SELF)
    while not ended and time.monotonic() < started_s + MOST_S:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if not ended:
            time.sleep(0.005)  # noqa: TID251 - a process that ends tells nobody
    if not ended:
        os.kill(child, signal.SIGKILL)
        _, status, usage = os.wait4(child, 0)
    return {
        "exit_code": os.waitstatus_to_exitcode(status),
        "said": said.read_text("utf-8", "backslashreplace"),
        "reached": reached.read_text("utf-8").splitlines() if reached.exists() else [],
        "took_s": time.monotonic() - started_s,
        "peak_mb": usage.ru_maxrss / 1024,
    }


def _carry_out(
    command: Any, root: Path, words: Sequence[str], said: Path, reached: Path
) -> NoReturn:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    os.chdir(root)
    output = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for number in (1, 2):
        os.dup2(output, number)
    sys.stdin = io.StringIO()
    sys.addaudithook(lambda event, told: _noted(event, told, reached))
    exit_code = 70
    try:
        exit_code = command(words)
    except SystemExit as end:
        exit_code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - the trial's verdict
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)


def _noted(event: str, told: tuple[object, ...], reached: Path) -> None:
    if event in _REACHES_OUT:
        with reached.open("a", encoding="utf-8") as notes:
            notes.write(f"{event} {told[1:2] or told[:1]}\n")


if __name__ == "__main__":
    main()
