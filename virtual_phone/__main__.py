"""`python -m virtual_phone`: phones that live as long as this process."""

import argparse
import json
import logging
import os
import re
import secrets
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from ipaddress import ip_address
from textwrap import fill
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, NoReturn

from virtual_phone.app.build import PRESETS, Build, UnknownBuild, read_build
from virtual_phone.app.interstitials import Scheduler, UnknownInterstitial
from virtual_phone.defects import CATALOGUE, Defects, UnknownDefect, find_defect
from virtual_phone.faults import CATALOGUE as FAULTS
from virtual_phone.faults import Faults, UnknownFault, find_fault

if TYPE_CHECKING:
    from virtual_phone.organization import Organization
    from virtual_phone.phone import Phone

PASSWORD_VARIABLE = "VIRTUAL_PHONE_PASSWORD"  # noqa: S105 -- the name, not the value
SIM_NUMBERS = ("+12025550100", "+12025550147")
"""Of the first two phones: the Admin's and the invited member's. Further ones have no SIM card."""
_HELP_SIM = 'SIM card of the next phone, as +12025550148, or "none"; give it once per phone'
_MOST_PHONES = 20
_LAST_PORT = 65535
_MOST_SCALE = 10


def _listed(names: Iterable[str]) -> str:
    return fill(
        ", ".join(names), 96, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )


_DESCRIPTION = """\
Start virtual Android phones with the TikTok app and an Organization Account on them, and serve
them to WebDriver clients as Appium would. All phones share one organization, one clock and one
mailbox. When they are ready, one line of JSON on standard output says where they are. They end
with standard input, unless --stay is given, or with Ctrl+C.
"""
_EPILOG = f"""\
builds:
{_listed(PRESETS)}
  options may follow, as in --build layout-b,two_step=yes,labels=parent
defects:
{_listed(CATALOGUE)}
faults:
{_listed(FAULTS)}

Everybody's password, and the mailbox's, is ${PASSWORD_VARIABLE}; without it one is made up and
printed to standard error.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until there is no reason to any more; returns the exit code."""
    options = _read(arguments)
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(name)s: %(message)s")
    end = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end.set())
    if not _is_loopback(options.host):
        print(
            f"WARNING: listening on {options.host}: anybody who reaches this machine can use these "
            "phones and read their mailbox, without a password for the phones.",
            file=sys.stderr,
        )
    try:
        with _served(options) as ready:
            print(json.dumps(ready), flush=True)
            if not options.stay:
                Thread(target=_wait_for_end_of_input, args=(end,), daemon=True).start()
            end.wait()
    except OSError as error:
        print(f"virtual_phone: cannot listen on {options.host}: {error}", file=sys.stderr)
        return 2
    return 0


