"""ci/emulator starts what a run needs and ends it again; the SDK, curl and Node are stand-ins."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from commands import ROOT

_ENDLESS = 'echo "$0 $*" >>"$SAID"\nwhile :; do sleep 1; done\n'
_ADB = """\
echo "$0 $*" >>"$SAID"
if [ "$1" = start-server ] && [ -z "${ADB_RUNS:-}" ]; then
	echo "* daemon started successfully"
fi
"""
_EMULATOR = f'if [ "$1" = -list-avds ]; then exit 0; fi\n{_ENDLESS}'
_SAYS = 'echo "$0 $*" >>"$SAID"\n'
_STAND_INS = {
    "sdk/cmdline-tools/latest/bin/sdkmanager": _SAYS,
    "sdk/cmdline-tools/latest/bin/avdmanager": _SAYS,
    "sdk/platform-tools/adb": _ADB,
    "sdk/emulator/emulator": _EMULATOR,
    "bin/curl": _SAYS,
    "bin/node": _ENDLESS,
    "checkout/.venv/bin/python": "echo /packages\n",
}


class Machine(NamedTuple):
    """A CI machine with a checkout on it.

    Attributes:
        folder: With `checkout` in it.
        environment: Of its jobs.
    """

    folder: Path
    environment: dict[str, str]

    def call(self, *words: str, code: int = 0, **more: str) -> str:
        """Let a job run ci/emulator; returns what it complained of.

        Args:
            words: Its options.
            code: The exit code that it should have.
            more: Variables that only this job has.
        """
        done = subprocess.run(
            [self.folder / "checkout" / "ci" / "emulator", *words],
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stderr

    @property
    def said(self) -> str:
        """What the stand-ins were called with."""
        return (self.folder / "said").read_text("utf-8")

    @property
    def people(self) -> Path:
        """The file with the people."""
        return self.folder / "checkout" / "config" / "people.yaml"

    def running(self) -> set[str]:
        """Which of what ci/emulator starts lives."""
        lines = [each for each in _command_lines() if str(self.folder) in each]
        words = {"emulator": "-avd invite-34", "appium": "appium/index.js server"}
        return {name for name, each in words.items() if any(each in line for line in lines)}


def _command_lines() -> Iterator[str]:
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has just ended
            yield file.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """With KVM, whatever this one has."""
    for name, text in _STAND_INS.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{text}")
        file.chmod(0o755)
    for name in ("ci", "config"):
        (tmp_path / "checkout" / name).mkdir()
    script = tmp_path / "checkout" / "ci" / "emulator"
    script.write_text(
        (ROOT / "ci" / "emulator").read_text("utf-8").replace("/dev/kvm", "/dev/null")
    )
    script.chmod(0o755)
    environment = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "ANDROID_HOME": str(tmp_path / "sdk"),
        "SAID": str(tmp_path / "said"),
        "APP_URL": "https://builds.example.com/app.apk",
        "PEOPLE_YAML": "admin: {}",
    }
    made = Machine(tmp_path, environment)
    yield made
    made.call("--stop")


def test_what_was_started_is_ended(machine: Machine) -> None:
    """Emulator, Appium and adb; nobody's passwords stay for the next job."""
    machine.call()
    assert machine.running() == {"emulator", "appium"}
    assert machine.people.read_text("utf-8") == "admin: {}\n"
    assert machine.people.stat().st_mode & 0o077 == 0
    machine.call("--stop")
    assert machine.running() == set()
    assert not machine.people.exists()
    assert machine.said.count("/adb kill-server") == 1
    machine.call("--stop")
    assert machine.said.count("/adb kill-server") == 1


def test_nobody_stays_logged_in_on_a_disk_that_is_kept(machine: Machine) -> None:
    """Each start empties it, and takes no picture of a running phone."""
    machine.call()
    [line] = [each for each in machine.said.splitlines() if "-avd invite-34" in each]
    assert {"-wipe-data", "-no-snapshot"} <= set(line.split())


def test_the_next_job_ends_what_a_killed_one_left(machine: Machine) -> None:
    """Also where the server has cleaned the checkout: there is one emulator, the new one."""
    machine.call()
    subprocess.run(["rm", "-r", machine.folder / "checkout" / "reports"], check=True)
    machine.call()
    assert machine.running() == {"emulator", "appium"}
    machine.call("--stop")
    assert machine.running() == set()


def test_nothing_else_is_ended(machine: Machine) -> None:
    """Neither an adb that ran before, nor whatever has the number of a process by now."""
    machine.call(ADB_RUNS="yes")
    machine.call("--stop")
    assert "kill-server" not in machine.said
    noted = machine.folder / ".android" / "invite-ci" / "appium"
    noted.write_text(f"{os.getpid()}\nappium/index.js server --of-another-job\n")
    machine.call("--stop")
    assert not noted.exists()


def test_only_made_it_needs_no_secret_and_runs_nothing(machine: Machine) -> None:
    """It is what may be kept for the next job."""
    machine.call("--create", APP_URL="", PEOPLE_YAML="")
    assert "avdmanager create avd" in machine.said
    assert machine.running() == set()
    assert "APP_URL: where the build of the app is" in machine.call(code=2, APP_URL="")
    assert not machine.people.exists()
