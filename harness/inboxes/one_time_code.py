"""A one-time code from a command of the user's, for phones that ask for one at log-in."""

import re
import subprocess
from collections.abc import Callable, Iterable, Sequence

from harness.errors import ConfigurationError, InfrastructureError

_ALONE = re.compile("[0-9](?:[ -]?[0-9]){3,7}")
_NUMBER = re.compile(r"(?<![0-9A-Za-z_])[0-9]{4,8}(?![0-9A-Za-z_])")
_DO = "run it by hand; it must end well, and print the code alone on its last line"


def one_time_code(
    command: Sequence[str],
    keep_secret: Callable[[Iterable[str]], None],
    *,
    timeout_s: float = 60,
) -> str:
    """Run the command and take the code from what it prints on its standard output.

    The code is what stands alone on the last line, four to eight digits, grouped or not. Where
    nothing does, it is the only such number in the output. Of several none is taken: a wrong code
    may lock an account.

    Args:
        command: Program and arguments, as `code_command` in the people file has them.
        keep_secret: Is told the code before anybody else: it must be in no report.
        timeout_s: How long it may take.

    Raises:
        ConfigurationError: There is no command, or it cannot be started.
        InfrastructureError: It failed, took too long, or what it printed is not one code. Its
            words are not repeated: they may hold the code, or what it was made from.
    """
    if not command:
        raise ConfigurationError(None, "the app asks for a code", "code_command in the people file")
    try:
        done = subprocess.run(
            list(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout_s,
            check=False,
        )
    except OSError as fault:
        raise ConfigurationError(None, f"code_command cannot be started: {fault}") from fault
    except subprocess.TimeoutExpired:
        # Without the cause, which repeats the arguments.
        raise _no_code(command, f"took longer than {timeout_s:g} s") from None
    if done.returncode:
        raise _no_code(command, f"failed with exit code {done.returncode}")
    codes = _codes_in(done.stdout)
    if len(codes) != 1:
        count = f"{len(codes)} different numbers" if codes else "no number"
        raise _no_code(
            command, f"printed {count} of 4 to 8 digits, and none alone on its last line"
        )
    keep_secret(codes)
    return codes[0]


def _codes_in(printed: str) -> list[str]:
    """The number alone on the last line; else every one, once."""
    last = printed.strip().rpartition("\n")[2].strip()
    if _ALONE.fullmatch(last):
        return [re.sub("[ -]", "", last)]
    return list(dict.fromkeys(_NUMBER.findall(printed)))


def _no_code(command: Sequence[str], why: str) -> InfrastructureError:
    return InfrastructureError(f'code_command ("{command[0]}") {why}.\n  Do: {_DO}')
