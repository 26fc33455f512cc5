"""ci/emulator starts what a run needs and ends it again, on a machine of stand-ins."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from ci_jobs import EMULATOR, read_yaml
from ci_machine import Machine, ci_machine


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """Its jobs have all secrets."""
    with ci_machine(tmp_path) as made:
        yield made


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


def test_what_a_run_needs_outlives_a_job_that_is_broken_off(machine: Machine) -> None:
    """Else nobody could take back what the run has sent.

    GitLab ends the group of processes, Jenkins whatever has the cookie of its workspace.
    """
    job = subprocess.Popen(
        [machine.folder / "checkout" / "ci" / "emulator"],
        env={**machine.environment, "JENKINS_SERVER_COOKIE": "durable-1"},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert job.wait(60) == 0
    machine.comes_to_run()
    with suppress(ProcessLookupError):  # nothing is left in it
        os.killpg(job.pid, signal.SIGKILL)
    for environment in machine.environments().values():
        assert "JENKINS_SERVER_COOKIE=dontKillMe" in environment
    assert machine.running() == {"emulator", "appium"}
    assert "with dontKillMe" in machine.log("adb")


@pytest.mark.parametrize(
    ("fails", "said"),
    [
        ("start-server", "adb did not start. The end of reports/ci/adb.log:\nadb: why it failed\n"),
        ("install", "be installed. The end of reports/ci/install.log:\nadb: why it failed\n"),
        ("wait-for-device", "was not up within 300 s. The end of reports/ci/emulator.log:\n"),
    ],
)
def test_what_does_not_come_up_says_why_in_the_jobs_log(
    machine: Machine, fails: str, said: str
) -> None:
    """Its own log is in no artefact: where no scenario began, nothing is kept."""
    assert said in machine.call(code=3, ADB_FAILS=fails)
