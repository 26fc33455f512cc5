"""How many people belong to the account, where a build says so. Assumed: no dump is public."""

import re
from collections.abc import Iterator, Sequence

from harness.screen.page import Page, text
from harness.screen.picking import Missing

# Of several things in one label: "3 members, 1 pending".
_PARTED_BY = re.compile(r"[,;\n\u00b7\u2022]")


class MemberCount(Page):
    """The number that stands in Permissions: "3 members", "Members (3)", "3/20 members"."""

    word = text("members", "member")

    sometimes = (word,)
    shows_people = "rows"

    def read(self, expected: int | None = None) -> int | None:
        """The number; None where the screen has none.

        Args:
            expected: What it should be: as long as absence takes, another number may be one that
                is still loading.
        """
        seen: list[int] = []

        def look() -> int | Missing:
            seen.extend(self._numbers())
            if seen and expected in (None, seen[-1]):
                return seen[-1]
            return Missing("another number of members, or none")

        self.screen.seen_anywhere(look)
        return seen[-1] if seen else None

    def _numbers(self) -> Iterator[int]:
        words = self.word.locator.labels
        found = (number_in(label, words) for label in self.screen.read().texts)
        return (number for number in found if number is not None)


def number_in(label: str, words: Sequence[str]) -> int | None:
    """How many members a label speaks of.

    Args:
        label: As it stands on the screen.
        words: For members, in the app's language.
    """
    word = "|".join(map(re.escape, words))
    number = rf"(\d+)(?: ?/ ?\d+)? (?:{word})|(?:{word})[: (]{{1,2}}(\d+)(?: ?/ ?\d+)?\)?"
    for piece in _PARTED_BY.split(label):
        # All of the piece: "Add up to 20 members" is a limit.
        if found := re.fullmatch(number, piece.strip(), re.IGNORECASE):
            return int(found[1] or found[2])
    return None
