"""What Android keeps beside the apps: properties, settings, files, packages, processes."""

import threading
import zlib
from collections.abc import Sequence
from typing import Final

from virtual_phone.adb.files import Files
from virtual_phone.adb.packages import Packages
from virtual_phone.adb.tools import Tools
from virtual_phone.device_server import DeviceServer
from virtual_phone.faults import At
from virtual_phone.tree.animations import scale_of
from virtual_phone.tree.device import Device

SETTINGS_APP: Final = "io.appium.settings"
SERVER_APP: Final = "io.appium.uiautomator2.server"
KEYBOARD: Final = "com.google.android.inputmethod.latin/com.android.inputmethod.latin.LatinIME"
_ANIMATIONS: Final = (
    "window_animation_scale",
    "transition_animation_scale",
    "animator_duration_scale",
)
_SYSTEM: Final = {
    "init": 1, "kthreadd": 2, "logd": 188, "adbd": 411, "system_server": 571,
    "com.android.systemui": 812, "com.google.android.inputmethod.latin": 1044,
}  # fmt: skip
_FIRST_PID: Final = 4120
# Appium ends processes called `uiautomator` by itself, but no app.
_HOLDER: Final = "com.github.uiautomator"
_HOLDER_PID: Final = 3991
_LISTENERS: Final = ("secure", "enabled_notification_listeners")
_LISTENER: Final = f"{SETTINGS_APP}/{SETTINGS_APP}.NLService"
_DATA_KIB: Final = 6_082_144
_LEFT_KIB: Final = 3_911_320
_LOW_KIB: Final = 61_440


