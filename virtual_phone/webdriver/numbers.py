"""Numbers that a client sends: JSON lets through more than a phone can do anything with."""

from typing import Any

from virtual_phone.webdriver.errors import invalid_argument

_LARGEST = 1e12


def is_number(value: Any) -> bool:
    """Whether it is one, finite, and of a size that anything here could have."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -_LARGEST <= value <= _LARGEST


def finite(name: str, value: Any, *, most: float = _LARGEST) -> float:
    """A number as a client sent it.

    Args:
        name: Of the parameter.
        value: What was sent for it.
        most: The largest that makes sense.

    Raises:
        WebDriverError: It is no number, not finite, or too large.
    """
    if not is_number(value) or value > most:
        limit = "" if most == _LARGEST else f" up to {most:g}"
        raise invalid_argument(f"'{name}' must be a number{limit}, and is {value!r}")
    return float(value)
