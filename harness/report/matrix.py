"""The table of rights: who may do what, and what came of each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from harness.report.guide import MatrixOf, checks


@dataclass(frozen=True)
class Matrix:
    """A scenario's rows of examples as one table.

    Attributes:
        title: What it is about.
        columns: Their names.
        rows: The scenarios of the run, one for each row, with their `row`.
    """

    title: str
    columns: list[str]
    rows: list[dict[str, Any]]


def matrix(which: MatrixOf | None, scenarios: Sequence[dict[str, Any]]) -> Matrix | None:
    """The table; None where the run had no row of it.

    Args:
        which: The scenario whose rows it shows.
        scenarios: The run's.
    """
    if which is None:
        return None
    rows = [each for each in scenarios if checks(each, which.feature, which.scenario)]
    columns = list(dict.fromkeys(column for each in rows for column in each["row"]))
    return Matrix(which.title, columns, rows) if rows else None
