import sys
from collections.abc import Iterable

import pytest

from harness.errors import ConfigurationError, InfrastructureError
from harness.inboxes.one_time_code import one_time_code


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def _nowhere(_secrets: Iterable[str]) -> None:
    """Where a test does not look."""


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("123456", "123456"),
        ("Your code: 0042", "0042"),
        ("1 of 2: 87654321.", "87654321"),
        ("26.11.2026: your code\n123456\n\n", "123456"),
        ("In 2026\n 123 456 ", "123456"),
        ("2026\n123-456", "123456"),
        ("1234 is it, yes, 1234", "1234"),
        ("Größe 123456", "123456"),
        ("id a1234 or 123456789: 4321", "4321"),
    ],
)
def test_the_code_is_taken_from_what_is_printed(printed: str, code: str) -> None:
    """Alone on the last line, or the only number; with its zeros."""
    command = f"import sys; sys.stdout.buffer.write({printed!r}.encode())"
    assert one_time_code(_python(command), _nowhere) == code


def test_bytes_of_another_coding_are_no_matter() -> None:
    """The digits are the same in all of them."""
    command = r"import sys; sys.stdout.buffer.write(b'Gr\xf6\xdfe\n123456\n')"
    assert one_time_code(_python(command), _nowhere) == "123456"


def test_a_code_is_secret_before_it_is_told() -> None:
    """Whoever reads a report must not find it."""
    kept: list[str] = []
    code = one_time_code(_python("print('123 456')"), kept.extend)
    assert kept == [code] == ["123456"]


def test_a_command_that_asks_gets_no_answer() -> None:
    """Nobody sits there; it must not wait for as long as it may."""
    command = "import sys; print(len(sys.stdin.read()) or 1234)"
    assert one_time_code(_python(command), _nowhere) == "1234"


def test_without_a_command_the_people_file_is_wrong() -> None:
    """It says which key is missing."""
    with pytest.raises(ConfigurationError, match="code_command in the people file"):
        one_time_code([], _nowhere)


def test_a_command_that_does_not_exist_is_a_wrong_setting() -> None:
    """Not a failure of the app."""
    with pytest.raises(ConfigurationError, match="code_command cannot be started"):
        one_time_code(["/nowhere/at/all"], _nowhere)


NO_NUMBER = "printed no number of 4 to 8 digits, and none alone on its last line"
SEVERAL = "printed 2 different numbers of 4 to 8 digits, and none alone on its last line"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("print('no digits')", NO_NUMBER),
        ("print('123'); print('123456789')", NO_NUMBER),
        ("print('2026: your code 123456')", SEVERAL),
        ("print('Your code 123456, until 2027')", SEVERAL),
        ("print('123456'); raise SystemExit(3)", "failed with exit code 3"),
        ("import sys; sys.exit('token 123456 expired')", "failed with exit code 1"),
    ],
)
def test_without_a_code_it_is_infrastructure(command: str, why: str) -> None:
    """Also when several were printed; what the command says may hold the code, and is not told."""
    with pytest.raises(InfrastructureError) as failed:
        one_time_code(_python(command), _nowhere)
    assert str(failed.value) == (
        f'code_command ("{sys.executable}") {why}.\n'
        "  Do: run it by hand; it must end well, and print the code alone on its last line"
    )


def test_a_command_that_takes_too_long_is_ended() -> None:
    """It may be waiting for somebody; its arguments are nobody's business."""
    with pytest.raises(InfrastructureError, match=r'\("sleep"\) took longer than 0\.1 s') as failed:
        one_time_code(["sleep", "30"], _nowhere, timeout_s=0.1)
    assert failed.value.__suppress_context__
