"""Runs scenarios whose sessions are lost, with the plugin that lets them begin anew."""

from pathlib import Path

import pytest
from fixture_suite import CRASH, Run, run_suite, write_suite

LOST = """\
Feature: What happens to a session
  @assumption
  Scenario: It is lost once
    Given a session that is lost 1 times
    Then the member is told

  @assumption
  Scenario: It is lost twice
    Given a session that is lost 2 times

  @assumption
  Scenario: It is lost, and an invitation stays open
    Given an invitation that cannot be taken back
    And a session that is lost 1 times

  @assumption
  Scenario: It is lost while clearing up after a failure of the app
    Given a session that is lost while clearing up
    Then the role is wrong

  @assumption
  Scenario: It is lost only while clearing up
    Given a session that is lost while clearing up
    Then the member is told

  @assumption
  Scenario: It lives, and the app fails
    Then the role is wrong

  @assumption
  Scenario: It lives, and the command is wrong
    When the step asks for the impossible

  @assumption
  Scenario: It lives, and a command fails
    Given a command that fails
"""

DEAD = """\
Feature: What has no phone
  @assumption
  Scenario: The first
    Given a phone that does not answer

  @assumption
  Scenario: The second
    Given a phone that does not answer

  @assumption
  Scenario: The third
    Then the member is told

  @assumption
  Scenario: The fourth
    Then the member is told
"""

STEPS = """

from harness.errors import InfrastructureError, SessionLost
from harness.second_attempt import course_of


@given(parsers.parse("a session that is lost {times:d} times"))
def lost(request, times):
    if request.node.execution_count <= times:
        raise InfrastructureError("looked again") from SessionLost("A session is either terminated")


@pytest.fixture
def open_invitation(request):
    yield
    course_of(request.node).left_open = True


@given("an invitation that cannot be taken back")
def stays_open(open_invitation):
    pass


@pytest.fixture
def lost_at_the_end(request):
    yield
    if request.node.execution_count == 1:
        raise SessionLost("gone at the end")


@given("a session that is lost while clearing up")
def clears_up(lost_at_the_end):
    pass


@given("a command that fails")
def fails():
    raise InfrastructureError("it did not work")
"""


def _run(folder: Path, *arguments: str, **features: str) -> Run:
    write_suite(folder, **features)
    with (folder / "test_suite.py").open("a", encoding="utf-8") as suite:
        suite.write(STEPS)
    return run_suite(folder, "-p", "harness.second_attempt", *arguments)


def _attempts(run: Run) -> dict[str, tuple[int, str, bool]]:
    return {
        each["name"]: (each["attempts"], each["verdict"], each["flaky"])
        for each in run.summary["results"]
    }


@pytest.fixture(scope="module", params=[(), ("-n", "2")], ids=["serial", "parallel"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Without any option for attempts."""
    return _run(tmp_path_factory.mktemp("lost"), *request.param, lost=LOST)


def test_who_gets_a_second_attempt(run: Run) -> None:
    """Only where the loss of a session is all that went wrong, once, and nothing is left open."""
    assert _attempts(run) == {
        "It is lost once": (2, "passed", True),
        "It is lost twice": (2, "infrastructure", False),
        "It is lost, and an invitation stays open": (1, "infrastructure", False),
        "It is lost while clearing up after a failure of the app": (1, "product", False),
        "It is lost only while clearing up": (2, "passed", True),
        "It lives, and the app fails": (1, "product", False),
        "It lives, and the command is wrong": (1, "wrong use", False),
        "It lives, and a command fails": (1, "infrastructure", False),
    }


def test_both_attempts_are_in_the_reports(run: Run) -> None:
    """In the summary, in Allure and on the page of pictures."""
    summarised = run.summarised("It is lost once")
    [earlier] = summarised["earlier_attempts"]
    assert (earlier["number"], earlier["verdict"]) == (1, "infrastructure")
    assert earlier["failure"]["step"] == "Given a session that is lost 1 times"
    results = [each for each in run.results if each["name"] == "It is lost once"]
    assert sorted(each["status"] for each in results) == ["broken", "passed"]
    page = (run.reports / "index.html").read_text(encoding="utf-8")
    assert "Passed on attempt 2 only. Before that: looked again" in page
    assert "Did not pass on attempt 2 either. Before that: looked again" in page


def test_why_there_is_no_second_attempt_is_said(run: Run) -> None:
    """An unknown outcome is nothing to begin anew on."""
    open_one = run.summarised("It is lost, and an invitation stays open")
    words = "an invitation of this attempt may still reach somebody: it does not begin anew"
    assert f"Attempts: {words}" in open_one["notes"]
    twice = run.summarised("It is lost twice")
    assert twice["notes"] == [
        "Attempts: a session was lost again: the scenario is not tried once more"
    ]


@pytest.mark.parametrize(("options", "code"), [((), 4), (("--allow-flaky",), 0)])
def test_flaky_is_no_pass_unless_allowed(
    tmp_path: Path, options: tuple[str, ...], code: int
) -> None:
    """Exit code 4; the summary calls it flaky either way."""
    run = _run(tmp_path, *options, "-k", "lost_once", lost=LOST)
    assert run.exit_code == run.summary["exit_code"] == code
    assert run.summary["scenarios"]["flaky"] == 1


def test_the_users_own_reruns_come_on_top(tmp_path: Path) -> None:
    """One for the lost session, and as many as asked for whatever failed."""
    run = _run(tmp_path, "--reruns", "1", lost=LOST)
    attempts = {name: count for name, (count, *_) in _attempts(run).items()}
    assert attempts == {
        "It is lost once": 2,
        "It is lost twice": 3,
        "It is lost, and an invitation stays open": 1,
        "It is lost while clearing up after a failure of the app": 2,
        "It is lost only while clearing up": 2,
        "It lives, and the app fails": 2,
        "It lives, and the command is wrong": 2,
        "It lives, and a command fails": 2,
    }


def test_a_process_that_died_is_not_begun_anew(tmp_path: Path) -> None:
    """It has taken nothing back: a second invitation might go out."""
    run = _run(tmp_path, "-n", "1", crash=CRASH)
    assert _attempts(run)["The process dies"] == (1, "infrastructure", False)
    assert _attempts(run)["The next one lives"][1] == "passed"


def test_35_server_down_for_a_whole_run_is_waited_for_twice(tmp_path: Path) -> None:
    """The rest ends at once, with one reason; also those that would not have noticed."""
    run = _run(tmp_path, dead=DEAD)
    assert {verdict for _, verdict, _ in _attempts(run).values()} == {"infrastructure"}
    assert run.exit_code == 3
    assert run.summarised("The second")["message"].startswith("No server answers")
    for name in ("The third", "The fourth"):
        assert run.summarised(name)["message"] == (
            "Not run: the scenarios before this one found no server or phone, and the rest of the"
            " run does not wait for one again.\n"
            "  Seen: No server answers at http://127.0.0.1:1.\n"
            "  Do: start it; then run again"
        )
