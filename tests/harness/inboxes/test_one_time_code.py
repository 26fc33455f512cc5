import sys

import pytest

from harness.errors import ConfigurationError, InfrastructureError
from harness.inboxes.one_time_code import one_time_code


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.mark.parametrize(
    ("printed", "code"),
    [("123456", "123456"), ("Your code: 0042", "0042"), ("1 of 2: 87654321.", "87654321")],
)
def test_the_code_is_taken_from_what_is_printed(printed: str, code: str) -> None:
    """Four to eight digits, with their zeros."""
    assert one_time_code(_python(f"print({printed!r})")) == code


def test_without_a_command_the_people_file_is_wrong() -> None:
    """It says which key is missing."""
    with pytest.raises(ConfigurationError, match="code_command in the people file"):
        one_time_code([])


def test_a_command_that_does_not_exist_is_a_wrong_setting() -> None:
    """Not a failure of the app."""
    with pytest.raises(ConfigurationError, match="code_command cannot be started"):
        one_time_code(["/nowhere/at/all"])


@pytest.mark.parametrize(
    "command",
    [
        "print('no digits')",
        "print('123'); print('123456789')",
        "print('123456'); raise SystemExit(3)",
        "import sys; sys.exit('token expired')",
    ],
)
def test_without_a_code_it_is_infrastructure(command: str) -> None:
    """Also when a code was printed and the command failed."""
    with pytest.raises(InfrastructureError, match="code_command gave no code"):
        one_time_code(_python(command))


def test_what_the_command_complains_about_is_told() -> None:
    """With its exit code."""
    with pytest.raises(InfrastructureError, match=r"\(exit code 1\): token expired"):
        one_time_code(_python("import sys; sys.exit('token expired')"))


def test_a_command_that_takes_too_long_is_ended() -> None:
    """It may be waiting for somebody."""
    with pytest.raises(InfrastructureError, match=r"took longer than 0\.1 s"):
        one_time_code(["sleep", "30"], timeout_s=0.1)
