"""Commands about properties, settings and keyboards."""

from virtual_phone.adb.android import KEYBOARD, SETTINGS_APP, Android
from virtual_phone.adb.numbers import Complaint
from virtual_phone.adb.shell.process import Process
from virtual_phone.faults import At

_NAMESPACES = ("system", "secure", "global")


def getprop(android: Android, process: Process, arguments: list[str]) -> int:
    """`getprop [NAME [DEFAULT]]`."""
    properties = android.properties()
    if arguments[:1] in ([], ["sys.boot_completed"]):
        android.device.faults.meet(At.BOOT)
    if arguments:
        default = arguments[1] if len(arguments) > 1 else ""
        process.line(properties.get(arguments[0], default))
    else:
        process.out("".join(f"[{name}]: [{value}]\n" for name, value in properties.items()))
    return 0


def setprop(android: Android, process: Process, arguments: list[str]) -> int:
    """`setprop NAME VALUE`."""
    if len(arguments) == 2 and android.set_property(arguments[0], arguments[1]):  # noqa: PLR2004 -- a name and a value
        return 0
    process.error(f"Failed to set property '{arguments[0] if arguments else ''}'")
    return 1


def settings(android: Android, process: Process, arguments: list[str]) -> int:
    """`settings get|put|delete|list NAMESPACE ...`."""
    words = list(arguments)
    if "--user" in words:
        place = words.index("--user")
        del words[place : place + 2]
    match words:
        case ["get", space, key] if space in _NAMESPACES:
            process.line(android.setting(space, key) or "null")
        case ["put", space, key, value, *_rest] if space in _NAMESPACES:
            _put(android, space, key, value)
        case ["delete", space, key] if space in _NAMESPACES:
            process.line(f"Deleted {int(android.delete_setting(space, key))} rows")
        case ["list", space] if space in _NAMESPACES:
            found = android.settings(space)
            process.out("".join(f"{key}={value}\n" for key, value in found.items()))
        case _:
            process.error("Invalid command: settings (get|put|delete|list) NAMESPACE [KEY [VALUE]]")
            return 255
    return 0


def _put(android: Android, space: str, key: str, value: str) -> None:
    try:
        android.put_setting(space, key, value)
    except ValueError as error:
        raise Complaint(
            "\nException occurred while executing 'put':\n"
            f"java.lang.IllegalArgumentException: {key} must be {error}",
            255,
        ) from error


def ime(android: Android, process: Process, arguments: list[str]) -> int:
    """`ime list|enable|disable|set|reset`."""
    ours = (
        f"{SETTINGS_APP}/.UnicodeIME",
        f"{SETTINGS_APP}/.AppiumIME",
        f"{SETTINGS_APP}/.EmptyIME",
    )
    known = [KEYBOARD, *(ours if android.packages.find(SETTINGS_APP) else ())]
    match arguments:
        case ["list", *_options]:
            process.out("".join(f"{name}\n" for name in known))
        case ["set", name] if name in known:
            android.put_setting("secure", "default_input_method", name)
            process.line(f"Input method {name} selected for user #0")
        case ["enable" | "disable" as verb, name] if name in known:
            process.line(f"Input method {name}: now {verb}d for user #0")
        case ["reset"]:
            android.put_setting("secure", "default_input_method", KEYBOARD)
        case [_verb, name]:
            process.error(f"Unknown input method {name} cannot be selected for user #0")
            return 255
        case _:
            process.error("ime <list|enable|disable|set|reset> ...")
            return 255
    return 0


def notification(android: Android, process: Process, arguments: list[str]) -> int:
    """`cmd notification allow_listener|disallow_listener COMPONENT`."""
    match arguments:
        case ["allow_listener" | "disallow_listener" as verb, component, *_user]:
            if component.partition("/")[0] == SETTINGS_APP:
                android.let_listen(allowed=verb == "allow_listener")
        case _:
            process.error(f"Unknown command: {' '.join(arguments)}")
            return 255
    return 0


def locale(_android: Android, process: Process, arguments: list[str]) -> int:
    """`cmd locale get-app-locales PACKAGE`: no app has a language of its own."""
    match arguments:
        case ["get-app-locales", package, *_user]:
            process.line(f"Locales for {package} for user 0 are []")
        case _:
            process.error(f"Unknown command: {' '.join(arguments)}")
            return 255
    return 0
