"""Commands that print or sift text."""

import re

from virtual_phone.adb.android import Android
from virtual_phone.adb.shell.process import Process

_LINES = 10


def echo(_android: Android, process: Process, arguments: list[str]) -> int:
    """`echo [-n] WORDS`."""
    ends = "\n"
    if arguments[:1] == ["-n"]:
        arguments, ends = arguments[1:], ""
    process.out(" ".join(arguments) + ends)
    return 0


def grep(android: Android, process: Process, arguments: list[str]) -> int:
    """`grep [-ivcEFo] [-m N] PATTERN [FILE]`."""
    flags: set[str] = set()
    words: list[str] = []
    rest = iter(arguments)
    most = None
    for each in rest:
        if each == "-m":
            most = int(next(rest, "1"))
        elif each == "-e":
            words.append(next(rest, ""))
        elif each.startswith("-") and not words and each != "-":
            flags |= set(each[1:])
        else:
            words.append(each)
    if not words:
        process.error("grep: no pattern")
        return 2
    plain = re.escape(words[0]) if "F" in flags else words[0].replace(r"\|", "|")
    try:
        pattern = re.compile(plain, re.IGNORECASE if "i" in flags else 0)
    except re.error as error:
        process.error(f"grep: bad regex '{words[0]}': {error}")
        return 2
    lines = _input(android, process, words[1:])
    found = [line for line in lines if bool(pattern.search(line)) != ("v" in flags)][:most]
    if "c" in flags:
        process.line(str(len(found)))
    elif "q" not in flags:
        shown = [match[0] for line in found for match in pattern.finditer(line)]
        process.out("".join(f"{line}\n" for line in (shown if "o" in flags else found)))
    return 0 if found else 1


def head(android: Android, process: Process, arguments: list[str]) -> int:
    """`head [-n N] [FILE]`."""
    count, files = _count(arguments)
    process.out("".join(f"{line}\n" for line in _input(android, process, files)[:count]))
    return 0


def tail(android: Android, process: Process, arguments: list[str]) -> int:
    """`tail [-n N] [FILE]`."""
    count, files = _count(arguments)
    process.out("".join(f"{line}\n" for line in _input(android, process, files)[-count:]))
    return 0


def wc(android: Android, process: Process, arguments: list[str]) -> int:
    """`wc -l [FILE]`, and without `-l` words and bytes too."""
    lines = _input(android, process, [each for each in arguments if not each.startswith("-")])
    if "-l" in arguments:
        process.line(str(len(lines)))
    else:
        words = sum(len(line.split()) for line in lines)
        process.line(f"{len(lines)} {words} {sum(len(line.encode()) + 1 for line in lines)}")
    return 0


def _count(arguments: list[str]) -> tuple[int, list[str]]:
    count, files, rest = _LINES, [], iter(arguments)
    for each in rest:
        if each == "-n":
            count = abs(int(next(rest, "10")))
        elif each.startswith("-"):
            count = abs(int(each.removeprefix("-n").removeprefix("-")))
        else:
            files.append(each)
    return count, files


def _input(android: Android, process: Process, files: list[str]) -> list[str]:
    data = b"".join(android.files.read(file) for file in files) if files else process.stdin.read()
    return data.decode(errors="replace").splitlines()
