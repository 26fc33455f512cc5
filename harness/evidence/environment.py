"""What Allure shows about where a run took place."""

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts

_GIT_TIMEOUT_S = 10
VIRTUAL_WARNING = "virtual - no evidence about the app"


def write_environment(
    folder: Path,
    facts: RunFacts,
    redactor: Redactor,
    variables: Mapping[str, str] = os.environ,
    root: Path | None = None,
) -> None:
    """Writes `environment.properties`, and in CI `executor.json`.

    Args:
        folder: Allure's results folder.
        facts: Phone kind first: whoever reads a result must know first what it is worth.
        redactor: Keeps secrets out.
        variables: The environment, which tells whose CI this is.
        root: The project's folder, whose commit is told where CI does not.
    """
    phone = VIRTUAL_WARNING if facts.is_virtual else facts.phone_kind or "unknown"
    others = {name: value for name, value in facts.details.items() if name != "phone kind"}
    lines = {
        "Phone": phone,
        "App version": others.pop("app version", "not known"),
        "Android": others.pop("platform version", ""),
        "Language": others.pop("language", ""),
        "Profile": facts.profile,
        "Commit": _commit(variables) or _checked_out(root),
        **others,
        "Python": platform.python_version(),
    }
    text = "".join(f"{_key(name)} = {value}\n" for name, value in lines.items() if value)
    (folder / "environment.properties").write_text(redactor.text(text), encoding="utf-8")
    executor = _executor(variables)
    if executor:
        content = json.dumps(redactor.everything(executor), indent=2)
        (folder / "executor.json").write_text(content, encoding="utf-8")


def _key(name: str) -> str:
    """A key of a properties file ends at a blank."""
    return name[:1].upper() + name[1:].replace(" ", "_")


def _commit(variables: Mapping[str, str]) -> str:
    names = ("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT")
    return next((variables[name] for name in names if variables.get(name)), "")


def _checked_out(root: Path | None) -> str:
    """The commit that the folder was made from; "" where that cannot be told."""
    if root is None or not (root / ".git").exists():
        return ""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, text=True, timeout=_GIT_TIMEOUT_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip().replace("-dirty", ", with changes")


def _executor(variables: Mapping[str, str]) -> dict[str, Any] | None:
    """Who ran it, in Allure's words; None on a person's own machine."""
    get = variables.get
    if get("GITHUB_ACTIONS"):
        run = f"{get('GITHUB_SERVER_URL')}/{get('GITHUB_REPOSITORY')}/actions/runs/"
        number = get("GITHUB_RUN_NUMBER", "0")
        url = run + get("GITHUB_RUN_ID", "")
        return _entry("GitHub Actions", "github", get("GITHUB_WORKFLOW", "run"), number, url)
    if get("GITLAB_CI"):
        number, url = get("CI_PIPELINE_IID", "0"), get("CI_PIPELINE_URL", "")
        return _entry("GitLab CI", "gitlab", get("CI_JOB_NAME", "run"), number, url)
    if get("JENKINS_URL"):
        number, url = get("BUILD_NUMBER", "0"), get("BUILD_URL", "")
        return _entry("Jenkins", "jenkins", get("JOB_NAME", "run"), number, url)
    return None


def _entry(name: str, kind: str, job: str, number: str, url: str) -> dict[str, Any]:
    order = int(number) if number.isdigit() else 0
    build = f"{job} #{number}"
    return {"name": name, "type": kind, "buildOrder": order, "buildName": build, "buildUrl": url}
