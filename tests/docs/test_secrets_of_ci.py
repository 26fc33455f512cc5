"""Secrets of the templates: a run gets those that it may need, and none comes on the disk."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ci_jobs import EMULATOR, JENKINS, jenkins_stages, read_yaml
from ci_machine import Machine, ci_machine
from commands import ROOT

_EXAMPLE = (ROOT / "config" / "people.example.yaml").read_text("utf-8")
_NAMED = set(re.findall(r"\$\{(INVITE_\w+)\}", _EXAMPLE))
_SECRET = "not-for-the-disk"


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """Its jobs have all secrets."""
    with ci_machine(tmp_path) as made:
        yield made


def test_a_run_gets_whatever_the_people_file_may_name() -> None:
    """On GitLab each variable of the project is there anyway."""
    assert "INVITE_OUTSIDER_PASSWORD" in _NAMED
    for step in read_yaml(EMULATOR)["jobs"]["run"]["steps"]:
        if re.search("harness (run|reap)", step.get("run", "")):
            assert step["env"] == {each: f"${{{{ secrets.{each} }}}}" for each in _NAMED}
    head, _, _ = JENKINS.read_text("utf-8").partition("pipeline {")
    assert set(re.findall(r"INVITE_\w+", head + jenkins_stages()["Emulator"])) == _NAMED
    document = (ROOT / "docs" / "ci.md").read_text("utf-8")
    [row] = re.findall(r"^\| (`INVITE_.+?) \|", document, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == _NAMED


def test_jenkins_asks_for_the_outsider_only_where_there_is_one() -> None:
    """`environment` breaks a build whose credential is missing; the others have to be there."""
    stage = jenkins_stages()["Emulator"]
    assert "invite-outsider-password" not in stage
    for verb in ("run", "reap"):
        *_, before = stage.partition(f"harness {verb}")[0].split("script {")
        assert before.split()[:2] == ["withOutsider", "{"]


def test_jenkins_has_the_people_file_as_a_file() -> None:
    """Its secret text is one line."""
    stage = jenkins_stages()["Emulator"]
    assert "PEOPLE_YAML_FILE = credentials('people-yaml')" in stage
    assert not re.search(r"PEOPLE_YAML =", stage)


def test_a_people_file_that_comes_as_a_file_is_taken(machine: Machine) -> None:
    """As it is in the examples."""
    given = machine.folder / "given.yaml"
    given.write_text(_EXAMPLE)
    machine.call(PEOPLE_YAML="", PEOPLE_YAML_FILE=str(given))
    assert machine.people.read_text("utf-8") == _EXAMPLE
    said = machine.call(code=2, PEOPLE_YAML_FILE=f"admin: {_SECRET}")
    assert said.startswith("PEOPLE_YAML_FILE names no file")
    assert _SECRET not in said


@pytest.mark.parametrize(
    "text",
    [
        'admin:\n  password: "{}"',
        "admin: {{phone: 1, password: {}}}",
        '"password" : {}',
        "password: '{}'",
        '# password: "{}"',
        'a: {{password: "${{A}}"}}\nb: {{password: "{}"}}',
    ],
)
@pytest.mark.parametrize("value", [_SECRET, f"$A{_SECRET}", ""])
def test_no_password_is_written_to_the_disk(machine: Machine, text: str, value: str) -> None:
    """A server has put it in the place of its variable; an empty one where none was set."""
    said = machine.call(code=2, PEOPLE_YAML=text.format(value))
    assert "Expand variable reference" in said
    assert _SECRET not in said
    assert not machine.people.exists()
    assert machine.running() == set()


@pytest.mark.parametrize("text", ["password: ${{A}}", "{{'password': '${{A}}'}}", "note: password"])
def test_a_variable_is_no_password(machine: Machine, text: str) -> None:
    """However it is quoted."""
    machine.call(PEOPLE_YAML=text.format())
    assert machine.people.read_text("utf-8") == f"{text.format()}\n"
