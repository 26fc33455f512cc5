"""Jobs of the templates for CI servers: what each is, and what it does in which order."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from commands import ROOT, commands_of_line

GITHUB = ROOT / ".github" / "workflows"
EMULATOR = GITHUB / "emulator.yml"
GITLAB = ROOT / "ci" / "gitlab-ci.yml"
JENKINS = ROOT / "ci" / "Jenkinsfile"
KEPT = "kept: "
# In this order, whatever else comes between them.
ENDING = ("harness run", "harness reap", "ci/emulator --stop", "ci/withhold", KEPT)


def read_yaml(file: Path) -> dict[Any, Any]:
    """A template, or a workflow."""
    return dict(yaml.safe_load(file.read_text("utf-8")))


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    """Its jobs, each with what it extends: hashes are merged, lists replaced."""
    template = read_yaml(GITLAB)
    jobs = {name: job for name, job in template.items() if "script" in job and name[0] != "."}
    return {name: _merged(template.get(job.get("extends"), {}), job) for name, job in jobs.items()}


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = {
        name: _merged(below[name], each)
        for name, each in above.items()
        if isinstance(each, dict) and isinstance(below.get(name), dict)
    }
    return {**below, **above, **both}


def jenkins_stages() -> dict[str, str]:
    """The words of each stage, without comments: a Jenkinsfile is no data."""
    text = re.sub(r"^ *//.*\n", "", JENKINS.read_text("utf-8"), flags=re.MULTILINE)
    _, *stages = re.split(r"stage\('(?=\w+'\))", text)
    return {stage.partition("'")[0]: stage for stage in stages}


def courses() -> dict[str, list[str]]:
    """Of each job that runs scenarios on an emulator: its commands of ours, and what it keeps.

    In the order in which the server comes to them.
    """
    jobs = gitlab_jobs()
    return {
        "GitHub: run": list(_on_github(read_yaml(EMULATOR)["jobs"]["run"]["steps"])),
        "GitLab: smoke": list(_on_gitlab(jobs["smoke"])),
        "GitLab: nightly": list(_on_gitlab(jobs["nightly"])),
        "Jenkins: Emulator": list(_on_jenkins(jenkins_stages()["Emulator"])),
    }


def _on_github(steps: list[dict[str, Any]]) -> Iterator[str]:
    for step in steps:
        yield from _commands(step.get("run", ""))
        action = re.sub(r"@.*", "", step.get("uses", ""))
        of_the_run = re.search(r"reports|site", step.get("with", {}).get("path", ""))
        if of_the_run and re.search(r"upload-|cache/save", action):
            yield KEPT + action


def _on_gitlab(job: dict[str, Any]) -> Iterator[str]:
    for part in ("before_script", "script", "after_script"):
        for line in job.get(part, []):
            yield from _commands(line)
    yield from (KEPT + part for part in ("cache", "artifacts"))


def _on_jenkins(stage: str) -> Iterator[str]:
    """Its text has the parts of `post` in the order in which Jenkins comes to them."""
    for line in stage.splitlines():
        yield from (" ".join(words) for words in commands_of_line(line))
        if found := re.search(r"\b(junit|publishHTML|archiveArtifacts)\b", line):
            yield KEPT + found[1]


def _commands(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from (" ".join(words) for words in commands_of_line(f"- {line.strip()}"))


def wrong_order(course: list[str]) -> list[str]:
    """What of `ENDING` is missing in a job, or comes before what has to be over by then."""
    wrong, over = [], -1
    for wanted in ENDING:
        at = [number for number, each in enumerate(course) if each.startswith(wanted)]
        if not at:
            wrong.append(f"no {wanted.strip(': ')}")
            continue
        wrong += [f"too early: {course[each]}" for each in at if each < over]
        over = max(over, *at)
    return wrong
