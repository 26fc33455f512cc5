"""ci/emulator starts what a run needs and ends it again; the SDK, curl and Node are stand-ins."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from ci_jobs import EMULATOR, read_yaml
from commands import ROOT

from harness.screen.wait import polls

_ENDLESS = 'echo "$0 $*" >>"$SAID"\nwhile :; do sleep 1; done\n'
_ADB = """\
echo "$0 $*" >>"$SAID"
if [ "$1" = start-server ] && [ -z "${ADB_RUNS:-}" ]; then
	echo "* daemon started successfully"
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

    def comes_to_run(self) -> set[str]:
        """As `running`, once both live: a process that was started is seen a moment later."""
        for _ in polls(10):
            if len(self.running()) == len(_STARTED):
                break
        return self.running()

    def running(self) -> set[str]:
        """Which of what ci/emulator starts lives."""
        lines = [each for each in _command_lines() if str(self.folder) in each]
        return {name for name, each in _STARTED.items() if any(each in line for line in lines)}


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
    assert machine.comes_to_run() == {"emulator", "appium"}
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
    assert machine.comes_to_run() == {"emulator", "appium"}
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


def test_what_a_cache_keeps_is_named_by_all_that_it_depends_on(machine: Machine) -> None:
    """API level, image, ABI and device; and it is where the tools look for it."""
    folder = machine.folder
    assert machine.call("--kept", answers=True, ANDROID_API="35").splitlines() == [
        "key=system-images-android-35-google_apis-x86_64-pixel_6",
        f"image={folder}/sdk/system-images/android-35/google_apis/x86_64",
        f"avd={folder}/.android/avd",
    ]
    # Where avdmanager would make it, and the emulator would not look.
    machine.call("--create", XDG_CONFIG_HOME=str(folder / ".config"))
    assert f"--device pixel_6 in {folder}/.android/avd" in machine.said
    assert (folder / ".android" / "avd").is_dir()


def test_an_image_that_is_there_is_not_downloaded_again(machine: Machine) -> None:
    """From a cache, or because the machine is kept."""
    image = machine.folder / "sdk/system-images/android-34/google_apis/x86_64"
    machine.call("--create")
    assert machine.said.count("sdkmanager system-images;android-34;google_apis;x86_64") == 1
    image.mkdir(parents=True)
    (image / "package.xml").touch()
    machine.call("--create")
    assert machine.said.count("sdkmanager system-images;android-34;google_apis;x86_64") == 1


def test_the_cache_is_filled_before_the_emulator_has_run() -> None:
    """With what ci/emulator names, and by runs whose cache others see."""
    steps = read_yaml(EMULATOR)["jobs"]["run"]["steps"]
    runs = [each.get("run") for each in steps]
    caches = [
        (number, each)
        for number, each in enumerate(steps)
        if "steps.kept.outputs.key" in str(each.get("with"))
    ]
    (restored, restore), (saved, save) = caches
    assert restore["with"] == save["with"]
    assert restore["with"]["path"].split("\n")[:2] == [
        *("${{ steps.kept.outputs.image }}", "${{ steps.kept.outputs.avd }}")
    ]
    order = [runs.index('ci/emulator --kept >>"$GITHUB_OUTPUT"'), restored]
    order += [runs.index("ci/emulator --create"), saved, runs.index("ci/emulator")]
    assert order == sorted(order)
    assert save["if"].startswith("github.event_name != 'pull_request' && ")
