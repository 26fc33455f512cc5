"""Commands that print or sift text."""

import re

from virtual_phone.adb.android import Android
from virtual_phone.adb.numbers import count
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
            most = count("grep", next(rest, "1"))
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
    """`head [-n N] [-c BYTES] [FILE]`."""
    most, files, in_bytes = _asked("head", arguments)
    if in_bytes:
        process.out(_data(android, process, files)[:most])
    else:
        process.out("".join(f"{line}\n" for line in _input(android, process, files)[:most]))
    return 0


def tail(android: Android, process: Process, arguments: list[str]) -> int:
    """`tail [-n N] [-c BYTES] [FILE]`."""
    most, files, in_bytes = _asked("tail", arguments)
    if in_bytes:
        data = _data(android, process, files)
        process.out(data[max(0, len(data) - most) :])
    else:
        lines = _input(android, process, files)
        process.out("".join(f"{line}\n" for line in lines[max(0, len(lines) - most) :]))
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


def _asked(command: str, arguments: list[str]) -> tuple[int, list[str], bool]:
    """How many, of which files, and whether bytes are counted instead of lines."""
    most, files, in_bytes, rest = _LINES, [], False, iter(arguments)
    for each in rest:
        if not each.startswith("-"):
            files.append(each)
            continue
        option = each[1:2] if each[1:2] in {"n", "c"} else ""
        most = count(command, each[1 + len(option) :] or next(rest, ""))
        in_bytes = option == "c"
    return most, files, in_bytes


def _input(android: Android, process: Process, files: list[str]) -> list[str]:
    return _data(android, process, files).decode(errors="replace").splitlines()


def _data(android: Android, process: Process, files: list[str]) -> bytes:
    if files:
        return b"".join(android.files.read(file) for file in files)
    return process.stdin.read()
