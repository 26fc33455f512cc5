"""`pm`, also as `cmd package`."""

from collections.abc import Callable
from functools import partial

from virtual_phone.adb.android import Android
from virtual_phone.adb.numbers import digits
from virtual_phone.adb.shell.process import Process

_LARGEST_APK = 512 * 1024 * 1024
_VERBS = {True: "grant", False: "revoke"}
_WITH_VALUE = {"-S", "-i", "--user", "--abi", "--install-location", "-r1"}


def pm(android: Android, process: Process, arguments: list[str]) -> int:
    """`pm list|path|clear|install|uninstall|grant|revoke|resolve-activity|dump ...`."""
    verb, words = arguments[0] if arguments else "", arguments[1:]
    commands: dict[str, Callable[[Android, Process, list[str]], int]] = {
        "list": _list,
        "path": _path,
        "clear": _clear,
        "install": _install,
        "uninstall": _uninstall,
        "resolve-activity": _resolve,
        "grant": partial(_change_permission, granted=True),
        "revoke": partial(_change_permission, granted=False),
        "reset-permissions": _reset_permissions,
        "enable": _known_package,
        "disable-user": _known_package,
    }
    if verb not in commands:
        process.error(f"Unknown command: {verb}")
        return 255
    return commands[verb](android, process, words)


def _list(android: Android, process: Process, words: list[str]) -> int:
    kind, options = words[0] if words else "", words[1:]
    if kind in {"packages", "package"}:
        wanted = [each for each in _plain(options) if each]
        names = android.packages.added() if "-3" in options else android.packages.names()
        if "-s" in options:
            names = android.packages.own()
        for name in names:
            if not wanted or wanted[0] in name:
                process.line(_package_line(android, name, options))
    elif kind == "instrumentation":
        for package, each in android.packages.instrumentations():
            process.line(f"instrumentation:{package}/{each.runner} (target={each.target})")
    elif kind == "features":
        process.out("feature:android.hardware.touchscreen\nfeature:android.hardware.telephony\n")
    elif kind == "users":
        process.out("Users:\n\tUserInfo{0:Owner:c13} running\n")
    else:
        process.error(f"Error: unknown list type '{kind}'")
        return 255
    return 0


def _package_line(android: Android, name: str, options: list[str]) -> str:
    where = f"/data/app/{name}/base.apk=" if "-f" in options else ""
    line = f"package:{where}{name}"
    manifest = android.packages.find(name)
    if "--show-versioncode" in options and manifest:
        line += f" versionCode:{manifest.version_code}"
    if "-U" in options:
        line += f" uid:{android.packages.uid(name)}"
    return line


def _path(android: Android, process: Process, words: list[str]) -> int:
    name = (_plain(words) or [""])[0]
    if android.packages.find(name) is None:
        return 1
    process.line(f"package:/data/app/{name}/base.apk")
    return 0


def _clear(android: Android, process: Process, words: list[str]) -> int:
    name = (_plain(words) or [""])[0]
    if name in android.packages.added():
        android.stop_package(name)
        process.line("Success")
        return 0
    with android.device.lock:
        cleared = android.device.clear_app_data(name)
    process.line("Success" if cleared else "Failed")
    return 0 if cleared else 1


def _install(android: Android, process: Process, words: list[str]) -> int:
    """From the input with `-S BYTES`, else from a file of the phone."""
    if "-S" in words:
        size = digits("".join(words[words.index("-S") + 1 :][:1]))
        if size is None or size > _LARGEST_APK:
            process.line("Failure [INSTALL_FAILED_INSUFFICIENT_STORAGE]")
            return 1
        apk = process.stdin.read(size)
        if len(apk) < size:
            process.line("Failure [INSTALL_FAILED_MEDIA_UNAVAILABLE: the file ended early]")
            return 1
    else:
        files = _plain(words)
        if not files:
            process.error("Error: must either specify a package size or an APK file")
            return 1
        apk = android.files.read(files[0])
    said = android.packages.install(apk, granted="-g" in words)
    process.out(said)
    return 0 if said.startswith("Success") else 1


def _uninstall(android: Android, process: Process, words: list[str]) -> int:
    name = (_plain(words) or [""])[0]
    android.stop_package(name)
    said = android.packages.uninstall(name)
    process.out(said)
    return 0 if said.startswith("Success") else 1


def _resolve(android: Android, process: Process, words: list[str]) -> int:
    name = (_plain(words) or [""])[-1]
    with android.device.lock:
        activity = android.device.main_activity(name)
    if not activity:
        process.line("No activity found")
        return 0
    if "--brief" in words:
        process.line("priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true")
    process.line(f"{name}/{activity}")
    return 0


def _change_permission(
    android: Android, process: Process, words: list[str], *, granted: bool
) -> int:
    package, name, *_ = [*_plain(words), "", ""]
    if not package or not name:
        process.error(f"Error: no {'permission' if package else 'package'} specified")
        return 1
    mishap = android.packages.change_permission(package, name, granted=granted)
    if mishap:
        process.error(f"\nException occurred while executing '{_VERBS[granted]}':\n{mishap}")
        return 255
    return 0


def _reset_permissions(android: Android, _process: Process, _words: list[str]) -> int:
    android.packages.reset_permissions()
    return 0


def _known_package(android: Android, process: Process, words: list[str]) -> int:
    name = (_plain(words) or [""])[0]
    if android.packages.find(name) is None:
        process.error(
            f"Exception occurred: java.lang.IllegalArgumentException: Unknown package: {name}"
        )
        return 255
    return 0


def _plain(words: list[str]) -> list[str]:
    """What is no option, nor an option's value."""
    plain: list[str] = []
    rest = iter(words)
    for each in rest:
        if each in _WITH_VALUE:
            next(rest, None)
        elif not each.startswith("-"):
            plain.append(each)
    return plain
