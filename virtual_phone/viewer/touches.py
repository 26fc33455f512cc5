"""What a person does on the page, done to the phone."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from virtual_phone.system.keys import BACK, DELETE, ENTER, HOME
from virtual_phone.tree.device import Device
from virtual_phone.webdriver.errors import invalid_argument
from virtual_phone.webdriver.numbers import is_number

Body = Mapping[str, Any]
_KEYS: Final = MappingProxyType({"back": BACK, "delete": DELETE, "enter": ENTER, "home": HOME})
_MOST_CHARACTERS: Final = 10_000
_LONGEST_MS: Final = 60_000
_LONGEST_S: Final = timedelta(days=366).total_seconds()


def _tap(device: Device, body: Body) -> None:
    device.tap(*_place(device, body, "at"))


def _long_press(device: Device, body: Body) -> None:
    device.long_press(*_place(device, body, "at"), _duration_ms(body))


def _swipe(device: Device, body: Body) -> None:
    start, end = _place(device, body, "from"), _place(device, body, "to")
    device.swipe(start, end, _duration_ms(body))


def _type(device: Device, body: Body) -> None:
    device.type_text(_text(body, "text"))


def _press(device: Device, body: Body) -> None:
    name = _text(body, "key")
    if name not in _KEYS:
        raise invalid_argument(f"'key' must be one of {', '.join(_KEYS)}, and is '{name}'")
    device.press_key(_KEYS[name])


def _open(device: Device, body: Body) -> None:
    url = _text(body, "url")
    if not device.open_url(url, None):
        raise invalid_argument(f"No app on {device.udid} opens '{url}'")


TOUCHES: Final[Mapping[str, Callable[[Device, Body], object]]] = MappingProxyType(
    {
        "tap": _tap,
        "long-press": _long_press,
        "swipe": _swipe,
        "type": _type,
        "press": _press,
        "open": _open,
        "notifications": lambda device, _: device.open_notifications(),
        "hide-keyboard": lambda device, _: device.hide_keyboard(),
    }
)
"""By the last part of their address. Each takes the JSON object that was posted, and raises
WebDriverError ("invalid argument") where it is not what is expected."""


def time_to_pass(body: Body) -> timedelta:
    """How far the clock is to be moved forward.

    Raises:
        WebDriverError: Not at all, or not a number.
    """
    value = body.get("forward_s")
    if not is_number(value) or not 0 < value <= _LONGEST_S:  # type: ignore[operator]  # a number
        raise invalid_argument(
            f"'forward_s' must be a number of seconds above 0 and up to {_LONGEST_S:.0f}, "
            f"and is {value!r}"
        )
    return timedelta(seconds=float(value))  # type: ignore[arg-type]  # as above


def _place(device: Device, body: Body, name: str) -> tuple[float, float]:
    value = body.get(name)
    width_px, height_px = device.display.width_px, device.display.height_px
    if isinstance(value, list) and len(value) == 2 and all(map(is_number, value)):  # noqa: PLR2004
        x_px, y_px = value
        if 0 <= x_px < width_px and 0 <= y_px < height_px:
            return float(x_px), float(y_px)
    raise invalid_argument(
        f"'{name}' must be [x, y] in pixels of the display, which has {width_px} x {height_px}, "
        f"and is {value!r}"
    )


def _duration_ms(body: Body) -> int:
    value = body.get("duration_ms")
    if is_number(value) and 0 <= value <= _LONGEST_MS:  # type: ignore[operator]  # a number
        return int(value)  # type: ignore[arg-type]  # as above
    raise invalid_argument(
        f"'duration_ms' must be a number from 0 to {_LONGEST_MS}, and is {value!r}"
    )


def _text(body: Body, name: str) -> str:
    value = body.get(name)
    if isinstance(value, str) and value and len(value) <= _MOST_CHARACTERS:
        return value
    seen = f"a text of {len(value)}" if isinstance(value, str) else repr(value)
    raise invalid_argument(
        f"'{name}' must be a text of 1 to {_MOST_CHARACTERS} characters, and is {seen}"
    )
