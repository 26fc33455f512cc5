"""Fingers, keys and text: what a person does to a phone, and the lock that is in front of it."""

from typing import Final, Protocol

from virtual_phone.system.finger import Finger
from virtual_phone.system.focus import Focus
from virtual_phone.system.keys import BACK, DELETE, ENTER, ESCAPE, HOME, typed_by
from virtual_phone.system.shortcuts import SHIFT, Clipboard, edit
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.window_manager import WindowManager
from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Node
from virtual_phone.tree.screen_lock import ScreenLock

_PULL_PX: Final = 200
"""How far a finger must come down from the status bar to open the shade, or up to unlock."""


class Owner(Clipboard, Protocol):
    """The phone, as far as hands need it."""

    display: Display
    screen_lock: ScreenLock

    def open_notifications(self) -> None: ...


class Hands:
    """A phone that sleeps or is locked lets through what opens it, and nothing else.

    Args:
        phone: What they hold.
        windows: Where Back and Home lead.
        finger: What touches the windows; the lock swallows what it should not reach.
        focus: The field that has the caret.
    """

    def __init__(self, phone: Owner, windows: WindowManager, finger: Finger, focus: Focus) -> None:
        self._phone, self._windows, self._finger, self._focus = phone, windows, finger, focus
        self._lock = phone.screen_lock

    def swipe(self, start: tuple[float, float], end: tuple[float, float], duration_ms: int) -> bool:
        """A finger's straight way: up it opens the lock, from the status bar down the shade."""
        if not self._lock.is_open:
            return start[1] - end[1] > _PULL_PX and self._lock.dismiss()
        if start[1] < self._phone.display.status_bar_px and end[1] - start[1] > _PULL_PX:
            self._phone.open_notifications()
            return True
        return self._finger.swipe(start, end, duration_ms)

    def set_text(self, node: Node, text: str) -> bool:
        """Put text into a field, without keyboard and caret."""
        if node.on_set_text is None or not self._lock.is_open:
            return False
        node.on_set_text(text)
        return True

    def type_text(self, text: str) -> None:
        """Keys, one after the other; nothing happens where no field has the caret."""
        for character in text if self._lock.is_open else "":
            field = self._focus.field
            if field and character == "\n":
                self._enter(field)
            elif field:
                field.append(character)

    def press_key(self, keycode: int, meta: int = 0) -> None:
        """A key of the phone or of a keyboard beside it, while others are held."""
        if self._lock.press(keycode):
            if not self._lock.is_open:
                self._windows.cover()
            return
        field = self._focus.field
        if keycode == HOME:
            self._windows.go_home()
        elif keycode in {BACK, ESCAPE}:
            self._windows.back()
        elif field and keycode == DELETE:
            field.delete()
        elif field and keycode == ENTER:
            self._enter(field)
        elif not (field and edit(field, keycode, meta, self._phone)):
            self.type_text(typed_by(keycode, shifted=bool(meta & SHIFT)))

    def hide_keyboard(self) -> bool:
        """Returns whether it was shown."""
        return self._lock.is_open and self._focus.hide_keyboard()

    def _enter(self, field: TextInput) -> None:
        self._focus.hide_keyboard()
        if field.on_enter:
            field.on_enter()
