"""Resource ids as the app's builds have them: obfuscated, reused, and never to be relied on."""

from functools import lru_cache
from string import ascii_lowercase, digits
from typing import Final
from zlib import crc32

_LETTERS: Final = ascii_lowercase + digits
_DIFFERENT_IDS: Final = 67
"""So few that ids repeat within a screen, and are reused with a new meaning by another seed."""


@lru_cache(maxsize=4096)
def resource_id(package: str, seed: int, view: str) -> str:
    """The id of a view in a build; the same view has another one in another build."""
    number = crc32(f"{seed}/{view}".encode()) % _DIFFERENT_IDS
    letters = _LETTERS[number % 26] + _LETTERS[(number * 7 + 3) % 36] + _LETTERS[number % 36]
    return f"{package}:id/{letters}"
