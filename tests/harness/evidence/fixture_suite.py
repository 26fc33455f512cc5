"""A tiny suite that holds each way in which a scenario can end, and a way to run it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSWORD = 'pass"word &<7>'

FEATURE = """\
@guide
Feature: Invite a member by phone number
  An Admin decides who may act for the account.

  Background:
    Given the Admin is on Permissions

  @smoke
  Scenario: The confirmation appears
    When the Admin invites the member
    Then the app confirms the invitation
    And the member is told

  Scenario: The role is stored
    When the Admin invites the member
    Then the role is wrong
    And the member is told

  Scenario: A step has a bug
    When the step has a bug
    Then the member is told

  Scenario: Nobody wrote a step
    When nobody wrote this
    Then the member is told

  Scenario: A step asks for the impossible
    When the step asks for the impossible

  Scenario: A step lets it be
    When the step lets it be
    Then the member is told

  @skip
  Scenario: A tag says skip
    When the Admin invites the member

  @xfail
  Scenario: A tag says it fails
    Then the role is wrong

  Rule: Both roles can be given
    Scenario Outline: A member is invited as <role>
      When the Admin invites <count> members as <role>
      Then the app confirms the invitation

      Examples:
        | role     | count |
        | Admin    | 12    |
        | Operator | 3     |
        | Operator | 3     |
        | 1        | 23    |
        | 12       | 3     |
"""

FLAKY = """\
Feature: What takes a second try
  @assumption
  Scenario: The second attempt passes
    Given the first attempt fails

  @assumption
  Scenario: No session comes
    Given a phone that does not answer
    Then the member is told
"""

CRASH = """\
Feature: What kills a worker
  @assumption
  Scenario: The process dies
    Given the process dies
    Then the member is told

  @assumption
  Scenario: The next one lives
    Then the member is told
"""

SUITE = """\
import os
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from harness.errors import NotAsPromised, RecipientRefused, ServerUnreachable

scenarios("features")


@given("the Admin is on Permissions")
def permissions(phone):
    phone.screen = "Permissions"


@when("the Admin invites the member")
def invite(phone, evidence, run_facts):
    phone.screen = "Role"
    run_facts.commands["click"] += 1
    evidence.note("Pop-up", f"answered with Not now, typed {os.environ['SUITE_PASSWORD']}")


@when(parsers.parse("the Admin invites {count:d} members as {role}"))
def invite_many(phone, count, role):
    phone.screen = role


@then("the app confirms the invitation")
def confirms(phone):
    phone.screen = "Confirmation"


@then("the member is told")
def told(phone):
    pass


@then("the role is wrong")
def wrong(phone):
    raise NotAsPromised(
        "The role on Permissions is not the one that was given.",
        promised="Operator",
        seen=f"Admin {os.environ['SUITE_PASSWORD']}",
        look="the list on Permissions",
    )


@when("the step has a bug")
def bug():
    raise TypeError("an int is no str")


@when("the step asks for the impossible")
def impossible():
    raise RecipientRefused("+1 202-555-0199 is not listed under `members`.\\n  Do: list it")


@when("the step lets it be")
def lets_it_be():
    pytest.skip("nothing to see here")


@given("the first attempt fails")
def first_fails(request, phone):
    assert request.node.execution_count > 1, "the first attempt always fails"


@pytest.fixture
def silent_phone():
    raise ServerUnreachable("No server answers at http://127.0.0.1:1.\\n  Do: start it")


@given("a phone that does not answer")
def silent(silent_phone):
    pass


@given("the process dies")
def dies():
    os._exit(7)
"""

CONFTEST = """\
import os
import struct
import zlib
from types import SimpleNamespace

import pytest

from harness.evidence.stash import redactor_of

pytest_plugins = ["harness.evidence.plugin", "harness.interruption"]


def pytest_addoption(parser):
    parser.addoption("--evidence", default="failures")


def pytest_configure(config):
    redactor_of(config).learn([os.environ["SUITE_PASSWORD"]])


def png(shade):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\\0" + bytes((shade, 90, 120)) * 9 for _ in range(20))
    header = struct.pack(">IIBBBBB", 9, 20, 8, 2, 0, 0, 0)
    return (
        b"\\x89PNG\\r\\n\\x1a\\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


class FakePhone:
    name = "Admin's phone"
    screen = ""

    def screenshot_png(self):
        if os.environ.get("SUITE_SECURE"):
            raise RuntimeError("secure flag set?\\nmore")
        return png(sum(self.screen.encode()) % 256)

    def page_source(self):
        return f'<hierarchy screen="{self.screen}" text="{os.environ["SUITE_PASSWORD"]}"/>'

    def device_log(self, since_s):
        return "I/app: typed " + os.environ["SUITE_PASSWORD"]

    def facts(self):
        return {"phone kind": "virtual", "app version": "47.0.2"}

    def input_fields(self):
        hides = self.screen == "Role" and bool(os.environ.get("SUITE_SECRET"))
        return [SimpleNamespace(text="", description="", hint="", password=hides)]


@pytest.fixture(scope="session")
def session_phone(evidence, run_facts):
    run_facts.profile = "virtual"
    phone = FakePhone()
    evidence.watch(phone)
    yield phone
    evidence.unwatch(phone)


@pytest.fixture
def phone(session_phone):
    yield session_phone
    session_phone.screen = ""
"""

CONFIGURATION = """\
[pytest]
markers =
    guide
    assumption
    smoke
"""


@dataclass
class Run:
    """What one run of the suite left."""

    folder: Path
    exit_code: int
    output: str

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def summary(self) -> dict[str, Any]:
        return dict(json.loads((self.reports / "summary.json").read_text(encoding="utf-8")))

    @property
    def results(self) -> list[dict[str, Any]]:
        files = (self.reports / "allure-results").glob("*-result.json")
        return [json.loads(file.read_text(encoding="utf-8")) for file in files]

    def result(self, name: str) -> dict[str, Any]:
        [found] = [result for result in self.results if result["name"] == name]
        return found

    def summarised(self, name: str) -> dict[str, Any]:
        [found] = [result for result in self.summary["results"] if result["name"] == name]
        return dict(found)

    def all_text(self) -> str:
        files = (file for file in self.reports.rglob("*") if file.is_file())
        texts = [file.read_text(encoding="utf-8") for file in files if file.suffix != ".png"]
        return "\n".join([self.output, *texts])


def write_suite(folder: Path, **features: str) -> None:
    """Writes a project with these features: `name="Feature: ..."`."""
    (folder / "features").mkdir(parents=True)
    for name, text in features.items():
        (folder / "features" / f"{name}.feature").write_text(text, encoding="utf-8")
    (folder / "test_suite.py").write_text(SUITE, encoding="utf-8")
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "pytest.ini").write_text(CONFIGURATION, encoding="utf-8")


def run_suite(folder: Path, *arguments: str, **variables: str) -> Run:
    """Runs pytest in the folder, in a process of its own."""
    root = Path(__file__).parents[3]
    known = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL"):
        known.pop(name, None)
    environment = {**known, "PYTHONPATH": str(root), "SUITE_PASSWORD": PASSWORD, **variables}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,  # so that a step can press Ctrl-C for all processes of its run
    )
    return Run(folder, done.returncode, done.stdout + done.stderr)
