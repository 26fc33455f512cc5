"""`appops`, also as `cmd appops`: what an app may do besides its permissions."""

from typing import Final

from virtual_phone.adb.android import Android
from virtual_phone.adb.shell.process import Process

_MODES: Final = ("allow", "ignore", "deny", "default", "foreground")


def appops(android: Android, process: Process, arguments: list[str]) -> int:
    """`appops get PACKAGE [OP]`, `appops set PACKAGE OP MODE`, `appops reset [PACKAGE]`."""
    words = _without_user(arguments)
    match words:
        case ["get", package, *op] if _known(android, process, package):
            _show(android, process, package, _name(op[0]) if op else "")
        case ["set", package, op, mode, *_] if _known(android, process, package):
            if mode not in _MODES:
                process.error(f"Error: Mode {mode} is not valid,")
                return 255
            android.app_ops.setdefault(package, {})[_name(op)] = mode
        case ["reset", *packages]:
            for package in packages or list(android.app_ops):
                android.app_ops.pop(package, None)
        case ["get", _, *_] | ["set", _, _, _, *_]:
            return 255  # the package is unknown, and that is said
        case _:
            process.error("Error: appops (get|set|reset) PACKAGE [OP [MODE]]")
            return 255
    return 0


def _without_user(arguments: list[str]) -> list[str]:
    words = list(arguments)
    if "--user" in words:
        place = words.index("--user")
        del words[place : place + 2]
    return [word for word in words if word != "--uid"]


def _known(android: Android, process: Process, package: str) -> bool:
    known = android.packages.find(package) is not None
    if not known:
        process.error(f"Error: No UID for {package} in user 0")
    return known


def _show(android: Android, process: Process, package: str, op: str) -> None:
    modes = android.app_ops.get(package, {})
    shown = {name: mode for name, mode in modes.items() if op in {"", name}}
    if not shown:
        process.line("No operations.")
    for name, mode in shown.items():
        process.line(f"{name}: {mode}")


def _name(op: str) -> str:
    """`android:mock_location` is MOCK_LOCATION."""
    return op.removeprefix("android:").upper()
