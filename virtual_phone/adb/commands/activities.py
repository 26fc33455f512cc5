"""`am`, also as `cmd activity`, and `monkey`."""

import json
import logging
from dataclasses import dataclass, field

from virtual_phone.adb.android import SERVER_APP, SETTINGS_APP, Android
from virtual_phone.adb.commands.broadcasts import received
from virtual_phone.adb.shell.process import Process

_LOG = logging.getLogger(__name__)
_PAIRS = {"-e", "--es", "--ez", "--ei", "--el", "--ef", "--eu", "--esa", "--eia"}
_VALUES = {"-t", "-i", "--user", "--display", "--windowingMode"}
_ATTRIBUTES = {"-a": "action", "-d": "data", "-n": "component", "-f": "flags", "-p": "package"}
_LOOK_S = 0.25
_HELD = """\
INSTRUMENTATION_RESULT: shortMsg=java.lang.IllegalStateException
INSTRUMENTATION_RESULT: longMsg=java.lang.IllegalStateException: UiAutomationService \
android.accessibilityservice.IAccessibilityServiceClient$Stub$Proxy@5f1f2a3already registered!
INSTRUMENTATION_CODE: 0
"""


@dataclass
class Intent:
    """What is asked of an app.

    Attributes:
        action: Such as android.intent.action.VIEW.
        categories: Such as android.intent.category.LAUNCHER.
        data: A URL.
        component: `package/activity`.
        flags: As given.
        package: The only one that may answer.
        extras: Further values by name.
        options: Options without a value.
    """

    action: str = ""
    categories: list[str] = field(default_factory=list)
    data: str = ""
    component: str = ""
    flags: str = ""
    package: str = ""
    extras: dict[str, str] = field(default_factory=dict)
    options: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        parts = [
            f"act={self.action}" if self.action else "",
            f"cat=[{','.join(self.categories)}]" if self.categories else "",
            f"dat={self.data}" if self.data else "",
            f"flg={self.flags}" if self.flags else "",
            f"pkg={self.package}" if self.package else "",
            f"cmp={self.component}" if self.component else "",
            "(has extras)" if self.extras else "",
        ]
        return f"Intent {{ {' '.join(part for part in parts if part)} }}"


def read_intent(words: list[str]) -> Intent:
    """An intent from the words of a command line."""
    intent, rest = Intent(), iter(words)
    for each in rest:
        if each in _ATTRIBUTES:
            setattr(intent, _ATTRIBUTES[each], next(rest, ""))
        elif each == "-c":
            intent.categories.append(next(rest, ""))
        elif each in _PAIRS:
            intent.extras[next(rest, "")] = next(rest, "")
        elif each in _VALUES:
            next(rest, "")
        elif each.startswith("-"):
            intent.options.add(each)
        elif "://" in each:
            intent.data = each
        elif "/" in each:
            intent.component = each
        else:
            intent.package = each
    return intent


def am(android: Android, process: Process, arguments: list[str]) -> int:
    """`am start|start-activity|force-stop|broadcast|instrument|...`."""
    verbs = {
        "broadcast": _broadcast,
        "force-stop": _stop,
        "get-current-user": _current_user,
        "instrument": _instrument,
        "kill": _stop,
        "start": _start,
        "start-activity": _start,
        "start-foreground-service": _start_service,
        "startservice": _start_service,
    }
    verb = arguments[0] if arguments else ""
    if verb not in verbs:
        process.error(f"Unknown command: {verb}")
        return 255
    return verbs[verb](android, process, arguments[1:])


def monkey(android: Android, process: Process, arguments: list[str]) -> int:
    """`monkey -p PACKAGE -c android.intent.category.LAUNCHER 1`: starts an app."""
    package = arguments[arguments.index("-p") + 1] if "-p" in arguments[:-1] else ""
    with android.device.lock:
        started = android.device.start_app(package)
    if not started:
        process.line("** No activities found to run, monkey aborted.")
        return 252
    process.line("Events injected: 1")
    return 0


