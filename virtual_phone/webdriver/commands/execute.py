"""POST /execute/sync: the driver's `mobile:` commands."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from virtual_phone.webdriver.commands import (
    alerts,
    apps,
    around,
    display,
    elements,
    gestures,
    keys,
    permissions,
)
from virtual_phone.webdriver.commands.session import insecurity, refusal
from virtual_phone.webdriver.errors import WebDriverError, invalid_argument
from virtual_phone.webdriver.session import ELEMENT_KEY, Call


@dataclass(frozen=True)
class MobileCommand:
    """One `mobile:` command.

    Attributes:
        run: What it does, with the command's own parameters as the call's body.
        required: Parameters that must be given.
    """

    run: Callable[[Call], Any]
    required: tuple[str, ...] = ()


def _replace_value(call: Call) -> None:
    element = call.required("elementId")
    if isinstance(element, dict):
        element = element.get(ELEMENT_KEY)
    elements.replace_value(call, str(element), str(call.required("text")))


def _send_to_background(call: Call) -> None:
    apps.send_to_background(call)


def _nothing(_call: Call) -> None:
    """For what is so already: there is no stale cache."""


_HARDWARE = "it has no such hardware"
_FILES = "it has no file system"
_EMULATOR = "it is not an emulator, and messages come from the organization alone"
_FIXED_APPS = "its apps are part of it"
_RUNS_NO_CODE = "it runs no Android services"
_NO_RECORDING = "start_recording_screen films the display"

COMMANDS: dict[str, MobileCommand] = {
    # Gestures
    "clickGesture": MobileCommand(gestures.click),
    "doubleClickGesture": MobileCommand(gestures.double_click),
    "longClickGesture": MobileCommand(gestures.long_click),
    "dragGesture": MobileCommand(gestures.drag),
    "swipeGesture": MobileCommand(gestures.swipe, ("direction", "percent")),
    "scrollGesture": MobileCommand(gestures.scroll, ("direction", "percent")),
    "flingGesture": MobileCommand(gestures.fling, ("direction",)),
    "pinchOpenGesture": MobileCommand(gestures.pinch, ("percent",)),
    "pinchCloseGesture": MobileCommand(gestures.pinch, ("percent",)),
    "scroll": MobileCommand(gestures.scroll_to, ("strategy", "selector")),
    "scrollBackTo": MobileCommand(gestures.scroll_back_to, ("elementId", "elementToId")),
    # Keys and texts
    "type": MobileCommand(keys.type_text, ("text",)),
    "pressKey": MobileCommand(keys.press_key, ("keycode",)),
    "performEditorAction": MobileCommand(keys.perform_editor_action, ("action",)),
    "hideKeyboard": MobileCommand(keys.hide_keyboard),
    "isKeyboardShown": MobileCommand(keys.is_keyboard_shown),
    "replaceElementValue": MobileCommand(_replace_value, ("elementId", "text")),
    "getClipboard": MobileCommand(around.get_clipboard),
    "setClipboard": MobileCommand(around.set_clipboard, ("content",)),
    # Apps
    "isAppInstalled": MobileCommand(apps.is_installed, ("appId",)),
    "queryAppState": MobileCommand(apps.state, ("appId",)),
    "listApps": MobileCommand(apps.installed),
    "activateApp": MobileCommand(apps.activate, ("appId",)),
    "terminateApp": MobileCommand(apps.terminate, ("appId",)),
    "clearApp": MobileCommand(apps.clear, ("appId",)),
    "backgroundApp": MobileCommand(_send_to_background),
    "startActivity": MobileCommand(apps.start_activity),
    "deepLink": MobileCommand(apps.deep_link, ("url",)),
    "getPermissions": MobileCommand(permissions.listed),
    "changePermissions": MobileCommand(permissions.change, ("permissions",)),
    "getCurrentActivity": MobileCommand(apps.current_activity),
    "getCurrentPackage": MobileCommand(apps.current_package),
    # The display
    "acceptAlert": MobileCommand(alerts.accept_alert),
    "dismissAlert": MobileCommand(alerts.dismiss_alert),
    "viewportScreenshot": MobileCommand(display.viewport_screenshot),
    "viewportRect": MobileCommand(display.viewport_rect),
    "screenshots": MobileCommand(display.screenshots),
    "getDisplayDensity": MobileCommand(around.display_density),
    "getSystemBars": MobileCommand(around.system_bars),
    "resetAccessibilityCache": MobileCommand(_nothing),
    "getContexts": MobileCommand(lambda _call: []),
    "listDisplays": MobileCommand(display.displays),
    # Around the app
    "openNotifications": MobileCommand(around.open_notifications),
    "getNotifications": MobileCommand(around.notifications),
    "listSms": MobileCommand(around.text_messages),
    "getDeviceTime": MobileCommand(around.device_time),
    "deviceInfo": MobileCommand(around.device_info),
    "batteryInfo": MobileCommand(around.battery_info),
    "getConnectivity": MobileCommand(around.connectivity),
    "isLocked": MobileCommand(around.is_locked),
    "unlock": MobileCommand(around.unlock),
    # What a server must be started for
    "shell": MobileCommand(insecurity("adb_shell"), ("command",)),
    "execEmuConsoleCommand": MobileCommand(insecurity("emulator_console"), ("command",)),
    # What has no meaning here
    **{
        name: MobileCommand(refusal(f"mobile: {name}", why), required)
        for name, required, why in (
            ("installApp", ("appPath",), _FIXED_APPS),
            ("installMultipleApks", ("apks",), _FIXED_APPS),
            ("removeApp", ("appId",), _FIXED_APPS),
            ("getAppStrings", (), _FIXED_APPS),
            ("startService", (), _RUNS_NO_CODE),
            ("stopService", (), _RUNS_NO_CODE),
            ("broadcast", (), _RUNS_NO_CODE),
            ("deviceidle", ("action",), _RUNS_NO_CODE),
            ("sendTrimMemory", ("pkg", "level"), _RUNS_NO_CODE),
            ("getPerformanceData", ("packageName", "dataType"), _RUNS_NO_CODE),
            ("getPerformanceDataTypes", (), _RUNS_NO_CODE),
            ("statusBar", ("command",), "open the notifications instead"),
            ("pushFile", ("remotePath", "payload"), _FILES),
            ("pullFile", ("remotePath",), _FILES),
            ("pullFolder", ("remotePath",), _FILES),
            ("deleteFile", ("remotePath",), _FILES),
            ("startLogsBroadcast", (), "read the log instead"),
            ("stopLogsBroadcast", (), "read the log instead"),
            ("startScreenStreaming", (), _NO_RECORDING),
            ("stopScreenStreaming", (), _NO_RECORDING),
            ("startMediaProjectionRecording", (), _NO_RECORDING),
            ("isMediaProjectionRecordingRunning", (), _NO_RECORDING),
            ("stopMediaProjectionRecording", (), _NO_RECORDING),
            ("getChromeCapabilities", (), "it has no browser"),
            ("lock", (), "it is never locked"),
            ("setConnectivity", (), _HARDWARE),
            ("bluetooth", ("action",), _HARDWARE),
            ("nfc", ("action",), _HARDWARE),
            ("toggleGps", (), _HARDWARE),
            ("isGpsEnabled", (), _HARDWARE),
            ("refreshGpsCache", (), _HARDWARE),
            ("setGeolocation", ("latitude", "longitude"), _HARDWARE),
            ("getGeolocation", (), _HARDWARE),
            ("resetGeolocation", (), _HARDWARE),
            ("setUiMode", ("mode", "value"), "it has one look"),
            ("getUiMode", ("mode",), "it has one look"),
            ("fingerprint", ("fingerprintId",), _HARDWARE),
            ("injectEmulatorCameraImage", ("payload",), _HARDWARE),
            ("sendSms", ("phoneNumber", "message"), _EMULATOR),
            ("gsmCall", ("phoneNumber", "action"), _EMULATOR),
            ("gsmSignal", ("strength",), _EMULATOR),
            ("gsmVoice", ("state",), _EMULATOR),
            ("powerAc", ("state",), _EMULATOR),
            ("powerCapacity", ("percent",), _EMULATOR),
            ("networkSpeed", ("speed",), _EMULATOR),
            ("sensorSet", ("sensorType", "value"), _EMULATOR),
            ("scheduleAction", ("name", "steps"), "watch for it from the test"),
            ("getActionHistory", ("name",), "watch for it from the test"),
            ("unscheduleAction", ("name",), "watch for it from the test"),
            ("listWindows", (), "set enableMultiWindows and read page source"),
        )
    },
}
_PREFIX = "mobile:"


def execute(call: Call) -> Any:
    """POST /execute/sync.

    Raises:
        WebDriverError: It is no `mobile:` command, an unknown one, or its parameters are wrong.
    """
    call.check("script", "args")
    script, arguments = call.text("script"), call.body["args"]
    if not script.startswith(_PREFIX):
        raise WebDriverError("unknown method", "Method is not implemented")
    name = script.removeprefix(_PREFIX).strip()
    command = COMMANDS.get(name)
    if command is None:
        raise _unsupported(script)
    parameters = _parameters(arguments)
    return command.run(_checked(replace(call, body=parameters), command))


def _checked(call: Call, command: MobileCommand) -> Call:
    call.check(*command.required)
    return call


def _parameters(arguments: Any) -> dict[str, Any]:
    if not isinstance(arguments, list):
        raise invalid_argument(
            "Did not get correct format of arguments for execute method. Expected zero or one "
            f"arguments to execute script and instead received: {arguments!r}"
        )
    parameters = arguments[0] if arguments else {}
    if not isinstance(parameters, dict):
        raise invalid_argument(
            "Did not receive an appropriate execute method parameters object. It needs to be "
            "deserializable as a plain JS object"
        )
    return parameters


def _unsupported(script: str) -> WebDriverError:
    available = [f"{_PREFIX} {name}" for name in COMMANDS]
    nearest = difflib.get_close_matches(script, available, n=1, cutoff=0.0)[0]
    return WebDriverError(
        "unsupported operation",
        f"Unsupported execute method '{script}', did you mean '{nearest}'? Make sure the installed "
        "AndroidUiautomator2Driver is up-to-date. Execute methods available in the current driver "
        f"version are: {', '.join(available)}",
    )
