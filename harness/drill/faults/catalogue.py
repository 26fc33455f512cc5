"""Which faults the virtual phone can be given, and how a scenario should end under each.

The virtual phone is a program of its own: it is asked, not imported.
"""

import difflib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.drill.catalogue import ask_virtual_phone
from harness.errors import WrongUse

_NEAR = 3
# Moments before the first look at the app, as the virtual phone calls them.
_BEFORE = ("session that is asked for", "look whether Android has started")


@dataclass(frozen=True)
class Fault:
    """A fault as the virtual phone tells it.

    Attributes:
        name: As `--fault` takes it.
        area: Where a person would look for it: "Transport".
        description: One sentence: what happens instead.
        number: Of the table of faults that clients really meet; None beyond it.
        at: At which moments it can strike; None where it is there from the beginning.
        expected: The end states that are right.
        because: Why those.
        by_adb_only: Whether a client of the phone's own WebDriver door does not meet it.
        breaks_session: Whether its session answers nothing else from then on.
    """

    name: str
    area: str
    description: str
    number: int | None
    at: str | None
    expected: frozenset[str]
    because: str
    by_adb_only: bool
    breaks_session: bool

    @property
    def ends(self) -> str:
        """The end states, for people."""
        return " or ".join(sorted(self.expected))


def read_faults(root: Path) -> tuple[Fault, ...]:
    """Every fault, in the virtual phone's order.

    Args:
        root: The project's folder.

    Raises:
        InfrastructureError: The virtual phone does not tell them, or has none.
    """
    return ask_virtual_phone(root, "faults", _faults)


def chosen_faults(catalogue: Iterable[Fault], names: Iterable[str]) -> tuple[Fault, ...]:
    """The faults that are meant, in the catalogue's order; without a name all that can be met.

    Args:
        catalogue: Of all.
        names: Of some.

    Raises:
        WrongUse: A name fits none, or one that is met through adb only.
    """
    met = {each.name: each for each in catalogue if not each.by_adb_only}
    wanted = list(names)
    for name in wanted:
        if name not in met:
            near = difflib.get_close_matches(name, met, n=_NEAR) or list(met)
            raise WrongUse(
                f'The drill knows no fault "{name}". Near it: {", ".join(near)}.\n'
                "  Do: look at python -m virtual_phone --list-faults; one that is met through adb "
                "only needs a real Appium in between."
            )
    return tuple(each for each in met.values() if not wanted or each.name in wanted)


def sampled_faults(faults: Sequence[Fault], count: int, seed: int) -> tuple[Fault, ...]:
    """Some that strike in the middle of a scenario that may pass: they could mask a defect.

    Args:
        faults: To choose from; they keep their order.
        count: How many; all where there are no more.
        seed: Always chooses the same ones.
    """
    able = [
        each
        for each in faults
        if {"passed", "flaky"} & each.expected and each.at not in (None, *_BEFORE)
    ]
    chosen = random.Random(seed).sample(able, min(count, len(able)))  # noqa: S311 - no secret
    return tuple(each for each in able if each in chosen)


def _faults(listed: list[dict[str, Any]]) -> Iterator[Fault]:
    for each in listed:
        yield Fault(
            name=each["name"],
            area=each["area"],
            description=each["description"],
            number=each["number"],
            at=each["at"],
            expected=frozenset(each["expected"]),
            because=each["because"],
            by_adb_only=each["by_adb_only"],
            breaks_session=each["breaks_session"],
        )