def _current_user(_android: Android, process: Process, _words: list[str]) -> int:
    process.line("0")
    return 0


def _stop(android: Android, _process: Process, words: list[str]) -> int:
    for package in (word for word in words if not word.startswith("-")):
        android.stop_package(package)
    return 0


def _start_service(_android: Android, process: Process, words: list[str]) -> int:
    process.line(f"Error: Not found; no service started: {read_intent(words)}")
    return 255


def _start(android: Android, process: Process, words: list[str]) -> int:
    intent = read_intent(words)
    waits = bool({"-W", "--wait"} & intent.options)
    process.line(f"Starting: {intent}")
    if intent.data and not intent.component:
        with android.device.lock:
            opened = android.device.open_url(intent.data, intent.package or None)
        if not opened:
            _say(process, f"Error: Activity not started, unable to resolve {intent}", out=waits)
            return 0
        return _started(android, process, waits=waits)
    package, _, activity = intent.component.partition("/")
    package = package or intent.package
    if activity.startswith("."):
        activity = package + activity
    if "-S" in intent.options:
        android.stop_package(package)
    if not _begin(android, package, activity):
        shown = f"{package}/{activity}"
        _say(process, f"Error type 3\nError: Activity class {{{shown}}} does not exist.", out=waits)
        return 0
    return _started(android, process, waits=waits)


def _begin(android: Android, package: str, activity: str) -> bool:
    """Start an app; of those that came by adb, Appium's settings alone do something."""
    if package == SETTINGS_APP and android.packages.find(package):
        android.settings_app_runs = True
        return True
    with android.device.lock:
        return android.device.start_app(package, activity or None)


def _started(android: Android, process: Process, *, waits: bool) -> int:
    if waits:
        with android.device.lock:
            now = f"{android.device.current_package}/{android.device.current_activity}"
        process.out(
            f"Status: ok\nLaunchState: COLD\nActivity: {now}\n"
            "TotalTime: 41\nWaitTime: 43\nComplete\n"
        )
    return 0


def _say(process: Process, text: str, *, out: bool) -> None:
    if out:
        process.line(text)
    else:
        process.error(text)


def _broadcast(android: Android, process: Process, words: list[str]) -> int:
    intent = read_intent(words)
    process.line(f"Broadcasting: {intent}")
    answer = received(android, intent.action, intent.extras)
    if answer is None:
        process.line("Broadcast completed: result=0")
    elif answer is True:
        process.line("Broadcast completed: result=-1")
    else:
        said = answer if isinstance(answer, str) else json.dumps(answer)
        process.line(f'Broadcast completed: result=-1, data="{said}"')
    return 0


def _instrument(android: Android, process: Process, words: list[str]) -> int:
    """Runs the on-device server, for as long as it lives."""
    target = words[-1] if words else ""
    package, _, runner = target.partition("/")
    known = any(
        (package, runner) == (name, each.runner)
        for name, each in android.packages.instrumentations()
    )
    if not known or package.removesuffix(".test") != SERVER_APP:
        process.out(
            f"INSTRUMENTATION_STATUS: Error=Unable to find instrumentation info for: "
            f"ComponentInfo{{{target}}}\nINSTRUMENTATION_STATUS_CODE: -1\n"
            f"android.util.AndroidException: INSTRUMENTATION_FAILED: {target}\n"
        )
        return 1
    if android.uiautomator_is_held:
        process.out(_HELD)
        return 1
    ended = android.server.launch()
    process.line(f"INSTRUMENTATION_STATUS: class={SERVER_APP}.test.AppiumUiAutomator2Server")
    process.out("INSTRUMENTATION_STATUS: current=1\nINSTRUMENTATION_STATUS_CODE: 1\n")
    while not ended.wait(_LOOK_S) and not process.gone.is_set():
        pass
    if not ended.is_set():
        android.server.stop()  # the shell that held it has gone
    process.out("INSTRUMENTATION_RESULT: stream=\n\nTime: 0\n\nINSTRUMENTATION_CODE: -1\n")
    return 0
