"""Switches of the phone: Wi-Fi, mobile data, airplane mode, and what else has one.

They are kept where `settings get global` reads them, which is also where Appium looks. What apps
see does not change: they reach their server all the same.
"""

from virtual_phone.adb.android import Android
from virtual_phone.adb.shell.process import Process

_SETTING = {"wifi": "wifi_on", "data": "mobile_data", "bluetooth": "bluetooth_on"}
_STATES = {"enable": "1", "enabled": "1", "disable": "0", "disabled": "0"}
_NO_NFC = "Got a null NfcAdapter, is the system ready?"


def svc(android: Android, process: Process, arguments: list[str]) -> int:
    """`svc wifi|data|bluetooth enable|disable`, and others that change nothing here."""
    match arguments:
        case [name, "enable" | "disable" as verb] if name in _SETTING:
            android.put_setting("global", _SETTING[name], _STATES[verb])
        case ["nfc", *_]:
            process.line(_NO_NFC)
        case ["power" | "usb", *_]:
            pass
        case _:
            process.out("Available commands:\n    help\n    power\n    data\n    wifi\n    usb\n")
            process.out("    nfc\n    bluetooth\n")
            return 1
    return 0


def wifi(android: Android, process: Process, arguments: list[str]) -> int:
    """`cmd wifi set-wifi-enabled enabled|disabled` and `cmd wifi status`."""
    match arguments:
        case ["set-wifi-enabled", "enabled" | "disabled" as state]:
            android.put_setting("global", "wifi_on", _STATES[state])
        case ["status"]:
            on = android.setting("global", "wifi_on") == "1"
            process.line(f"Wifi is {'enabled' if on else 'disabled'}")
        case _:
            return _unknown(process, arguments)
    return 0


def phone(android: Android, process: Process, arguments: list[str]) -> int:
    """`cmd phone data enable|disable`."""
    match arguments:
        case ["data", "enable" | "disable" as verb]:
            android.put_setting("global", "mobile_data", _STATES[verb])
        case _:
            return _unknown(process, arguments)
    return 0


def connectivity(android: Android, process: Process, arguments: list[str]) -> int:
    """`cmd connectivity airplane-mode [enable|disable]`."""
    match arguments:
        case ["airplane-mode"]:
            on = android.setting("global", "airplane_mode_on") == "1"
            process.line("enabled" if on else "disabled")
        case ["airplane-mode", "enable" | "disable" as verb]:
            android.put_setting("global", "airplane_mode_on", _STATES[verb])
        case _:
            return _unknown(process, arguments)
    return 0


def bluetooth(android: Android, process: Process, arguments: list[str]) -> int:
    """`cmd bluetooth_manager enable|disable`."""
    match arguments:
        case ["enable" | "disable" as verb]:
            android.put_setting("global", "bluetooth_on", _STATES[verb])
            process.line(f"{verb}: Success")
        case _:
            return _unknown(process, arguments)
    return 0


def location(android: Android, process: Process, arguments: list[str]) -> int:
    """`cmd location is-location-enabled` and `set-location-enabled true|false`."""
    match arguments:
        case ["is-location-enabled"]:
            process.line(str(android.setting("secure", "location_mode") != "0").lower())
        case ["set-location-enabled", "true" | "false" as state]:
            android.put_setting("secure", "location_mode", "3" if state == "true" else "0")
        case _:
            return _unknown(process, arguments)
    return 0


def _unknown(process: Process, arguments: list[str]) -> int:
    process.error(f"Unknown command: {' '.join(arguments[:1])}")
    return 255
