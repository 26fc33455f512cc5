"""What a scenario is called where each row of an outline needs a name of its own."""

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"<(.+?)>")


def title_of_row(template: str, row: Mapping[str, str]) -> str:
    """The name with its row filled in, and behind it what of the row the name leaves out.

    Args:
        template: The scenario's name as written, with `<column>` still in it.
        row: Values by column; empty for a scenario that is no outline.
    """
    in_title = set(PLACEHOLDER.findall(template))
    others = ", ".join(value for column, value in row.items() if column not in in_title)
    return filled_in(template, row) + (f" ({others})" if others else "")


def filled_in(text: str, row: Mapping[str, str]) -> str:
    """A text as it reads with the values of a row; what is no column of it stays."""
    return PLACEHOLDER.sub(lambda found: row.get(found[1], found[0]), text)
