"""A CI machine for tests of ci/emulator: the SDK, curl and Node are stand-ins."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from commands import ROOT

from harness.screen.wait import polls

_ENDLESS = 'echo "$0 $*" >>"$SAID"\nwhile :; do sleep 1; done\n'
_ADB = """\
echo "$0 $*" >>"$SAID"
case " $* " in *" ${ADB_FAILS:-none} "*)
	echo "adb: why it failed" >&2
	exit 1
	;;
esac
if [ "$1" = start-server ] && [ -z "${ADB_RUNS:-}" ]; then
	echo "* daemon started successfully, with $JENKINS_SERVER_COOKIE"
fi
"""
_EMULATOR = f'if [ "$1" = -list-avds ]; then exit 0; fi\n{_ENDLESS}'
_SAYS = 'echo "$0 $* in ${ANDROID_AVD_HOME:-}" >>"$SAID"\n'
_STAND_INS = {
    "sdk/cmdline-tools/latest/bin/sdkmanager": _SAYS,
    "sdk/cmdline-tools/latest/bin/avdmanager": _SAYS,
    "sdk/platform-tools/adb": _ADB,
    "sdk/emulator/emulator": _EMULATOR,
    "bin/curl": _SAYS,
    "bin/node": _ENDLESS,
    "checkout/.venv/bin/python": "echo /packages\n",
}
_STARTED = {"emulator": "-avd invite-34", "appium": "appium/index.js server"}


class Machine(NamedTuple):
    """A CI machine with a checkout on it.

    Attributes:
        folder: With `checkout` in it.
        environment: Of its jobs.
    """

    folder: Path
    environment: dict[str, str]

    def call(self, *words: str, code: int = 0, answers: bool = False, **more: str) -> str:
        """Let a job run ci/emulator; returns what it complained of, or answered.

        Args:
            words: Its options.
            code: The exit code that it should have.
            answers: Whether its answer is wanted; else what it starts may go on speaking.
            more: Variables that only this job has.
        """
        done = subprocess.run(
            [self.folder / "checkout" / "ci" / "emulator", *words],
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if answers else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return str(done.stdout) if answers else done.stderr

    @property
    def said(self) -> str:
        """What the stand-ins were called with."""
        return (self.folder / "said").read_text("utf-8")

    @property
    def people(self) -> Path:
        """The file with the people."""
        return self.folder / "checkout" / "config" / "people.yaml"

    def log(self, name: str) -> str:
        """What one of the tools has said."""
        return (self.folder / f"checkout/reports/ci/{name}.log").read_text("utf-8")

    def comes_to_run(self) -> set[str]:
        """As `running`, once both live: a process that was started is seen a moment later."""
        for _ in polls(10):
            if len(self.running()) == len(_STARTED):
                break
        return self.running()

    def running(self) -> set[str]:
        """Which of what ci/emulator starts lives."""
        return set(self.environments())

    def environments(self) -> dict[str, set[str]]:
        """Of all that lives, by name: its variables."""
        found = [each for each in _processes() if str(self.folder) in each[0]]
        return {
            name: set(environment.split("\0"))
            for name, words in _STARTED.items()
            for line, environment in found
            if words in line
        }


def _processes() -> Iterator[tuple[str, str]]:
    """Command line and environment of each."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended, or is another's
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
            environment = (folder / "environ").read_bytes()
            yield line.decode("utf-8", "replace"), environment.decode("utf-8", "replace")


@contextmanager
def ci_machine(tmp_path: Path) -> Iterator[Machine]:
    """One with KVM, whatever this one has; what is started on it ends with the test."""
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
