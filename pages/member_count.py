"""How many people belong to the account, where a build says so. Assumed: no dump is public."""

import re
from collections.abc import Sequence
from itertools import pairwise

from harness.errors import ConfigurationError
from harness.screen.locator import plain
from harness.screen.page import Page, text
from harness.screen.picking import Missing
from harness.screen.screen import Sought

# Of several things in one label: "3 members, 1 pending"; not inside of "1,024 members".
_PARTED_BY = re.compile(r"[;\n\u00b7\u2022]|,(?!\d)")
# Who they are, in brackets: "3 members (2 Admins, 1 Operator)".
_OF_WHOM = re.compile(r"\(\d+\s+[^\W\d_][^()]*\)")
# Words that leave it a number of all members; "Pending members (3)" is none.
_ALL = "(?:(?:team|account|organi[sz]ation|all|total) )?"
# Grouped as "1,024", and of how many there may be: "3/20".
_NUMBER = r"(\d{1,3}(?:[,.' ]\d{3})+|\d+)(?: ?/ ?\d[\d,.' ]*)?"


class MemberCount(Page):
    """The number that stands in Permissions: "3 members", "Members (3)", "3/20 members"."""

    word = text("members", "member")

    sometimes = (word,)
    shows_people = "rows"

    def read(self, expected: int | None = None) -> int | None:
        """The number; None where the screen has none, or nobody knows the word in its language.

        Args:
            expected: What it should be: it has the profile's time to come, as another number may
                be one that is still loading. Without it, a number has to stay the same for as long
                as absence takes.
        """
        try:
            words = self.word.locator.labels
        except ConfigurationError:
            return None
        last: int | None = None

        def look() -> int | Missing:
            nonlocal last
            found = self._number(words)
            last = last if found is None else found
            if found is not None and expected in (None, found):
                return found
            return Missing("another number of members, or none")

        found = self.screen.seen_anywhere(look)
        if found is None and expected is not None:
            self.screen.answers(look, Sought(f"{expected} members"), default=None)
        if last is None or expected is not None:
            return last

        def now() -> int | Missing:
            number = self._number(words)
            return Missing("no number") if number is None else number

        return self.screen.last_of(last, now, int)

    def _number(self, words: Sequence[str]) -> int | None:
        """The one that stands last on the screen at this moment."""
        found = (number_in(label, words) for label in reversed(self.screen.read().texts))
        return next((number for number in found if number is not None), None)


def number_in(label: str, words: Sequence[str]) -> int | None:
    """How many members a label speaks of.

    Args:
        label: As it stands on the screen.
        words: For members, in the app's language.
    """
    word = _ALL + f"(?:{'|'.join(map(re.escape, words))})"
    number = re.compile(rf"{_NUMBER} {word}|{word}(?:: ?| \(?|\(){_NUMBER}\)?", re.IGNORECASE)
    pieces = [plain(piece) for piece in _PARTED_BY.split(_OF_WHOM.sub("", label))]
    # A mark may stand between the word and its number: "Members \u00b7 3".
    after_mark = [f"{name} {count}" for name, count in pairwise(pieces) if not _has_digit(name)]
    for piece in (*pieces, *after_mark):
        # All of the piece: "Add up to 20 members" is a limit.
        if found := number.fullmatch(piece):
            return int(re.sub(r"\D", "", found[1] or found[2]))
    return None


def _has_digit(words: str) -> bool:
    return any(map(str.isdigit, words))
