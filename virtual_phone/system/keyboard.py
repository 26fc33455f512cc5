"""The on-screen keyboard: a window of its own, with keys that are named by their description."""

from collections.abc import Callable
from typing import Final

from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.text_input import KEYPAD_KINDS, TextInput
from virtual_phone.tree.node import Bounds, Node

PACKAGE: Final = "com.google.android.inputmethod.latin"
HEIGHT_PX: Final = 855

_LETTERS: Final = ("1234567890", "qwertyuiop", "asdfghjkl@", "zxcvbnm.-+")
_DIGITS: Final = ("123", "456", "789", "+0")
_DELETE: Final = "Delete"
_ENTER: Final = "Enter"
_OK: Final = "OK"
_HIDE: Final = "Back"


class Keyboard:
    """Keys for the focused field.

    Args:
        on_hide: Called by the keyboard's own Back.
    """

    def __init__(self, on_hide: Callable[[], None]) -> None:
        self._on_hide = on_hide

    def window(self, field: TextInput, display: Bounds, navigation_bar_px: int) -> Node:
        """The keyboard's window for this field; it goes on below the navigation bar."""
        whole = Bounds(0, display.bottom - HEIGHT_PX, display.right, display.bottom)
        area = whole._replace(bottom=whole.bottom - navigation_bar_px)
        layout = Layout("keyboard", area, PACKAGE)
        keypad = field.kind in KEYPAD_KINDS
        rows = [list(row) for row in (_DIGITS if keypad else _LETTERS)]
        rows[-1].append(_DELETE)
        if not keypad:
            rows.append([_HIDE, " ", "_", _ENTER])
        else:
            rows.append([_HIDE, _OK])
        panel = layout.node("keys", "FrameLayout", area)
        height_px = area.height_px // len(rows)
        for line, row in enumerate(rows):
            top = area.top + line * height_px
            panel.children += self._row(layout, field, row, (top, top + height_px))
        return layout.node("window", "FrameLayout", whole, look="keyboard", children=[panel])

    def _row(
        self, layout: Layout, field: TextInput, keys: list[str], edges: tuple[int, int]
    ) -> list[Node]:
        width_px = layout.area.width_px // len(keys)
        gap = dp(2)
        return [
            self._key(
                layout,
                field,
                key,
                Bounds(
                    i * width_px + gap, edges[0] + gap, (i + 1) * width_px - gap, edges[1] - gap
                ),
            )
            for i, key in enumerate(keys)
        ]

    def _key(self, layout: Layout, field: TextInput, key: str, bounds: Bounds) -> Node:
        special: dict[str, tuple[Callable[[], None], str, str]] = {
            _DELETE: (field.delete, "key-wide", "backspace"),
            _HIDE: (self._on_hide, "key-wide", "keyboard-hide"),
            _ENTER: (lambda: self._enter(field), "key-action", "enter"),
            _OK: (lambda: self._enter(field), "key-action", "check"),
        }
        if key not in special:
            node = layout.node(key, "FrameLayout", bounds, on_tap=lambda: field.append(key))
            node.content_desc, node.look = ("Space" if key == " " else key), "key"
            node.text = ""
            return node
        on_tap, look, icon = special[key]
        node = layout.node(key, "FrameLayout", bounds, on_tap=on_tap, content_desc=key, look=look)
        node.children.append(layout.node(f"{key} icon", "ImageView", bounds, look=f"icon:{icon}"))
        return node

    def _enter(self, field: TextInput) -> None:
        self._on_hide()
        if field.on_enter:
            field.on_enter()
