"""Installed packages: the phone's own apps, and APKs that came by adb."""

import logging
from collections.abc import Mapping
from typing import Final

from virtual_phone.adb.apk import Instrumentation, Manifest, NoApk, read_manifest
from virtual_phone.tree.device import Device
from virtual_phone.tree.permissions import RUNTIME, Permissions
from virtual_phone.tree.versions import version_code

_LOG = logging.getLogger(__name__)
_FIRST_UID: Final = 10100
_SETTINGS_APP: Final = "io.appium.settings"
_READ_SMS: Final = "android.permission.READ_SMS"


class Packages:
    """What `pm` knows.

    Apps that come by adb are known and listed, and cannot be seen: a virtual phone runs no code.
    Appium's own are played by it.

    Args:
        device: The phone.
    """

    def __init__(self, device: Device) -> None:
        self._device = device
        self._added: dict[str, Manifest] = {}
        self._uids: dict[str, int] = {}
        self._permissions = Permissions()

    def names(self) -> list[str]:
        """All packages, the phone's own first."""
        return [*self.own(), *self.added()]

    def own(self) -> list[str]:
        """The phone's own apps."""
        with self._device.lock:
            return list(self._device.installed_packages())

    def added(self) -> list[str]:
        """Those that came by adb, and are not the phone's own."""
        return [name for name in self._added if name not in self.own()]

    def find(self, package: str) -> Manifest | None:
        """What is known of a package; None where it is not installed."""
        if package in self.own():
            with self._device.lock:
                version = self._device.app_version(package)
                main = self._device.main_activity(package)
                asked = tuple(self._device.permissions(package))
            return Manifest(package, version_code(version), version, asked, activities=(main,))
        return self._added.get(package)

    def uid(self, package: str) -> int:
        """The user that it runs as; the same for as long as the phone is there."""
        return self._uids.setdefault(package, _FIRST_UID + len(self._uids))

    def instrumentations(self) -> list[tuple[str, Instrumentation]]:
        """All test runners, with the package that each is in."""
        return [
            (package, each)
            for package, manifest in self._added.items()
            for each in manifest.instrumentations
        ]

    def permissions(self, package: str) -> Mapping[str, bool]:
        """All that a package asks for, and whether it is granted."""
        if package in self.own():
            with self._device.lock:
                return self._device.permissions(package)
        manifest = self._added.get(package)
        return self._permissions.of(package, manifest.permissions) if manifest else {}

    def change_permission(self, package: str, name: str, *, granted: bool) -> str:
        """`pm grant` and `pm revoke`; returns the exception in Android's words, "" for none."""
        if self.find(package) is None:
            return f"java.lang.IllegalArgumentException: Unknown package: {package}"
        if name not in self.permissions(package):
            if name not in RUNTIME:
                return f"java.lang.IllegalArgumentException: Unknown permission: {name}"
            said = f"Package {package} has not requested permission {name}"
            return f"java.lang.SecurityException: {said}"
        if name not in RUNTIME:
            said = f"Permission {name} requested by {package} is not a changeable permission type"
            return f"java.lang.SecurityException: {said}"
        if package in self.own():
            with self._device.lock:
                self._device.change_permission(package, name, granted=granted)
        else:
            self._permissions.change(package, name, granted=granted)
        return ""

    def reset_permissions(self) -> None:
        """`pm reset-permissions`: what a person could be asked for is asked for again."""
        for package in self.names():
            for name in self.permissions(package):
                if name in RUNTIME:
                    self.change_permission(package, name, granted=False)

    def install(self, apk: bytes, *, granted: bool = False) -> str:
        """What `pm install` prints.

        Args:
            apk: The file.
            granted: With all that it asks for, as by `-g`.
        """
        if self._device.faults.on("low-storage"):
            return "Failure [INSTALL_FAILED_INSUFFICIENT_STORAGE]\n"
        try:
            manifest = read_manifest(apk)
        except NoApk as error:
            return f"Failure [{error}]\n"
        if manifest.package in self.own():
            _LOG.warning("%s %s: the phone keeps its own", manifest.package, manifest.version_name)
            return "Success\n"
        self._added[manifest.package] = manifest
        refused = self._refused_to_installers(manifest.package)
        for name in manifest.permissions if granted else ():
            if name != refused:
                self._permissions.change(manifest.package, name, granted=True)
        return "Success\n"

    def uninstall(self, package: str) -> str:
        """What `pm uninstall` prints; the phone's own apps stay, as system apps do."""
        if package in self.own():
            return "Failure [DELETE_FAILED_INTERNAL_ERROR]\n"
        if self._added.pop(package, None) is None:
            return "Failure [DELETE_FAILED_INTERNAL_ERROR]\n"
        self._permissions.forget(package)
        return "Success\n"

    def _refused_to_installers(self, package: str) -> str:
        """A permission that no installation brings, with one of the faults."""
        refused = package == _SETTINGS_APP and self._device.faults.on("settings-app-refused")
        return _READ_SMS if refused else ""
