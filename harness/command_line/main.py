"""Reads the command, runs it, and turns errors into one clear message and an exit code."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

from harness.command_line import capture, check, doctor, drill, journal, phone, reap, report, run
from harness.errors import InfrastructureError, WrongUse

COMMANDS = (run, check, drill, doctor, capture, journal, reap, phone, report)

# What they do not know is somebody else's to read: pytest's, the virtual phone's.
_HAND_ON = {"run", "phone"}

WRONG_USE = 2
INFRASTRUCTURE = 3
INTERRUPTED = 130
NOBODY_READS = 141
"""As a shell calls the end of a program whose output nobody takes: `harness journal | head`."""

_OF_THIS_MACHINE = """\
harness: This machine does not let it go on: {}
  It says nothing about the app.
  Do: make room, or let this user read and write there; then run it again\
"""
_OUR_MISTAKE = """\
harness: A mistake of this project, and not of the app: see the lines above.
  Do: report them; harness journal tells whether an invitation is open\
"""

_EPILOG = """\
exit codes:
  0  all passed            3  infrastructure only: phone, driver or network
  1  a product failure     4  passed, but only on a second attempt
  2  wrong use or configuration: nothing was sent
  130  broken off by Ctrl-C

`harness COMMAND --help` says more about one command.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: Without the program's name; None: those of the process.

    Returns:
        The exit code.
    """
    parser = _parser()
    parsed, others = parser.parse_known_args(arguments)
    if others and parsed.command not in _HAND_ON:
        parser.error(f"{parsed.command} knows no {others[0]}; see harness {parsed.command} --help")
    try:
        return _heard(int(parsed.execute(parsed, others)))
    except (WrongUse, InfrastructureError) as error:
        print(f"harness: {error}", file=sys.stderr)
        return WRONG_USE if isinstance(error, WrongUse) else INFRASTRUCTURE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _heard(NOBODY_READS)
    except OSError as error:
        print(_OF_THIS_MACHINE.format(error), file=sys.stderr)
        return INFRASTRUCTURE
    except Exception:  # noqa: BLE001 - else Python ends with 1, which blames the app
        traceback.print_exc()
        print(_OUR_MISTAKE, file=sys.stderr)
        return WRONG_USE


def _heard(code: int) -> int:
    """The same code, with all printed: Python itself would end with another one over that."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="harness",
        description="Checks the TikTok app's invitation of members to an Organization Account.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return parser
