"""What the templates keep and publish of a run, job by job, as docs/ci.md says it."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import NamedTuple

import pytest
from ci_jobs import (
    EMULATOR,
    GITHUB,
    JENKINS,
    courses,
    gitlab_jobs,
    jenkins_stages,
    read_yaml,
    wrong_order,
)
from commands import ROOT

_JOURNALS = ("reports/journal.sqlite3", "reports/journal.sqlite3-wal", "reports/x/journal.sqlite3")
_FOLDER = "reports/allure-report/data/a.json"
# Of what is locked, not of a run: kept in any case, by itself where a green run's reports are not.
_SBOM = "reports/sbom"
# A job that takes too long is cancelled there: it has not failed.
_ON_GITHUB = {"failure() || cancelled()": "when something failed, took too long or was cancelled"}
# Also what was aborted: https://www.jenkins.io/doc/book/pipeline/syntax/#post
_ON_JENKINS = {"unsuccessful": "when something failed, took too long or was cancelled"}


class Artefact(NamedTuple):
    """What a job keeps for people to download.

    Attributes:
        job: As docs/ci.md names it.
        kept: When, in the document's words.
        paths: What is in it.
        excluded: What is left out of that; patterns, in which `**` may be no folder at all.
    """

    job: str
    kept: str
    paths: list[str]
    excluded: list[str]

    def leaves_out(self, file: str) -> bool:
        """Whether a file of the run is not in it."""
        patterns = [*self.excluded, *(each.replace("/**/", "/") for each in self.excluded)]
        return any(fnmatch(file, each) or file.startswith(f"{each}/") for each in patterns)


def _of_github() -> Iterator[Artefact]:
    for file in sorted(GITHUB.glob("*.yml")):
        for name, job in read_yaml(file)["jobs"].items():
            for step in job["steps"]:
                if "/upload-artifact@" in step.get("uses", ""):
                    lines = step["with"]["path"].split()
                    if lines == [_SBOM]:
                        continue
                    yield Artefact(
                        f"GitHub: `{name}` in `{file.name}`",
                        _ON_GITHUB.get(step.get("if"), "always"),
                        [line for line in lines if line[0] != "!"],
                        [line[1:] for line in lines if line[0] == "!"],
                    )


def _ofgitlab_jobs() -> Iterator[Artefact]:
    kept = {"always": "always", "on_failure": "when something failed"}
    for name, job in gitlab_jobs().items():
        artifacts = job["artifacts"]
        if artifacts["paths"] != ["public"]:
            when = kept.get(artifacts.get("when"), "when all passed")
            excluded = artifacts.get("exclude", [])
            yield Artefact(f"GitLab: `{name}`", when, artifacts["paths"], excluded)


def _of_jenkins() -> Iterator[Artefact]:
    """Of each stage one."""
    for name, all_of_it in jenkins_stages().items():
        stage = all_of_it.replace(f"archiveArtifacts artifacts: '{_SBOM}/**'", "")
        assert stage.count("archiveArtifacts") == 1
        before, _, words = stage.partition("archiveArtifacts")
        [paths] = re.findall(r"artifacts: '([^']+)'", words)
        excluded = re.findall(r"excludes: '([^']+)'", words)
        [*_, when] = re.findall(r"^ +(\w+) \{", before, re.MULTILINE)
        yield Artefact(
            f"Jenkins: `{name}`",
            _ON_JENKINS.get(when, when),
            paths.split(","),
            [each for words in excluded for each in words.split(",")],
        )


ARTEFACTS = [*_of_github(), *_ofgitlab_jobs(), *_of_jenkins()]


@pytest.mark.parametrize("artefact", ARTEFACTS, ids=lambda each: each.job)
def test_no_artefact_has_the_journal(artefact: Artefact) -> None:
    """A seal on a number can be guessed by somebody who tries all of them."""
    assert {each.split("/")[0] for each in artefact.paths} == {"reports"}
    assert all(artefact.leaves_out(each) for each in _JOURNALS)
    assert not artefact.leaves_out("reports/allure-report.html")
    assert not artefact.leaves_out("reports/index.html")
    assert not artefact.leaves_out("reports/page.css")


def test_what_is_locked_is_kept_of_each_check() -> None:
    """Also of a green one, and of one whose audit could ask nobody: it is made before that."""
    steps = read_yaml(GITHUB / "checks.yml")["jobs"]["test"]["steps"]
    [kept] = [each for each in steps if each.get("with", {}).get("path") == _SBOM]
    assert kept["if"] == "always()"
    checks = jenkins_stages()["Checks"]
    always = re.search(r"always \{\s+archiveArtifacts artifacts: '([^']+)'", checks)
    assert always is not None
    assert always[1] == f"{_SBOM}/**"
    gitlab = gitlab_jobs()["checks"]
    assert (gitlab["artifacts"]["when"], gitlab["artifacts"]["paths"]) == ("always", ["reports"])
    github = [each["run"] for each in steps if "run" in each]
    jenkins = re.findall(r"sh '(make \w+)'", checks)
    for course in (github, jenkins, gitlab["script"]):
        assert course.index("make sbom") < course.index("make audit")


def test_the_document_says_when_each_job_keeps_what() -> None:
    """Server by server: they differ."""
    document = (ROOT / "docs" / "ci.md").read_text("utf-8")
    rows = re.findall(r"^  \| (\w+: .+?) \| (.+?) \| (\S+?)(?:: .+)? \|$", document, re.MULTILINE)
    assert sorted(rows) == sorted(
        (each.job, each.kept, "`allure-report/`" if each.leaves_out(_FOLDER) else "nothing")
        for each in ARTEFACTS
    )


def test_the_job_that_makes_the_site_gets_the_folder() -> None:
    """On GitLab another job does, of what the run has kept."""
    jobs, artefacts = gitlab_jobs(), {each.job: each for each in _ofgitlab_jobs()}
    [makes] = [job for job in jobs.values() if "ci/site public" in job["script"]]
    assert makes["artifacts"]["paths"] == ["public"]
    for name in makes["needs"]:
        assert not artefacts[f"GitLab: `{name}`"].leaves_out(_FOLDER)


def test_what_jenkins_publishes_is_what_the_site_is_made_of() -> None:
    """It copies all of a folder that it publishes: the journal, too, if that were `reports`."""
    text = JENKINS.read_text("utf-8")
    assert re.findall(r"reportDir: '([^']+)'", text) == ["site", "site/allure-report"]
    assert len(re.findall(r"publishHTML\b", text)) == 2
    assert text.index("sh 'ci/withhold'") < text.index("sh 'ci/site site'")
    assert text.index("sh 'ci/site site'") < text.index("publishHTML")


def test_what_github_publishes_is_the_site() -> None:
    """Gathered by the same script; where none was gathered, none is published."""
    jobs = read_yaml(EMULATOR)["jobs"]
    steps = jobs["run"]["steps"]
    assert [each["run"] for each in steps if each.get("id") == "site"] == ["ci/site site"]
    [pages] = [each for each in steps if "/upload-pages-artifact@" in each.get("uses", "")]
    assert pages["with"]["path"] == "site"
    assert jobs["run"]["outputs"] == {"site": f"${{{{ steps.{pages['id']}.outcome }}}}"}
    assert "needs.run.outputs.site == 'success'" in jobs["publish"]["if"]
    assert jobs["publish"]["needs"] == "run"


def test_no_job_on_an_emulator_begins_with_what_another_run_left() -> None:
    """Of an earlier run it gets the trend and the journal; where no scenario begins, no page."""
    memory = {"reports/history-*.jsonl", "reports/journal.sqlite3"}
    steps = read_yaml(EMULATOR)["jobs"]["run"]["steps"]
    restored = [each["with"]["path"] for each in steps if "cache/restore@" in each.get("uses", "")]
    assert set(re.findall(r"^reports.*$", "\n".join(restored), re.MULTILINE)) == memory
    assert not [each for each in steps if "/download-artifact@" in each.get("uses", "")]
    for name in ("smoke", "nightly"):
        job = gitlab_jobs()[name]
        assert set(job["cache"]["paths"]) == memory
        # Else it gets the artefacts of the checks, whose run on virtual phones has a page, too.
        assert job["dependencies"] == []


@pytest.mark.parametrize(("job", "course"), courses().items())
def test_the_end_of_a_job_has_its_order(job: str, course: list[str]) -> None:
    """First people are uninvited, then what holds a secret goes, and only then anything is kept."""
    assert not wrong_order(course), f"{job}: {course}"


def test_a_wrong_order_is_found() -> None:
    """Of what is kept too early, of what comes twice, and of what is not there."""
    course = [
        *("harness run @smoke", "harness reap", "ci/emulator --stop"),
        "ci/withhold",
        "kept: x",
    ]
    assert wrong_order(course) == []
    assert wrong_order(course[:1] + course[2:]) == ["no harness reap"]
    assert wrong_order(course[:4]) == ["no kept"]
    assert wrong_order([*course[:3], *reversed(course[3:])]) == ["too early: kept: x"]
    assert wrong_order([*course, "harness run"])[:1] == ["too early: harness reap"]
