"""What a web container draws a moment after the screen around it: what its server has to tell."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

LatePart = Literal[
    "menu",
    "name",
    "who invites",
    "who is invited",
    "first choice",
    "account",
    "next choices",
    "rest of rows",
    "words",
    "list",
    "role",
]

LATE_S: Final[Mapping[LatePart, float]] = MappingProxyType(
    {
        "menu": 0.2,  # of the three dots beside a person
        "name": 0.2,  # on Profile
        "who invites": 0.2,  # above the field for the code
        "who is invited": 0.2,  # above the roles
        "first choice": 0.2,  # of the roles
        "account": 0.2,  # in the final message
        "words": 0.3,  # above OK in the confirmation, above Remove in the question
        "list": 0.3,  # of members, of accounts, of what the Inbox tells
        "next choices": 0.4,
        "rest of rows": 0.4,  # of members: role, state, three dots
        "role": 0.4,  # in the final message
    }
)
"""Seconds from the opening of the screen, in builds with `late_parts`. Assumed."""
