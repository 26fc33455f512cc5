"""What `python -m virtual_phone` is told: its options, and one line for what is wrong with them."""

import argparse
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import fill
from typing import Final, NoReturn

from virtual_phone.app.build import PRESETS, Build, UnknownBuild, read_build
from virtual_phone.app.interstitials import Scheduler, UnknownInterstitial
from virtual_phone.defects import CATALOGUE, UnknownDefect, find_variant
from virtual_phone.faults import CATALOGUE as FAULTS
from virtual_phone.faults import UnknownFault, find_strike
from virtual_phone.tree.animations import scale_of

PASSWORD_VARIABLE = "VIRTUAL_PHONE_PASSWORD"  # noqa: S105 -- the name, not the value
_HELP_SIM = 'SIM card of the next phone, as +12025550148, or "none"; give it once per phone'
_MOST_PHONES: Final = 20
_LAST_PORT: Final = 65535
_MOST_LATENCY_MS: Final = 60_000


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
{_listed(defect.usage for defect in CATALOGUE.values())}
  a name alone means all its variants at once, of those that exclude each other the first; with
  some values behind it, only where these hold: wrong-recipient:phone, wrong-recipient:phone,later
faults:
{_listed(fault.usage for fault in FAULTS.values())}
  nth: at which of the moments it can strike, counted on all phones together (1); times: at how many
  in a row, 0 for good; --list-faults says what the moments are

Everybody's password, and the mailbox's, is ${PASSWORD_VARIABLE}; without it one is made up and
printed to standard error.
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"virtual_phone: {message}\n")


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; ends the process with code 2 and one line where they are wrong.

    Args:
        arguments: What follows the command; None for those of this process.
    """
    parser = _Parser(
        prog="python -m virtual_phone",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_phones(parser)
    _add_doors(parser)
    _add_app(parser)
    parser.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE",
        help="write down there what the organization is asked for and which faults strike, a line "
        "of JSON each",
    )
    parser.add_argument("--stay", action="store_true", help="do not end with standard input")
    options = parser.parse_args(arguments)
    options.adb = options.adb or bool(options.adb_port)
    options.page = options.page or bool(options.page_port)
    for name, apart in (("port", 1), ("adb_port", 2)):
        last = getattr(options, name) + apart * (options.phones - 1)
        if last > _LAST_PORT:
            option = f"--{name.replace('_', '-')}"
            parser.error(f"{option}: the last of {options.phones} phones would get {last}")
    return options


def _add_phones(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--phones", type=_count, default=2, metavar="N", help="how many (2)")
    add("--sim", action="append", type=_number, metavar="NUMBER", help=_HELP_SIM)
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
    add(
        "--fault",
        action="append",
        type=_fault,
        default=[],
        metavar="NAME[:nth=N,times=N]",
        help="let something be wrong with the phones, or on the way to them; may be given more "
        "than once",
    )
    add(
        "--list-faults",
        action="store_true",
        help="start nothing: print every fault as JSON, with when it strikes and how a scenario "
        "should end under it",
    )


def _add_doors(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--host", default="127.0.0.1", metavar="H", help="address to listen on (127.0.0.1)")
    add(
        "--port",
        type=_port,
        default=0,
        metavar="P",
        help="of the first phone; the next ones follow. Free ones are taken by default",
    )
    add(
        "--latency-ms",
        type=_latency,
        default=0,
        metavar="MS",
        help="let every WebDriver command take so much longer, as over a network (0)",
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
    add(
        "--page",
        action="store_true",
        help="serve a page to see and use the phones, and to move their clock, too",
    )
    add("--page-port", type=_port, default=0, metavar="P", help="of the page, and --page")
    add("--imap-port", type=_port, default=0, metavar="P", help="of the mailbox")
    add("--no-mailbox", action="store_true", help="deliver no mail")


def _add_app(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--build", type=_build, default=Build(), metavar="BUILD", help="of the app (current)")
    add(
        "--defect",
        action="append",
        type=_defect,
        default=[],
        metavar="NAME[:VALUE,...]",
        help="let the product do something wrong; may be given more than once",
    )
    add(
        "--list-defects",
        action="store_true",
        help="start nothing: print every defect as JSON, with its variants and where a suite "
        "should notice them",
    )


def _count(text: str) -> int:
    return _whole(text, "phones", 1, _MOST_PHONES)


def _port(text: str) -> int:
    return _whole(text, "port", 0, _LAST_PORT)


def _latency(text: str) -> int:
    return _whole(text, "latency", 0, _MOST_LATENCY_MS)


def _whole(text: str, what: str, least: int, most: int) -> int:
    if text.isdecimal() and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f'{what}: a whole number from {least} to {most}, not "{text}"')


def _scale(text: str) -> float:
    try:
        return scale_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


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
        return find_variant(text).name
    except UnknownDefect as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _fault(text: str) -> str:
    try:
        return find_strike(text).name
    except UnknownFault as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _build(text: str) -> Build:
    try:
        build = read_build(text)
        Scheduler(build.interstitials)
    except (UnknownBuild, UnknownInterstitial) as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return build
