"""A run whose scenarios fail with a link and a code in their hands, and every file it leaves."""

import re
from pathlib import Path

import pytest
from fixture_suite import Run, run_suite, write_suite

TOKEN = "qwertyuiopasdfghjklzxcvb"
LINK = f"https://www.example.com/join?token={TOKEN}"
CODE = "493817"

FEATURE = """\
Feature: Join the account
  @assumption
  Scenario: The message is another one
    When the member is told
    Then it is another message

  @assumption
  Scenario: The step has a bug
    When the member is told
    Then the step has a bug

  @assumption
  Scenario: No message mentions the account
    When the member is told
    Then a message mentions another account

  @assumption
  Scenario: A function fails with both as arguments
    When the member is told
    Then both are handed on

  @assumption
  Scenario: The code is on the screen
    When the member is told
    And the member types the code
    Then it is another message

  @assumption
  Scenario: A message pops up over the app
    When the member is told
    And a new code pops up
    Then it is another message
"""

SUITE = f"""\
import logging
from dataclasses import dataclass

import pytest
from pytest_bdd import scenarios, then, when

from harness.errors import NotAsPromised
from harness.inboxes.inbox import Arrivals
from harness.inboxes.message import Message

scenarios("features")
LINK, CODE = "{LINK}", "{CODE}"


class Letters:
    name, pace_s = "the letters", 0.01
    held = []

    def messages(self):
        return list(self.held)


@when("the member is told", target_fixture="arrivals")
def told(phone, keep_secret, evidence):
    letters = Letters()
    arrivals = Arrivals(letters, keep_secret)
    letters.held = [Message("1", f"Join Blue Fern: {{LINK}}"), Message("2", f"Code {{CODE}}")]
    link, code = arrivals.wait_for_link("Blue Fern", 0), arrivals.wait_for_code(0)
    assert (link, code) == (LINK, CODE)
    phone.log = f"typed {{code[:3]}} {{code[3:]}}, opened {{link}}"
    print("printed", link, code)
    logging.getLogger("app").warning("logged %s %s", link, code)
    evidence.note("Noted", f"{{link}} {{code}}")
    return arrivals


@when("the member types the code")
def types(phone):
    phone.screen = CODE


@when("a new code pops up")
def pops_up(phone):
    phone.over_it = "[#] 111222 is your code"


@then("it is another message")
def another(arrivals):
    link_message, code_message = arrivals.now()
    raise NotAsPromised("The message.", promised="none", seen=f"{{link_message}} {{code_message}}")


@then("a message mentions another account")
def mentions(arrivals):
    arrivals.wait_for_one("Amber Pine Kitchen", 0)


@then("both are handed on")
def handed_on(arrivals):
    hand_on(arrivals.now(), LINK, CODE, "x" * 200 + LINK, Held("y" * 300, LINK))


def hand_on(messages, link, code, long, held):
    assert link == code, "they differ"


@dataclass
class Held:
    filling: str
    link: str


@then("the step has a bug")
def bug(arrivals):
    locals_shown = {{each.links: each.codes for each in arrivals.now()}}
    raise TypeError(f"no {{locals_shown}}, {{LINK.split('=')[1]}}")
"""

PHONE = """

FakePhone.over_it = ""
FakePhone.log = ""
FakePhone.page_source = lambda self: f'<a><b package="app" text="{self.screen} app"/></a>'
FakePhone.everything_shown = lambda self: (
    f'<a><b package="app" text="{self.screen}"/><b package="ui" text="{self.over_it}"/></a>'
)
FakePhone.device_log = lambda self, since_s: self.log
FakePhone.facts = lambda self: {"phone kind": "virtual", "app": "app"}


@pytest.fixture(autouse=True)
def tidy(session_phone):
    yield
    session_phone.over_it = session_phone.log = ""
"""


@pytest.fixture(scope="module", params=[(), ("-n", "2")], ids=["serial", "parallel"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run, with everything on that writes."""
    folder = tmp_path_factory.mktemp("one_time")
    write_suite(folder, join=FEATURE)
    (folder / "test_suite.py").write_text(SUITE, encoding="utf-8")
    conftest = folder / "conftest.py"
    conftest.write_text(conftest.read_text("utf-8") + PHONE, encoding="utf-8")
    arguments = ("--evidence", "steps", "--junitxml", "reports/junit.xml", "-rA", "--showlocals")
    return run_suite(folder, *arguments, *request.param)


def test_no_file_and_no_message_has_the_code_or_the_link(run: Run) -> None:
    """Every file of the run, whatever its kind, and what was printed."""
    assert run.summary["scenarios"]["failed"] + run.summary["scenarios"]["broken"] == 6
    files = [file for file in run.folder.rglob("*") if file.is_file()]
    left = {file.relative_to(run.folder): file.read_bytes() for file in files}
    names = {path.name for path in left}
    assert {"junit.xml", "summary.json", "index.html"} <= names
    assert any(name.endswith("-attachment.txt") for name in names)
    for written in ("test_suite.py", "__pycache__"):  # they hold what the steps send
        left = {path: body for path, body in left.items() if written not in path.parts}
    left[Path("console")] = run.output.encode()
    code = re.compile(rb"4\W?9\W?3\W?8\W?1\W?7".replace(rb"\W?", rb"[^0-9a-zA-Z]{0,4}"))
    for path, body in left.items():
        assert TOKEN.encode()[:8] not in body, path
        assert TOKEN.encode()[-8:] not in body, path
        assert not code.search(body), path
    for path in (Path("console"), Path("reports/junit.xml"), Path("reports/summary.json")):
        assert b"[secret]" in left[path], path


def test_the_screen_is_saved_where_neither_can_be_read(run: Run) -> None:
    """A page without the code typed is wanted in the report."""
    result = run.result("The message is another one")
    for step in result["steps"]:
        assert "Admin's phone" in [each["name"] for each in step["attachments"]]


@pytest.mark.parametrize("name", ["The code is on the screen", "A message pops up over the app"])
def test_nothing_is_saved_while_one_can_be_read(run: Run, name: str) -> None:
    """Neither picture nor page source nor log; the report says why."""
    first, *others = run.result(name)["steps"]
    assert first["attachments"]
    for step in others:
        assert not step.get("attachments")
        told = [each["name"] for each in step["steps"]]
        assert told == [
            "Admin's phone: nothing saved, a one-time code or a link can be read on the screen"
        ]
