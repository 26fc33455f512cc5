import os
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.stack import stack


def test_the_log_of_the_harnesss_own_appium_does_not_outlive_it(
    needed: Callable[..., str], tmp_path: Path
) -> None:
    """Nobody could look through it: the run's last look comes before Appium's end."""
    needed("node")
    if not Path("/proc/self/cmdline").exists():
        pytest.skip("there is no /proc here, in which Appium could be found")
    with stack([], environment={**os.environ, "TMPDIR": str(tmp_path)}):
        [log] = tmp_path.rglob("appium.log")
        words = Path(f"/proc/{_appium_of(log)}/cmdline").read_bytes().split(b"\0")
        assert b"--log-level=warn" in words  # on a finer one it has every text that is typed
    assert list(tmp_path.rglob("*.log")) == []


def _appium_of(log: Path) -> str:
    """The process that writes it."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "fd" / "1").resolve() == log and b"index.js" in (
                folder / "cmdline"
            ).read_bytes():
                return folder.name
        except OSError:
            continue
    raise AssertionError("no process writes the log")
