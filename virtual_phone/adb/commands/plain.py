"""Commands with nothing to them."""

import re

from virtual_phone.adb.android import Android
from virtual_phone.adb.numbers import Complaint
from virtual_phone.adb.shell.process import Process

KNOWN: set[str] = set()
"""Names of all commands, for `which`."""
_LONGEST_SLEEP_S = 3600.0
_SECONDS = re.compile(r"\d+(\.\d*)?|\.\d+", re.ASCII)


def accept(_android: Android, _process: Process, _arguments: list[str]) -> int:
    """For what is so already on this phone, or has no effect that could be seen."""
    return 0


def decline(_android: Android, _process: Process, _arguments: list[str]) -> int:
    """`false`."""
    return 1


def user(_android: Android, process: Process, _arguments: list[str]) -> int:
    """`id`."""
    process.line("uid=2000(shell) gid=2000(shell) groups=2000(shell),1004(input),1007(log)")
    return 0


def whoami(_android: Android, process: Process, _arguments: list[str]) -> int:
    """`whoami`."""
    process.line("shell")
    return 0


def uname(_android: Android, process: Process, arguments: list[str]) -> int:
    """`uname`."""
    whole = "Linux localhost 6.1.0-virtual #1 SMP PREEMPT aarch64 Toybox"
    process.line(whole if "-a" in arguments else "Linux")
    return 0


def run_as(android: Android, process: Process, arguments: list[str]) -> int:
    """`run-as PACKAGE COMMAND`: no app of this phone lets itself be debugged."""
    package = (arguments or [""])[0]
    known = android.packages.find(package) is not None
    why = f"package not debuggable: {package}" if known else f"unknown package: {package}"
    process.error(f"run-as: {why}")
    return 1


def date(android: Android, process: Process, arguments: list[str]) -> int:
    """`date [+FORMAT]`, by the phone's clock."""
    with android.device.lock:
        moment = android.device.device_time()
    wanted = next((each[1:] for each in arguments if each.startswith("+")), None)
    if wanted:
        # Python takes %s for the time of this computer's own zone.
        wanted = wanted.replace("%s", str(int(moment.timestamp())))
    process.line(moment.strftime(wanted or "%a %b %e %H:%M:%S %Z %Y"))
    return 0


def sleep(_android: Android, process: Process, arguments: list[str]) -> int:
    """`sleep SECONDS`; a client that goes away ends it."""
    wanted = arguments[0] if arguments else ""
    if not _SECONDS.fullmatch(wanted):
        raise Complaint(f"sleep: not integer: {wanted}" if wanted else "sleep: Needs 1 argument")
    process.gone.wait(min(float(wanted), _LONGEST_SLEEP_S))
    return 0


def which(_android: Android, process: Process, arguments: list[str]) -> int:
    """`which NAME...`."""
    found = [name for name in arguments if name in KNOWN]
    process.out("".join(f"/system/bin/{name}\n" for name in found))
    return 0 if len(found) == len(arguments) else 1
