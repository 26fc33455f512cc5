"""How far a secret may be looked for without making every text unreadable.

Strength      What it is                                Replaced
STRONG        eight characters and more                 everywhere, also inside longer words
WEAK          four to seven                             where it stands alone: not inside a longer
                                                        word, number or list of numbers
COMMON_WORD   a word that features or labels use        where it is all of a value: between quotes,
                                                        tags, or "=" and "&"; as characters
TOO_SHORT     less than four                            nowhere
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from harness.evidence.forms import readable_forms_of
from harness.evidence.whole import ANYWHERE, Whole

SHORTEST_VALUE = 4
"""Shorter values are left alone: replacing "on" everywhere would destroy every text."""
_SHORTEST_STRONG = 8


class Strength(StrEnum):
    """See the table above."""

    STRONG = "strong"
    WEAK = "weak"
    COMMON_WORD = "common word"
    TOO_SHORT = "too short"


@dataclass(frozen=True)
class Guarded:
    """A value that no file of a run may show.

    Attributes:
        value: The value itself.
        name: What messages may call it: the name of its variable.
        shown: What stands in its place.
        strength: How far it is looked for.
        whole: Where a person reads it as this value. What only machines read, as base64, hides it
            inside something longer, too.
    """

    value: str
    name: str
    shown: str
    strength: Strength
    whole: Whole = ANYWHERE

    def __repr__(self) -> str:
        return f"Guarded({self.name}, {self.strength})"

    def pattern(self, form: str) -> str:
        """A regular expression for one of its forms, where it may be replaced."""
        exactly = re.escape(form)
        if self.strength is Strength.STRONG:
            is_read = self.whole is not ANYWHERE and form in readable_forms_of(self.value)
            return self.whole.pattern(exactly) if is_read else exactly
        if self.strength is Strength.COMMON_WORD and form == self.value:
            return rf"(?:(?<=[\"'>=])|\A){exactly}(?=[\"'<&]|\Z)"
        if self.value.isdecimal():  # nor a bare number of JSON, a part of a date or of a fraction
            exactly = rf"(?<!\": )(?<!\":)(?<!\d[-:]){exactly}(?![-:]\d)"
        # A number beside commas, brackets or a point is a place on the screen or a measure.
        return rf"(?<![\w%\\])(?<![\d\]][,.])(?<!\[){exactly}(?![\w%])(?![,.]\d)(?!\])"


def strength_of(value: str, common_words: Container[str]) -> Strength:
    """How strong a value is.

    Args:
        value: As it is typed.
        common_words: In small letters, those that the reports are full of.
    """
    if len(value) < SHORTEST_VALUE:
        return Strength.TOO_SHORT
    if value.isalpha() and value.casefold() in common_words:
        return Strength.COMMON_WORD
    return Strength.STRONG if len(value) >= _SHORTEST_STRONG else Strength.WEAK