@contextmanager
def _served(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Phones behind their doors, and the mailbox; yields what the line of JSON says."""
    from virtual_phone.organization import Organization, default_world
    from virtual_phone.phone import Phone
    from virtual_phone.webdriver import WebDriverDoor

    password = _password()
    organization = Organization(default_world(password), defects=Defects(options.defect))
    ready: dict[str, Any] = {"phones": []}
    with ExitStack() as stack:
        for index in range(options.phones):
            sim = _sim(options.sim or SIM_NUMBERS, index)
            phone = Phone(
                organization,
                udid=f"virtual-{index + 1}",
                sim=sim,
                build=options.build,
                language=options.language,
                animation_scale=options.animation_scale,
                faults=Faults(options.fault),
            )
            door = WebDriverDoor(phone, options.host, options.port and options.port + index)
            door.start()
            stack.callback(door.stop)
            ready["phones"].append({"udid": phone.udid, "url": door.url, "sim": sim})
            if options.adb:
                ready["phones"][-1] |= stack.enter_context(_adb(phone, options, index))
        if not options.no_mailbox:
            ready["imap"] = stack.enter_context(_mailbox(organization, options, password))
        yield ready


@contextmanager
def _adb(phone: "Phone", options: argparse.Namespace, index: int) -> Iterator[dict[str, str]]:
    """The phone's adb door; emulators' ports are two apart, and have a console in between."""
    from virtual_phone.adb import AdbDoor, EmulatorConsole, console_port

    port = options.adb_port and options.adb_port + 2 * index
    with ExitStack() as stack:
        door = AdbDoor(phone, options.host, port)
        door.start()
        stack.callback(door.stop)
        ready = {"adb": door.address}
        console_at = console_port(port)
        if console_at is not None:
            avd = phone.udid.replace("-", "_")
            console = EmulatorConsole(avd, options.host, console_at, door.stop)
            console.start()
            stack.callback(console.stop)
            ready |= {"emulator": f"emulator-{console_at}", "avd": avd}
        yield ready


@contextmanager
def _mailbox(
    organization: "Organization", options: argparse.Namespace, password: str
) -> Iterator[dict[str, Any]]:
    from virtual_phone.mailbox import Mailbox

    mail = organization.deliveries.all_mail()
    with Mailbox(mail, password=password, host=options.host, port=options.imap_port) as mailbox:
        yield {"host": mailbox.host, "port": mailbox.port, "user": mailbox.user, "tls": False}


def _password() -> str:
    password = os.environ.get(PASSWORD_VARIABLE)
    if not password:
        password = secrets.token_urlsafe(9)
        print(
            f"Everybody's password is {password} (${PASSWORD_VARIABLE} is not set)", file=sys.stderr
        )
    return password


def _sim(numbers: Sequence[str], index: int) -> str:
    return numbers[index] if index < len(numbers) else ""


def _wait_for_end_of_input(end: Event) -> None:
    # Not through sys.stdin: a thread that waits in it would trip the interpreter up at the end.
    with suppress(OSError):
        while os.read(0, 4096):
            pass
    end.set()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"virtual_phone: {message}\n")


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser(
        prog="python -m virtual_phone",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--phones", type=_count, default=2, metavar="N", help="how many (2)")
    add("--sim", action="append", type=_number, metavar="NUMBER", help=_HELP_SIM)
    add(
        "--port",
        type=_port,
        default=0,
        metavar="P",
        help="of the first phone; the next ones follow. Free ones are taken by default",
    )
    add("--adb", action="store_true", help="open a port for adb on each phone, too")
    add(
        "--adb-port",
        type=_port,
        default=0,
        metavar="P",
        help="of the first phone, and --adb; each next one is two higher. adb finds odd ones from "
        "5555 to 5585 by itself, as emulators: they get a console, too",
    )
    add("--imap-port", type=_port, default=0, metavar="P", help="of the mailbox")
    add("--no-mailbox", action="store_true", help="deliver no mail")
    add("--host", default="127.0.0.1", metavar="H", help="address to listen on (127.0.0.1)")
    add(
        "--defect",
        action="append",
        type=_defect,
        default=[],
        metavar="NAME",
        help="let the product do something wrong; may be given more than once",
    )
    add(
        "--fault",
        action="append",
        type=_fault,
        default=[],
        metavar="NAME",
        help="let something be wrong with the phones themselves; may be given more than once",
    )
    add("--build", type=_build, default=Build(), metavar="BUILD", help="of the app (current)")
    add(
        "--language",
        type=_language,
        default="en",
        metavar="L",
        help="of the phones, as fr or pt-BR (en)",
    )
    add(
        "--animation-scale",
        type=_scale,
        default=0,
        metavar="X",
        help="1: a change of screens takes 0.3 s; 0: none, as on CI, and sending an app to the "
        "background for a while moves the clock on instead of waiting (0)",
    )
    add("--stay", action="store_true", help="do not end with standard input")
    options = parser.parse_args(arguments)
    options.adb = options.adb or bool(options.adb_port)
    for name, apart in (("port", 1), ("adb_port", 2)):
        last = getattr(options, name) + apart * (options.phones - 1)
        if last > _LAST_PORT:
            option = f"--{name.replace('_', '-')}"
            parser.error(f"{option}: the last of {options.phones} phones would get {last}")
    return options


def _count(text: str) -> int:
    return _whole(text, "phones", 1, _MOST_PHONES)


def _port(text: str) -> int:
    return _whole(text, "port", 0, _LAST_PORT)


def _whole(text: str, what: str, least: int, most: int) -> int:
    if text.isdecimal() and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f'{what}: a whole number from {least} to {most}, not "{text}"')


def _scale(text: str) -> float:
    if re.fullmatch(r"[0-9]{1,2}(\.[0-9]+)?", text) and float(text) <= _MOST_SCALE:
        return float(text)
    raise argparse.ArgumentTypeError(f'a number from 0 to {_MOST_SCALE}, not "{text}"')


def _language(text: str) -> str:
    if re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{2,4})?", text):
        return text
    raise argparse.ArgumentTypeError(f'write it as fr or pt-BR, not "{text}"')


def _number(text: str) -> str:
    if text == "none":
        return ""
    if text.startswith("+") and text[1:].isdecimal():
        return text
    raise argparse.ArgumentTypeError(f'write it as +12025550148, or "none", not "{text}"')


def _defect(text: str) -> str:
    try:
        return find_defect(text).name
    except UnknownDefect as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _fault(text: str) -> str:
    try:
        return find_fault(text).name
    except UnknownFault as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _build(text: str) -> Build:
    try:
        build = read_build(text)
        Scheduler(build.interstitials)
    except (UnknownBuild, UnknownInterstitial) as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return build


if __name__ == "__main__":
    sys.exit(main())
