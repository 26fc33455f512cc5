"""What a look says where the screen changes under it or cannot be read: never "absent"."""

from collections.abc import Callable
from typing import TypeVar

from harness.errors import CannotSee
from harness.screen.picking import Missing
from harness.session.faults import Stale

T = TypeVar("T")

_MOST_CHANGES = 4


class Changing(Missing):
    """Nothing is known of a part, as the screen changed under the look."""


def unless_stale(look: Callable[[], T | Missing]) -> T | Missing:
    """What a look finds; a screen that changes under it is a reason to look again."""
    try:
        return look()
    except Stale as change:
        return Changing(f"the screen was changing ({change})")


def settled(look: Callable[[], T | Missing]) -> T | Missing:
    """What a look finds, where nobody looks again: what cannot be told is not missing.

    Raises:
        CannotSee: The screen changes under every look.
    """
    for _ in range(_MOST_CHANGES):
        found = unless_stale(look)
        if not isinstance(found, Changing):
            return found
    raise cannot_see(f"Looked {_MOST_CHANGES} times at a screen that changes all the time.")


def cannot_see(what: str, why: str = "") -> CannotSee:
    """That a screen told nothing, whatever was looked for.

    Args:
        what: What was being done.
        why: More about it, where something is known.
    """
    seen = "nothing can be read on the screen, or it changes under every look"
    return CannotSee(
        f"{what}\n  Seen: {seen}{why and f' ({why})'}\n"
        "  Do: look at the phone: what the app draws by itself, and an empty screen, cannot be read"
    )
