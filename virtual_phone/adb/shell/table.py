"""The one table of commands: name -> what it does."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from virtual_phone.adb.android import Android
from virtual_phone.adb.commands import (
    activities,
    appops,
    display,
    dumps,
    files,
    logs,
    packages,
    plain,
    processes,
    radio,
    recording,
    settings,
    texts,
    touch,
)
from virtual_phone.adb.shell.process import Process

Run = Callable[[Android, Process, list[str]], int]
"""Runs a command with its arguments; returns the exit code."""


def _cmd(android: Android, process: Process, arguments: list[str]) -> int:
    """`cmd SERVICE ...`: the services that have commands of their own."""
    services: dict[str, Run] = {
        "activity": activities.am,
        "appops": appops.appops,
        "bluetooth_manager": radio.bluetooth,
        "connectivity": radio.connectivity,
        "location": radio.location,
        "locale": settings.locale,
        "notification": settings.notification,
        "package": packages.pm,
        "phone": radio.phone,
        "statusbar": touch.statusbar,
        "wifi": radio.wifi,
    }
    if arguments[:1] == ["-w"]:  # wait for the service
        arguments = arguments[1:]
    if not arguments or arguments[0] == "-l":
        process.out("Currently running services:\n" + "".join(f"  {name}\n" for name in services))
        return 0
    run = services.get(arguments[0])
    if run is None:
        process.error(f"cmd: Can't find service: {arguments[0]}")
        return 20
    return run(android, process, arguments[1:])


COMMANDS: Mapping[str, Run] = MappingProxyType(
    {
        # Apps
        "am": activities.am,
        "cmd": _cmd,
        "monkey": activities.monkey,
        "pm": packages.pm,
        # What the phone knows of itself
        "dumpsys": dumps.dumpsys,
        "getprop": settings.getprop,
        "ime": settings.ime,
        "logcat": logs.logcat,
        "setprop": settings.setprop,
        "settings": settings.settings,
        "wm": display.wm,
        # Processes
        "kill": processes.kill,
        "killall": processes.killall,
        "pidof": processes.pidof,
        "pkill": processes.pkill,
        "ps": processes.ps,
        # Hands and eyes
        "input": touch.input_,
        "screencap": display.screencap,
        "screenrecord": recording.screenrecord,
        # Files
        "[": files.test,
        "cat": files.cat,
        "df": files.df,
        "ls": files.ls,
        "mkdir": files.mkdir,
        "rm": files.rm,
        "test": files.test,
        "touch": files.touch,
        # Text
        "echo": texts.echo,
        "grep": texts.grep,
        "head": texts.head,
        "tail": texts.tail,
        "wc": texts.wc,
        # Small things
        ":": plain.accept,
        "appops": appops.appops,
        "cd": plain.accept,
        "date": plain.date,
        "export": plain.accept,
        "false": plain.decline,
        "id": plain.user,
        "run-as": plain.run_as,
        "sleep": plain.sleep,
        "svc": radio.svc,
        "sync": plain.accept,
        "true": plain.accept,
        "uname": plain.uname,
        "which": plain.which,
        "whoami": plain.whoami,
    }
)
plain.KNOWN.update(COMMANDS)

_SERVICES: Mapping[str, str] = MappingProxyType(
    {
        "am": "activity",
        "appops": "appops",
        "ime": "input_method",
        "input": "input",
        "monkey": "activity",
        "pm": "package",
        "settings": "settings",
        "svc": "power",
        "wm": "window",
    }
)


def service_of(name: str, arguments: list[str]) -> str | None:
    """The service without which a command can do nothing; None for one that needs none."""
    if name in {"cmd", "dumpsys"}:
        return arguments[0] if arguments else None
    return _SERVICES.get(name)
