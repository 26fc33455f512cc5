from pathlib import Path

import pytest
from fixture_suite import PASSWORD, run_suite, write_suite

FEATURE = """\
Feature: What writes around the redactor
  @assumption
  Scenario: A step writes a file of its own
    Then the member is told
"""
INTERRUPTS = """
    raise KeyboardInterrupt
"""
PLANTS = """

def pytest_runtest_logfinish(nodeid):
    with open("reports/own.txt", "w", encoding="utf-8") as own:
        own.write("typed " + os.environ["SUITE_PASSWORD"])
"""


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["one process", "a worker"])
def test_a_file_that_went_around_the_redactor_fails_the_run(
    tmp_path: Path, workers: tuple[str, ...]
) -> None:
    """Every scenario passed; the file is named, the value is not."""
    write_suite(tmp_path, own=FEATURE)
    conftest = tmp_path / "conftest.py"
    conftest.write_text(conftest.read_text("utf-8") + PLANTS, "utf-8")
    run = run_suite(tmp_path, *workers)
    assert run.summary["scenarios"]["passed"] == 1
    assert run.exit_code == run.summary["exit_code"] == 3
    [leak] = run.summary["leaks"]
    assert leak["file"] == "reports/own.txt"
    assert "reports/own.txt holds" in run.output
    assert PASSWORD not in run.output


def test_ctrl_c_does_not_keep_a_run_from_the_last_look(tmp_path: Path) -> None:
    """The run ends as interrupted, and says what must not be published."""
    write_suite(tmp_path, own=FEATURE)
    conftest = tmp_path / "conftest.py"
    conftest.write_text(conftest.read_text("utf-8") + PLANTS + INTERRUPTS, "utf-8")
    run = run_suite(tmp_path)
    assert "KeyboardInterrupt" in run.output
    assert run.exit_code == 130  # as any program that Ctrl-C ends
    assert "reports/own.txt holds" in run.output
    assert [leak["file"] for leak in run.summary["leaks"]] == ["reports/own.txt"]
    assert PASSWORD not in run.output
