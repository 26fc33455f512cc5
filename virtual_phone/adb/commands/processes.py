"""Commands about processes."""

from virtual_phone.adb.android import Android
from virtual_phone.adb.shell.process import Process
from virtual_phone.adb.tools import SIGHUP, SIGINT, SIGKILL, SIGTERM

_HELP = """\
usage: ps [-AdefLlnwZ] [-gG GROUP,] [-k FIELD,] [-o FIELD,] [-p PID,] [-t TTY,] [-uU USER,]

List processes.

Which processes to show (-gGuUpPt selections may be comma separated lists):

-A\tAll
-a\tHas terminal not session leader
"""
_FIRST_APP_PID = 800
_LAST_SIGNAL = 64
_SIGNALS = {"HUP": SIGHUP, "INT": SIGINT, "KILL": SIGKILL, "TERM": SIGTERM}


def ps(android: Android, process: Process, arguments: list[str]) -> int:
    """`ps`, `ps -A`, `ps --help`."""
    if "--help" in arguments:
        process.out(_HELP)
        return 0
    process.line("USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME")
    if {"-A", "-e", "-ef"} & set(arguments):
        for name, number in sorted(android.processes().items(), key=lambda each: each[1]):
            user = f"u0_a{number % 1000}" if number > _FIRST_APP_PID else "system"
            process.line(
                f"{user:<12} {number:>5}   357 1402932  98332 0                   0 S {name}"
            )
    for tool in android.tools.all():
        process.line(
            f"{'shell':<12} {tool.pid:>5}   411 1082932  12332 0                   0 S {tool.name}"
        )
    process.line("shell         9001   411 1082932   3332 0                   0 R ps")
    return 0


def pidof(android: Android, process: Process, arguments: list[str]) -> int:
    """`pidof NAME...`."""
    running = android.processes()
    found = [str(running[name]) for name in arguments if name in running]
    found += [str(tool.pid) for tool in android.tools.all() if tool.name in arguments]
    if found:
        process.line(" ".join(found))
    return 0 if found else 1


def kill(android: Android, process: Process, arguments: list[str]) -> int:
    """`kill [-SIGNAL] PID...`: of the shell's programs and of apps; the system's own stay."""
    signal, words = _signal(arguments)
    if signal is None:
        process.error(f"kill: bad signal '{words[0]}'")
        return 1
    if not words:
        process.error("kill: Needs 1 argument")
        return 1
    return max([_kill(android, process, word, signal) for word in words])


def _signal(arguments: list[str]) -> tuple[int | None, list[str]]:
    """The signal (None for one that there is not, with its name first) and the other words."""
    if arguments[:1] == ["-s"]:
        name, words = "".join(arguments[1:2]), arguments[2:]
    elif arguments and arguments[0].startswith("-"):
        name, words = arguments[0][1:], arguments[1:]
    else:
        return SIGTERM, arguments
    if name.isdecimal() and int(name) <= _LAST_SIGNAL:
        return int(name), words
    signal = _SIGNALS.get(name.upper().removeprefix("SIG"))
    return signal, words if signal is not None else [name]


def _kill(android: Android, process: Process, word: str, signal: int) -> int:
    number = int(word) if word.isdecimal() else -1
    tool = android.tools.find(number)
    if tool is not None:
        tool.send(signal)
        return 0
    names = {pid: name for name, pid in android.processes().items()}
    if number not in names:
        process.error(f"kill: {word}: No such process")
        return 1
    if not _may_be_killed(android, names[number]):
        process.error(f"kill: {word}: Operation not permitted")
        return 1
    if signal:
        android.stop_package(names[number])
    return 0


def _may_be_killed(android: Android, name: str) -> bool:
    return name in android.packages.names() or name.startswith("io.appium.")
