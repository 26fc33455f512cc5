import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.evidence import Redactor, RunFacts
from harness.evidence.environment import write_environment

GITHUB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.example.com",
    "GITHUB_REPOSITORY": "a/b",
    "GITHUB_RUN_ID": "77",
    "GITHUB_RUN_NUMBER": "12",
    "GITHUB_WORKFLOW": "nightly",
    "GITHUB_SHA": "abc123",
}
GITLAB = {
    "GITLAB_CI": "true",
    "CI_PIPELINE_IID": "12",
    "CI_JOB_NAME": "nightly",
    "CI_PIPELINE_URL": "https://gitlab.example.com/77",
}
JENKINS = {
    "JENKINS_URL": "https://jenkins.example.com",
    "BUILD_NUMBER": "12",
    "JOB_NAME": "nightly",
    "BUILD_URL": "https://jenkins.example.com/77",
}


def test_the_phone_comes_first_and_secrets_never(tmp_path: Path) -> None:
    """What the results are worth depends on it."""
    facts = RunFacts(profile="lab")
    facts.learn({"phone kind": "emulator", "platform version": "14", "note": "hush hush"})
    facts.learn({"app version": "47.0.2", "language": "pt-BR", "model": ""})
    write_environment(tmp_path, facts, Redactor(["hush hush"]), {})
    lines = (tmp_path / "environment.properties").read_text(encoding="utf-8").splitlines()
    assert lines[:-1] == [
        "Phone = emulator",
        "App_version = 47.0.2",
        "Android = 14",
        "Language = pt-BR",
        "Profile = lab",
        "Note = [secret]",
    ]
    assert not (tmp_path / "executor.json").exists()


def test_the_commit_is_told_by_ci_or_by_git(tmp_path: Path, needed: Callable[..., str]) -> None:
    """A result says which features and pages it comes from, also on a person's own machine."""
    git = [needed("git"), "-c", "user.name=Tester", "-c", "user.email=tester@example.com"]

    def commit(variables: dict[str, str]) -> str:
        write_environment(tmp_path, RunFacts(), Redactor(), variables, tmp_path)
        lines = (tmp_path / "environment.properties").read_text(encoding="utf-8").splitlines()
        return next((line for line in lines if line.startswith("Commit")), "")

    assert commit({}) == ""
    assert commit(GITHUB) == "Commit = abc123"
    (tmp_path / "a").write_text("a", encoding="utf-8")
    for words in (["init", "-q"], ["add", "a"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run([*git, *words], cwd=tmp_path, check=True)
    assert re.fullmatch(r"Commit = [0-9a-f]{12}", commit({}))
    (tmp_path / "a").write_text("b", encoding="utf-8")
    assert commit({}).endswith(", with changes")


@pytest.mark.parametrize(
    ("variables", "kind", "url"),
    [
        (GITHUB, "github", "https://github.example.com/a/b/actions/runs/77"),
        (GITLAB, "gitlab", "https://gitlab.example.com/77"),
        (JENKINS, "jenkins", "https://jenkins.example.com/77"),
    ],
)
def test_in_ci_allure_links_to_the_run(
    tmp_path: Path, variables: dict[str, str], kind: str, url: str
) -> None:
    """From a result to the log of the machine that made it."""
    write_environment(tmp_path, RunFacts(), Redactor(), variables)
    executor = json.loads((tmp_path / "executor.json").read_text(encoding="utf-8"))
    assert (executor["type"], executor["buildUrl"]) == (kind, url)
    assert (executor["buildName"], executor["buildOrder"]) == ("nightly #12", 12)
