"""How long a phone's animations may take."""

import re
from typing import Final

MOST_SCALE: Final = 10
"""Times as long as delivered; 1 is as delivered, 0 not at all."""


def scale_of(text: str) -> float:
    """An animation scale, as a person or a program has written it.

    Raises:
        ValueError: It is no number from 0 to `MOST_SCALE`; the text says so.
    """
    if re.fullmatch(r"[0-9]{1,2}(\.[0-9]{0,9})?", text, re.ASCII) and float(text) <= MOST_SCALE:
        return float(text)
    raise ValueError(f'a number from 0 to {MOST_SCALE}, not "{text}"')
