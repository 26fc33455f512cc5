"""What is wrong in a feature or step file."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.errors import Place, cited

_LONGEST = 2000
_MOST_LISTED = 50


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        place: File and line.
        what: What is wrong there.
        fix: What to do about it.
    """

    place: Place
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.place}: {cited(self.what, _LONGEST)}\n  Do: {cited(self.fix, _LONGEST)}"


def listed(problems: Sequence[Problem]) -> str:
    """Problems as a text to print; of very many, the first ones."""
    more = len(problems) - _MOST_LISTED
    rest = [f"... and {more:,} more"] if more > 0 else []
    return "\n".join([*map(str, problems[:_MOST_LISTED]), *rest])


def in_order(problems: list[Problem]) -> list[Problem]:
    """By file and line, each once."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda problem: (str(problem.place.file), problem.place.line or 0))
