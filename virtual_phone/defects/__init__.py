"""Named product defects that a virtual phone can be started with, to see whether a suite notices.

To add one: put an entry into the file of its area, and ask `defects.on("its-name")` at the one
place where the product would go wrong.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from virtual_phone.defects.access import PERMISSION, REMOVING
from virtual_phone.defects.defect import Axis, Catcher, Defect, Variant
from virtual_phone.defects.inviting import BUTTONS, INPUT, ROLES
from virtual_phone.defects.joining import JOINING, RECEIVING
from virtual_phone.defects.sending import SENDING, STATE

__all__ = [
    "CATALOGUE",
    "Axis",
    "Catcher",
    "Defect",
    "Defects",
    "UnknownDefect",
    "Variant",
    "find_defect",
    "find_variant",
]

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
    """There is no defect of that name, or it has no such variant; the text lists what there is."""


def find_defect(name: str) -> Defect:
    """The defect of that name.

    Raises:
        UnknownDefect: There is none.
    """
    try:
        return CATALOGUE[name]
    except KeyError:
        near = get_close_matches(name, CATALOGUE, n=3) or list(CATALOGUE)
        message = f'There is no defect "{name}". Near it: {", ".join(near)}.'
        raise UnknownDefect(message) from None


def find_variant(text: str) -> Variant:
    """What is written after `--defect`: a name, and values of its axes that it is limited to.

    Args:
        text: "wrong-recipient", "wrong-recipient:phone", "invitation-sent-twice:phone,later".

    Raises:
        UnknownDefect: There is no such defect, or it does not vary like that.
    """
    name, _, limits = text.partition(":")
    defect = find_defect(name)
    pinned: dict[str, str] = {}
    for value in filter(None, limits.split(",")):
        axis = next((axis for axis in defect.axes if value in axis.values), None)
        if axis is None or axis.name in pinned:
            allowed = [variant.name for variant in defect.variants]
            message = f'"{name}" has no variant "{limits}". It has: {", ".join(allowed)}.'
            raise UnknownDefect(message)
        pinned[axis.name] = value
    in_order = {axis.name: pinned[axis.name] for axis in defect.axes if axis.name in pinned}
    return Variant(defect, in_order)


class Defects:
    """The defects that are switched on; usually none or one.

    Args:
        names: Their names, each with the variant if it is limited to one.

    Raises:
        UnknownDefect: One of the names is not in the catalogue.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        variants = [find_variant(name) for name in names]
        self._on = {variant.defect.name: variant for variant in variants}

    @property
    def switched_on(self) -> tuple[Variant, ...]:
        """What is switched on, in the order given."""
        return tuple(self._on.values())

    def on(self, name: str, **at: str) -> bool:
        """Whether that defect is switched on, and not limited to other values than those here.

        Args:
            name: The defect's.
            at: The value, here and now, of each of its axes by the axis's name.

        Raises:
            UnknownDefect: A product part asks for a name that is not in the catalogue.
            TypeError: It does not say where on the defect's axes it is, or names another axis.
        """
        names = {axis.name for axis in find_defect(name).axes}
        if names != at.keys():
            message = f'"{name}" varies by {sorted(names)}, and was asked for with {sorted(at)}'
            raise TypeError(message)
        variant = self._on.get(name)
        return variant is not None and all(at[axis] == to for axis, to in variant.pinned.items())

    def chosen(self, name: str, axis: str) -> str | None:
        """The value of an axis where the defect has to choose one: as limited, else the first.

        Returns:
            None where the defect is not switched on.
        """
        variant = self._on.get(find_defect(name).name)
        if variant is None:
            return None
        first = next(each for each in variant.defect.axes if each.name == axis).values[0]
        return variant.pinned.get(axis, first)
