"""The routes of a session: method and path template -> command."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from virtual_phone.webdriver.commands import (
    actions,
    alerts,
    apps,
    around,
    display,
    elements,
    execute,
    finding,
    keys,
    recording,
    session,
)
from virtual_phone.webdriver.session import Call

Command = Callable[[Call], Any]

# Templates follow /session/ID; a part in braces is a variable.
ROUTES: tuple[tuple[str, str, Command], ...] = (
    ("GET", "", session.details),
    ("GET", "/appium/capabilities", session.capabilities),
    ("GET", "/timeouts", session.get_timeouts),
    ("POST", "/timeouts", session.set_timeouts),
    ("GET", "/appium/settings", session.get_settings),
    ("POST", "/appium/settings", session.update_settings),
    ("GET", "/contexts", session.contexts),
    ("GET", "/context", session.context),
    ("POST", "/context", session.set_context),
    ("POST", "/execute/sync", execute.execute),
    ("POST", "/execute", execute.execute),
    # Elements
    ("POST", "/element", finding.find_element),
    ("POST", "/elements", finding.find_elements),
    ("GET", "/element/active", finding.active_element),
    ("POST", "/element/{element}/element", finding.find_element),
    ("POST", "/element/{element}/elements", finding.find_elements),
    ("POST", "/element/{element}/click", elements.click),
    ("POST", "/element/{element}/clear", elements.clear),
    ("POST", "/element/{element}/value", elements.send_keys),
    ("GET", "/element/{element}/text", elements.text_of),
    ("GET", "/element/{element}/name", elements.name_of),
    ("GET", "/element/{element}/attribute/{name}", elements.attribute_of),
    ("GET", "/element/{element}/displayed", elements.is_displayed),
    ("GET", "/element/{element}/enabled", elements.is_enabled),
    ("GET", "/element/{element}/selected", elements.is_selected),
    ("GET", "/element/{element}/rect", elements.rect_of),
    ("GET", "/element/{element}/location", elements.location_of),
    ("GET", "/element/{element}/location_in_view", elements.location_of),
    ("GET", "/element/{element}/size", elements.size_of),
    ("GET", "/element/{element}/screenshot", elements.screenshot_of),
    ("POST", "/keys", elements.send_keys_to_focused),
    # The display
    ("GET", "/source", display.source),
    ("GET", "/screenshot", display.screenshot),
    ("GET", "/window/rect", display.window_rect),
    ("GET", "/window/{window}/size", display.window_size),
    ("GET", "/orientation", display.orientation),
    ("POST", "/orientation", display.set_orientation),
    ("GET", "/rotation", display.rotation),
    ("POST", "/back", display.back),
    ("POST", "/actions", actions.perform_actions),
    ("DELETE", "/actions", actions.release_actions),
    ("GET", "/alert/text", alerts.alert_text),
    ("POST", "/alert/accept", alerts.accept_alert),
    ("POST", "/alert/dismiss", alerts.dismiss_alert),
    ("POST", "/appium/start_recording_screen", recording.start),
    ("POST", "/appium/stop_recording_screen", recording.stop),
    # Logs
    ("GET", "/se/log/types", around.log_types),
    ("POST", "/se/log", around.log),
    ("GET", "/log/types", around.log_types),
    ("POST", "/log", around.log),
    # The driver's own routes, which older clients use where newer ones say `mobile:`
    ("POST", "/url", apps.open_url),
    ("POST", "/appium/device/press_keycode", keys.press_key),
    ("POST", "/appium/device/long_press_keycode", keys.press_key),
    ("POST", "/appium/device/keyevent", keys.press_key),
    ("POST", "/appium/device/hide_keyboard", keys.hide_keyboard),
    ("GET", "/appium/device/is_keyboard_shown", keys.is_keyboard_shown),
    ("POST", "/appium/device/app_installed", apps.is_installed),
    ("POST", "/appium/device/app_state", apps.state),
    ("POST", "/appium/device/activate_app", apps.activate),
    ("POST", "/appium/device/terminate_app", apps.terminate),
    ("POST", "/appium/app/background", apps.send_to_background),
    ("GET", "/appium/device/current_activity", apps.current_activity),
    ("GET", "/appium/device/current_package", apps.current_package),
    ("GET", "/appium/device/display_density", around.display_density),
    ("GET", "/appium/device/system_bars", around.system_bars),
    ("GET", "/appium/device/system_time", around.device_time),
    ("POST", "/appium/device/system_time", around.device_time),
    ("POST", "/appium/device/open_notifications", around.open_notifications),
    ("POST", "/appium/device/get_clipboard", around.get_clipboard),
    ("POST", "/appium/device/set_clipboard", around.set_clipboard),
    ("POST", "/appium/device/is_locked", around.is_locked),
    ("GET", "/network_connection", around.network_connection),
    # Known to the driver, without a meaning here
    *(
        (method, template, session.refusal(f"{method} {template}", why))
        for method, template, why in (
            ("POST", "/network_connection", "it has no radio"),
            ("GET", "/location", "it has no GPS"),
            ("POST", "/location", "it has no GPS"),
            ("POST", "/appium/compare_images", "compare pictures in the test"),
            ("POST", "/appium/events", "it keeps no events"),
            ("POST", "/appium/log_event", "it keeps no events"),
            ("POST", "/appium/device/install_app", "its apps are part of it"),
            ("POST", "/appium/device/remove_app", "its apps are part of it"),
            ("POST", "/appium/device/push_file", "it has no file system"),
            ("POST", "/appium/device/pull_file", "it has no file system"),
            ("POST", "/appium/device/pull_folder", "it has no file system"),
            ("POST", "/appium/device/lock", "it is never locked"),
        )
    ),
    ("POST", "/appium/execute_driver", session.insecurity("execute_driver_script")),
)


@dataclass
class _Level:
    """One part of a path: what may follow, and what is done when nothing does."""

    fixed: dict[str, "_Level"] = field(default_factory=dict)
    variable: "tuple[str, _Level] | None" = None
    commands: dict[str, Command] = field(default_factory=dict)


class RoutingTable:
    """Finds the command for a path; a fixed part goes before a variable."""

    def __init__(self, routes: Iterable[tuple[str, str, Command]] = ROUTES) -> None:
        self._top = _Level()
        for method, template, command in routes:
            level = self._top
            for part in template.split("/")[1:]:
                level = self._next(level, part)
            level.commands[method] = command

    @staticmethod
    def _next(level: _Level, part: str) -> _Level:
        if not part.startswith("{"):
            return level.fixed.setdefault(part, _Level())
        if level.variable is None:
            level.variable = (part[1:-1], _Level())
        return level.variable[1]

    def find(self, method: str, parts: list[str]) -> tuple[Command, Mapping[str, str]] | None:
        """The command and the values of the variables; None where there is no such route.

        Args:
            method: GET, POST or DELETE.
            parts: The parts of the path after /session/ID, still percent-encoded.
        """
        level, values = self._top, dict[str, str]()
        for part in parts:
            known = level.fixed.get(part)
            if known is not None:
                level = known
            elif level.variable is not None and part:
                name, level = level.variable
                values[name] = unquote(part)
            else:
                return None
        command = level.commands.get(method)
        return None if command is None else (command, values)
