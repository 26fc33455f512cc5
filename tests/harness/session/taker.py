"""A process that takes phones over and over, and finds out whether anybody has them as well.

Arguments: a folder for marks, how often, how many at once, and the names of all phones.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from harness.session.reservations import Reservations

_HELD_S = 0.005
"""Long enough for another process to find the mark, if it has taken the phone as well."""


@dataclass(frozen=True)
class Taken:
    names: tuple[str, ...]


def main(marks: Path, times: int, at_once: int, phones: list[str]) -> Iterator[str]:
    """Take, mark, unmark, let go; says how it went."""
    options = [Taken(names) for names in permutations(phones, at_once)]
    reservations = Reservations()
    for _ in range(times):
        taken = reservations.wait(options, stuck_s=120)
        if taken is None:
            yield "waited in vain"
            return
        for name in taken.names:
            (marks / name).touch(exist_ok=False)
        time.sleep(_HELD_S)
        for name in taken.names:
            (marks / name).unlink()
        reservations.release(taken.names)
    yield "done"


if __name__ == "__main__":
    folder, often, number, *names = sys.argv[1:]
    print(*main(Path(folder), int(often), int(number), names))  # noqa: T201 - its answer
