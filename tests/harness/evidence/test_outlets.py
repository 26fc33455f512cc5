import base64
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixture_suite import PASSWORD, run_suite, write_suite

from harness.evidence.outlets import Outlets, RedactingStream
from harness.evidence.redaction import Redactor

SECRET = "hush hush 7"
LINK = "https://www.example.com/join?token=zjtadwyvacgjedgv"

FEATURE = """\
Feature: What prints
  @assumption
  Scenario: A step prints
    Then the member is told
"""
PRINTS = """

def pytest_runtest_call(item):
    import sys
    print("typed", os.environ["SUITE_PASSWORD"], "on stdout")
    print("typed", os.environ["SUITE_PASSWORD"], "on stderr", file=sys.stderr)
"""


@pytest.fixture
def redactor() -> Redactor:
    """Knows one secret."""
    return Redactor([SECRET])


@pytest.fixture
def written(redactor: Redactor) -> Iterator[io.StringIO]:
    """What a handler that knows nothing of secrets writes, with all that a record has."""
    outlets, before = Outlets(redactor), logging.getLogRecordFactory()
    logging.setLogRecordFactory(outlets._record)
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.setLevel(level)
    root.removeHandler(handler)
    logging.setLogRecordFactory(before)


def test_a_log_record_is_clean_from_the_beginning(written: io.StringIO) -> None:
    """In its words, its arguments, a value that cannot be formatted, and a stack."""
    log = logging.getLogger("app")
    log.debug("sends %s", {"text": SECRET, "value": list(SECRET)})
    log.debug("too many %d", SECRET)
    log.debug("here is " + SECRET, stack_info=True)  # noqa: G003 -- as others do
    assert "hush" not in written.getvalue()
    assert written.getvalue().count("[secret]") >= 3


def test_an_exception_in_a_log_is_clean(written: io.StringIO) -> None:
    """Its words, and those of its cause."""
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise LookupError(SECRET) from error
    except LookupError:
        logging.getLogger("app").exception("failed")
    assert "hush" not in written.getvalue()
    assert "LookupError: [secret]" in written.getvalue()


@pytest.mark.parametrize("name", ["selenium.webdriver", "urllib3.connectionpool", "appium", "http"])
def test_the_wire_shows_no_message_that_nobody_has_read_yet(
    written: io.StringIO, redactor: Redactor, name: str
) -> None:
    """It crosses before anybody has learnt its link; with none awaited it is left alone."""
    logging.getLogger(name).debug("answers %s", f"{LINK} 493817")
    assert f"{LINK} 493817" in written.getvalue()
    written.truncate(0)
    redactor.one_time.are_awaited = True
    logging.getLogger(name).debug("answers %s", f"{LINK} 493 817")
    logging.getLogger("app").debug("counts 493818")
    assert "token" not in written.getvalue()
    assert "817" not in written.getvalue()
    assert "counts 493818" in written.getvalue()


@pytest.mark.parametrize("fold", ["", "\n", "\r\n"], ids=["one line", "folded", "CRLF"])
def test_the_wire_shows_no_picture_that_nobody_has_painted(written: io.StringIO, fold: str) -> None:
    """Whoever decodes it would see the screen as it was; what stands around it stays."""
    png = base64.b64encode(bytes(range(256)) * 20).decode()
    lines = fold.join(png[at : at + 76] for at in range(0, len(png), 76))
    answer = json.dumps({"value": lines, "sessionId": "0f3a"})
    logging.getLogger("selenium.webdriver").debug("answers %s", answer)
    logging.getLogger("app").debug("%s", "a" * 2000)
    expected = 'answers {"value": "[a file]", "sessionId": "0f3a"}\n' + "a" * 2000
    assert written.getvalue().strip() == expected


@pytest.mark.parametrize(
    ("char", "escaped"),
    [("/", r"\/"), ("/", r"\u002f"), ("+", r"\u002B"), ("/", "%2F"), ("+", "-"), ("/", "\n/")],
    ids=["JSON of Android", "escaped", "escaped plus", "in an address", "URL-safe", "no JSON"],
)
def test_a_picture_in_another_servers_letters_is_one_too(
    written: io.StringIO, char: str, escaped: str
) -> None:
    """A farm or a grid writes JSON in its own way; what is not JSON is logged as it came."""
    png = base64.b64encode(bytes(range(256)) * 20).decode().replace(char, escaped)
    logging.getLogger("selenium.webdriver").debug("answers <%s>", png)
    assert written.getvalue().strip() == "answers <[a file]>"


def test_the_wires_own_long_words_stay(written: io.StringIO) -> None:
    """Ids, paths and pages of text are what a person looks for in such a log."""
    line = "0f3a1c2e-77aa-4b1e-9d3c-5f1e2d3c4b5a /session/0f3a/elements {'using': 'id'}\n" * 60
    logging.getLogger("urllib3.connectionpool").debug("%s", line)
    assert "[a file]" not in written.getvalue()


def test_a_stream_lets_nothing_through(redactor: Redactor) -> None:
    """A secret may come in several pieces at once; everything else is the stream's own."""
    below = io.StringIO()
    stream = RedactingStream(below, redactor.text)
    assert stream.write(f"typed {SECRET}\n") == len(SECRET) + 7
    stream.writelines(["typed hush ", "hush 7\n"])
    stream.write("\n".join(SECRET))
    assert below.getvalue() == "typed [secret]\n" * 2 + "[secret]"
    assert not stream.isatty()


def test_without_capture_both_outputs_are_clean(tmp_path: Path) -> None:
    """With -s nothing else stands between a step and the console."""
    write_suite(tmp_path, own=FEATURE)
    conftest = tmp_path / "conftest.py"
    conftest.write_text(conftest.read_text("utf-8") + PRINTS, "utf-8")
    run = run_suite(tmp_path, "-s")
    assert PASSWORD not in run.output
    assert "typed [secret] on stdout" in run.output
    assert "typed [secret] on stderr" in run.output
