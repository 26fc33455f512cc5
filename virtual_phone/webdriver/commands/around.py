"""What is around the app: SMS, notifications, time, clipboard, the phone's own data, its log."""

import base64
import json
import re
import time
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from virtual_phone.tree.device import Device
from virtual_phone.tree.log_tail import new_lines
from virtual_phone.tree.screen_lock import WAKEUP
from virtual_phone.webdriver.errors import failed, insecure, invalid_argument, refused
from virtual_phone.webdriver.session import Call

_TIME_FORMAT = "YYYY-MM-DDTHH:mm:ssZ"
_TOKEN = re.compile(r"\[[^\]]*\]|YYYY|YY|MMMM|MMM|MM|DD|HH|hh|mm|ss|SSS|ZZ|Z|A|a|dddd|ddd|X|x")
_STAMP_LENGTH = len("11-26 21:17:14.123")
_LOG_TYPES = {
    "logcat": "Logs for Android applications on real device and emulators via ADB",
    "bugreport": "'adb bugreport' output for advanced issues diagnostic",
    "server": "Appium server logs",
}


def _offset(moment: datetime) -> str:
    plain = moment.strftime("%z") or "+0000"
    return f"{plain[:3]}:{plain[3:5]}"


_TOKENS: dict[str, Callable[[datetime], str]] = {
    "YYYY": lambda t: f"{t.year:04}",
    "YY": lambda t: f"{t:%y}",
    "MMMM": lambda t: f"{t:%B}",
    "MMM": lambda t: f"{t:%b}",
    "MM": lambda t: f"{t:%m}",
    "DD": lambda t: f"{t:%d}",
    "dddd": lambda t: f"{t:%A}",
    "ddd": lambda t: f"{t:%a}",
    "HH": lambda t: f"{t:%H}",
    "hh": lambda t: f"{t:%I}",
    "mm": lambda t: f"{t:%M}",
    "ss": lambda t: f"{t:%S}",
    "SSS": lambda t: f"{t.microsecond // 1000:03}",
    "Z": _offset,
    "ZZ": lambda t: _offset(t).replace(":", ""),
    "A": lambda t: f"{t:%p}",
    "a": lambda t: f"{t:%p}".lower(),
    "X": lambda t: str(int(t.timestamp())),
    "x": lambda t: str(int(t.timestamp() * 1000)),
}


def text_messages(call: Call) -> dict[str, Any]:
    """`mobile: listSms`, newest first."""
    most = call.body.get("max", 100)
    if isinstance(most, bool) or not isinstance(most, int) or most < 0:
        raise invalid_argument(f"'max' must be a number of messages, and is {most!r}")
    return listed_messages(call.device, most)


def listed_messages(device: Device, most: int) -> dict[str, Any]:
    """SMS as the settings app on the phone lists them, newest first."""
    messages = device.text_messages()
    items = [
        {
            "id": str(message.id),
            "address": message.sender,
            "person": None,
            "date": str(_ms(message.received_at)),
            "read": "1" if message.read else "0",
            "status": "-1",
            "type": "1",
            "subject": None,
            "body": message.body,
            "serviceCenter": None,
        }
        for message in messages[:most]
    ]
    return {"items": items, "total": len(messages)}


def notifications(call: Call) -> dict[str, Any]:
    """`mobile: getNotifications`, newest first."""
    return listed_notifications(call.device)


def listed_notifications(device: Device) -> dict[str, Any]:
    """Notifications as the settings app on the phone lists them, newest first."""
    entries = [
        {
            "packageName": each.package,
            "isClearable": True,
            "isOngoing": False,
            "id": each.id,
            "tag": None,
            "notification": {
                "title": each.title,
                "bigTitle": None,
                "text": each.text,
                "bigText": None,
                "tickerText": None,
                "subText": None,
                "infoText": None,
                "template": None,
            },
            "userHandle": 0,
            "groupKey": f"0|{each.package}|{each.id}",
            "postTime": _ms(each.posted_at),
            "key": f"0|{each.package}|{each.id}|null",
            "isRemoved": False,
        }
        for each in device.notifications()
    ]
    return {"statusBarNotifications": entries}


def open_notifications(call: Call) -> None:
    """Pull the notification shade down."""
    call.device.open_notifications()
    call.session.settle()


def device_time(call: Call) -> str:
    """`mobile: getDeviceTime`, in the commoner part of the notation of moment.js.

    Of that, `_TOKEN` has what is read; any other letter is answered as it stands.
    """
    moment = call.device.device_time()
    wanted = str(call.body.get("format") or _TIME_FORMAT)
    return _TOKEN.sub(lambda match: _token(match[0], moment), wanted)


