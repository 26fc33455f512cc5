"""What the real driver answers: commands, and their answers as Appium 3.8.0 gave them.

Every line is put to the real Appium 3.8.0, UiAutomator2 driver 8.7.0 and adb in front of the adb
door of the same phone, which shows the app's first screen. `{agree}` is the id of its button.
"""

import json
from dataclasses import dataclass
from typing import Any

from virtual_phone.organization.records import LINK_START

APP = "com.zhiliaoapp.musically"
SPLASH = "com.ss.android.ugc.aweme.splash.SplashActivity"
AGREE = 'new UiSelector().text("Agree and continue")'


@dataclass(frozen=True)
class Line:
    """A command and its answer.

    Attributes:
        method: GET, POST or DELETE.
        path: After /session/ID.
        body: What is posted.
        status: Of the answer.
        value: The answer's value; of an error, code and message.
    """

    method: str
    path: str
    body: Any
    status: int
    value: Any


def _ok(method: str, path: str, value: Any, body: Any = None) -> Line:
    return Line(method, path, body, 200, value)


def _mobile(name: str, value: Any, **arguments: Any) -> Line:
    return _ok("POST", "/execute/sync", value, {"script": f"mobile: {name}", "args": [arguments]})


def _fails(status: int, code: str, message: str, method: str, path: str, body: Any = None) -> Line:
    return Line(method, path, body, status, {"error": code, "message": message})


def _mobile_fails(status: int, code: str, message: str, name: str, **arguments: Any) -> Line:
    body = {"script": f"mobile: {name}", "args": [arguments]}
    return _fails(status, code, message, "POST", "/execute/sync", body)


def _missing(names: str, required: str, given: str) -> str:
    are = "parameters are" if "," in names else "parameter is"
    return (
        f"The following required {are} missing: [{names}]\n"
        f"Known required parameters are: [{required}]\nYou have provided{given}"
    )


_NOTIFY = "android.permission.POST_NOTIFICATIONS"
_OTHERS = [
    f"android.permission.{name}"
    for name in (
        *("CAMERA", "RECORD_AUDIO", "READ_CONTACTS", "READ_MEDIA_IMAGES", "READ_MEDIA_VIDEO"),
        "ACCESS_COARSE_LOCATION",
    )
]
_NOWHERE = "An element could not be located on the page using the given search parameters."
_GONE = "{ act=android.intent.action.VIEW dat=nowhere://example/?a=1&b=2 }"
_INSECURE = (
    "Potentially insecure feature '{}' has not been enabled. If you want to enable this feature "
    "and accept the security ramifications, please do so by following the documented instructions "
    "at http://appium.io/docs/en/latest/guides/security/"
)

