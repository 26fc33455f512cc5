"""Named product defects that a virtual phone can be started with, to see whether a suite notices.

To add one: put an entry into `inviting.py` or `joining.py`, and ask `defects.on("its-name")` at the
one place where the product would go wrong.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from virtual_phone.defects.defect import Defect
from virtual_phone.defects.inviting import BUTTONS, INPUT, ROLES, SENDING, STATE
from virtual_phone.defects.joining import JOINING, PERMISSION, RECEIVING, REMOVING

__all__ = ["CATALOGUE", "Defect", "Defects", "UnknownDefect", "find_defect"]

CATALOGUE: dict[str, Defect] = {
    defect.name: defect
    for defect in (
        *ROLES,
        *BUTTONS,
        *INPUT,
        *SENDING,
        *RECEIVING,
        *JOINING,
        *PERMISSION,
        *REMOVING,
        *STATE,
    )
}
"""Every defect by its name, in the order in which a person may read them."""


class UnknownDefect(ValueError):
    """There is no defect of that name; the text lists the nearest ones."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, CATALOGUE, n=3) or list(CATALOGUE)
        super().__init__(f'There is no defect "{name}". Near it: {", ".join(near)}.')
        self.name = name


def find_defect(name: str) -> Defect:
    """The defect of that name.

    Raises:
        UnknownDefect: There is none.
    """
    try:
        return CATALOGUE[name]
    except KeyError:
        raise UnknownDefect(name) from None


class Defects:
    """The defects that are switched on; usually none or one.

    Args:
        names: Their names.

    Raises:
        UnknownDefect: One of the names is not in the catalogue.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._on = {name: find_defect(name) for name in names}

    @property
    def switched_on(self) -> tuple[Defect, ...]:
        """What is switched on, in the order given."""
        return tuple(self._on.values())

    def on(self, name: str) -> bool:
        """Whether that defect is switched on.

        Raises:
            UnknownDefect: A product part asks for a name that is not in the catalogue.
        """
        return find_defect(name).name in self._on
