"""What a phone or a driver may answer with, and no file can hold: half a character, U+FFFE."""

import pytest
from fixture_suite import Run, run_suite, write_suite
from lxml import etree

INSTEAD = "\ufffd"
FEATURE = """\
Feature: What stops in the middle of a character
  @assumption
  Scenario: The driver stops in the middle
    Given the driver answers with half a character
    Then the member is told

  @assumption
  Scenario: Another one passes
    Then the member is told
"""
# Selenium reads the answer of a driver, and raises what it says.
STEPS = r"""

@given("the driver answers with half a character")
def half(phone, evidence, request, run_facts):
    import json
    import logging
    import warnings

    import allure
    from selenium.webdriver.remote.errorhandler import ErrorHandler

    half = chr(0xD83D)
    logging.getLogger("appium").warning("logged %s\ufffe", half)
    print("printed", half)
    warnings.warn(f"warned {half}")
    allure.attach(f"attached {half}", name=f"named {half}")
    request.node.user_properties.append((f"key {half}", f"value {half}"))
    evidence.note("Noted", half)
    run_facts.fallbacks.append(half)
    run_facts.details[half] = half
    answer = {"error": "unknown error", "message": f"stopped at {half}", "stacktrace": half}
    ErrorHandler().check_response({"status": 500, "value": json.dumps({"value": answer})})
"""


@pytest.fixture(scope="module", params=["serial", "parallel"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run whose driver, logs, output and screen all have half a character; nothing is secret."""
    folder = tmp_path_factory.mktemp(request.param)
    write_suite(folder, half=FEATURE)
    suite, conftest = folder / "test_suite.py", folder / "conftest.py"
    suite.write_text(suite.read_text("utf-8") + STEPS, encoding="utf-8")
    shown = conftest.read_text("utf-8").replace("<hierarchy", r'<hierarchy half="\ud83d"')
    conftest.write_text(shown, encoding="utf-8")
    parallel = ["-n", "2"] if request.param == "parallel" else []
    arguments = [*parallel, "--junitxml", "pytest.xml", "--log-file", "run.log", "-rA"]
    return run_suite(folder, *arguments, SUITE_PASSWORD="")


def test_the_run_is_told_as_it_went(run: Run) -> None:
    """It was the driver: no product failure, and nothing of the others is lost."""
    assert "UnicodeEncodeError" not in run.output
    assert run.exit_code == run.summary["exit_code"] == 3
    told = run.summarised("The driver stops in the middle")
    assert told["verdict"] == "infrastructure"
    assert f"stopped at {INSTEAD}" in told["failure"]["seen"]
    assert run.result("Another one passes")["status"] == "passed"
    assert run.result("The driver stops in the middle")["status"] == "broken"


def test_every_file_is_there_and_can_be_read(run: Run) -> None:
    """Page, JUnit, pytest's own files, attachments."""
    assert INSTEAD in (run.reports / "index.html").read_text(encoding="utf-8")
    for file in (run.reports / "junit.xml", run.folder / "pytest.xml"):
        assert "stopped at" in etree.tostring(etree.parse(file), encoding="unicode")
    assert f"logged {INSTEAD}{INSTEAD}" in (run.folder / "run.log").read_text(encoding="utf-8")
    text = run.all_text()
    assert f"attached {INSTEAD}" in text
    assert f"Noted: {INSTEAD}" in text
    assert f'<hierarchy half="{INSTEAD}"' in text
