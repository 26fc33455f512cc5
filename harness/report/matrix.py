"""The table of rights: who may do what, and what came of each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from harness.claims import is_assumed
from harness.report.guide import MatrixOf, checks
from harness.report.written import NOT_CHOSEN, identity


@dataclass(frozen=True)
class Matrix:
    """A scenario's rows of examples as one table.

    Attributes:
        title: What it is about.
        columns: Their names.
        rows: The scenarios, one for each row, with their `row`, in the order in which they are
            written: the run's as the page has them, those not chosen as `written` has them.
        missing: How many of them were not chosen.
    """

    title: str
    columns: list[str]
    rows: list[dict[str, Any]]
    missing: int


def matrix(
    which: MatrixOf | None,
    scenarios: Sequence[dict[str, Any]],
    written: Sequence[dict[str, Any]] = (),
) -> Matrix | None:
    """The table, with all of its rows: a part of it must not look like the whole.

    None where there is no row at all: neither in the run nor in a feature that can be read.

    Args:
        which: The scenario whose rows it shows.
        scenarios: The run's.
        written: All of its feature, as `written` reads them.
    """
    if which is None:
        return None
    left = [each for each in scenarios if checks(each, which.feature, which.scenario)]
    rows = []
    for each in written:
        if checks(each, which.feature, which.scenario):
            ran = next((own for own in left if identity(own) == identity(each)), None)
            if ran:
                left.remove(ran)
            rows.append(ran or {**each, "is_assumed": is_assumed(each["tags"])})
    # What was run and is not written: the feature has changed since, or cannot be read.
    rows += left
    columns = list(dict.fromkeys(column for each in rows for column in each["row"]))
    missing = sum(each["outcome"] == NOT_CHOSEN for each in rows)
    return Matrix(which.title, columns, rows, missing) if rows else None