def _token(token: str, moment: datetime) -> str:
    if token.startswith("["):
        return token[1:-1]
    return _TOKENS[token](moment) if token in _TOKENS else token


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def is_locked(call: Call) -> bool:
    """`mobile: isLocked`: whether the lock is in front of everything."""
    return call.device.screen_lock.shown


def unlock(call: Call) -> None:
    """`mobile: unlock`: wakes the phone and swipes its lock away; a PIN stays in front."""
    call.device.screen_lock.press(WAKEUP)
    call.device.screen_lock.dismiss()


def device_info(call: Call) -> dict[str, Any]:
    """`mobile: deviceInfo`."""
    device, display = call.device, call.device.display
    return {
        "androidId": f"{zlib.crc32(device.udid.encode()):016x}",
        "manufacturer": device.manufacturer,
        "model": device.model,
        "brand": device.manufacturer.lower(),
        "apiVersion": str(device.sdk),
        "platformVersion": device.android_version,
        "carrierName": "",
        "realDisplaySize": f"{display.width_px}x{display.height_px}",
        "displayDensity": display.density_dpi,
        "networks": [],
        "locale": f"{device.language}_{device.country}",
        "timeZone": device.device_time().tzname() or "UTC",
        "bluetooth": None,
    }


def battery_info(_call: Call) -> dict[str, Any]:
    """`mobile: batteryInfo`: a virtual phone is always on the mains, and full (5)."""
    return {"level": 1.0, "state": 5}


def display_density(call: Call) -> int:
    """Dots per inch."""
    return call.device.display.density_dpi


def system_bars(call: Call) -> dict[str, Any]:
    """`mobile: getSystemBars`."""
    display = call.device.display
    bars = {
        "statusBar": (0, display.status_bar_px),
        "navigationBar": (
            display.height_px - display.navigation_bar_px,
            display.navigation_bar_px,
        ),
    }
    return {
        name: {"visible": True, "x": 0, "y": top, "width": display.width_px, "height": height}
        for name, (top, height) in bars.items()
    }


def connectivity(_call: Call) -> dict[str, bool]:
    """`mobile: getConnectivity`."""
    return {"wifi": True, "data": True, "airplaneMode": False}


def network_connection(_call: Call) -> int:
    """The same as a mask: Wi-Fi and data."""
    return 6


def get_clipboard(call: Call) -> str:
    """The clipboard's text in base64."""
    return base64.b64encode(call.device.clipboard.encode()).decode()


def set_clipboard(call: Call) -> None:
    """Set it from base64."""
    kind = str(call.body.get("contentType") or "plaintext")
    if kind.lower() != "plaintext":
        raise invalid_argument(
            f"Only plain text can be set on the clipboard, and '{kind}' was given"
        )
    try:
        call.device.clipboard = base64.b64decode(call.text("content"), validate=True).decode()
    except ValueError as error:  # not ASCII, not base64, not UTF-8
        raise invalid_argument(f"'content' must be text in base64: {error}") from error


def log_types(_call: Call) -> list[str]:
    """The logs that the driver knows."""
    return list(_LOG_TYPES)


def log(call: Call) -> list[dict[str, Any]]:
    """Lines of a log that came since the last time it was asked for."""
    kind = call.text("type")
    if kind == "server":
        raise insecure("get_server_logs")
    if kind == "bugreport":
        raise refused("A bug report", "it has no Android to report about")
    if kind != "logcat":
        types = json.dumps(_LOG_TYPES, separators=(",", ":"))
        raise failed(f"Unsupported log type '{kind}'. Supported types: {types}")
    lines = tuple(call.device.device_log())
    fresh = new_lines(call.session.log_seen, lines)
    call.session.log_seen = lines
    stamp = _stamps(call.device.device_time())
    return [{"timestamp": stamp(line), "level": "ALL", "message": line} for line in fresh]


def _stamps(phone_now: datetime) -> Callable[[str], int]:
    """By the server's clock, when it received a line, in ms: when the phone wrote it."""
    now_ms = int(time.time() * 1000)

    def stamp(line: str) -> int:
        try:
            written = datetime.strptime(  # noqa: DTZ007 -- the phone's time has no zone there
                f"{phone_now.year}-{line[:_STAMP_LENGTH]}", "%Y-%m-%d %H:%M:%S.%f"
            )
        except ValueError:
            return now_ms
        age = phone_now.replace(tzinfo=None) - written
        return now_ms - max(0, round(age.total_seconds() * 1000))

    return stamp
