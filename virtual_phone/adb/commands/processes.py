"""Commands about processes."""

import re

from virtual_phone.adb.android import Android
from virtual_phone.adb.numbers import Complaint, digits
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


def killall(android: Android, process: Process, arguments: list[str]) -> int:
    """`killall [-q] [-SIGNAL|-s SIGNAL] NAME...`."""
    quiet = "-q" in arguments
    signal, names = _signal([each for each in arguments if each != "-q"])
    if signal is None:
        process.error(f"killall: bad signal '{names[0]}'")
        return 1
    if not names:
        process.error("killall: Needs 1 argument")
        return 1
    code = 0
    for name in names:
        found = _called(android, re.compile(re.escape(name)))
        if not found and not quiet:
            process.error(f"killall: {name}: No such process")
        codes = [_kill(android, process, pid, signal, "killall") for pid in found]
        code = max([code, *codes]) if found else 1
    return code


def pkill(android: Android, process: Process, arguments: list[str]) -> int:
    """`pkill [-fx] [-SIGNAL|-l SIGNAL] PATTERN`: a part of the name, or with `-x` all of it."""
    signal, flags, patterns, rest = SIGTERM, set[str](), list[str](), iter(arguments)
    for each in rest:
        if not each.startswith("-"):
            patterns.append(each)
        elif set(each[1:]) <= {"f", "x"}:
            flags |= set(each[1:])
        else:
            wanted = next(rest, "") if each == "-l" else each[1:]
            asked = _signal_called(wanted)
            if asked is None:
                raise Complaint(f"pkill: bad -l '{wanted}'")
            signal = asked
    if len(patterns) != 1:
        raise Complaint("pkill: Needs 1 argument" if not patterns else "pkill: Max 1 argument")
    part = "" if "x" in flags else ".*"
    try:
        pattern = re.compile(f"{part}(?:{patterns[0]}){part}")
    except re.error as error:
        raise Complaint(f"pkill: bad regex '{patterns[0]}': {error}") from error
    codes = [_kill(android, process, pid, signal, "pkill") for pid in _called(android, pattern)]
    return min(codes, default=1)


def _called(android: Android, pattern: re.Pattern[str]) -> list[str]:
    """The numbers of all processes with such a name."""
    running = [(name, pid) for name, pid in android.processes().items()]
    running += [(tool.name, tool.pid) for tool in android.tools.all()]
    return [str(pid) for name, pid in running if pattern.fullmatch(name)]


def _signal(arguments: list[str]) -> tuple[int | None, list[str]]:
    """The signal (None for one that there is not, with its name first) and the other words."""
    if arguments[:1] == ["-s"]:
        name, words = "".join(arguments[1:2]), arguments[2:]
    elif arguments and arguments[0].startswith("-"):
        name, words = arguments[0][1:], arguments[1:]
    else:
        return SIGTERM, arguments
    signal = _signal_called(name)
    return signal, words if signal is not None else [name]


def _signal_called(name: str) -> int | None:
    number = digits(name)
    if number is not None:
        return number if number <= _LAST_SIGNAL else None
    return _SIGNALS.get(name.upper().removeprefix("SIG"))


def _kill(android: Android, process: Process, word: str, signal: int, command: str = "kill") -> int:
    number = digits(word)
    tool = None if number is None else android.tools.find(number)
    if tool is not None:
        tool.send(signal)
        return 0
    names = {pid: name for name, pid in android.processes().items()}
    if number not in names:
        process.error(f"{command}: {word}: No such process")
        return 1
    if not _may_be_killed(android, names[number]):
        process.error(f"{command}: {word}: Operation not permitted")
        return 1
    if signal:
        android.stop_package(names[number])
    return 0


def _may_be_killed(android: Android, name: str) -> bool:
    return name in android.packages.names() or name.startswith("io.appium.")
