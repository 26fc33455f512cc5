"""Colours of the app and of the system around it."""

from dataclasses import dataclass
from typing import Final

Color = tuple[int, int, int]
"""Red, green, blue; 0 to 255."""


@dataclass(frozen=True)
class Theme:
    """Every colour that a painter uses, by what it is for."""

    page: Color = (255, 255, 255)
    page_grey: Color = (246, 246, 247)
    text: Color = (22, 24, 35)
    text_secondary: Color = (117, 118, 125)
    text_disabled: Color = (184, 184, 190)
    text_on_dark: Color = (255, 255, 255)
    text_secondary_on_dark: Color = (190, 190, 198)
    link: Color = (29, 99, 197)
    accent: Color = (254, 44, 85)
    accent_soft: Color = (255, 240, 243)
    text_on_accent: Color = (255, 255, 255)
    disabled: Color = (239, 239, 241)
    soft: Color = (241, 241, 243)
    soft_pressed: Color = (232, 232, 236)
    line: Color = (229, 229, 232)
    line_strong: Color = (208, 208, 213)
    switch_on: Color = (32, 190, 178)
    error: Color = (222, 40, 66)
    note: Color = (238, 244, 253)
    dark: Color = (12, 12, 14)
    toast: Color = (52, 53, 60)
    keyboard: Color = (231, 233, 240)
    key: Color = (255, 255, 255)
    key_function: Color = (205, 209, 220)
    key_action: Color = (24, 95, 214)
    mark: Color = (255, 196, 61)
    text_on_mark: Color = (48, 34, 0)
    scrim_alpha: int = 128


LIGHT: Final = Theme()
"""The app's light colours, the only ones so far."""
