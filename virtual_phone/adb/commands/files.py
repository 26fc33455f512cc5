"""Commands about files."""

import stat
import time
from collections.abc import Callable

from virtual_phone.adb.android import Android
from virtual_phone.adb.files import File
from virtual_phone.adb.shell.process import Process


def cat(android: Android, process: Process, arguments: list[str]) -> int:
    """`cat [FILE...]`."""
    if not arguments:
        process.out(process.stdin.read())
    return _each(process, "cat", arguments, lambda path: process.out(android.files.read(path)))


def mkdir(android: Android, process: Process, arguments: list[str]) -> int:
    """`mkdir [-p] FOLDER...`."""
    flags, paths = _split(arguments)
    return _each(
        process,
        "mkdir",
        paths,
        lambda path: android.files.make_folder(path, parents="p" in flags),
    )


def rm(android: Android, process: Process, arguments: list[str]) -> int:
    """`rm [-rf] PATH...`."""
    flags, paths = _split(arguments)

    def remove(path: str) -> None:
        try:
            android.files.remove(path, recursive=bool({"r", "R"} & flags))
        except FileNotFoundError:
            if "f" not in flags:
                raise

    return _each(process, "rm", paths, remove)


def touch(android: Android, process: Process, arguments: list[str]) -> int:
    """`touch FILE...`."""

    def renew(path: str) -> None:
        found = android.files.get(path)
        if found is None or not found.is_folder:
            android.files.write(path, found.data if found else b"")

    return _each(process, "touch", _split(arguments)[1], renew)


def ls(android: Android, process: Process, arguments: list[str]) -> int:
    """`ls [-ld1a] [PATH...]`."""
    flags, paths = _split(arguments)

    def show(path: str) -> None:
        found = android.files.get(path)
        entries = [(path, found)] if found and "d" in flags else android.files.listed(path)
        for name, entry in entries:
            process.line(_long(name, entry) if "l" in flags else name)

    return _each(process, "ls", paths or ["/"], show)


def df(android: Android, process: Process, arguments: list[str]) -> int:
    """`df [PATH...]`: all that can be written to is /data; sizes are in KiB."""
    total, left = android.storage_kib()
    percent = f"{round(100 * (total - left) / total)}%"
    process.line("Filesystem     1K-blocks    Used Available Use% Mounted on")
    for _ in [path for path in arguments if not path.startswith("-")] or ["/data"]:
        process.line(f"/dev/block/dm-5 {total:>8} {total - left:>7} {left:>9} {percent:>4} /data")
    return 0


def test(android: Android, _process: Process, arguments: list[str]) -> int:
    """`[ ... ]` and `test ...`: -e, -f, -d, -s, -n, -z, =, != and a leading `!`."""
    words = arguments[:-1] if arguments[-1:] == ["]"] else arguments
    negated = words[:1] == ["!"]
    return 0 if _holds(android, words[1:] if negated else words) != negated else 1


def _holds(android: Android, words: list[str]) -> bool:
    match words:
        case ["-n", text] | [text]:
            return bool(text)
        case ["-z", text]:
            return not text
        case [flag, path] if flag in {"-e", "-f", "-d", "-s", "-r"}:
            found = android.files.get(path)
            return found is not None and _is(found, flag)
        case [one, "=" | "==", other]:
            return one == other
        case [one, "!=", other]:
            return one != other
    return False


def _is(found: File, flag: str) -> bool:
    if flag in {"-f", "-d"}:
        return found.is_folder == (flag == "-d")
    return flag != "-s" or bool(found.data)


def _each(process: Process, name: str, paths: list[str], act: Callable[[str], None]) -> int:
    """Do it with every path; what fails is told, and the rest is done all the same."""
    code = 0
    for path in paths:
        try:
            act(path)
        except ConnectionError:
            raise
        except OSError as error:
            process.error(f"{name}: {path}: {error}")
            code = 1
    return code


def _split(arguments: list[str]) -> tuple[set[str], list[str]]:
    """Letters of the options, and the rest."""
    flags = {letter for each in arguments if each.startswith("-") for letter in each[1:]}
    return flags - {"-"}, [each for each in arguments if not each.startswith("-")]


def _long(name: str, entry: File) -> str:
    when = time.strftime("%Y-%m-%d %H:%M", time.gmtime(entry.modified_s))
    return f"{stat.filemode(entry.mode)} 1 shell shell {len(entry.data)} {when} {name}"
