"""What Appium's settings app answers when it is spoken to."""

import base64
from typing import Any

from virtual_phone.adb.android import SETTINGS_APP, Android
from virtual_phone.adb.numbers import digits
from virtual_phone.webdriver.commands.around import listed_messages, listed_notifications

_PREFIX = f"{SETTINGS_APP}."
_MOST_MESSAGES = 100
_READ_SMS = "android.permission.READ_SMS"
# Its answers that change nothing on a virtual phone.
_ACCEPTED = {"animation", "locale", "scan_media"}
_SWITCHES = {"bluetooth": "bluetooth_on", "data_connection": "mobile_data", "wifi": "wifi_on"}


def received(android: Android, action: str, extras: dict[str, str]) -> Any:
    """The data of the answer, True for an answer without; None where nobody listens.

    Args:
        android: The phone.
        action: The intent's action.
        extras: The intent's further values.
    """
    if not action.startswith(_PREFIX) or android.packages.find(SETTINGS_APP) is None:
        return None
    asked, device = action.removeprefix(_PREFIX), android.device
    if not _may(android, asked):
        return None
    with device.lock:
        if asked == "sms.read":
            most = digits(extras.get("max", ""))
            return listed_messages(device, _MOST_MESSAGES if most is None else most)
        if asked == "notifications":
            return listed_notifications(device)
        if asked == "clipboard.get":
            return base64.b64encode(device.clipboard.encode()).decode()
        if asked == "locale":
            device.language = extras.get("lang", device.language)
            device.country = extras.get("country", device.country)
    if asked in _SWITCHES:
        on = extras.get("setstatus") == "enable"
        android.put_setting("global", _SWITCHES[asked], "1" if on else "0")
    return True if asked in _ACCEPTED or asked in _SWITCHES else None


def _may(android: Android, asked: str) -> bool:
    """Whether the settings app is allowed to read what it is asked for."""
    if asked == "sms.read":
        return android.packages.permissions(SETTINGS_APP).get(_READ_SMS, True)
    return asked != "notifications" or android.listens_to_notifications()
