"""What may go wrong on purpose with a number or address that is typed for an invitation."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Final
from unicodedata import normalize

from virtual_phone.defects import Defects
from virtual_phone.organization import (
    Contact,
    ContactKind,
    Reason,
    Refused,
    address_flaw,
    address_forms,
    number_flaw,
    number_forms,
)
from virtual_phone.system.text_input import TextInput

_INVALID: Final[Mapping[ContactKind, Reason]] = MappingProxyType(
    {"phone": Reason.INVALID_PHONE, "email": Reason.INVALID_EMAIL}
)
_GARBLED: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "dropped": lambda typed: typed.encode("ascii", "ignore").decode(),
        "question-marks": lambda typed: typed.encode("ascii", "replace").decode(),
        "plain-letters": lambda typed: normalize("NFD", typed).encode("ascii", "ignore").decode(),
    }
)


def refuse_blanks(defects: Defects, kind: ContactKind, typed: str) -> None:
    """Find fault with blanks around what is typed, where that is the defect.

    Raises:
        Refused: INVALID_PHONE or INVALID_EMAIL.
    """
    name = "surrounding-blanks-refused"
    before = typed[:1].isspace() and defects.on(name, kind=kind, place="before")
    behind = typed[-1:].isspace() and defects.on(name, kind=kind, place="behind")
    if before or behind:
        raise Refused(_INVALID[kind])


def keep_blanks(defects: Defects, contact: Contact, typed: str) -> Contact:
    """The contact, with the blanks around what was typed where that is the defect."""
    if not defects.on("surrounding-blanks-kept", kind=contact.kind):
        return contact
    return Contact(contact.kind, typed.replace(typed.strip(), contact.value))


def refuse_form(defects: Defects, contact: Contact, region: str | None, typed: str) -> None:
    """Find fault with how a good contact is written, where that is the defect.

    Raises:
        Refused: INVALID_PHONE or INVALID_EMAIL.
    """
    if contact.kind == "phone":
        wrong = _on(defects, "valid-number-refused", "form", lambda: number_forms(region, typed))
    else:
        wrong = _on(defects, "valid-address-refused", "form", lambda: address_forms(typed))
    if wrong:
        raise Refused(_INVALID[contact.kind])


def overlooks_flaw(defects: Defects, kind: ContactKind, region: str | None, typed: str) -> bool:
    """Whether what is the matter with a contact is let pass."""
    if kind == "phone":
        return _on(defects, "invalid-number-accepted", "flaw", lambda: {number_flaw(region, typed)})
    return _on(defects, "invalid-address-accepted", "flaw", lambda: {address_flaw(typed)})


def cut_address(defects: Defects, kind: ContactKind, field: TextInput) -> None:
    """Lose the end of a typed address, where that is the defect: `.co` is as good as `.com`."""
    if kind == "email" and defects.on("value-cut"):
        field.value = field.value.rstrip()[:-1]


def garble_accents(defects: Defects, field: TextInput) -> None:
    """Let a field lose accents while one types, where that is the defect."""
    how = defects.chosen("non-ascii-broken", "how")
    if how is None:
        return

    def garble() -> None:
        field.value = _GARBLED[how](field.value)

    field.on_change = garble


def _on(defects: Defects, name: str, axis: str, at: Callable[[], Collection[str]]) -> bool:
    """As `defects.on` for any of some values; these are only worked out where it matters."""
    if defects.chosen(name, axis) is None:
        return False
    return any(defects.on(name, **{axis: value}) for value in at())
