"""The server's routes: other paths and bodies than the driver's, the same commands behind them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from virtual_phone.webdriver.capabilities import DPI_OF_DP
from virtual_phone.webdriver.commands import (
    actions,
    alerts,
    around,
    display,
    elements,
    finding,
    gestures,
    keys,
    session,
)
from virtual_phone.webdriver.errors import invalid_argument
from virtual_phone.webdriver.routes import Command
from virtual_phone.webdriver.session import Call

_ZOOM = gestures.pinch
_STATUS_FULL = 5  # android.os.BatteryManager.BATTERY_STATUS_FULL
# Names within the parts of a gesture -> the names that the driver's own commands have.
_PARTS: dict[str, dict[str, str]] = {
    "area": {"left": "left", "top": "top", "width": "width", "height": "height"},
    "offset": {"x": "x", "y": "y"},
    "start": {"x": "startX", "y": "startY"},
    "end": {"x": "endX", "y": "endY"},
    "params": {"strategy": "strategy", "selector": "selector", "maxSwipes": "maxSwipes"},
}


def _find(command: Command) -> Command:
    """`strategy`, `selector` and `context` for `using`, `value` and the element in the path."""

    def find(call: Call) -> Any:
        body = {"using": call.text("strategy"), "value": call.text("selector")}
        context = call.body.get("context")
        path = {"element": str(context)} if context else {}
        return command(replace(call, body=body, path=path))

    return find


def _gesture(command: Command) -> Command:
    """Element, area and points come in parts of their own."""

    def move(call: Call) -> Any:
        flat = {name: value for name, value in call.body.items() if name not in _PARTS}
        if "origin" in flat:
            flat["elementId"] = flat.pop("origin")
        for part, names in _PARTS.items():
            given = call.body.get(part)
            if given is None:
                continue
            if not isinstance(given, dict):
                raise invalid_argument(f"'{part}' must be a JSON object, and is {given!r}")
            flat |= {names[name]: value for name, value in given.items() if name in names}
        return command(replace(call, body=flat))

    return move


def _scroll_back_to(call: Call) -> Any:
    body = {"elementId": call.path["element"], "elementToId": call.path["other"]}
    return gestures.scroll_back_to(replace(call, body=body))


def _details(_call: Call) -> dict[str, Any]:
    return {"lastScrollData": None}


def _system_bars(call: Call) -> dict[str, int]:
    return {"statusBar": call.device.display.status_bar_px}


def _pixel_ratio(call: Call) -> float:
    return call.device.display.density_dpi / DPI_OF_DP


def _battery(_call: Call) -> dict[str, float]:
    return {"level": 1.0, "status": _STATUS_FULL}


def _set_rotation(call: Call) -> str:
    wanted = {0: "PORTRAIT", 90: "LANDSCAPE", 180: "PORTRAIT", 270: "LANDSCAPE"}
    degrees = call.required("z")
    if not isinstance(degrees, int) or degrees not in wanted:
        raise invalid_argument(f"Rotation must be one of {sorted(wanted)}, and is {degrees!r}")
    display.set_orientation(replace(call, body={"orientation": wanted[degrees]}))
    return f"ROTATION_{degrees}"


def _nothing(_call: Call) -> None:
    """There is no cache that could be stale."""


def _gestures() -> tuple[tuple[str, str, Command], ...]:
    by_name: dict[str, Callable[[Call], Any]] = {
        "click": gestures.click,
        "double_click": gestures.double_click,
        "long_click": gestures.long_click,
        "drag": gestures.drag,
        "fling": gestures.fling,
        "swipe": gestures.swipe,
        "scroll": gestures.scroll,
        "pinch_open": _ZOOM,
        "pinch_close": _ZOOM,
    }
    return tuple(
        ("POST", f"/appium/gestures/{name}", _gesture(run)) for name, run in by_name.items()
    )


_WATCH = "watch for it from the test"

# Templates follow /session/ID; a part in braces is a variable.
ROUTES: tuple[tuple[str, str, Command], ...] = (
    ("GET", "", _details),
    ("POST", "/element", _find(finding.first_found)),
    ("POST", "/elements", _find(finding.all_found)),
    ("GET", "/element/active", finding.active_element),
    ("GET", "/appium/element/{element}/first_visible", finding.first_visible),
    ("POST", "/element/{element}/click", elements.click),
    ("POST", "/element/{element}/clear", elements.clear),
    ("POST", "/element/{element}/value", elements.set_value),
    ("POST", "/keys", elements.send_keys_to_focused),
    ("GET", "/element/{element}/text", elements.text_of),
    ("GET", "/element/{element}/name", elements.name_of),
    ("GET", "/element/{element}/attribute/{name}", elements.attribute_value),
    ("GET", "/element/{element}/rect", elements.rect_of),
    ("GET", "/element/{element}/location", elements.location_of),
    ("GET", "/element/{element}/size", elements.size_of),
    ("GET", "/element/{element}/screenshot", elements.screenshot_of),
    ("GET", "/screenshot/{element}", elements.screenshot_of),
    ("GET", "/screenshot", display.screenshot),
    ("GET", "/source", display.source),
    ("GET", "/window/{window}/size", display.window_size),
    ("GET", "/orientation", display.orientation),
    ("POST", "/orientation", display.set_orientation),
    ("GET", "/rotation", display.rotation),
    ("POST", "/rotation", _set_rotation),
    ("POST", "/back", display.back),
    ("POST", "/actions", actions.perform_actions),
    ("GET", "/alert/text", alerts.alert_text),
    ("POST", "/alert/accept", alerts.accept_alert),
    ("POST", "/alert/dismiss", alerts.dismiss_alert),
    ("GET", "/appium/settings", session.get_settings),
    ("POST", "/appium/settings", session.update_settings),
    ("GET", "/appium/device/system_bars", _system_bars),
    ("GET", "/appium/device/pixel_ratio", _pixel_ratio),
    ("GET", "/appium/device/display_density", around.display_density),
    ("GET", "/appium/device/info", around.device_info),
    ("GET", "/appium/device/battery_info", _battery),
    ("POST", "/appium/device/press_keycode", keys.press_key),
    ("POST", "/appium/device/long_press_keycode", keys.press_key),
    ("POST", "/appium/device/open_notifications", around.open_notifications),
    ("POST", "/appium/device/get_clipboard", around.get_clipboard),
    ("POST", "/appium/device/set_clipboard", around.set_clipboard),
    ("POST", "/appium/reset_ax_cache", _nothing),
    ("POST", "/appium/list_displays", display.displays),
    ("POST", "/gestures/scroll_to", _gesture(gestures.scroll_to)),
    ("POST", "/appium/element/{element}/scroll_to/{other}", _scroll_back_to),
    *_gestures(),
    # Known to the server, without a meaning here
    *(
        (method, template, session.refusal(f"{method} {template}", why))
        for method, template, why in (
            ("POST", "/network_connection", "it has no radio"),
            ("POST", "/appium/list_windows", "set enableMultiWindows and read page source"),
            ("GET", "/appium/device/declared_orientation", "its apps declare none"),
            ("POST", "/appium/schedule_action", _WATCH),
            ("POST", "/appium/action_history", _WATCH),
            ("POST", "/appium/unschedule_action", _WATCH),
        )
    ),
)
