"""How sessions begin and end: one at a time on a phone."""

from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

from virtual_phone.tree.device import Device
from virtual_phone.webdriver.capabilities import (
    described,
    negotiated,
    refuse_another_phone,
    settings_in,
)
from virtual_phone.webdriver.errors import WebDriverError
from virtual_phone.webdriver.session import Session
from virtual_phone.webdriver.session_slot import SessionSlot


class Lifecycle:
    """The session of a phone. Every call is made while holding the phone's lock.

    Args:
        device: The phone.
    """

    def __init__(self, device: Device) -> None:
        self._device = device
        self._slot = SessionSlot(device)

    def begin(
        self, body: dict[str, Any], refuse: Callable[[dict[str, Any]], None]
    ) -> dict[str, Any]:
        """POST /session. A session that is there already is ended first.

        Args:
            body: What was sent.
            refuse: Called with the capabilities before anything is done; raises where a fault lets
                no session begin.

        Raises:
            WebDriverError: The capabilities are wrong, or the app cannot be started.
        """
        capabilities = negotiated(body)
        settings = settings_in(capabilities)
        self._check_udid(capabilities)
        refuse_another_phone(self._device, capabilities)
        refuse(capabilities)
        if self._slot.session is not None:
            self.end(self._slot.session)
        try:
            session = self._slot.new_session(capabilities)
            session.settings.update(settings)
            _prepare_app(self._device, capabilities)
        except WebDriverError as error:
            raise WebDriverError("session not created", error.message) from error
        self._slot.session = session
        if capabilities.get("clearDeviceLogsOnStart"):
            session.log_seen = tuple(self._device.device_log())
        return {
            "sessionId": session.id,
            "capabilities": described(self._device, capabilities),
        }

    def get(self, session_id: str) -> Session:
        """The session with this id.

        Raises:
            WebDriverError: It has ended, or never was.
        """
        self.expire()
        return self._slot.get(session_id)

    def end(self, session: Session) -> None:
        """DELETE /session/ID; the app is stopped unless `noReset`."""
        self._slot.end(session)
        asked = session.capabilities
        keeps = asked.get("dontStopAppOnReset") or asked.get("noReset")
        if session.app_package and (not keeps or asked.get("shouldTerminateApp")):
            self._device.stop_app(session.app_package)

    def expire(self) -> None:
        """End a session whose client has been silent for longer than `newCommandTimeout`."""
        session = self._slot.session
        if session is not None and session.expired:
            self.end(session)

    def _check_udid(self, capabilities: dict[str, Any]) -> None:
        udid = capabilities.get("udid", self._device.udid)
        if udid != self._device.udid:
            raise WebDriverError(
                "session not created",
                f"Device {udid} was not in the list of connected devices; "
                f"this one is {self._device.udid}",
            )


def _prepare_app(device: Device, capabilities: dict[str, Any]) -> None:
    """Reset and start the app that is asked for, as far as it is asked for."""
    if "app" in capabilities:
        raise _not_created(
            f"Could not find app apk at '{capabilities['app']}': the apps of a virtual phone are "
            "part of it. Use 'appium:appPackage'"
        )
    if capabilities.get("fullReset"):
        raise _not_created(
            "Full reset requires an app capability, use fastReset if app is not provided"
        )
    package = capabilities.get("appPackage")
    if package is None:
        return
    if package not in device.installed_packages():
        raise _not_created(
            f"Cannot start the '{package}' application: it is not installed. Installed are: "
            f"{', '.join(device.installed_packages())}"
        )
    no_reset = bool(capabilities.get("noReset"))
    if not no_reset:
        device.stop_app(package)
        device.clear_app_data(package)
    if capabilities.get("autoGrantPermissions"):
        device.grant_permissions(package)
    if capabilities.get("autoLaunch", True):
        _launch(device, capabilities, package, no_reset=no_reset)


def _launch(device: Device, capabilities: dict[str, Any], package: str, *, no_reset: bool) -> None:
    activity = capabilities.get("appActivity")
    if isinstance(activity, str) and activity.startswith("."):
        activity = package + activity
    forced = bool(capabilities.get("forceAppLaunch"))
    if no_reset and not forced and device.app_state(package) in {"background", "foreground"}:
        return  # the driver leaves an app alone that runs already
    if forced or not capabilities.get("dontStopAppOnReset"):
        device.stop_app(package)
    if not device.start_app(package, activity):
        raise _not_created(
            f"Cannot start the '{package}' application. Original error: Activity name '{activity}' "
            "used to start the app doesn't exist or cannot be launched! Make sure it exists and is "
            "a launchable activity"
        )
    _check_waited_for(device, capabilities, package)


def _check_waited_for(device: Device, capabilities: dict[str, Any], package: str) -> None:
    wanted = capabilities.get("appWaitActivity")
    if wanted is None:
        return
    names = [name.strip() for name in wanted.split(",")]
    full = [package + name if name.startswith(".") else name for name in names]
    here = device.current_activity
    here = package + here if here.startswith(".") else here
    if not any(fnmatchcase(here, name) for name in full):
        raise _not_created(
            f"'appWaitActivity' is '{wanted}', and the activity that has come is '{here}'"
        )


def _not_created(message: str) -> WebDriverError:
    return WebDriverError("session not created", message)
