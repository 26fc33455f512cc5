"""Apps: starting, stopping, asking about them."""

from typing import Any

from virtual_phone.tree.versions import version_code
from virtual_phone.webdriver.errors import failed, invalid_argument
from virtual_phone.webdriver.numbers import finite
from virtual_phone.webdriver.session import Call

_LONGEST_S = 24 * 60 * 60
_STATES = {"not_installed": 0, "not_running": 1, "background": 3, "foreground": 4}


def is_installed(call: Call) -> bool:
    """`mobile: isAppInstalled`."""
    return _app(call) in call.device.installed_packages()


def state(call: Call) -> int:
    """`mobile: queryAppState`: 0 not installed, 1 not running, 3 in the background, 4 in front."""
    return _STATES[call.device.app_state(_app(call))]


def installed(call: Call) -> dict[str, dict[str, Any]]:
    """`mobile: listApps`."""
    return {
        name: {"packageName": name, "versionCode": version_code(call.device.app_version(name))}
        for name in call.device.installed_packages()
    }


def activate(call: Call) -> None:
    """`mobile: activateApp`."""
    app = _app(call)
    if not call.device.start_app(app):
        raise failed(
            f"Unable to resolve the launchable activity of '{app}'. "
            "Original error: No activity found"
        )


def terminate(call: Call) -> bool:
    """`mobile: terminateApp`; returns whether it was running."""
    return call.device.stop_app(_app(call))


def clear(call: Call) -> None:
    """`mobile: clearApp`."""
    app = _app(call)
    if not call.device.clear_app_data(app):
        raise failed(f"Cannot clear the application data of '{app}'. Original output: Failed")


def send_to_background(call: Call) -> bool:
    """`mobile: backgroundApp`: home, and back after so many seconds; for good when negative.

    It answers when the app is back. A phone without animations does not wait: its clock is moved
    on by as much.
    """
    seconds = finite("seconds", call.body.get("seconds", -1), most=_LONGEST_S)
    call.device.send_to_background(seconds)
    if seconds > 0 and call.device.animation_scale > 0:
        call.pause(seconds)
    return True


def start_activity(call: Call) -> str:
    """`mobile: startActivity`: by `component` (or `intent`), written `package/activity`."""
    component = call.body.get("component") or call.body.get("intent")
    uri = call.body.get("uri")
    if component is None and isinstance(uri, str):
        _open(call, uri, call.body.get("package"))
        return f"Starting: Intent {{ dat={uri} }}"
    if not isinstance(component, str) or "/" not in component:
        raise invalid_argument(
            "An activity to start must be given as 'component': 'package/activity', "
            f"and {component!r} was"
        )
    package, activity = component.split("/", 1)
    if activity.startswith("."):
        activity = package + activity
    if not call.device.start_app(package, activity):
        raise failed(f"Error: Activity class {{{package}/{activity}}} does not exist.")
    return f"Starting: Intent {{ cmp={package}/{activity} }}"


def deep_link(call: Call) -> None:
    """`mobile: deepLink`."""
    _open(call, call.text("url"), call.body.get("package"))


def open_url(call: Call) -> None:
    """POST /url: a deep link into the session's app."""
    _open(call, call.text("url"), call.session.app_package or None)


def _open(call: Call, url: str, package: Any) -> None:
    if package is not None and not isinstance(package, str):
        raise invalid_argument(f"'package' must be a string, and is {package!r}")
    if not call.device.open_url(url, package):
        wanted = f"act=android.intent.action.VIEW dat={url}" + (
            f" pkg={package}" if package else ""
        )
        raise failed(
            "Error attempting to start URI. Original error: "
            f"Starting: Intent {{ {wanted} }}\n"
            f"Error: Activity not started, unable to resolve Intent {{ {wanted} }}"
        )
    call.session.settle()


def current_activity(call: Call) -> str:
    """`mobile: getCurrentActivity`."""
    return call.device.current_activity


def current_package(call: Call) -> str:
    """`mobile: getCurrentPackage`."""
    return call.device.current_package


def _app(call: Call) -> str:
    # Older routes say `bundleId`, and newer clients send both.
    return call.text("appId" if "appId" in call.body or "bundleId" not in call.body else "bundleId")
