"""Whatever ends a run, nothing of it goes on."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from marked import Marked

from harness.child import Child, running
from harness.errors import InfrastructureError

_RUN_S = 120
_END_S = 30
_SOME = "features/second_thoughts.feature"


@contextmanager
def _run(
    marked: Marked, project: Path, reports: Path, *words: str
) -> Iterator["subprocess.Popen[str]"]:
    """A run in a group of its own, as a terminal would start it, without waiting for its end."""
    command = [sys.executable, "-m", "harness.command_line", "run", f"--reports={reports}", *words]
    with subprocess.Popen(
        command,
        cwd=project,
        env=marked.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as run:
        killer = threading.Timer(_RUN_S, run.kill)
        killer.start()
        try:
            yield run
        finally:
            killer.cancel()


def _first_scenario(run: "subprocess.Popen[str]") -> None:
    """Wait until a scenario has passed: everything is up by then."""
    assert run.stdout is not None
    lines = []
    for line in run.stdout:
        lines.append(line)
        if line.startswith("✓"):
            return
    pytest.fail("no scenario passed:\n" + "".join(lines))


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "two workers"])
def test_after_ctrl_c(
    marked: Marked, project: Path, tmp_path: Path, workers: tuple[str, ...]
) -> None:
    """A terminal tells every process of the run; sessions end before what serves them."""
    with _run(marked, project, tmp_path, "--profile", "virtual-appium", _SOME, *workers) as run:
        _first_scenario(run)
        assert any("appium/index.js" in line for line in marked.alive().values())
        os.killpg(run.pid, signal.SIGINT)
        rest = run.communicate(timeout=_END_S)[0]
    assert marked.left_after(_END_S) == []
    assert "Traceback" not in rest
    assert run.returncode == 130, rest


@pytest.mark.parametrize("profile", ["virtual-appium", "virtual-grid"])
@pytest.mark.parametrize("after_s", [2.5, 5])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill -9"])
def test_while_it_is_being_started(
    marked: Marked, project: Path, tmp_path: Path, profile: str, after_s: float, how: signal.Signals
) -> None:
    """Some programs are up by then, and others are not."""
    with _run(marked, project, tmp_path, "--profile", profile, _SOME) as run:
        time.sleep(after_s)
        os.killpg(run.pid, how)
        run.communicate(timeout=_END_S)
    assert marked.left_after(_END_S) == []


def test_a_program_that_will_not_end(marked: Marked, tmp_path: Path) -> None:
    """It is made to, and nothing that was started beside it stays."""
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    started = tmp_path / "started"
    java.write_text(
        f"#!{sys.executable}\nimport pathlib, signal, sys, time\n"
        "if '-version' in sys.argv: sys.exit(print('openjdk version \"17.0.1\"'))\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path({str(started)!r}).touch()\ntime.sleep(600)\n"
    )
    java.chmod(0o755)
    environment = {**marked.environment, "JAVA_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "harness.stack", "--grid"]
    child = Child("the stack", command, command, start_s=12, stop_s=_END_S)
    not_ready = pytest.raises(InfrastructureError, match="was not ready within 12 s")
    with not_ready, running(child, environment):
        pass
    assert started.exists()
    assert marked.left_after(1) == []


def test_after_the_run_was_killed(marked: Marked, project: Path, tmp_path: Path) -> None:
    """Nobody could tidy up, and yet nothing stays."""
    with _run(marked, project, tmp_path, "--profile", "virtual-appium", _SOME) as run:
        _first_scenario(run)
        os.killpg(run.pid, signal.SIGKILL)
    assert marked.left_after(_END_S) == []


def test_after_a_server_was_killed(marked: Marked, project: Path, tmp_path: Path) -> None:
    """The run ends as infrastructure, not as the app's failure, and leaves nothing either."""
    with _run(marked, project, tmp_path, "--profile", "virtual-appium", _SOME) as run:
        _first_scenario(run)
        marked.kill("appium/index.js")
        rest = run.communicate(timeout=_RUN_S)[0]
    assert run.returncode == 3, rest
    assert "No WebDriver server answers" in rest
    assert marked.left_after(_END_S) == []
