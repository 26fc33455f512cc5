"""A text that must not be seen: passwords and keys."""

import hmac
from typing import NoReturn

MASK = "***"


class Secret:
    """Holds a text that no print, log, report or pickle shows; `reveal` is the only way to it.

    Args:
        value: The text to keep.
        name: Where it came from, such as the name of the variable; this may be shown.
    """

    __slots__ = ("__value", "name")

    def __init__(self, value: str, name: str = "") -> None:
        self.__value = value
        self.name = name

    def reveal(self) -> str:
        """The text itself: only right where it is typed or sent."""
        return self.__value

    def __repr__(self) -> str:
        return f"Secret({self.name or MASK})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, format_spec: str) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self.__value.encode(), other.reveal().encode())

    def __hash__(self) -> int:
        return hash((Secret, self.__value))

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: object) -> "Secret":
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("A secret is never pickled: read it from the environment again.")

    def __getstate__(self) -> NoReturn:
        raise TypeError("A secret is never pickled: read it from the environment again.")
