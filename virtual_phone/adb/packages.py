"""Installed packages: the phone's own apps, and APKs that came by adb."""

import logging
from typing import Final

from virtual_phone.adb.apk import Instrumentation, Manifest, NoApk, read_manifest
from virtual_phone.tree.device import Device
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
        self._refused: set[tuple[str, str]] = set()

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
            return Manifest(package, version_code(version), version, activities=(main,))
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

    def permissions(self, package: str) -> dict[str, bool]:
        """Whether each permission that a package asks for is granted; all are, unless revoked."""
        manifest = self.find(package)
        asked = manifest.permissions if manifest else ()
        return {each: (package, each) not in self._refused for each in asked}

    def grant(self, package: str, permission: str, *, granted: bool) -> None:
        """`pm grant` and `pm revoke`."""
        if granted:
            self._refused.discard((package, permission))
        else:
            self._refused.add((package, permission))

    def install(self, apk: bytes) -> str:
        """What `pm install` prints."""
        if self._device.faults.on("low-storage"):
            return "Failure [INSTALL_FAILED_INSUFFICIENT_STORAGE]\n"
        try:
            manifest = read_manifest(apk)
        except NoApk as error:
            return f"Failure [{error}]\n"
        if manifest.package in self.own():
            _LOG.warning("%s %s: the phone keeps its own", manifest.package, manifest.version_name)
            return "Success\n"
        first = manifest.package not in self._added
        self._added[manifest.package] = manifest
        if first and self._device.faults.on("settings-app-refused"):
            self.grant(_SETTINGS_APP, _READ_SMS, granted=False)
        return "Success\n"

    def uninstall(self, package: str) -> str:
        """What `pm uninstall` prints; the phone's own apps stay, as system apps do."""
        if package in self.own():
            return "Failure [DELETE_FAILED_INTERNAL_ERROR]\n"
        if self._added.pop(package, None) is None:
            return "Failure [DELETE_FAILED_INTERNAL_ERROR]\n"
        return "Success\n"
