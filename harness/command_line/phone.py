"""`harness phone`: virtual phones to look at, and for any WebDriver client."""

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from harness.errors import InfrastructureError

_DESCRIPTION = """\
Starts virtual phones and says where they are: a page on which you see and use them, with locators
for what is under the pointer, and a server for any WebDriver client that speaks as to Appium. They
are there until you press Ctrl-C. All phones share one organization.
"""
_EXAMPLES = """\
examples:
  harness phone
  harness phone --phones 2 --defect no-notification
  harness phone --port 4723 --page-port 8080
Other options go to `python -m virtual_phone`, which has its own --help.
"""
_PASSWORD = "VIRTUAL_PHONE_PASSWORD"  # noqa: S105 - the name of a variable
_END_S = 5


def add_to(commands: Any) -> None:
    """Make the command known."""
    parser = commands.add_parser(
        "phone",
        help="start virtual phones to look at",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--phones", type=int, metavar="N", help="how many")
    parser.add_argument("--port", type=int, metavar="P", help="of the first phone; 0: any free one")
    parser.add_argument("--page-port", metavar="P", help="of the page; 0: any free one")
    parser.add_argument(
        "--defect",
        metavar="NAME[:VALUE,...]",
        action="append",
        help="switch on a defect of the app, or some of its variants only",
    )
    parser.add_argument(
        "--fault",
        metavar="NAME[:nth=N,times=N]",
        action="append",
        help="let something be wrong with the phones, or on the way to them; python -m "
        "virtual_phone --list-faults says what there is",
    )
    parser.add_argument("--build", metavar="NAME", help="build of the app")
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace, others: list[str]) -> int:
    """Serve until Ctrl-C or SIGTERM."""
    environment = dict(os.environ)
    environment.setdefault(_PASSWORD, secrets.token_urlsafe(9))
    # The child serves until its stdin closes: it ends with this process, however that ends.
    with subprocess.Popen(
        [sys.executable, "-m", "virtual_phone", "--page", *_options(arguments), *others],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as phones:
        restore = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            ready = phones.stdout.readline() if phones.stdout else ""
            if not ready:
                return _did_not_start(phones.wait(_END_S))
            _show(Console(), json.loads(ready), environment[_PASSWORD])
            phones.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            signal.signal(signal.SIGTERM, restore)
            _end(phones)
    raise InfrastructureError(f"The virtual phones ended by themselves: {phones.returncode}.")


def _options(arguments: argparse.Namespace) -> list[str]:
    options: list[str] = []
    for name in ("phones", "port", "page-port", "defect", "fault", "build"):
        given = getattr(arguments, name.replace("-", "_"))
        for value in given if isinstance(given, list) else [given]:
            options += [] if value is None else [f"--{name}", str(value)]
    return options


def _did_not_start(exit_code: int) -> int:
    if exit_code == 2:  # noqa: PLR2004 - argparse's code: it has said what is wrong
        return exit_code
    raise InfrastructureError(f"The virtual phones did not start: exit code {exit_code}.")


def _end(phones: subprocess.Popen[str]) -> None:
    if phones.stdin:
        phones.stdin.close()
    try:
        phones.wait(_END_S)
    except subprocess.TimeoutExpired:
        phones.kill()


def _show(console: Console, ready: dict[str, Any], password: str) -> None:
    console.print(f"See and use them: {ready['page']}", highlight=False)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("Phone", "SIM", "WebDriver server"):
        table.add_column(title, no_wrap=True, overflow="fold")
    for phone in ready["phones"]:
        table.add_row(phone["udid"], phone.get("sim") or "none", phone["url"])
    console.print(table)
    for phone in ready["phones"]:
        if "adb" in phone:
            console.print(_by_adb(phone), highlight=False, soft_wrap=True)
    imap = ready.get("imap")
    if imap:
        where = f"{imap['host']}:{imap['port']}, user {imap['user']}"
        console.print(f"Mailbox (IMAP): {where}", highlight=False)
    console.print(f"Password of everybody and of the mailbox: {password}", highlight=False)
    console.print("Ctrl-C ends them.")


def _by_adb(phone: dict[str, Any]) -> str:
    """How adb comes to it; an emulator it finds by itself."""
    itself = f", or by itself as {phone['emulator']}" if "emulator" in phone else ""
    return f"{phone['udid']} by adb: adb connect {phone['adb']}{itself}"
