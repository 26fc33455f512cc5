"""Labs of a few phones, and what their pools give."""

from collections.abc import Callable
from typing import Any

from harness.session.lease import Lease, Needs
from harness.session.pool import Pool

SIMS = tuple(f"+1202555{number:04}" for number in range(150, 154))
"""Of the members who are listed."""
MakePool = Callable[..., Pool]
ANY = Needs.of_tags(())
PAIR = Needs.of_tags({"two_phones", "phone"})
BY_PHONE = Needs.of_tags({"phone"})


def lab(*udids: str, sims: bool = True) -> list[dict[str, Any]]:
    """Phones; each with the SIM of the member of its place."""
    numbers = SIMS if sims else (None,) * len(udids)
    return [{"udid": udid, "number": sim} for udid, sim in zip(udids, numbers, strict=False)]


def names(lease: Lease) -> list[str]:
    """Of the phones, in their order."""
    return [phone.name for phone in lease.phones]
