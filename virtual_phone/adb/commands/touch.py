"""Commands that touch the phone: `input`, and the status bar."""

import base64
import re

from virtual_phone.adb.android import SETTINGS_APP, Android
from virtual_phone.adb.numbers import Complaint, digits
from virtual_phone.adb.shell.process import Process

_LONG_PRESS_MS = 500
_SWIPE_MS = 300
_SOURCES = {"touchscreen", "keyboard", "mouse", "touchpad", "stylus", "dpad", "trackball"}
_KEYS = {
    "HOME": 3, "BACK": 4, "DPAD_UP": 19, "DPAD_DOWN": 20, "DPAD_LEFT": 21, "DPAD_RIGHT": 22,
    "TAB": 61, "SPACE": 62, "ENTER": 66, "DEL": 67, "MENU": 82, "NOTIFICATION": 83,
    "ESCAPE": 111, "FORWARD_DEL": 112, "MOVE_HOME": 122, "MOVE_END": 123, "APP_SWITCH": 187,
    "CTRL_LEFT": 113, "CTRL_RIGHT": 114, "SHIFT_LEFT": 59, "SHIFT_RIGHT": 60,
    "WAKEUP": 224, "SLEEP": 223, "POWER": 26,
    **{letter: 29 + index for index, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")},
    "PASTE": 279, "COPY": 278, "CUT": 277,
}  # fmt: skip
# Keys that are held -> Android's meta state.
_HELD = {59: 0x1, 60: 0x1, 113: 0x1000, 114: 0x1000}
_BASE64 = re.compile(r"&([^-]*)-")
_FLOAT = re.compile(r"[-+]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9})", re.ASCII)
_ENTER = 66


def input_(android: Android, process: Process, arguments: list[str]) -> int:
    """`input [SOURCE] tap|swipe|draganddrop|text|keyevent|keycombination ...`."""
    words = arguments[1:] if arguments and arguments[0] in _SOURCES else arguments
    device = android.device
    with device.lock:
        match words:
            case ["tap", x, y]:
                device.tap(_float(x), _float(y))
            case ["swipe" | "draganddrop", x1, y1, x2, y2, *duration]:
                start, end = (_float(x1), _float(y1)), (_float(x2), _float(y2))
                _move(android, start, end, _duration_ms(duration))
            case ["text", *texts] if texts:
                _type(android, " ".join(texts))
            case ["keyevent", *keys] if keys:
                for key in (key for key in keys if key != "--longpress"):
                    device.press_key(_code(key))
            case ["keycombination", *keys] if len(keys) > 1:
                *held, last = [_code(key) for key in keys if not key.startswith("-")]
                device.press_key(last, sum({_HELD.get(key, 0) for key in held}))
            case _:
                process.error(f"Error: Unknown command: {words[0] if words else ''}")
                return 255
    return 0


def statusbar(android: Android, process: Process, arguments: list[str]) -> int:
    """`cmd statusbar expand-notifications|collapse`."""
    with android.device.lock:
        if arguments[:1] == ["expand-notifications"]:
            android.device.open_notifications()
        elif arguments[:1] == ["collapse"]:
            if android.device.current_package:
                android.device.press_key(_KEYS["BACK"])
        else:
            process.error(f"Unknown command: {' '.join(arguments)}")
            return 255
    return 0


def _move(
    android: Android, start: tuple[float, float], end: tuple[float, float], duration_ms: int
) -> None:
    if start != end:
        android.device.swipe(start, end, duration_ms)
    elif duration_ms >= _LONG_PRESS_MS:
        android.device.long_press(*start, duration_ms)
    else:
        android.device.tap(*start)


def _type(android: Android, text: str) -> None:
    """Letters; `%s` is a blank, and Appium's own keyboards read more into them."""
    keyboard = android.setting("secure", "default_input_method")
    if keyboard == f"{SETTINGS_APP}/.AppiumIME" and re.fullmatch(r"/.+/", text):
        android.device.press_key(_ENTER)  # an editor's action
        return
    plain = text.replace("%s", " ")
    if keyboard == f"{SETTINGS_APP}/.UnicodeIME":
        plain = _BASE64.sub(lambda match: _unicode(match[1]), plain)
    android.device.type_text(plain)


def _unicode(coded: str) -> str:
    """A part of IMAP's UTF-7; "" stands for `&`."""
    if not coded:
        return "&"
    padded = coded.replace(",", "/") + "=" * (-len(coded) % 4)
    try:
        return base64.b64decode(padded).decode("utf-16-be")
    except ValueError:  # it only looked like one
        return f"&{coded}-"


def _code(key: str) -> int:
    number = digits(key)
    if number is not None:
        return number
    name = key.removeprefix("KEYCODE_")
    if name not in _KEYS:
        raise Complaint(f"Error: Unknown keycode: {key}", 255)
    return _KEYS[name]


def _float(text: str) -> float:
    if not _FLOAT.fullmatch(text):
        raise _no_number(text)
    return float(text)


def _duration_ms(given: list[str]) -> int:
    if not given:
        return _SWIPE_MS
    duration_ms = digits(given[0])
    if duration_ms is None:
        raise _no_number(given[0])
    return duration_ms


def _no_number(text: str) -> Complaint:
    return Complaint(f'java.lang.NumberFormatException: For input string: "{text}"', 255)