LINES: tuple[Line, ...] = (
    # Finding
    _fails(404, "no such element", _NOWHERE, "POST", "/element", {"using": "id", "value": "none"}),
    _fails(
        404, "no such element", _NOWHERE, "POST", "/element",
        {"using": "-android uiautomator", "value": "new UiScrollable(new UiSelector()"
         '.scrollable(true)).scrollIntoView(new UiSelector().text("none"))'},
    ),
    _ok("POST", "/elements", [], {"using": "accessibility id", "value": "none"}),
    _fails(
        400, "invalid selector", "Locator Strategy 'name' is not supported for this session",
        "POST", "/element", {"using": "name", "value": "x"},
    ),
    _fails(
        500, "unknown error", "Must provide a selector when finding elements",
        "POST", "/elements", {"using": "id", "value": ""},
    ),
    _fails(
        400, "invalid argument", _missing('"value"', '"using","value"', ': ["using"]'),
        "POST", "/element", {"using": "id"},
    ),
    _fails(
        400, "invalid argument", _missing('"using","value"', '"using","value"', " none"),
        "POST", "/element", {},
    ),
    _fails(404, "no such element", _NOWHERE.rstrip("."), "GET", "/element/active"),
    # Elements
    _ok("GET", "/element/{agree}/text", "Agree and continue"),
    _ok("GET", "/element/{agree}/attribute/displayed", "true"),
    _ok("GET", "/element/{agree}/attribute/hint", "null"),
    _ok("GET", "/element/{agree}/enabled", True),
    _fails(
        404, "no such element",
        "The element identified by 'none' is not present in the cache or has expired. "
        "Try to find it again",
        "GET", "/element/none/text",
    ),
    _fails(
        400, "invalid argument", _missing('"text"', '"text"', " none"),
        "POST", "/element/{agree}/value", {},
    ),
    _fails(
        400, "invalid element state",
        "Cannot set the element to '5'. Did you interact with the correct element?",
        "POST", "/element/{agree}/value", {"text": 5},
    ),
    # The display
    _ok("GET", "/window/rect", {"x": 0, "y": 0, "width": 1080, "height": 2274}),
    _ok("GET", "/orientation", "PORTRAIT"),
    _fails(404, "no such alert", "No alert is present on the screen", "GET", "/alert/text"),
    # The session
    _fails(
        404, "unknown command",
        "The requested resource could not be found, or a request was received using an HTTP "
        "method that is not supported by the mapped resource.",
        "POST", "/nonsense", {},
    ),
    _fails(405, "unknown method", "Not implemented yet for pageLoad.", "POST", "/timeouts",
           {"pageLoad": 10}),
    _fails(
        400, "invalid argument",
        "W3C protocol expects any of script, pageLoad or implicit to be set",
        "POST", "/timeouts", {},
    ),
    _fails(400, "invalid argument", "Invalid timeout value '-1'", "POST", "/timeouts",
           {"implicit": -1}),
    _fails(500, "unknown error", "No such context found.", "POST", "/context",
           {"name": "WEBVIEW_x"}),
    _fails(
        400, "invalid argument", "Settings update should be called with valid JSON. Got 5 instead",
        "POST", "/appium/settings", {"settings": 5},
    ),
    _fails(
        500, "unknown error",
        "Unsupported log type 'none'. Supported types: "
        '{"logcat":"Logs for Android applications on real device and emulators via ADB",'
        '"bugreport":"\'adb bugreport\' output for advanced issues diagnostic",'
        '"server":"Appium server logs"}',
        "POST", "/se/log", {"type": "none"},
    ),
    _fails(500, "unknown error", _INSECURE.format("get_server_logs"), "POST", "/se/log",
           {"type": "server"}),
    # The driver's own commands
    _mobile("getCurrentActivity", SPLASH),
    _mobile("getCurrentPackage", APP),
    _mobile("isKeyboardShown", False),
    _mobile("hideKeyboard", False),
    _mobile("isLocked", False),
    _mobile("getDisplayDensity", 420),
    _mobile("viewportRect", {"left": 0, "top": 63, "width": 1080, "height": 2211}),
    _mobile("batteryInfo", {"level": 1, "state": 5}),
    _mobile("listSms", {"items": [], "total": 0}, max=1),
    _mobile("getNotifications", {"statusBarNotifications": []}),
    _mobile("isAppInstalled", True, appId=APP),
    _mobile("isAppInstalled", False, appId="a.b"),
    _mobile("queryAppState", 4, appId=APP),
    _mobile("queryAppState", 0, appId="a.b"),
    _mobile("setClipboard", None, content="aGVsbG8="),
    _mobile("getClipboard", "aGVsbG8="),
    _mobile("backgroundApp", None, seconds=0),
    # Permissions
    _mobile("getPermissions", [*_OTHERS, _NOTIFY], type="denied"),
    _mobile("changePermissions", None, permissions=[_NOTIFY], action="grant", target="pm"),
    _mobile("getPermissions", _OTHERS, type="DENIED", appPackage=APP),
    _mobile_fails(
        400, "invalid argument",
        "Unknown permissions type 'Some'. Only [\"denied\",\"granted\",\"requested\"] types are "
        "supported",
        "getPermissions", type="Some",
    ),
    _mobile_fails(
        400, "invalid argument", "'permissions' argument must not be empty",
        "changePermissions", permissions=[],
    ),
    _mobile_fails(
        400, "invalid argument", "Unknown action 'steal'. Only [\"grant\",\"revoke\"] actions are "
        "supported",
        "changePermissions", permissions="all", action="steal",
    ),
    _mobile_fails(
        400, "invalid argument", "'target' argument must be one of: pm,appops",
        "changePermissions", permissions="all", target="x",
    ),
    _mobile_fails(
        500, "unknown error", _INSECURE.format("adb_shell"),
        "changePermissions", permissions="READ_SMS", target="appops",
    ),
    # Films
    _ok("POST", "/appium/stop_recording_screen", "", {}),
    *(
        _fails(
            500, "unknown error",
            "The timeLimit value must be in range [1, 1800] seconds. "
            f"The value of '{limit}' has been passed instead.",
            "POST", "/appium/start_recording_screen",
            {"options": {"timeLimit": json.loads(limit) if limit != "soon" else limit}},
        )
        for limit in ("1801", "0", "-1", "true", "soon")
    ),
    _mobile_fails(
        500, "unknown error",
        "Unable to resolve the launchable activity of 'a.b'. Original error: No activity found",
        "activateApp", appId="a.b",
    ),
    _mobile_fails(
        500, "unknown error",
        f"Error attempting to start URI. Original error: Starting: Intent {_GONE}\n"
        f"Error: Activity not started, unable to resolve Intent {_GONE}",
        "deepLink", url="nowhere://example/?a=1&b=2",
    ),
    _mobile_fails(
        400, "invalid argument", "Click offset coordinates must be provided if element is not set",
        "clickGesture", x="a", y=1,
    ),
    _fails(
        400, "invalid argument", _missing('"args"', '"script","args"', ': ["script"]'),
        "POST", "/execute/sync", {"script": "mobile: isLocked"},
    ),
    _ok("POST", "/execute/sync", False, {"script": "mobile: isLocked", "args": [{}, {}]}),
    # At the end, as the screen changes: without a package, as a person's tap on a link
    _mobile("deepLink", None, url=f"{LINK_START}nobody&from=sms"),
    _mobile("getCurrentPackage", APP),
)  # fmt: skip
