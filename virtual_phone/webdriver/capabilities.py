"""Capabilities: what a client asks of a session, and what it is told about the phone."""

import re
from typing import Any

from virtual_phone.tree.device import Device
from virtual_phone.webdriver.errors import WebDriverError, invalid_argument
from virtual_phone.webdriver.numbers import is_number

_STANDARD = {
    "browserName", "browserVersion", "platformName", "acceptInsecureCerts", "pageLoadStrategy",
    "proxy", "setWindowRect", "timeouts", "unhandledPromptBehavior", "strictFileInteractability",
    "webSocketUrl", "userAgent",
}  # fmt: skip
_BOOLEANS = {
    "noReset", "fullReset", "autoLaunch", "forceAppLaunch", "shouldTerminateApp",
    "dontStopAppOnReset", "autoGrantPermissions", "skipUnlock", "skipServerInstallation",
    "skipDeviceInitialization", "disableWindowAnimation", "skipLogcatCapture",
}  # fmt: skip
_NUMBERS = {"newCommandTimeout", "systemPort", "adbExecTimeout", "appWaitDuration"}
_STRINGS = {
    "appPackage", "appActivity", "appWaitActivity", "udid", "avd", "language", "locale",
    "orientation", "platformVersion",
}  # fmt: skip
_SETTING = re.compile(r"settings\[(\w+)\]")
_PREFIX = "appium:"
DPI_OF_DP = 160


def negotiated(body: dict[str, Any]) -> dict[str, Any]:
    """The capabilities of the first match that this driver can serve, without `appium:`.

    Args:
        body: The body of a new-session command.

    Raises:
        WebDriverError: They are malformed, or no match is for an Android phone and UiAutomator2.
    """
    asked = body.get("capabilities")
    if not isinstance(asked, dict):
        raise invalid_argument(
            "The 'capabilities' of the W3C standard must be given to create a session, "
            f"and {sorted(body)} was"
        )
    always = asked.get("alwaysMatch") or {}
    first = asked.get("firstMatch")
    matches = [{}] if first is None else first
    if not isinstance(always, dict):
        raise invalid_argument("'alwaysMatch' must be a JSON object")
    if not isinstance(matches, list) or not matches:
        raise invalid_argument("'firstMatch' must be a JSON array with at least one entry")
    reasons: list[str] = []
    for match in matches:
        try:
            return _checked(_merged(always, match))
        except _NoMatch as reason:
            reasons.append(str(reason))
    raise WebDriverError("session not created", "; ".join(dict.fromkeys(reasons)))


class _NoMatch(Exception):
    """These capabilities are for another driver."""


def _merged(always: dict[str, Any], match: Any) -> dict[str, Any]:
    if not isinstance(match, dict):
        raise invalid_argument("Every entry of 'firstMatch' must be a JSON object")
    doubled = sorted(set(always) & set(match))
    if doubled:
        raise invalid_argument(
            f"Property '{doubled[0]}' must not exist on both primary (alwaysMatch) and secondary "
            "(firstMatch) object"
        )
    merged = {name: value for name, value in {**always, **match}.items() if value is not None}
    unprefixed = sorted(name for name in merged if ":" not in name and name not in _STANDARD)
    if unprefixed:
        raise invalid_argument(
            "All non-standard capabilities should have a vendor prefix. The following "
            f"capabilities did not have one: {', '.join(unprefixed)}"
        )
    options = merged.pop(f"{_PREFIX}options", {})
    if not isinstance(options, dict):
        raise invalid_argument("'appium:options' must be a JSON object")
    plain = {name.removeprefix(_PREFIX): value for name, value in merged.items()}
    return {**plain, **{name.removeprefix(_PREFIX): value for name, value in options.items()}}


def _checked(capabilities: dict[str, Any]) -> dict[str, Any]:
    platform = capabilities.get("platformName")
    automation = capabilities.get("automationName", "UiAutomator2")
    if not isinstance(platform, str) or not platform:
        raise _NoMatch("'platformName' can't be blank; this driver serves Android")
    if platform.lower() != "android" or str(automation).lower() != "uiautomator2":
        raise _NoMatch(
            f"Could not find a driver for automationName '{automation}' and platformName "
            f"'{platform}'. This phone has UiAutomator2 for Android only"
        )
    for names, kinds, word in (
        (_BOOLEANS, (bool,), "boolean"),
        (_NUMBERS, (int, float), "number"),
        (_STRINGS, (str,), "string"),
    ):
        for name in sorted(names & set(capabilities)):
            value = capabilities[name]
            if not isinstance(value, kinds) or (word == "number" and not is_number(value)):
                raise WebDriverError(
                    "session not created", f"'{name}' must be of type {word}, and is {value!r}"
                )
    return capabilities


def refuse_another_phone(device: Device, capabilities: dict[str, Any]) -> None:
    """Refuse what would need a phone that is not this one: it cannot be changed to fit.

    Raises:
        WebDriverError: session not created, with what this phone has.
    """
    version = str(capabilities.get("platformVersion", device.android_version))
    has = {
        "language": device.language.partition("-")[0],
        "locale": device.country,
        "orientation": device.orientation,
        "platformVersion": device.android_version,
        "avd": device.udid,
    }
    wanted = capabilities | {"platformVersion": re.sub(r"(\.0)+$", "", version)}
    for name, here in has.items():
        asked = str(wanted.get(name, here))
        if asked.casefold() != here.casefold():
            raise WebDriverError(
                "session not created",
                f"'{name}' is asked to be '{asked}', and is '{here}' on this phone: a virtual "
                "phone is what it was started as",
            )


def settings_in(capabilities: dict[str, Any]) -> dict[str, Any]:
    """Takes `settings[NAME]` and `settings` out of the capabilities; returns the settings."""
    taken = capabilities.pop("settings", None)
    settings: dict[str, Any] = dict(taken) if isinstance(taken, dict) else {}
    for name in list(capabilities):
        match = _SETTING.fullmatch(name)
        if match:
            settings[match[1]] = capabilities.pop(name)
    return settings


def described(device: Device, capabilities: dict[str, Any]) -> dict[str, Any]:
    """What the answer to a new session says: the capabilities asked for, and the phone."""
    display = device.display
    height_px = window_height_px(device)
    return {
        **capabilities,
        "platform": "LINUX",
        "webStorageEnabled": False,
        "takesScreenshot": True,
        "javascriptEnabled": True,
        "databaseEnabled": False,
        "networkConnectionEnabled": True,
        "locationContextEnabled": False,
        "warnings": {},
        "desired": dict(capabilities),
        "deviceName": device.udid,
        "deviceUDID": device.udid,
        "pixelRatio": f"{display.density_dpi / DPI_OF_DP:g}",
        "statBarHeight": display.status_bar_px,
        "viewportRect": {
            "left": 0,
            "top": display.status_bar_px,
            "width": display.width_px,
            "height": height_px - display.status_bar_px,
        },
        "deviceApiLevel": device.sdk,
        "platformVersion": device.android_version,
        "deviceManufacturer": device.manufacturer,
        "deviceModel": device.model,
        "deviceScreenSize": f"{display.width_px}x{display.height_px}",
        "deviceScreenDensity": display.density_dpi,
    }


def window_height_px(device: Device) -> int:
    """Height of the window size that the driver reports: without the navigation bar."""
    return device.display.height_px - device.display.navigation_bar_px
