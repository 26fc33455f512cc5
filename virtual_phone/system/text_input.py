"""The state behind an input field; it lives in a screen and survives every rebuild of the tree."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

InputKind = Literal["text", "email", "phone", "code", "password"]

KEYPAD_KINDS: frozenset[InputKind] = frozenset({"phone", "code"})
"""Kinds for which the keyboard shows digits only."""


@dataclass(eq=False)
class TextInput:
    """One field's text.

    Attributes:
        name: Identity of the field within its screen.
        hint: Shown, and reported as text, while the field is empty.
        max_length: Characters that fit, -1 without a limit.
        selected: Whether all of it is selected: what is typed next takes its place.
        on_change: Called after every change.
        on_enter: Called when Enter or the keyboard's action key is pressed.
    """

    name: str
    hint: str = ""
    kind: InputKind = "text"
    max_length: int = -1
    value: str = ""
    selected: bool = False
    on_change: Callable[[], None] | None = None
    on_enter: Callable[[], None] | None = None

    def set(self, text: str) -> None:
        """Replace the whole text, cut to what fits."""
        if self.kind == "code":
            text = "".join(character for character in text if character.isdigit())
        self.selected = False
        self.value = text if self.max_length < 0 else text[: self.max_length]
        if self.on_change:
            self.on_change()

    def append(self, text: str) -> None:
        """Type after what is there, or in place of what is selected."""
        self.set(text if self.selected else self.value + text)

    def delete(self) -> None:
        """Take the last character away, or what is selected."""
        self.set("" if self.selected else self.value[:-1])

    def select_all(self) -> None:
        """Select all of it, where there is anything."""
        self.selected = bool(self.value)
