"""`logcat`."""

from collections.abc import Sequence
from itertools import pairwise

from virtual_phone.adb.android import Android
from virtual_phone.adb.numbers import digits
from virtual_phone.adb.shell.process import Process
from virtual_phone.tree.log_tail import new_lines

_LOOK_S = 0.2


def logcat(android: Android, process: Process, arguments: list[str]) -> int:
    """`logcat [-v threadtime] [-d] [-c] [-t N]`: all lines, then every new one."""
    if "-c" in arguments or "--clear" in arguments:
        android.log_cleared = tuple(_lines(android))
        return 0
    shown = _lines(android)
    fresh = new_lines(android.log_cleared, shown)
    last = _number_after(arguments, ("-t", "-T"))
    # Appium waits for a first line before anything else.
    process.line("--------- beginning of main")
    process.out("".join(f"{line}\n" for line in (fresh[-last:] if last else fresh)))
    if "-d" in arguments or "-t" in arguments:
        return 0
    while not process.gone.wait(_LOOK_S):
        lines = _lines(android)
        process.out("".join(f"{line}\n" for line in new_lines(shown, lines)))
        shown = lines
    return 0


def _lines(android: Android) -> Sequence[str]:
    with android.device.lock:
        return tuple(android.device.device_log())


def _number_after(arguments: list[str], options: tuple[str, ...]) -> int | None:
    for option, value in pairwise(arguments):
        if option in options and (number := digits(value)) is not None:
            return number
    return None
