"""What the templates keep and publish of a run, job by job, as docs/ci.md says it."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github" / "workflows"
GITLAB = ROOT / "ci" / "gitlab-ci.yml"
JENKINS = ROOT / "ci" / "Jenkinsfile"
_JOURNALS = ("reports/journal.sqlite3", "reports/journal.sqlite3-wal", "reports/x/journal.sqlite3")
_FOLDER = "reports/allure-report/data/a.json"


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


def _read(file: Path) -> dict[Any, Any]:
    return dict(yaml.safe_load(file.read_text("utf-8")))


def _of_github() -> Iterator[Artefact]:
    for file in sorted(GITHUB.glob("*.yml")):
        for name, job in _read(file)["jobs"].items():
            for step in job["steps"]:
                if "/upload-artifact@" in step.get("uses", ""):
                    lines = step["with"]["path"].split()
                    yield Artefact(
                        f"GitHub: `{name}` in `{file.name}`",
                        {"failure()": "when something failed"}.get(step.get("if"), "always"),
                        [line for line in lines if line[0] != "!"],
                        [line[1:] for line in lines if line[0] == "!"],
                    )


def _gitlab() -> dict[str, dict[str, Any]]:
    """Its jobs, each with what it extends: hashes are merged, lists replaced."""
    template = _read(GITLAB)
    jobs = {name: job for name, job in template.items() if "script" in job and name[0] != "."}
    return {name: _merged(template.get(job.get("extends"), {}), job) for name, job in jobs.items()}


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = {
        name: _merged(below[name], each)
        for name, each in above.items()
        if isinstance(each, dict) and isinstance(below.get(name), dict)
    }
    return {**below, **above, **both}


def _of_gitlab() -> Iterator[Artefact]:
    kept = {"always": "always", "on_failure": "when something failed"}
    for name, job in _gitlab().items():
        artifacts = job["artifacts"]
        if artifacts["paths"] != ["public"]:
            when = kept.get(artifacts.get("when"), "when all passed")
            excluded = artifacts.get("exclude", [])
            yield Artefact(f"GitLab: `{name}`", when, artifacts["paths"], excluded)


def _of_jenkins() -> Iterator[Artefact]:
    """Of a stage at most one; a Jenkinsfile is no data, so its words are looked at."""
    _, *stages = re.split(r"stage\('(?=\w+'\))", JENKINS.read_text("utf-8"))
    for stage in stages:
        assert stage.count("archiveArtifacts") == 1
        before, _, words = stage.partition("archiveArtifacts")
        [paths] = re.findall(r"artifacts: '([^']+)'", words)
        excluded = re.findall(r"excludes: '([^']+)'", words)
        [*_, when] = re.findall(r"^ +(\w+) \{", before, re.MULTILINE)
        yield Artefact(
            f"Jenkins: `{stage.partition(chr(39))[0]}`",
            {"failure": "when something failed"}.get(when, when),
            paths.split(","),
            [each for words in excluded for each in words.split(",")],
        )


ARTEFACTS = [*_of_github(), *_of_gitlab(), *_of_jenkins()]


@pytest.mark.parametrize("artefact", ARTEFACTS, ids=lambda each: each.job)
def test_no_artefact_has_the_journal(artefact: Artefact) -> None:
    """A seal on a number can be guessed by somebody who tries all of them."""
    assert {each.split("/")[0] for each in artefact.paths} == {"reports"}
    assert all(artefact.leaves_out(each) for each in _JOURNALS)
    assert not artefact.leaves_out("reports/allure-report.html")
    assert not artefact.leaves_out("reports/index.html")


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
    jobs, artefacts = _gitlab(), {each.job: each for each in _of_gitlab()}
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
    """Gathered by the same script."""
    steps = _read(GITHUB / "emulator.yml")["jobs"]["run"]["steps"]
    assert [each["run"] for each in steps if each.get("id") == "site"] == ["ci/site site"]
    [pages] = [each for each in steps if "/upload-pages-artifact@" in each.get("uses", "")]
    assert pages["with"]["path"] == "site"
