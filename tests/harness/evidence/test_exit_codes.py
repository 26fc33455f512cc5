"""The number that a run ends with says what its reports say."""

from pathlib import Path

import pytest
from fixture_suite import FEATURE, FLAKY, Run, run_suite, write_suite

SKIPPED = """\
Feature: What is skipped
  @guide
  Scenario: A step lets it be
    When the step lets it be
    Then the member is told
"""
TAKES_BACK = """

@pytest.fixture(autouse=True)
def takes_back():
    yield
    raise ServerUnreachable("The server does not answer any more.")
"""
TOLD = """\
Feature: What passes
  @guide
  Scenario: The member hears of it
    Then the member is told
"""
UNIT_TEST = """

def test_no_scenario():
    assert not "a unit test that runs along"
"""
FAILS_THE_REPORT = """

@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(call):
    report = yield
    if call.when == "teardown":
        report.outcome, report.longrepr = "failed", "a plugin that wants more"
    return report
"""
WAYS = pytest.mark.parametrize("parallel", [(), ("-n", "2")], ids=["serial", "parallel"])


def _add(folder: Path, code: str) -> None:
    with (folder / "test_suite.py").open("a", encoding="utf-8") as suite:
        suite.write(code)


def _ended(run: Run) -> int:
    """Its exit code, which the summary has, too."""
    assert run.summary["exit_code"] == run.exit_code
    return run.exit_code


@WAYS
def test_a_skip_hides_no_clean_up_that_failed(tmp_path: Path, parallel: tuple[str, ...]) -> None:
    """What was sent may still be there: every report says so, and nothing about the app."""
    write_suite(tmp_path, skipped=SKIPPED)
    _add(tmp_path, TAKES_BACK)
    run = run_suite(tmp_path, *parallel)
    assert _ended(run) == 3
    told = run.summarised("A step lets it be")
    assert (told["verdict"], told["status"]) == ("infrastructure", "broken")
    assert told["failure"]["seen"] == "The server does not answer any more."
    assert told["skipped_because"] == "nothing to see here"
    assert run.summary["scenarios"]["skipped"] == 0
    assert run.result("A step lets it be")["status"] == "broken"
    assert "infrastructure: What is skipped - A step lets it be" in run.output


@WAYS
def test_a_test_beside_the_scenarios_fails_the_run(
    tmp_path: Path, parallel: tuple[str, ...]
) -> None:
    """No report of ours has it; with -x and workers pytest itself speaks of an interruption."""
    write_suite(tmp_path, told=TOLD)
    _add(tmp_path, UNIT_TEST)
    assert _ended(run_suite(tmp_path, *parallel)) == 1
    assert _ended(run_suite(tmp_path, "-x", *parallel)) == 1


@WAYS
@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        ("No session comes", 3),
        ("A step has a bug", 2),
        ("A step asks for the impossible", 2),
        ("The role is stored", 1),
    ],
)
def test_a_run_that_a_failure_ends_tells_which(
    tmp_path: Path, parallel: tuple[str, ...], scenario: str, code: int
) -> None:
    """With -x: nobody has broken it off, so that it is no 130."""
    write_suite(tmp_path, invite=FEATURE, second_try=FLAKY)
    chosen = scenario.lower().replace(" ", "_")
    assert _ended(run_suite(tmp_path, "-x", "-k", chosen, *parallel)) == code


@WAYS
@pytest.mark.parametrize(
    ("stops", "code"),
    [
        ("import signal; os.kill(os.getpid(), signal.SIGINT)", 130),
        ("pytest.exit('enough')", 3),
    ],
    ids=["signal", "exit"],
)
def test_only_a_signal_breaks_a_run_off(
    tmp_path: Path, parallel: tuple[str, ...], stops: str, code: int
) -> None:
    """Also one that a single worker has heard; pytest says "interrupted" of both."""
    write_suite(tmp_path, told=TOLD)
    suite = tmp_path / "test_suite.py"
    told = "def told(phone):\n    "
    text = suite.read_text("utf-8").replace(f"{told}pass", f"{told}{stops}")
    suite.write_text(text, encoding="utf-8")
    assert _ended(run_suite(tmp_path, *parallel)) == code


def test_to_be_expected_to_fail_hides_nothing_else(tmp_path: Path) -> None:
    """It passed, which its tag forbids; a failing clean-up does not make it skipped."""
    write_suite(tmp_path, told=TOLD.replace("@guide", "@guide @xfail"))
    _add(tmp_path, TAKES_BACK)
    run = run_suite(tmp_path, "-o", "xfail_strict=true")
    assert _ended(run) == 2
    assert run.summarised("The member hears of it")["verdict"] == "test"


def test_what_somebody_else_calls_failed_is_not_the_app(tmp_path: Path) -> None:
    """Another plugin has the last word on a report; in ours the scenario has passed."""
    write_suite(tmp_path, told=TOLD)
    with (tmp_path / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write(FAILS_THE_REPORT)
    run = run_suite(tmp_path)
    assert run.summary["scenarios"]["passed"] == 1
    assert _ended(run) == 2
