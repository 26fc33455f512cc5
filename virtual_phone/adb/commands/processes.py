"""Commands about processes."""

from virtual_phone.adb.android import Android
from virtual_phone.adb.shell.process import Process

_HELP = """\
usage: ps [-AdefLlnwZ] [-gG GROUP,] [-k FIELD,] [-o FIELD,] [-p PID,] [-t TTY,] [-uU USER,]

List processes.

Which processes to show (-gGuUpPt selections may be comma separated lists):

-A\tAll
-a\tHas terminal not session leader
"""
_FIRST_APP_PID = 800


def ps(android: Android, process: Process, arguments: list[str]) -> int:
    """`ps`, `ps -A`, `ps --help`."""
    if "--help" in arguments:
        process.out(_HELP)
        return 0
    process.line("USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME")
    every = {"-A", "-e", "-ef"} & set(arguments)
    for name, number in sorted(android.processes().items(), key=lambda each: each[1]):
        if every:
            user = f"u0_a{number % 1000}" if number > _FIRST_APP_PID else "system"
            process.line(
                f"{user:<12} {number:>5}   357 1402932  98332 0                   0 S {name}"
            )
    if not every:
        process.line("shell         9001   411 1082932   3332 0                   0 R ps")
    return 0


def pidof(android: Android, process: Process, arguments: list[str]) -> int:
    """`pidof NAME...`."""
    running = android.processes()
    found = [str(running[name]) for name in arguments if name in running]
    if found:
        process.line(" ".join(found))
    return 0 if found else 1


def kill(android: Android, process: Process, arguments: list[str]) -> int:
    """`kill [-SIGNAL] PID...`: of apps; a shell may not touch the system's."""
    numbers = {number: name for name, number in android.processes().items()}
    code = 0
    for each in (each for each in arguments if not each.startswith("-")):
        name = numbers.get(int(each)) if each.isdecimal() else None
        if name is None:
            process.error(f"kill: {each}: No such process")
            code = 1
        elif name in android.packages.names() or name.startswith("io.appium."):
            android.stop_package(name)
        else:
            process.error(f"kill: {each}: Operation not permitted")
            code = 1
    return code
