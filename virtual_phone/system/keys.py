"""Android's key codes, as far as a phone without a real keyboard needs them."""

from typing import Final

HOME: Final = 3
BACK: Final = 4
ENTER: Final = 66
DELETE: Final = 67
ESCAPE: Final = 111

_DIGIT_0, _LETTER_A = 7, 29
_MARKS: Final = {55: ",", 56: ".", 62: " ", 69: "-", 76: "/", 77: "@", 81: "+"}
_TYPED: Final = {
    **{_DIGIT_0 + index: digit for index, digit in enumerate("0123456789")},
    **{_LETTER_A + index: letter for index, letter in enumerate("abcdefghijklmnopqrstuvwxyz")},
    **_MARKS,
}


_SHIFTED: Final = {**dict(zip("0123456789", ")!@#$%^&*(", strict=True)), "-": "_", "/": "?"}


def typed_by(keycode: int, *, shifted: bool = False) -> str:
    """The character that a key types; "" for a key that types none."""
    plain = _TYPED.get(keycode, "")
    return _SHIFTED.get(plain, plain.upper()) if shifted else plain
