r"""Where a number or an address stands as a whole, and is not a part of somebody else's.

"member@example.com" is not in "second.member@example.com". What stands in front of a value may be
an escaped sign: in "mailto%3Amember@example.com" and in a log's "\nmember@example.com" it begins
anew, whatever letters and digits the escape is made of. In doubt it stands as a whole: then too
much is hidden, and not too little.
"""

import re
from dataclasses import dataclass

# A line end, a tab and the like; any other sign in an address, in JSON, in Python. Only an escaped
# plus may go on: "second%2Bmember%40example.com".
_AFTER_ESCAPE = (
    r"(?<=\\[abfnrtv0])"
    r"|(?<=%[0-9A-Fa-f]{2})(?<!%2[Bb])"
    r"|(?<=%25[0-9A-Fa-f]{2})(?<!%252[Bb])"
    r"|(?<=\\u[0-9A-Fa-f]{4})(?<!\\u002[Bb])"
    r"|(?<=\\x[0-9A-Fa-f]{2})"
)


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

# Only ASCII: where words are written without blanks, an address stands right behind one. A point
# behind it ends a sentence more often than it goes on.
ADDRESS = Whole(rf"(?:(?<![A-Za-z0-9._+-])|{_AFTER_ESCAPE})", "(?![A-Za-z0-9])")
NUMBER = Whole(rf"(?:(?<![0-9])|{_AFTER_ESCAPE})", "(?![0-9])")
