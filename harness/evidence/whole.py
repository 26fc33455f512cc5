r"""What is next to a number or an address without being somebody else's.

Digits on either side of a number make it another one. What stands right beside an address tells
nothing: "Operatormember@example.com" may be two labels that were glued together, and
"invite+member%40example.com" a form's blank. So it is hidden wherever it stands, with one
exception: where the longer word as a whole is what the people file has of somebody else. In doubt
too much is hidden, and not too little.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

# A line end, a tab and the like; any other sign in an address, in JSON, in Python, in mail. Only an
# escaped plus may go on: "second%2Bmember%40example.com".
_AFTER_ESCAPE = (
    r"(?<=\\[abfnrtv0])"
    r"|(?<=%[0-9A-Fa-f]{2})(?<!%2[Bb])"
    r"|(?<=%25[0-9A-Fa-f]{2})(?<!%252[Bb])"
    r"|(?<=\\u[0-9A-Fa-f]{4})(?<!\\u002[Bb])"
    r"|(?<=\\x[0-9A-Fa-f]{2})"
    r"|(?<=%5[Cc]u[0-9A-Fa-f]{4})(?<!u002[Bb])"
    r"|(?<==[0-9A-Fa-f]{2})"
)
# Only ASCII: where words are written without blanks, an address stands right behind one. A point
# behind it ends a sentence more often than it goes on.
_ADDRESS_BEGINS = rf"(?:(?<![A-Za-z0-9._+-])|{_AFTER_ESCAPE})"
_ADDRESS_ENDS = "(?![A-Za-z0-9])"


@dataclass(frozen=True)
class Whole:
    """What must not be next to a value, as regular expressions that take up nothing.

    Attributes:
        before: Holds where something longer does not go on.
        after: Holds where nothing longer goes on.
    """

    before: str
    after: str

    def pattern(self, exactly: str) -> str:
        """A regular expression for something, where it stands as a whole."""
        return f"{self.before}(?:{exactly}){self.after}"

    def begins_at(self, text: str, place: int) -> bool:
        """Whether a value at this place of a text goes on nothing."""
        return re.compile(self.before).match(text, place) is not None


ANYWHERE = Whole("", "")
"""For what is secret inside something longer, too."""

NUMBER = Whole(rf"(?:(?<!\d)|{_AFTER_ESCAPE})", r"(?!\d)")


def outside_of(others: Iterable[str], own: str, pattern: str) -> Whole:
    """Where an address stands, but for the longer ones of others.

    Args:
        others: Addresses that have it in them. Only as a whole they stay.
        own: The address, in small letters.
        pattern: For it, in every form.
    """
    longer: list[str] = []
    for other in others:
        before, _, after = other.lower().partition(own)
        ends = f"(?i:{re.escape(after)}){_ADDRESS_ENDS}"
        spelled = (before, quote(before))
        begins = (f"(?<={_ADDRESS_BEGINS}(?i:{re.escape(each)}))" for each in spelled)
        longer += (f"{begin}{pattern}{ends}" for begin in begins)
    if not longer:
        return ANYWHERE
    # At nearly every place of a text it is not there: to look back from each would take long.
    return Whole(f"(?!(?={pattern})(?:{'|'.join(longer)}))", "")
