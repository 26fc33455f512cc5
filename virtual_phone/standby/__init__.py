"""Phones without the wait: a process that has everything imported, and forks for each start.

Most of what a start costs is importing: half a second of a processor for phones, as much again for
their mailbox. Who starts phones by the hundred starts `python -m virtual_phone.standby` once, and
then the command that it says instead of `python -m virtual_phone`: with the same options,
environment, streams and exit code, also where it is asked to end by SIGTERM or Ctrl-C; one that is
killed takes its phones along. The interpreter's own switches are those of the standby. `__main__`
waits and forks, and `client` is the command. Not where Python cannot fork (Windows).
"""

import sys
from pathlib import Path

ADDRESS_VARIABLE = "VIRTUAL_PHONE_STANDBY"
"""In the environment of phones that were forked: where to have their mailbox forked, too."""

_CLIENT = Path(__file__).with_name("client.py")


def command_for(program: str, address: str) -> list[str]:
    """What to run to have one of the standby's programs, `phones` or `mailbox`.

    Args:
        program: Its name; its arguments follow.
        address: Of the standby's socket.
    """
    return [sys.executable, "-I", "-S", str(_CLIENT), address, program]
