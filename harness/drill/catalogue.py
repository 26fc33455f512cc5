"""Which defects the virtual phone can be given, and where a suite should notice each.

The virtual phone is a program of its own: it is asked, not imported.
"""

import difflib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from harness.errors import InfrastructureError, WrongUse

_ANSWER_S = 60
_NEAR = 3
_Entry = TypeVar("_Entry")


class StepKind(StrEnum):
    """What a step is for."""

    CHECK = "check"
    """Then: the app is looked at."""
    ACT = "act"
    """Given or When: something is done, on the way to what is looked at."""


@dataclass(frozen=True)
class Expected:
    """Where a defect should be noticed.

    Attributes:
        capability: A feature's name.
        step: Words that stand in the step which should fail.
        kind: Of that step; the same words may stand in a Given and in a Then.
    """

    capability: str
    step: str
    kind: StepKind

    @property
    def told(self) -> str:
        """For a person: "Remove a member: the member is not let in (check)"."""
        return f"{self.capability}: {self.step} ({self.kind})" if self.capability else "(nowhere)"


@dataclass(frozen=True)
class Variant:
    """A defect as it is switched on for one run.

    Attributes:
        name: As `--defect` takes it: "wrong-recipient:phone,first".
        defect: The defect's name.
        area: What a person would call the part of the app: "Roles".
        description: One sentence: what the app does instead.
        guide_part: Part of the official guide that promises otherwise; None where it is assumed.
        expected: Where it should be noticed.
    """

    name: str
    defect: str
    area: str
    description: str
    guide_part: int | None
    expected: Expected

    @property
    def values(self) -> tuple[str, ...]:
        """In what it differs from other variants of the defect: ("phone", "first")."""
        return tuple(filter(None, self.name.partition(":")[2].split(",")))

    @property
    def promise(self) -> str:
        """Who promises that the app does otherwise."""
        return f"guide, part {self.guide_part}" if self.guide_part else "assumed"


def read_catalogue(root: Path) -> tuple[Variant, ...]:
    """Every variant of every defect, in the virtual phone's order.

    Args:
        root: The project's folder.

    Raises:
        InfrastructureError: The virtual phone does not tell them, or has none.
    """
    return ask_virtual_phone(root, "defects", _variants)


def ask_virtual_phone(
    root: Path, what: str, read: Callable[[list[dict[str, Any]]], Iterable[_Entry]]
) -> tuple[_Entry, ...]:
    """One of its lists, entry by entry.

    Args:
        root: The project's folder.
        what: "defects" or "faults".
        read: Makes entries of what is told.

    Raises:
        InfrastructureError: The virtual phone does not tell them, or has none.
    """
    command = [sys.executable, "-m", "virtual_phone", f"--list-{what}"]
    try:
        told = subprocess.run(
            command, cwd=root, capture_output=True, text=True, timeout=_ANSWER_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _untold(what, f"no answer within {_ANSWER_S} s") from error
    if told.returncode:
        last = (told.stderr.strip() or "it said nothing").splitlines()[-1]
        raise _untold(what, f"exit code {told.returncode}: {last}")
    try:
        entries = tuple(read(json.loads(told.stdout)))
    except (ValueError, KeyError, TypeError) as error:
        raise _untold(what, f"its list cannot be read: {error!r}") from error
    if not entries:
        raise _untold(what, "its list is empty")
    return entries


def _untold(what: str, why: str) -> InfrastructureError:
    return InfrastructureError(
        f"The virtual phone does not list its {what}: {why}\n"
        f"  Do: run it by hand to see more: python -m virtual_phone --list-{what}"
    )


def chosen(catalogue: Iterable[Variant], names: Iterable[str]) -> tuple[Variant, ...]:
    """The variants that are meant, in the catalogue's order and once each; all without a name.

    Args:
        catalogue: Of all.
        names: "wrong-recipient" for all its variants, "wrong-recipient:phone" for those by phone.

    Raises:
        WrongUse: A name fits no variant; the text has the nearest ones.
    """
    known = tuple(catalogue)
    wanted = [_meant(known, name) for name in names]
    return tuple(each for each in known if not wanted or any(each in some for some in wanted))


def _meant(known: tuple[Variant, ...], name: str) -> list[Variant]:
    defect, _, limits = name.partition(":")
    variants = [each for each in known if each.defect == defect]
    if not variants:
        names = list(dict.fromkeys(each.defect for each in known))
        near = difflib.get_close_matches(defect, names, n=_NEAR) or names
        raise WrongUse(f'There is no defect "{defect}". Near it: {", ".join(near)}.')
    values = set(filter(None, limits.split(",")))
    meant = [each for each in variants if values <= set(each.values)]
    if not meant:
        listed = ", ".join(each.name for each in variants)
        raise WrongUse(f'"{defect}" has no variant "{limits}". It has: {listed}.')
    return meant


def words_of(values: Iterable[str]) -> Iterator[re.Pattern[str]]:
    """How the values of a variant may stand in a scenario: "too-short" as "too short"."""
    for value in values:
        words = "[ -]".join(map(re.escape, value.split("-")))
        yield re.compile(rf"\b{words}\b", re.IGNORECASE)


def _variants(defects: list[dict[str, Any]]) -> Iterator[Variant]:
    for defect in defects:
        for variant in defect["variants"]:
            yield Variant(
                name=variant["name"],
                defect=defect["name"],
                area=defect["area"],
                description=defect["description"],
                guide_part=defect["guide_part"],
                expected=Expected(
                    variant["capability"], variant["step"], StepKind(variant["kind"])
                ),
            )
