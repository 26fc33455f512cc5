from pathlib import Path

from fixture_suite import PASSWORD, run_suite, write_suite

FEATURE = """\
Feature: What a server writes
  @assumption
  Scenario: The server logs what was typed
    Then the member is told
"""
TYPES = """

def pytest_runtest_logfinish(nodeid):
    with open("reports/appium.log", "a", encoding="utf-8") as log:
        log.write("[HTTP] --> POST /session/1/element/2/value\\n")
        log.write('[HTTP] {"text": ' + __import__("json").dumps(os.environ["SUITE_PASSWORD"]) + "}")
"""


def test_a_server_of_ones_own_may_log_into_the_reports(tmp_path: Path) -> None:
    """Its log is looked through then: what was in it before the run, too, as it has grown."""
    write_suite(tmp_path, own=FEATURE)
    (tmp_path / "reports").mkdir()
    log = tmp_path / "reports" / "appium.log"
    log.write_text("[Appium] Welcome\n", "utf-8")
    conftest = tmp_path / "conftest.py"
    conftest.write_text(conftest.read_text("utf-8") + TYPES, "utf-8")
    run = run_suite(tmp_path)
    assert log.read_text("utf-8").startswith("[Appium] Welcome")  # the run did not empty it
    assert run.summary["scenarios"]["passed"] == 1
    assert run.exit_code == run.summary["exit_code"] == 3
    assert [leak["file"] for leak in run.summary["leaks"]] == ["reports/appium.log"]
    assert "reports/appium.log holds" in run.output
    assert PASSWORD not in run.output