class Android:
    """The phone behind adb.

    Args:
        device: The phone that a person sees.
        server: The on-device server, which is started through adb.

    Attributes:
        tools: Programs of the shell that run for a while.
        app_ops: Modes of operations, by package and name.
        settings_app_runs: Whether Appium's helper has been started.
        log_cleared: Lines of the log at the last `logcat -c`.
        uiautomator_is_held: Whether a program other than Appium's server holds UiAutomator.
    """

    def __init__(self, device: Device, server: DeviceServer) -> None:
        self.device, self.server = device, server
        self.files = Files()
        self.packages = Packages(device)
        self.tools = Tools()
        self.app_ops: dict[str, dict[str, str]] = {}
        self.settings_app_runs = False
        self.log_cleared: Sequence[str] = ()
        self.uiautomator_is_held = device.faults.on("uiautomator-held")
        self._lock = threading.Lock()
        self._pids = dict(_SYSTEM)
        self._properties: dict[str, str] = {}
        self._settings: dict[tuple[str, str], str] = {
            ("global", "adb_enabled"): "1",
            ("global", "airplane_mode_on"): "0",
            ("global", "device_provisioned"): "1",
            ("global", "mobile_data"): "1",
            ("global", "wifi_on"): "1",
            ("secure", "android_id"): f"{zlib.crc32(device.udid.encode()):016x}",
            ("secure", "default_input_method"): KEYBOARD,
            ("secure", "enabled_input_methods"): KEYBOARD,
            ("secure", "location_mode"): "3",
            ("system", "accelerometer_rotation"): "0",
            ("system", "user_rotation"): "0",
        }

    @property
    def has_booted(self) -> bool:
        """Whether Android has come up, and not only the bare shell below it."""
        faults = self.device.faults
        for_good = faults.on("still-booting") or faults.on("boot-failed")
        return not (for_good or faults.next_one_strikes(At.BOOT))

    # Properties
    def properties(self) -> dict[str, str]:
        """What `getprop` prints."""
        device = self.device
        name = device.model.lower().replace(" ", "_")
        fixed = {
            "dev.bootcomplete": "1",
            "persist.sys.locale": f"{device.language.partition('-')[0]}-{device.country}",
            "persist.sys.timezone": device.device_time().tzname() or "UTC",
            "ro.build.characteristics": "default",
            "ro.build.fingerprint": f"virtual/{name}/{name}:{device.android_version}/VP1/1:user",
            "ro.build.type": "user",
            "ro.build.version.release": device.android_version,
            "ro.build.version.sdk": str(device.sdk),
            "ro.product.brand": device.manufacturer.lower(),
            "ro.product.cpu.abi": "arm64-v8a",
            "ro.product.cpu.abilist": "arm64-v8a,armeabi-v7a,armeabi",
            "ro.product.device": name,
            "ro.product.locale": f"{device.language.partition('-')[0]}-{device.country}",
            "ro.product.manufacturer": device.manufacturer,
            "ro.product.model": device.model,
            "ro.product.name": name,
            "ro.serialno": device.udid,
            "ro.sf.lcd_density": str(device.display.density_dpi),
            "sys.boot_completed": "1",
        }
        if not self.has_booted:
            fixed = {name: value for name, value in fixed.items() if "boot" not in name}
        return dict(sorted({**fixed, **self._properties}.items()))

    def set_property(self, name: str, value: str) -> bool:
        """`setprop`; False for one that only the phone itself may set."""
        if name.startswith("ro.") or name in {"sys.boot_completed", "dev.bootcomplete"}:
            return False
        self._properties[name] = value
        return True

    # Settings
    def setting(self, namespace: str, key: str) -> str | None:
        """One of `settings`; None where it is not set."""
        if key in _ANIMATIONS:
            with self.device.lock:
                return f"{self.device.animation_scale:g}"
        return self._settings.get((namespace, key))

    def settings(self, namespace: str) -> dict[str, str]:
        """All of a namespace."""
        found = {key: value for (space, key), value in self._settings.items() if space == namespace}
        if namespace == "global":
            found |= {key: self.setting("global", key) or "" for key in _ANIMATIONS}
        return dict(sorted(found.items()))

    def put_setting(self, namespace: str, key: str, value: str) -> None:
        """Set one; the animations' scales are the phone's own.

        Raises:
            ValueError: It must be a number from 0 to 10, and is none; the text says so.
        """
        if key in _ANIMATIONS:
            scale = scale_of(value)
            with self.device.lock:
                self.device.animation_scale = scale
            return
        self._settings[namespace, key] = value

    def delete_setting(self, namespace: str, key: str) -> bool:
        """Returns whether it was set."""
        return self._settings.pop((namespace, key), None) is not None

    def listens_to_notifications(self) -> bool:
        """Whether Appium's settings app may."""
        return _LISTENER in self._settings.get(_LISTENERS, "").split(":")

    def let_listen(self, *, allowed: bool) -> None:
        """Let Appium's settings app see notifications, or not."""
        self._settings[_LISTENERS] = _LISTENER if allowed else ""

    # Storage
    def storage_kib(self) -> tuple[int, int]:
        """Size of /data, and what is left of it."""
        low = self.device.faults.on("low-storage")
        return _DATA_KIB, _LOW_KIB if low else _LEFT_KIB

    # Processes
    def processes(self) -> dict[str, int]:
        """Names and numbers of what runs."""
        running = dict(_SYSTEM)
        with self.device.lock:
            apps = [
                package
                for package in self.device.installed_packages()
                if self.device.app_state(package) in {"background", "foreground"}
            ]
            front = self.device.current_package
        if front not in apps:
            apps.append(front)
        if self.settings_app_runs:
            apps.append(SETTINGS_APP)
        if self.server.running:
            apps.append(SERVER_APP)
        if self.uiautomator_is_held:
            running[_HOLDER] = _HOLDER_PID
        return running | {name: self._pid(name) for name in apps}

    def stop_package(self, package: str) -> None:
        """`am force-stop`."""
        if package == SETTINGS_APP:
            self.settings_app_runs = False
        elif package == _HOLDER:
            self.uiautomator_is_held = False
        elif package.removesuffix(".test") == SERVER_APP:
            self.server.stop()
        else:
            with self.device.lock:
                self.device.stop_app(package)

    def _pid(self, name: str) -> int:
        with self._lock:
            return self._pids.setdefault(name, _FIRST_PID + 37 * (len(self._pids) - len(_SYSTEM)))
