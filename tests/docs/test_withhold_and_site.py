"""What `ci/withhold` and `ci/site` leave of a run, and of one that is not this build's."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from ci_jobs import gitlab_jobs, jenkins_stages
from commands import ROOT


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """The reports of a run, beside the scripts that deal with them."""
    (tmp_path / "ci").mkdir()
    for name in ("site", "withhold"):
        shutil.copy(ROOT / "ci" / name, tmp_path / "ci" / name)
    reports = tmp_path / "reports"
    for name in ("pictures/a.png", "allure-report/index.html", "allure-results/x.json"):
        (reports / name).parent.mkdir(parents=True, exist_ok=True)
        (reports / name).touch()
    for name in (
        "index.html",
        "page.css",
        "allure-report.html",
        "junit.xml",
        "history-emulator-emulator.jsonl",
    ):
        (reports / name).touch()
    for name in ("journal.sqlite3", "journal.sqlite3-wal"):
        (reports / name).touch()
    (reports / "summary.json").write_text('{"leaks": []}')
    return reports


@pytest.mark.parametrize("summary", ['{"leaks": [{"name": "a password"}]}', "", None])
def test_nothing_is_kept_of_a_run_that_left_a_secret(left: Path, summary: str | None) -> None:
    """Nor of one that did not get as far as to look; the journal is needed all the same."""
    (left / "summary.json").unlink()
    if summary is not None:
        (left / "summary.json").write_text(summary)
    # Of a run that was killed; of a site that was gathered before.
    for stale in ("reports/.attempts", "public/allure-report"):
        (left.parent / stale).mkdir(parents=True)
        (left.parent / stale / "index.html").touch()
    subprocess.run([left.parent / "ci" / "site", "public"], check=True)
    assert not list((left.parent / "public").iterdir())
    assert {each.name for each in left.iterdir()} - {"summary.json"} == {
        *("history-emulator-emulator.jsonl", "journal.sqlite3", "journal.sqlite3-wal")
    }


def _shell_of_jenkins(stage: str) -> tuple[list[str], list[str]]:
    """What a stage does before its first target of make, and what it does at its end."""
    steps, _, post = jenkins_stages()[stage].partition("post {")
    before = re.findall(r"sh '([^']+)'", steps.partition("sh 'make")[0])
    return before, [each for each in re.findall(r"sh '([^']+)'", post) if "withhold" in each]


def test_a_build_in_which_nothing_ran_keeps_nothing_of_the_one_before(left: Path) -> None:
    """Jenkins keeps the workspace, and the scenarios never began: there is no page, old or new."""
    (left.parent / "site").mkdir()
    (left.parent / "site" / "index.html").touch()
    before, end = _shell_of_jenkins("Emulator")
    for command in (*before, *end, "ci/site site"):
        subprocess.run(["sh", "-c", command], cwd=left.parent, check=True)
    assert not list((left.parent / "site").iterdir())
    assert {each.name for each in left.iterdir()} == {
        *("history-emulator-emulator.jsonl", "journal.sqlite3", "journal.sqlite3-wal")
    }


def test_the_checks_on_jenkins_begin_with_nothing_of_another_build(left: Path) -> None:
    """An agent for both stages has one workspace, and what is in `reports` is archived."""
    before, _ = _shell_of_jenkins("Checks")
    for command in before:
        subprocess.run(["sh", "-c", command], cwd=left.parent, check=True)
    assert {each.name for each in left.iterdir()} == {
        *("history-emulator-emulator.jsonl", "journal.sqlite3", "journal.sqlite3-wal")
    }


def test_nothing_is_withheld_of_a_run_without_a_secret(left: Path) -> None:
    """Not even of one whose reports nobody gathers."""
    before = sorted(left.rglob("*"))
    subprocess.run([left.parent / "ci" / "withhold"], check=True)
    assert sorted(left.rglob("*")) == before


def test_the_site_holds_pages_and_pictures_only(left: Path) -> None:
    """No journal, no people file, no raw results; gathered twice it is the same."""
    for _ in range(2):
        subprocess.run([left.parent / "ci" / "site", "public"], check=True)
    public = left.parent / "public"
    assert sorted(str(each.relative_to(public)) for each in public.rglob("*")) == [
        *("allure-report", "allure-report/index.html"),
        *("index.html", "page.css", "pictures", "pictures/a.png"),
    ]


@pytest.mark.parametrize("ran", [True, False])
def test_no_empty_folder_takes_the_place_of_the_last_site(left: Path, ran: bool) -> None:
    """On GitLab a job that succeeds publishes what is there."""
    if not ran:
        shutil.rmtree(left)
    script = "\n".join(gitlab_jobs()["pages"]["script"])
    done = subprocess.run(["sh", "-e", "-c", script], cwd=left.parent, check=False)
    assert (done.returncode == 0) is ran
