"""How jobs on an emulator end: in time, with nobody left invited, and red where somebody is."""

import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ci_jobs import EMULATOR, JENKINS, gitlab_jobs, jenkins_stages, read_yaml
from commands import ROOT

_ON_GITLAB = ("smoke", "nightly")
_REAP = ".venv/bin/harness reap --profile emulator"
_BEFORE_REAP = "timeout --foreground --signal=INT --kill-after=30s"
_BOUNDED = re.compile(r"timeout --foreground --signal=INT (\d+)m (?:\\\s+)?\.venv/bin/harness run")


def test_the_end_of_a_job_comes_whatever_was_before() -> None:
    """On GitHub each step says so; GitLab has `after_script`, Jenkins `post { always`."""
    steps = read_yaml(EMULATOR)["jobs"]["run"]["steps"]
    ending = [each for each in steps if re.search("reap|--stop|withhold", each.get("run", ""))]
    assert [each.get("if") for each in ending] == ["always()"] * 3
    for name in _ON_GITLAB:
        job = gitlab_jobs()[name]
        again, *others = job["after_script"]
        # A shell of GitLab ends with the first line that fails.
        # What is withheld has its time, too: without `ci/withhold` it would be uploaded.
        assert again == f'{_BEFORE_REAP} 12m {_REAP} || echo "Not all was taken back."'
        assert others == ["ci/emulator --stop", "ci/withhold"]
    _, _, post = jenkins_stages()["Emulator"].partition("post {")
    always, _, _ = post.partition("unsuccessful {")
    assert post.split()[:2] == ["always", "{"]
    [caught] = re.findall(
        r"^( +)catchError\((.+)\) \{\n(.+?)^\1\}", always, re.DOTALL | re.MULTILINE
    )
    assert caught[1] == "buildResult: 'FAILURE', stageResult: 'FAILURE'"
    assert f"sh '''{_BEFORE_REAP} 15m {_REAP}'''" in re.sub(r"[\\\s]+", " ", caught[2])
    assert {"sh 'ci/emulator --stop'", "sh 'ci/withhold'"} <= set(re.findall(r"sh '[^']+'", always))


def test_a_run_ends_before_its_job_does() -> None:
    """As by Ctrl-C, after the same time on each server: what comes after it has time, too."""
    github = read_yaml(EMULATOR)["jobs"]["run"]
    texts = [
        "\n".join(each.get("run", "") for each in github["steps"]),
        *("\n".join(gitlab_jobs()[each]["script"]) for each in _ON_GITLAB),
        jenkins_stages()["Emulator"],
    ]
    assert [_minutes_of(each) for each in texts] == [[105, 105], [105], [105], [105, 105]]
    assert github["timeout-minutes"] == 120
    document = (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert all(f"{minutes} minutes" in document for minutes in (105, 120, 130, 140, 15))


def _minutes_of(text: str) -> list[int]:
    """Of each run in it; none may be without."""
    found = [int(each) for each in _BOUNDED.findall(text)]
    assert len(found) == text.count("harness run")
    return found


def test_gitlab_ends_scripts_before_it_ends_the_job() -> None:
    """A job that comes to its own bound does neither `after_script` nor the upload."""
    for name in _ON_GITLAB:
        job = gitlab_jobs()[name]
        assert job["timeout"] == "2h 30m"
        assert job["variables"] == {
            "RUNNER_SCRIPT_TIMEOUT": "130m",
            "RUNNER_AFTER_SCRIPT_TIMEOUT": "15m",
        }


def test_jenkins_bounds_steps_and_neither_the_lock_nor_the_end() -> None:
    """A bound in `options` counts the wait, and leaves `post` a minute."""
    assert not re.search(r"options \{[^}]*timeout", JENKINS.read_text("utf-8"))
    for name, minutes, first, last in (
        ("Checks", 60, "make test", "make sbom"),
        ("Emulator", 140, "make appium", "harness run --profile emulator --evidence"),
    ):
        steps, _, post = jenkins_stages()[name].partition("post {")
        bound = f"timeout(time: {minutes}, unit: 'MINUTES') {{"
        [(_, within)] = re.findall(
            rf"^( +){re.escape(bound)}\n(.+?)^\1\}}", steps, re.DOTALL | re.MULTILINE
        )
        assert first in within
        assert last in within
        assert "timeout(" not in post


@pytest.mark.parametrize("job", _ON_GITLAB)
@pytest.mark.parametrize(
    ("run", "reap", "code"), [(0, 0, 0), (1, 0, 1), (4, 0, 4), (0, 3, 3), (1, 3, 1), (0, 1, 3)]
)
def test_a_job_on_gitlab_fails_where_somebody_is_left_invited(
    tmp_path: Path, needed: Callable[..., str], job: str, run: int, reap: int, code: int
) -> None:
    """And else as its scenarios did."""
    needed("timeout")
    _harness(tmp_path, f"if [ $1 = run ]; then exit {run}; fi; exit {reap}")
    script = "\n".join(gitlab_jobs()[job]["script"])
    done = subprocess.run([needed("bash"), "-e", "-c", script], cwd=tmp_path, check=False)
    assert done.returncode == code
    assert (tmp_path / "said").read_text().split() == ["run", "reap"]


def test_the_end_of_a_job_on_gitlab_does_not_stop_at_what_fails(
    tmp_path: Path, needed: Callable[..., str]
) -> None:
    """Emulator and people file go, whoever is left invited."""
    _harness(tmp_path, "exit 3")
    (tmp_path / "ci").mkdir()
    for name in ("emulator", "withhold"):
        _script(tmp_path / "ci" / name, f"echo {name} $* >>said")
    script = "\n".join(gitlab_jobs()["smoke"]["after_script"])
    subprocess.run([needed("bash"), "-e", "-c", script], cwd=tmp_path, check=True)
    assert (tmp_path / "said").read_text().split() == ["reap", "emulator", "--stop", "withhold"]


def _harness(folder: Path, answer: str) -> None:
    (folder / ".venv" / "bin").mkdir(parents=True)
    _script(folder / ".venv" / "bin" / "harness", f"echo $1 >>said\n{answer}")


def _script(file: Path, text: str) -> None:
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_job_that_is_stopped_on_github_tells_its_run(
    needed: Callable[..., str], stop: signal.Signals
) -> None:
    """The signal goes to the step's shell alone, which hands none on: the run is in its place."""
    steps = read_yaml(EMULATOR)["jobs"]["run"]["steps"]
    runs = [each["run"] for each in steps if "harness run" in each.get("run", "")]
    assert len(runs) == 2
    [words] = {each.partition(".venv/bin/")[0] for each in runs}
    assert words == "exec timeout --foreground --signal=INT 105m "
    needed("timeout")
    waits = "import signal; print(flush=True); print(signal.sigwait({2, 15}).name)"
    masked = f"import signal; signal.pthread_sigmask(signal.SIG_BLOCK, {{2, 15}}); {waits}"
    line = f"{words}{shlex.join([sys.executable, '-c', masked])}"
    with subprocess.Popen([needed("bash"), "-e", "-c", line], stdout=subprocess.PIPE) as step:
        assert step.stdout
        step.stdout.readline()
        step.send_signal(stop)
        assert step.stdout.read().decode().strip() == stop.name
