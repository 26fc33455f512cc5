"""Words that name a role in the end: what the app says may come line by line."""

import re
from collections.abc import Callable

from harness.errors import NotShown
from harness.screen.picking import Missing
from harness.screen.screen import Screen, Sought

_ROLES = ("Admin", "Operator")


def names_role(said: str, screen: Screen, *roles: str) -> bool:
    """Whether it names one of the roles, by default any, in the app's words for them."""
    either = "|".join(re.escape(screen.text(each)) for each in roles or _ROLES)
    return bool(re.search(rf"\b({either})\b", said))


def wait_for_role_in(screen: Screen, look: Callable[[], str | Missing], sought: Sought) -> str:
    """Wait for words, and until they name a role.

    Args:
        screen: Where they are to stand.
        look: What is there at this moment.
        sought: What it is.

    Returns:
        The words; where they name no role in time, those that are there then.

    Raises:
        NotShown: There are none in time.
    """
    said: str | Missing = Missing("nobody looked")

    def complete() -> str | Missing:
        nonlocal said
        said = look()
        if isinstance(said, Missing) or names_role(said, screen):
            return said
        return Missing("it names no role")

    try:
        return screen.wait_for(complete, sought)
    except NotShown:
        if isinstance(said, Missing):
            raise
        return said
