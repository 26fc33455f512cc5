"""Shortcuts of a keyboard with a Ctrl key, as every Android text field knows them."""

from typing import Final, Protocol

from virtual_phone.system.text_input import TextInput

SHIFT: Final = 0x1
CTRL: Final = 0x1000
_A, _C, _V, _X = 29, 31, 50, 52
_CUT, _COPY, _PASTE = 277, 278, 279
_WITH_CTRL: Final = {_C: _COPY, _V: _PASTE, _X: _CUT}


class Clipboard(Protocol):
    """What has a clipboard."""

    clipboard: str


def edit(field: TextInput, keycode: int, meta: int, owner: Clipboard) -> bool:
    """Do what a key or a shortcut does to a field; False where it is none of these.

    Args:
        field: The one with the caret.
        keycode: Android's.
        meta: Android's meta state: keys that are held.
        owner: Of the clipboard.
    """
    if meta & CTRL and keycode == _A:
        field.select_all()
        return True
    match _WITH_CTRL.get(keycode, 0) if meta & CTRL else keycode:
        case code if code in {_COPY, _CUT}:
            # A password never leaves its field.
            if field.selected and field.kind != "password":
                owner.clipboard = field.value
                if code == _CUT:
                    field.delete()
        case code if code == _PASTE:
            field.append(owner.clipboard)
        case _:
            return bool(meta & CTRL)  # a shortcut that means nothing types nothing
    return True
