"""A run is stopped when its scenario has failed already: what was seen is told all the same."""

from pathlib import Path

import pytest
from fixture_suite import Run, run_suite, write_suite

FEATURE = """\
Feature: Invite a member
  @guide
  Scenario: The role is stored
    Given the Admin is on Permissions
    Then the role is wrong
    And the member is told
"""
STOPS = "import signal, time; os.killpg(0, signal.SIGINT); time.sleep(60)"
IN_THE_CLEAN_UP = f"""

@pytest.fixture(autouse=True)
def takes_back():
    yield
    {STOPS}
"""
NOTE = "The run was stopped before what this attempt sent was taken back: the next run does that."
WAYS = pytest.mark.parametrize("parallel", [(), ("-n", "2")], ids=["serial", "parallel"])


def _check(run: Run) -> None:
    """All reports have the failure, and that nothing was taken back."""
    assert run.exit_code == run.summary["exit_code"] == 130
    told = run.summarised("The role is stored")
    assert (told["verdict"], told["failing_step"]) == ("product", "Then the role is wrong")
    assert told["failure"]["promised"] == "The role is wrong: Operator"
    assert told["failure"]["seen"].startswith("The role on Permissions is not the one")
    assert told["notes"] == [NOTE]
    result = run.result("The role is stored")
    assert result["status"] == "failed"
    assert result["statusDetails"]["message"].startswith("In the step: Then the role is wrong\n")
    assert [(step["name"], step["status"]) for step in result["steps"]] == [
        ("Given the Admin is on Permissions", "passed"),
        ("Then the role is wrong", "failed"),
        ("And the member is told", "skipped"),
        (NOTE, "passed"),
    ]
    assert "product: Invite a member - The role is stored" in run.output


@WAYS
def test_in_its_clean_up(tmp_path: Path, parallel: tuple[str, ...]) -> None:
    """The longest time behind a failure: what was sent is taken back in the app."""
    write_suite(tmp_path, invite=FEATURE)
    with (tmp_path / "test_suite.py").open("a", encoding="utf-8") as suite:
        suite.write(IN_THE_CLEAN_UP)
    _check(run_suite(tmp_path, *parallel))


@WAYS
def test_while_its_pictures_are_taken(tmp_path: Path, parallel: tuple[str, ...]) -> None:
    """A phone may take seconds for them."""
    write_suite(tmp_path, invite=FEATURE)
    conftest = tmp_path / "conftest.py"
    takes = "    def page_source(self):\n"
    text = conftest.read_text("utf-8").replace(takes, f"{takes}        {STOPS}\n")
    conftest.write_text(text, encoding="utf-8")
    _check(run_suite(tmp_path, *parallel))
