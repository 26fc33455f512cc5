"""Keys: W3C's code points, Android's key codes."""

from typing import Any

from virtual_phone.tree.device import Device
from virtual_phone.webdriver.errors import failed, invalid_argument, refused
from virtual_phone.webdriver.session import Call

_PRIVATE_USE = range(0xE000, 0xF8FF + 1)
_SHIFT = ("\ue008", "\ue050")
_CTRL = ("\ue009", "\ue051")
_MODIFIERS = {"\ue00a", "\ue03d", "\ue052", "\ue053"}
_META_CTRL = 0x1000
_LETTERS = {letter: 29 + index for index, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
# W3C's code point -> Android's key code.
_ANDROID = {
    0xE001: 121, 0xE002: 259, 0xE003: 67, 0xE004: 61, 0xE005: 28, 0xE006: 66, 0xE007: 66,
    0xE00B: 127, 0xE00C: 111, 0xE00E: 92, 0xE00F: 93, 0xE010: 123, 0xE011: 3, 0xE012: 21,
    0xE013: 19, 0xE014: 22, 0xE015: 20, 0xE016: 124, 0xE017: 112,
    **{0xE031 + number: 131 + number for number in range(12)},
}  # fmt: skip
# Keys whose character is typed.
_TYPED = {
    0xE00D: " ", 0xE018: ";", 0xE019: "=",
    **{0xE01A + digit: str(digit) for digit in range(10)},
    0xE024: "*", 0xE025: "+", 0xE026: ",", 0xE027: "-", 0xE028: ".", 0xE029: "/",
}  # fmt: skip
_MOST = 0x7FFF
ENTER = 66


class KeyStrokes:
    """Keys of a keyboard that is plugged in, for the length of one command.

    Args:
        device: The phone.
    """

    def __init__(self, device: Device) -> None:
        self._device = device
        self._shift = self._ctrl = False

    def change(self, key: str, down: bool) -> None:  # noqa: FBT001 -- a key is down or up
        """A key goes down or up.

        Args:
            key: One character, which may be one of W3C's for a special key.
            down: Whether it goes down.

        Raises:
            WebDriverError: It is a key that this phone has no use for.
        """
        if key in _SHIFT:
            self._shift = down
        elif key in _CTRL:
            self._ctrl = down
        elif key in _MODIFIERS:
            if down:
                raise refused("A key held with Alt or Meta", "its apps know no shortcuts")
        elif down and key != "\ue000":
            self._press(key)

    def _press(self, key: str) -> None:
        code = ord(key)
        if code in _ANDROID:
            self._device.press_key(_ANDROID[code])
        elif self._ctrl:
            self._device.press_key(_LETTERS.get(key.lower(), 0), _META_CTRL)
        elif code in _PRIVATE_USE and code not in _TYPED:
            raise invalid_argument(
                f"KeyCharacterMap.getEvents is unable to synthesize KeyEvent sequence out of "
                f"'{code}' key code"
            )
        else:
            character = _TYPED.get(code, key)
            self._device.type_text(character.upper() if self._shift else character)


def press_key(call: Call) -> None:
    """`mobile: pressKey` and POST /appium/device/press_keycode, also the long ones."""
    meta = call.body.get("metastate")
    if isinstance(meta, bool) or not isinstance(meta, int | None):
        raise invalid_argument(f"'metastate' must be a number, and is {meta!r}")
    call.device.press_key(key_code(call.required("keycode")), meta or 0)
    call.session.settle()


def key_code(value: Any) -> int:
    """A key code that a client sent.

    Raises:
        WebDriverError: It is none.
    """
    text = str(value)
    is_code = text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST))
    if isinstance(value, bool) or not is_code or int(text) > _MOST:
        raise invalid_argument(f"'keycode' must be an Android key code, and is {value!r}")
    return int(text)


def type_text(call: Call) -> bool:
    """`mobile: type`: letters into the field that has the focus."""
    call.device.type_text(str(call.required("text")))
    return True


def perform_editor_action(call: Call) -> None:
    """`mobile: performEditorAction`: the keyboard's action key."""
    action = str(call.required("action")).lower()
    known = ("normal", "unspecified", "none", "go", "search", "send", "next", "done", "previous")
    if action not in known:
        raise invalid_argument(f"'action' must be one of {', '.join(known)}, and is '{action}'")
    call.device.press_key(ENTER)


def is_keyboard_shown(call: Call) -> bool:
    """Whether the keyboard covers a part of the display."""
    return call.device.keyboard_shown


def hide_keyboard(call: Call) -> bool:
    """Put the keyboard away; returns whether it was there.

    Raises:
        WebDriverError: It stays.
    """
    hidden = call.device.hide_keyboard()
    if call.device.keyboard_shown:
        raise failed("The software keyboard cannot be hidden")
    return hidden
