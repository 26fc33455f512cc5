"""A one-time code from a command of the user's, for phones that ask for one at log-in."""

import re
import subprocess
from collections.abc import Sequence

from harness.errors import ConfigurationError, InfrastructureError

_CODE = re.compile(r"\b\d{4,8}\b")


def one_time_code(command: Sequence[str], *, timeout_s: float = 60) -> str:
    """Run the command and take the code from what it prints.

    Args:
        command: Program and arguments, as `code_command` in the people file has them.
        timeout_s: How long it may take.

    Raises:
        ConfigurationError: There is no command, or it cannot be started.
        InfrastructureError: It failed, took too long or printed no code.
    """
    if not command:
        raise ConfigurationError(None, "the app asks for a code", "code_command in the people file")
    try:
        done = subprocess.run(
            list(command), capture_output=True, text=True, timeout=timeout_s, check=False
        )
    except OSError as fault:
        raise ConfigurationError(None, f"code_command cannot be started: {fault}") from fault
    except subprocess.TimeoutExpired as fault:
        message = f"code_command took longer than {timeout_s:g} s"
        raise InfrastructureError(message) from fault
    code = _CODE.search(done.stdout)
    if done.returncode or code is None:
        message = f"code_command gave no code (exit code {done.returncode}): {done.stderr.strip()}"
        raise InfrastructureError(message)
    return code.group()
