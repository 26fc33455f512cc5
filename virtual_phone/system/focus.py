"""Which field has the caret, and whether the keyboard is up."""

from virtual_phone.system.keyboard import HEIGHT_PX, Keyboard
from virtual_phone.system.text_input import TextInput
from virtual_phone.tree.node import Bounds, Node


class Focus:
    """At most one field has the caret; the keyboard may be hidden while it has."""

    def __init__(self) -> None:
        self.field: TextInput | None = None
        self._shown = False
        self._keyboard = Keyboard(self._hide)

    def give(self, field: TextInput) -> None:
        """Put the caret into a field and show the keyboard."""
        self.field, self._shown = field, True

    def drop(self) -> None:
        """No field has the caret."""
        self.field, self._shown = None, False

    @property
    def keyboard_shown(self) -> bool:
        """Whether the keyboard is on the display."""
        return self._shown and self.field is not None

    def hide_keyboard(self) -> bool:
        """Hide the keyboard, keep the caret; returns whether it was shown."""
        was_shown, self._shown = self.keyboard_shown, False
        return was_shown

    def _hide(self) -> None:
        self._shown = False

    def window(self, display: Bounds, navigation_bar_px: int) -> Node | None:
        """The keyboard's window; None while it is hidden."""
        if self.field is None or not self._shown:
            return None
        return self._keyboard.window(self.field, display, navigation_bar_px)

    @property
    def height_px(self) -> int:
        """How much of the display's foot the keyboard takes."""
        return HEIGHT_PX if self.keyboard_shown else 0
